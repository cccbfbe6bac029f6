import type { DeskScanView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import type { Tone } from '../ui/badge';
import type { IconName } from '../ui/icon';
import { type ScanRow, awaitsDecision, mayBorrow } from './scan-row';

/** The letters a row may bear: where the document goes, or what stopped it. */
export type Outcome =
  | 'SHELF'
  | 'HOLD_HERE'
  | 'TRANSIT'
  | 'PROCESS'
  | 'REFUSED'
  | 'UNKNOWN'
  | 'LOAN'
  | 'RENEW'
  | 'READER'
  | 'DECIDE'
  | 'PENDING'
  | 'UNDONE';

/** How an outcome looks and sounds: never by colour or sound alone. */
export const looks: Record<
  Outcome,
  { readonly word: MessageKey; readonly icon: IconName; readonly tone: Tone; readonly letter: string }
> = {
  SHELF: { word: 'desk.SHELF', icon: 'shelf', tone: 'shelf', letter: 'R' },
  HOLD_HERE: { word: 'desk.HOLD_HERE', icon: 'reserved', tone: 'reserved', letter: 'H' },
  TRANSIT: { word: 'desk.TRANSIT', icon: 'shuttle', tone: 'shuttle', letter: 'N' },
  PROCESS: { word: 'desk.PROCESS', icon: 'pause', tone: 'neutral', letter: 'T' },
  REFUSED: { word: 'desk.REFUSED', icon: 'close', tone: 'refused', letter: 'X' },
  UNKNOWN: { word: 'desk.UNKNOWN', icon: 'question', tone: 'refused', letter: '?' },
  LOAN: { word: 'desk.LOAN', icon: 'lend', tone: 'shelf', letter: 'P' },
  RENEW: { word: 'desk.RENEW', icon: 'renew', tone: 'shelf', letter: 'P' },
  READER: { word: 'desk.READER', icon: 'person', tone: 'neutral', letter: 'L' },
  DECIDE: { word: 'desk.DECIDE', icon: 'warning', tone: 'decide', letter: 'D' },
  PENDING: { word: 'desk.PENDING', icon: 'clock', tone: 'neutral', letter: '…' },
  UNDONE: { word: 'desk.UNDONE', icon: 'renew', tone: 'neutral', letter: 'A' },
};

const routings = {
  shelf: 'SHELF',
  'hold-shelf': 'HOLD_HERE',
  'transit-hold': 'TRANSIT',
  'transit-home': 'TRANSIT',
  'no-change': 'PROCESS',
} as const;

/** What became of a row. */
export function outcomeOf(row: ScanRow): Outcome {
  const { state } = row;
  if (awaitsDecision(row)) return 'DECIDE';
  if (state.is === 'pending') return 'PENDING';
  if (state.is === 'undone') return 'UNDONE';
  return state.is === 'answered' ? outcomeOfAnswer(state.answer) : 'REFUSED';
}

function outcomeOfAnswer(answer: DeskScanView): Outcome {
  if (answer.kind === 'return') {
    return isInItsPlace(answer.back) ? 'SHELF' : routings[answer.back.routing];
  }
  if (answer.kind === 'loan') return answer.loan.renewed ? 'RENEW' : 'LOAN';
  // A card that opens a reader who may not borrow is heard as a refusal.
  if (answer.kind === 'reader') return mayBorrow(answer.reader) ? 'READER' : 'REFUSED';
  if (answer.kind === 'unknown') return 'UNKNOWN';
  return 'REFUSED';
}

/** Nothing changes because nothing is to be done: it was on its shelf, and stays there. */
export function isInItsPlace({ routing, item }: { routing: string; item: { status: string } }): boolean {
  return routing === 'no-change' && item.status === 'AVAILABLE';
}

/** The state tests and styles read: `pending`, `ok`, `decide`, `refused`, `unknown` or `undone`. */
export function stateWord(outcome: Outcome): 'pending' | 'ok' | 'decide' | 'refused' | 'unknown' | 'undone' {
  if (outcome === 'PENDING') return 'pending';
  if (outcome === 'DECIDE') return 'decide';
  if (outcome === 'UNDONE') return 'undone';
  if (outcome === 'UNKNOWN') return 'unknown';
  return outcome === 'REFUSED' ? 'refused' : 'ok';
}

/** The document a row speaks of; null for a card, and until it is known. */
export function titleOf({ state }: ScanRow): string | null {
  if (state.is !== 'answered' && state.is !== 'undone') return null;
  const { answer } = state;
  if (answer.kind === 'loan') return answer.loan.item.title;
  if (answer.kind === 'return') return answer.back.item.title;
  return 'item' in answer ? answer.item.title : null;
}
