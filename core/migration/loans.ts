import { endOfLocalDay, localInstant } from '../circulation/local-days.ts';
import type { Item } from '../circulation/entities.ts';
import { granted, type Outcome } from '../outcome.ts';
import type { SettledLine } from '../ports/migration.ts';
import type { Work } from '../ports/store.ts';
import { commitPart } from './committing.ts';
import type { MigrationBatch, MigrationLine } from './entities.ts';
import type { MigrationPorts, OnProgress } from './ports.ts';
import type { SourceProfile } from './profile.ts';

/**
 * Carries loans in progress over, with the date they were promised: the copy by the barcode it bore in its library, the
 * reader by the card he had there. What does not fit together is listed, never guessed.
 */
export async function applyLoans(
  ports: MigrationPorts,
  batch: MigrationBatch,
  _: SourceProfile,
  onProgress: OnProgress,
): Promise<Outcome<null>> {
  const { store, limits } = ports;
  for (let { done } = batch; ;) {
    const lines = await store.read.migration.lines(batch.id, done, limits.linesPerTransaction);
    if (lines.length === 0) return granted(null);
    const part = { done: lines.at(-1)!.line };
    const outcome = await commitPart(ports, { ...batch, done, step: 'apply' }, part, async (work) => {
      const settled: SettledLine[] = [];
      for (const line of lines) settled.push(await carryOver(work, line, { ports, batch }));
      await work.migration.settle(batch.id, settled);
      await work.migration.sealImages(batch.id);
    });
    if (!outcome.granted) return outcome;
    done = part.done;
    onProgress(done, batch.lineCount);
  }
}

async function carryOver(
  work: Work,
  { line, content, reason, decision }: MigrationLine,
  { ports, batch }: { ports: MigrationPorts; batch: MigrationBatch },
): Promise<SettledLine> {
  const rejected = (why: string, detail: string | null = null): SettledLine => {
    return { line, outcome: 'REJECTED', resultId: null, reason: why, detail };
  };
  if (content.kind !== 'row' || decision !== 'NEW') return rejected(reason ?? 'unreadable');
  const { barcode, card, lentOn, dueOn, renewals } = content.values as Record<string, string>;
  const item = await itemAt(work, batch.libraryId, barcode!);
  if (!item) return rejected('item-unknown');
  const patronId = (await work.migration.knownReaders(batch.source, [card!])).get(card!);
  const patron = patronId === undefined ? null : await work.patronAccounts.lock(patronId);
  if (!patron) return rejected('reader-unknown');
  const open = await work.loans.openOf(item.id);
  if (open?.patronId === patron.id)
    return { line, outcome: 'UNCHANGED', resultId: open.id, reason: null, detail: null };
  if (open) return rejected('item-on-loan-to-another');
  if (item.status !== 'AVAILABLE') return rejected('item-not-on-shelf', item.status);
  const policy = ports.directory.policies.match(patron.categoryId, item.type, batch.libraryId);
  if (!policy) return rejected('no-policy');

  const at = lentOn ? localInstant(lentOn, '12:00') : batch.appliedAt!;
  await work.migration.keepBefore(batch.id, 'items', [[item.id]]);
  const loan = await work.loans.open({
    ...{ itemId: item.id, patronId: patron.id, libraryId: batch.libraryId, deviceId: null, at },
    ...{ dueAt: endOfLocalDay(dueOn!), renewals: Number(renewals || 0), policyId: policy.id, source: 'STAFF' },
  });
  const moved = { status: 'ON_LOAN', statusSince: at, holdingLibraryId: item.holdingLibraryId } as const;
  await work.items.move(item.id, moved);
  await work.migration.noteCreated(batch.id, 'loans', [[loan.id]]);
  return { line, outcome: 'CREATED', resultId: loan.id, reason: null, detail: null };
}

/** The copy a library knows by this barcode: by alias first, else its own copy that bears it. */
async function itemAt(work: Work, libraryId: number, barcode: string): Promise<Item | null> {
  const alias = [...(await work.migration.aliased(libraryId, [barcode])).values()][0];
  if (alias !== undefined) return (await work.migration.items([alias]))[0] ?? null;
  const item = (await work.items.findByBarcodes([barcode])).get(barcode);
  return item?.homeLibraryId === libraryId ? item : null;
}
