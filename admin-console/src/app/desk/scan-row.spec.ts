import type { DeskScanView } from '../api/contract';
import { pileOf } from './pile';
import { outcomeOf, stateWord } from './row-words';
import { type RowState, type ScanRow, longestLog, nextToSend, undoWithinMs, undoable, withRow } from './scan-row';

const pending: RowState = { is: 'pending', since: 0, decision: {} };
const item = { barcode: '30000001', title: 'Germinal', status: 'AVAILABLE' };
const liévin = { code: 'LIEVIN', name: 'Liévin' };
const back = { item, returnedAt: null, hold: null, found: false, alert: null, bin: null, note: '' };
function returned(routing: 'shelf' | 'transit-home' | 'no-change', status = 'AVAILABLE'): RowState {
  const view = { ...back, item: { ...item, status }, routing, destination: liévin };
  return {
    is: 'answered',
    card: null,
    answer: { kind: 'return', back: view, hold: null, departure: null, arrival: null },
  };
}
const row = (id: number, state: RowState, code = `3000000${id}`): ScanRow => ({
  ...{ id, code, at: 0, key: `key-${id}`, state, undoProblem: null },
});
const answered = (answer: DeskScanView): RowState => ({ is: 'answered', answer, card: null });

describe('the rows of a desk', () => {
  it('are sent in the order they were scanned', () => {
    expect(nextToSend([row(1, returned('shelf')), row(2, pending), row(3, pending)])?.id).toBe(2);
    expect(nextToSend([row(1, returned('shelf'))])).toBeNull();
  });

  it('are trimmed from the oldest that is settled, never one that waits', () => {
    const waiting = row(0, pending);
    const many = Array.from({ length: longestLog - 1 }, (_, n) => row(n + 1, returned('shelf')));
    const kept = withRow([waiting, ...many], row(longestLog, pending));
    expect(kept.length).toBe(longestLog);
    expect(kept[0]).toBe(waiting);
    expect(kept[1]!.id).toBe(2);
  });

  it('may be undone while recent, and while the document was not seen again', () => {
    const first = row(1, returned('shelf'), 'A');
    const again = row(2, returned('shelf'), 'A');
    expect(undoable([first], first, undoWithinMs)).toBe('check-in');
    expect(undoable([first], first, undoWithinMs + 1)).toBeNull();
    expect(undoable([first, again], first, 0)).toBeNull();
    expect(undoable([first, again], again, 0)).toBe('check-in');
    expect(undoable([], row(3, answered({ kind: 'unknown' })), 0)).toBeNull();
  });

  it('say where a document goes', () => {
    expect(outcomeOf(row(1, returned('shelf')))).toBe('SHELF');
    expect(outcomeOf(row(1, returned('transit-home')))).toBe('TRANSIT');
    expect(outcomeOf(row(1, returned('no-change')))).toBe('SHELF');
    expect(outcomeOf(row(1, returned('no-change', 'IN_PROCESSING')))).toBe('PROCESS');
    expect(outcomeOf(row(1, answered({ kind: 'either', item })))).toBe('DECIDE');
    expect(outcomeOf(row(1, { is: 'held-back', why: 'card-refused' }))).toBe('DECIDE');
    expect(stateWord(outcomeOf(row(1, answered({ kind: 'unknown' }))))).toBe('unknown');
  });

  it('make a pile: each object once, cards aside, counted by place', () => {
    const card = row(9, answered({ kind: 'card-refused', code: 'card-replaced', facts: {} }));
    const rows = [row(1, returned('shelf'), 'A'), row(2, returned('transit-home'), 'B'), card];
    expect(pileOf([...rows, row(3, returned('transit-home'), 'A')])).toEqual({
      total: 2,
      heaps: [{ outcome: 'TRANSIT', towards: 'Liévin', count: 2 }],
    });
  });
});
