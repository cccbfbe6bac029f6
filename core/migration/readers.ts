import { createHash } from 'node:crypto';
import { endOfLocalDay } from '../circulation/local-days.ts';
import { granted, type Outcome } from '../outcome.ts';
import { foldName, nameKey } from '../patrons/names.ts';
import type { DecidedLine, SettledLine } from '../ports/migration.ts';
import type { AgedCategory } from '../ports/patrons.ts';
import type { Store, Work } from '../ports/store.ts';
import { commitPart } from './committing.ts';
import type { Finding, MigrationBatch, MigrationLine, RowContent } from './entities.ts';
import type { MigrationPorts, OnProgress } from './ports.ts';
import type { SourceProfile } from './profile.ts';

type RowLine = MigrationLine & { readonly content: RowContent };
const rowsOf = (lines: readonly MigrationLine[]) =>
  lines.filter((line): line is RowLine => line.content.kind === 'row');

/** Homonyms looked at for one reader. */
const mostHomonyms = 20;

/**
 * Says of each reader whether he can be taken, and which accounts of the network may be his already: same name, and same
 * birth date or same contact. Those are proposals: staff confirm them, by a merge of accounts.
 */
export async function analyseReaders(
  ports: MigrationPorts,
  batch: MigrationBatch,
  _: SourceProfile,
  onProgress: OnProgress,
): Promise<Outcome<null>> {
  const { store, limits } = ports;
  const categories = new Set((await store.read.patronAccounts.categories()).map(({ code }) => code));
  for (let { done } = batch; ;) {
    const lines = await store.read.migration.lines(batch.id, done, limits.linesPerTransaction);
    if (lines.length === 0) return granted(null);
    const decided: DecidedLine[] = [];
    const findings: Finding[] = [];
    for (const line of rowsOf(lines)) {
      if (line.decision === 'REJECT' && line.decidedBy === null) continue; // it could not be read
      const known = categories.has(line.content.values['category']!);
      const decision = known ? 'NEW' : 'REJECT';
      decided.push({ line: line.line, decision, target: null, proposals: [], decidedBy: 'automatic' });
      if (known) findings.push(...(await homonyms(store, line)));
      else
        findings.push({
          line: line.line,
          kind: 'value-outside-table',
          subject: `category=${line.content.values['category']}`,
          detail: '',
        });
    }
    const part = { done: lines.at(-1)!.line };
    const outcome = await commitPart(ports, { ...batch, done, step: 'analyse' }, part, async (work) => {
      if (done === 0) await work.migration.forgetFindings(batch.id, ['reader-proposed', 'value-outside-table']);
      await work.migration.decide(batch.id, decided);
      await work.migration.insertFindings(batch.id, findings);
    });
    if (!outcome.granted) return outcome;
    done = part.done;
    onProgress(done, batch.lineCount);
  }
}

/** Accounts that may be the same person: `subject` is the account, `detail` what agrees. Names nobody. */
async function homonyms({ read }: Store, { line, content: { values } }: RowLine): Promise<Finding[]> {
  const name = nameKey(values['lastName']!, values['firstName']!);
  const { lines } = await read.patronAccounts.list({ name }, { offset: 0, limit: mostHomonyms });
  const findings: Finding[] = [];
  for (const { id, lastName, firstName } of lines) {
    if (nameKey(lastName, firstName) !== name) continue;
    const file = await read.patronAccounts.file(id);
    if (!file) continue;
    const agrees = [
      file.birthDate !== null && file.birthDate === values['birthDate'] && 'birth-date',
      file.email !== null && file.email.toLowerCase() === values['email'] && 'email',
      file.phone !== null && digits(file.phone) === digits(values['phone']!) && 'phone',
      file.address !== null && foldName(file.address) === foldName(values['address']!) && 'address',
    ].filter((fact) => fact !== false);
    const otherBirth = file.birthDate !== null && values['birthDate'] !== '' && file.birthDate !== values['birthDate'];
    if (agrees.length === 0 || otherBirth) continue;
    findings.push({ line, kind: 'reader-proposed', subject: String(id), detail: ['name', ...agrees].join(' ') });
  }
  return findings;
}

function digits(phone: string): string {
  return phone.replace(/\D/g, '').replace(/^33/, '0');
}

/** Opens the accounts. A card that somebody bears already gets the INSEE code of the commune before its number. */
export async function applyReaders(
  ports: MigrationPorts,
  batch: MigrationBatch,
  _: SourceProfile,
  onProgress: OnProgress,
): Promise<Outcome<null>> {
  const { store, directory, limits } = ports;
  const categories = new Map((await store.read.patronAccounts.categories()).map((one) => [one.code, one]));
  const insee = directory.library(batch.libraryId).inseeCode;
  for (let { done } = batch; ;) {
    const lines = await store.read.migration.lines(batch.id, done, limits.linesPerTransaction);
    if (lines.length === 0) return granted(null);
    const part = { done: lines.at(-1)!.line };
    const outcome = await commitPart(ports, { ...batch, done, step: 'apply' }, part, (work) =>
      openAccounts(work, lines, { batch, categories, insee }),
    );
    if (!outcome.granted) return outcome;
    done = part.done;
    onProgress(done, batch.lineCount);
  }
}

interface Opening {
  readonly batch: MigrationBatch;
  readonly categories: ReadonlyMap<string, AgedCategory>;
  readonly insee: string;
}

async function openAccounts(work: Work, lines: readonly MigrationLine[], { batch, categories, insee }: Opening) {
  const rows = rowsOf(lines);
  const ids = rows.map(({ sourceId }) => sourceId);
  const known = await work.migration.knownReaders(batch.source, ids);
  const taken = await work.migration.numbersTaken([...ids, ...ids.map((id) => insee + id)]);
  const settled: SettledLine[] = [];
  const findings: Finding[] = [];
  const opened: { sourceId: string; patronId: number; card: string }[] = [];
  for (const line of lines) {
    const category = line.content.kind === 'row' ? categories.get(line.content.values['category']!) : undefined;
    const there = known.get(line.sourceId);
    const settle = (outcome: SettledLine['outcome'], resultId: number | null, reason: string | null): void => {
      settled.push({ line: line.line, outcome, resultId, reason, detail: null });
    };
    if (line.decision !== 'NEW' || line.content.kind !== 'row')
      settle('REJECTED', null, line.reason ?? 'category-unknown');
    else if (there !== undefined) settle('UNCHANGED', there, null);
    else if (!category) settle('REJECTED', null, 'category-unknown');
    else {
      const key = (card: string) => card.toUpperCase();
      const recoded = taken.has(key(line.sourceId));
      const card = recoded ? insee + line.sourceId : line.sourceId;
      if (recoded && taken.has(key(card))) {
        settle('REJECTED', null, 'card-taken');
        continue;
      }
      taken.add(key(card));
      const patronId = await work.patronAccounts.register(
        accountOf(line as RowLine, category, batch),
        batch.appliedAt!,
      );
      const use = await work.patronAccounts.giveCard(patronId, card);
      if (use) throw new Error(`line ${line.line}: its card is taken (${use}), which was looked at before`);
      opened.push({ sourceId: line.sourceId, patronId, card: key(card) });
      if (recoded) findings.push({ line: line.line, kind: 'card-recoded', subject: line.sourceId, detail: card });
      settle('CREATED', patronId, null);
    }
  }
  await work.migration.rememberReaders(batch.source, opened);
  await work.migration.noteCreated(
    batch.id,
    'patrons',
    opened.map(({ patronId }) => [patronId]),
  );
  await work.migration.noteCreated(
    batch.id,
    'patron_cards',
    opened.map(({ card }) => [card]),
  );
  await work.migration.settle(batch.id, settled);
  await work.migration.insertFindings(batch.id, findings);
  await work.migration.sealImages(batch.id);
}

function accountOf({ sourceId, content: { values } }: RowLine, category: AgedCategory, batch: MigrationBatch) {
  const given = (name: string) => (values[name] === '' ? null : values[name]!);
  const ends = given('expiresOn');
  return {
    // Told by the source, so that a batch applied again after a fault gives the same reader.
    pseudonym: createHash('sha256')
      .update(`${batch.id} ${batch.source} ${sourceId} ${batch.appliedAt}`)
      .digest('hex')
      .slice(0, 32),
    firstName: values['firstName']!,
    lastName: values['lastName']!,
    birthDate: given('birthDate'),
    email: given('email'),
    phone: given('phone'),
    address: given('address'),
    homeLibraryId: batch.libraryId,
    categoryId: category.id,
    expiresAt: ends ? endOfLocalDay(ends) : batch.appliedAt!,
    language: 'fr' as const,
    pinHash: null,
    guardianId: null,
    guardianContact: null,
  };
}
