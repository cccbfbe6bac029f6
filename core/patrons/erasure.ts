import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import type { Engagements } from '../ports/patrons.ts';
import type { Work } from '../ports/store.ts';
import type { PatronFile } from './patron.ts';
import { noteReader, type By, type ReaderPorts } from './ports.ts';

/**
 * Erases a reader: of his account only the id is left, his loans stay without him, the journal forgets him and its chain
 * still holds. First the account is closed, then the journal is walked through in small transactions, then the rest goes:
 * an erasure that was cut short is asked again and ends.
 */
export function erase(ports: ReaderPorts) {
  return async (patronId: number, by: By): Promise<Outcome<null>> => {
    const { store, clock, readers } = ports;
    const closed = await store.transaction(async (work) => {
      const patron = await erasable(work, patronId, clock.now());
      if ('granted' in patron) return patron;
      await work.patronAccounts.markToErase(patronId);
      return granted(null);
    });
    if (!closed.granted) return closed;

    const last = await store.read.lastEventSeq();
    for (let after = 0; after < last; after += readers.journalLinesAtOnce) {
      const upTo = Math.min(last, after + readers.journalLinesAtOnce);
      await store.transaction(async (work) => granted(await work.patronAccounts.leaveJournal(patronId, after, upTo)));
    }

    return store.transaction(async (work) => {
      const now = clock.now();
      const patron = await erasable(work, patronId, now);
      if ('granted' in patron) return patron;
      // What was noted of him since the walk began.
      await work.patronAccounts.leaveJournal(patronId, last, Number.MAX_SAFE_INTEGER);
      await work.patronAccounts.erase(patronId, now);
      await noteReader(work, 'PATRON_ERASED', null, { at: now, by }, { category: patron.categoryCode });
      return granted(null);
    });
  };
}

/** What an erasure would leave, and what prevents it: nothing is touched. */
export interface ErasurePreview {
  readonly prevents: Engagements;
  /** Of what goes, how much. */
  readonly goes: { readonly cards: number; readonly blocks: number };
  /** What stays without him. */
  readonly stays: { readonly loans: number; readonly holds: number; readonly notices: number };
}

/** Says beforehand what an erasure takes and what it leaves. */
export function previewErasure({ store, clock, readers }: ReaderPorts) {
  return async (patronId: number): Promise<Outcome<ErasurePreview>> => {
    const { patronAccounts } = store.read;
    const patron = await patronAccounts.file(patronId);
    if (!patron || patron.state === 'ERASED') return refused('patron-unknown');
    const [prevents, traces] = await Promise.all([
      patronAccounts.engagements(patronId, clock.now()),
      patronAccounts.traces(patronId, readers.longestList),
    ]);
    const { cards, blocks, endedLoans, endedHolds, notices } = traces;
    return granted({
      prevents,
      goes: { cards: cards.length, blocks: blocks.length },
      stays: { loans: endedLoans.length, holds: endedHolds.length, notices: notices.length },
    });
  };
}

/** The locked reader, or what he still has with the network. */
async function erasable(work: Work, patronId: number, at: number): Promise<PatronFile | Refused> {
  const patron = await work.patronAccounts.lock(patronId);
  if (!patron) return refused('patron-unknown');
  const { loans, holds, debts, wards } = await work.patronAccounts.engagements(patronId, at);
  if (loans + holds + debts + wards > 0) return refused('erasure-not-possible', { loans, holds, debts, wards });
  return patron;
}
