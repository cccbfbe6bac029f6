import type { ScanRow } from './scan-row';
import { type Outcome, outcomeOf } from './row-words';

/** What lies on the desk, by where it goes; `total` is the number of objects to count against. */
export interface Pile {
  readonly total: number;
  readonly heaps: readonly { readonly outcome: Outcome; readonly towards: string; readonly count: number }[];
}

/** Counts the documents of a pile: cards are not objects, what was undone is one still, a document seen twice is one. */
export function pileOf(rows: readonly ScanRow[]): Pile {
  const last = new Map<string, ScanRow>();
  for (const row of rows) {
    const isCard = row.state.is === 'answered' && ['reader', 'card-refused'].includes(row.state.answer.kind);
    if (!isCard) last.set(row.code, row);
  }
  const heaps = new Map<string, { outcome: Outcome; towards: string; count: number }>();
  for (const row of last.values()) {
    const outcome = outcomeOf(row);
    const towards = outcome === 'TRANSIT' ? destinationOf(row) : '';
    const heap = heaps.get(`${outcome}|${towards}`) ?? { outcome, towards, count: 0 };
    heap.count += 1;
    heaps.set(`${outcome}|${towards}`, heap);
  }
  return { total: last.size, heaps: [...heaps.values()] };
}

function destinationOf({ state }: ScanRow): string {
  return state.is === 'answered' && state.answer.kind === 'return' ? state.answer.back.destination.name : '';
}
