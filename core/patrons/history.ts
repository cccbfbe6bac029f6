import { granted, refused, type Outcome } from '../outcome.ts';
import type { ReaderAct, ReaderTraces } from '../ports/patrons.ts';
import { openAccount, openSheet, type ReaderAccount, type ReaderSheet } from './look-up.ts';
import { noteReader, type By, type ReaderPorts } from './ports.ts';

/** What was done to a reader, page by page, the newest first. */
export interface ReaderHistory {
  readonly acts: readonly ReaderAct[];
  readonly total: number;
}

/** All that is kept of a reader: what he may ask for (RGPD, articles 15 and 20). */
export interface ReaderData extends ReaderTraces {
  readonly sheet: ReaderSheet;
  readonly account: ReaderAccount;
  readonly acts: readonly ReaderAct[];
  /** When it was drawn up. UTC milliseconds. */
  readonly at: number;
}

/** Tells what was done to a reader: by whom and when, never what he borrowed. */
export function openHistory({ store }: ReaderPorts) {
  return async (patronId: number, page: { offset: number; limit: number }): Promise<Outcome<ReaderHistory>> => {
    const patron = await store.read.patronAccounts.file(patronId);
    if (!patron || patron.state === 'ERASED') return refused('patron-unknown');
    return granted(await store.read.patronAccounts.acts(patronId, page));
  };
}

/** Draws up all that is kept of a reader, and notes in the journal that it left. */
export function exportReader(ports: ReaderPorts) {
  return async (patronId: number, by: By): Promise<Outcome<ReaderData>> => {
    const { store, clock, readers } = ports;
    const noted = await store.transaction(async (work) => {
      const patron = await work.patronAccounts.lock(patronId);
      if (!patron) return refused('patron-unknown');
      await noteReader(work, 'PATRON_EXPORTED', patron, { at: clock.now(), by }, {});
      return granted(null);
    });
    if (!noted.granted) return noted;
    const [sheet, account] = await Promise.all([openSheet(ports)(patronId), openAccount(ports)(patronId)]);
    if (!sheet.granted) return sheet;
    if (!account.granted) return account;
    const page = { offset: 0, limit: readers.longestList };
    const [traces, { acts }] = await Promise.all([
      store.read.patronAccounts.traces(patronId, readers.longestList),
      store.read.patronAccounts.acts(patronId, page),
    ]);
    return granted({ ...traces, sheet: sheet.value, account: account.value, acts, at: clock.now() });
  };
}
