import { accountEvent } from '../access/sessions.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import { notYours } from '../network/acting.ts';
import type { Directory } from '../network/directory.ts';
import type { Clock } from '../ports/clock.ts';
import type { JournalFilter, JournalPlace, JournalRow } from '../ports/journal.ts';
import type { StaffUser } from '../ports/staff.ts';
import type { Store } from '../ports/store.ts';
import { type ChainVerdict, walkChain } from './chain.ts';
import type { JournalAsked, JournalDesk } from './desk.ts';
import { typesOf } from './families.ts';

/** Lines one export gives: a file somebody still reads. */
export interface JournalLimits {
  readonly exported: number;
}
export const defaultJournalLimits: JournalLimits = { exported: 20_000 };

/** Lines asked for at once while a file is made. */
const exportedAtOnce = 1_000;
/** So much of a pseudonym names a reader. */
const pseudonymForm = /^[0-9a-f]{8,32}$/i;

/** The journal as those read it who check what was done. */
export function journalDesk(
  { store, directory, clock }: { store: Store; directory: Directory; clock: Clock },
  limits: JournalLimits = defaultJournalLimits,
): JournalDesk {
  const { read } = store;
  let walk: Promise<ChainVerdict> | null = null;

  /** One walk at a time: who asks during one is told what it finds. */
  const walked = (): Promise<ChainVerdict> => {
    walk ??= read.journal
      .head()
      .then((head) => walkChain(head, (after, limit) => read.sealedEvents(after, limit)))
      .finally(() => (walk = null));
    return walk;
  };

  const filterOf = async (by: StaffUser, asked: JournalAsked): Promise<Outcome<JournalFilter>> => {
    const fault = asked.library && notYours(by, asked.library.id, directory);
    if (fault) return fault;
    const object = await objectOf(asked.object);
    if (!object.granted) return object;
    const { from, to, family, library, actor } = asked;
    return granted({
      ...{ from: from ?? 0, to, actor, types: family && typesOf(family) },
      libraryId: by.libraryId ?? library?.id ?? null,
      ...object.value,
    });
  };

  const objectOf = async (
    object: string | null,
  ): Promise<Outcome<Pick<JournalFilter, 'itemId' | 'deviceId' | 'reader'>>> => {
    const nothing = { itemId: null, deviceId: null, reader: null };
    if (object === null) return granted(nothing);
    const [item, device] = await Promise.all([read.item(object), read.device(object)]);
    if (item) return granted({ ...nothing, itemId: item.item.id });
    if (device) return granted({ ...nothing, deviceId: device.id });
    if (pseudonymForm.test(object)) return granted({ ...nothing, reader: object.toLowerCase() });
    return refused('journal-object-unknown', { object });
  };

  const note = async (by: StaffUser, type: 'JOURNAL_VERIFIED' | 'JOURNAL_EXPORTED', payload: JournalRow['payload']) =>
    store.transaction(async (work) => {
      await work.journal.append({
        ...accountEvent(`user:${by.login}`, clock.now(), type, payload),
        libraryId: by.libraryId,
      });
      return granted(null);
    });

  return {
    async page(by, asked, before, limit) {
      const filter = await filterOf(by, asked);
      return filter.granted ? granted(await read.journal.lines(filter.value, before, limit)) : filter;
    },

    async line(by, seq) {
      const row = await read.journal.line(seq);
      if (!row || (by.libraryId !== null && row.libraryId !== by.libraryId)) {
        return refused('journal-line-unknown', { line: seq });
      }
      return granted(row);
    },

    async verify(by) {
      const verdict = await walked();
      const at = clock.now();
      await note(by, 'JOURNAL_VERIFIED', { lines: verdict.lines, fault: verdict.broken?.fault ?? null });
      return granted({ ...verdict, at, waiting: await read.journal.unsealed() });
    },

    async export(by, asked) {
      const filter = await filterOf(by, asked);
      if (!filter.granted) return filter;
      const rows: JournalRow[] = [];
      let before: JournalPlace | null = null;
      do {
        const page: { rows: JournalRow[]; next: JournalPlace | null } = await read.journal.lines(
          filter.value,
          before,
          exportedAtOnce,
        );
        rows.push(...page.rows);
        if (rows.length > limits.exported) return refused('journal-export-too-large', { most: limits.exported });
        before = page.next;
      } while (before !== null);
      // Said before it is given: a file nobody heard of must not leave.
      const { family, actor, object, library, from, to } = asked;
      const facts = { family, actor, object, library: library?.code ?? null, from, to };
      await note(by, 'JOURNAL_EXPORTED', { lines: rows.length, ...facts });
      return granted(rows);
    },
  };
}
