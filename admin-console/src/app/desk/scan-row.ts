import type { DeskReaderView, DeskScanRequest, DeskScanView, Problem } from '../api/contract';

/** What staff decided about a row, sent with its scan. */
export type Decision = Partial<Pick<DeskScanRequest, 'meant' | 'renew' | 'override' | 'mode' | 'card'>>;

/** Why a document waits for a decision without having been sent: its reader is not known for sure. */
export type HeldBack = 'card-refused' | 'reader-blocked' | 'idle';

/** Where a row stands. What is `sent` goes on being sent under its key until it is answered. */
export type RowState =
  | { readonly is: 'pending'; readonly since: number; readonly decision: Decision }
  | { readonly is: 'held-back'; readonly why: HeldBack }
  | { readonly is: 'answered'; readonly answer: DeskScanView; readonly card: string | null }
  | { readonly is: 'failed'; readonly problem: Problem | null }
  | { readonly is: 'undone'; readonly answer: DeskScanView; readonly by: string; readonly at: number };

/** One scan. Nothing takes a row away: what is undone stays, struck. */
export interface ScanRow {
  readonly id: number;
  readonly code: string;
  /** UTC milliseconds. */
  readonly at: number;
  /** Names the request; the same however often it must be sent. */
  readonly key: string;
  readonly state: RowState;
  readonly undoProblem: string | null;
}

/** Rows the desk keeps on the screen; the server keeps them all. */
export const longestLog = 500;

/** The rows with one more, the newest last; of those that are settled only the last ones are kept. */
export function withRow(rows: readonly ScanRow[], row: ScanRow): readonly ScanRow[] {
  const all = [...rows, row];
  const excess = all.length - longestLog;
  if (excess <= 0) return all;
  const goes = new Set(all.filter(isSettled).slice(0, excess));
  return all.filter((one) => !goes.has(one));
}

/** The next scan to send: the oldest that waits. */
export function nextToSend(rows: readonly ScanRow[]): ScanRow | null {
  return rows.find(({ state }) => state.is === 'pending') ?? null;
}

/** Whether a row awaits neither the server nor a decision. */
export function isSettled(row: ScanRow): boolean {
  return row.state.is !== 'pending' && !awaitsDecision(row);
}

/** Whether somebody must say what is to be done. */
export function awaitsDecision({ state }: ScanRow): boolean {
  if (state.is === 'held-back') return true;
  return state.is === 'answered' && ['renewable', 'either', 'card-first'].includes(state.answer.kind);
}

/** The row with another state. */
export function changed(rows: readonly ScanRow[], id: number, change: Partial<ScanRow>): readonly ScanRow[] {
  return rows.map((row) => (row.id === id ? { ...row, ...change } : row));
}

/** What may be undone of a row: the last act on that document at this desk, while it is recent. */
export function undoable(rows: readonly ScanRow[], row: ScanRow, now: number): 'check-out' | 'check-in' | null {
  const what = actOf(row);
  if (!what || now - row.at > undoWithinMs) return null;
  const later = rows.some((one) => one.id > row.id && one.code === row.code && actOf(one) !== null);
  return later ? null : what;
}

/** How long a row may be undone, in milliseconds. */
export const undoWithinMs = 10 * 60_000;

function actOf({ state }: ScanRow): 'check-out' | 'check-in' | null {
  if (state.is !== 'answered') return null;
  if (state.answer.kind === 'loan') return 'check-out';
  return state.answer.kind === 'return' ? 'check-in' : null;
}

/** Why the next documents may not go to a reader, after what a card gave; null when they may. */
export function holdsBack(answer: DeskScanView): HeldBack | null {
  if (answer.kind === 'card-refused') return 'card-refused';
  return answer.kind === 'reader' && !mayBorrow(answer.reader) ? 'reader-blocked' : null;
}

/** Whether nothing stops a reader from borrowing before any document is looked at. */
export function mayBorrow({ state, blocks }: Pick<DeskReaderView, 'state' | 'blocks'>): boolean {
  return state === 'ACTIVE' && !blocks.some(({ stops }) => stops.checkOut);
}
