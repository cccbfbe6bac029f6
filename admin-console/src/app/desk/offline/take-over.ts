import type { CardShape } from '../scan-input';
import type { HeldBack, ScanRow } from '../scan-row';
import { type OfflineLine, back, heard, loan } from './offline-line';

/** The desk as it stands when its server no longer answers. */
export interface WaitingDesk {
  readonly rows: readonly ScanRow[];
  readonly mode: 'auto' | 'return' | 'lend';
  readonly card: string | null;
  readonly heldBack: HeldBack | null;
  readonly shape: CardShape | null;
  readonly library: string;
}

/** What of the waiting scans may be kept as done, who stands there afterwards, and the rows that were taken. */
export interface TakenOver {
  readonly lines: readonly OfflineLine[];
  readonly card: string | null;
  readonly taken: readonly number[];
}

/**
 * The scans that wait, as facts. What nobody could know without the server (whose documents are those behind a card that
 * opened nothing) is left where it is.
 */
export function takeOver({ rows, mode, card, heldBack, shape, library }: WaitingDesk): TakenOver {
  const lines: OfflineLine[] = [];
  const taken: number[] = [];
  let reader = card;
  let isHeldBack = heldBack !== null;
  for (const row of rows) {
    if (row.state.is !== 'pending') continue;
    const { decision } = row.state;
    const asked = decision.mode ?? mode;
    const borrower = decision.card ?? reader;
    const isDecided = Object.keys(decision).length > 0;
    const done = decided(row, borrower, library);
    if (done) lines.push(done);
    else {
      const state = { mode: asked === 'return' ? asked : ('auto' as const), card: reader, shape, library };
      const known = heard(row.code, row.at, { ...state, isCardNext: decision.meant === 'card' });
      if (known.is === 'card') {
        reader = known.card;
        isHeldBack = false;
      } else if (known.is === 'line' && !(isHeldBack && !isDecided && asked !== 'return')) {
        if (asked === 'lend' && reader === null) continue;
        lines.push(known.line);
      } else continue;
    }
    taken.push(row.id);
  }
  return { lines, card: isHeldBack ? null : reader, taken };
}

/** What staff had already decided about a row. */
function decided({ code, at, state }: ScanRow, card: string | null, library: string): OfflineLine | null {
  if (state.is !== 'pending') return null;
  const { decision } = state;
  if (decision.mode === 'return') return back(code, at, { library });
  if (card === null) return null;
  if (decision.renew) return loan(code, at, { library }, card, 'renewal');
  return decision.mode === 'lend' ? loan(code, at, { library }, card) : null;
}
