import type { RowState, ScanRow } from '../scan-row';
import { heard } from './offline-line';
import { type WaitingDesk, takeOver } from './take-over';

const shape = { length: 8, beginning: '20' };
const at = Date.parse('2026-12-15T13:32:00Z');
let lastId = 0;

function row(code: string, decision: Extract<RowState, { is: 'pending' }>['decision'] = {}): ScanRow {
  lastId += 1;
  const state = { is: 'pending', since: at, decision } as const;
  return { id: lastId, code, at: at + lastId, key: `key-${lastId}`, state, undoProblem: null };
}
function desk(rows: readonly ScanRow[], rest: Partial<WaitingDesk> = {}): WaitingDesk {
  return { rows, mode: 'auto', card: null, heldBack: null, shape, library: 'LENS', ...rest };
}
const told = ({ lines }: ReturnType<typeof takeOver>) =>
  lines.map(({ kind, item, card }) => [kind, item, card ?? null].join(' '));

describe('a scan without the server', () => {
  const state = { mode: 'auto', card: null, shape, isCardNext: false, library: 'LENS' } as const;

  it('is a card when it looks like those seen here, or when staff said so', () => {
    expect(heard('20000101', at, state)).toEqual({ is: 'card', card: '20000101' });
    expect(heard('ABC', at, { ...state, isCardNext: true })).toEqual({ is: 'card', card: 'ABC' });
    expect(heard('20000101', at, { ...state, mode: 'return' })).toEqual({ is: 'card-unexpected' });
  });

  it('is a loan to whoever stands there, else a return, at the time it was made', () => {
    const lent = heard('30000001', at, { ...state, card: '20000101' });
    expect(lent.is === 'line' && { ...lent.line, key: '' }).toEqual({
      ...{ key: '', kind: 'check-out', library: 'LENS', at: '2026-12-15T13:32:00.000Z' },
      ...{ card: '20000101', item: '30000001' },
    });
    const returned = heard('30000001', at, { ...state, mode: 'return', card: '20000101' });
    expect(returned.is === 'line' && returned.line.kind).toBe('check-in');
    expect(returned.is === 'line' && 'card' in returned.line).toBeFalse();
  });
});

describe('what waits when the server is away', () => {
  it('becomes facts in order: a card opens its reader, its documents are lent to him', () => {
    const waiting = takeOver(desk([row('30000001'), row('20000101'), row('30000002'), row('20000102')]));
    expect(told(waiting)).toEqual(['check-in 30000001 ', 'check-out 30000002 20000101']);
    expect(waiting.card).toBe('20000102');
    expect(waiting.taken.length).toBe(4);
  });

  it('keeps what staff had decided', () => {
    const rows = [
      row('30000001', { renew: true, card: '20000105' }),
      row('30000002', { mode: 'return' }),
      row('30000003', { mode: 'lend', card: '20000105' }),
      row('30000004', { meant: 'item' }),
    ];
    expect(told(takeOver(desk(rows, { card: '20000101', heldBack: 'idle' })))).toEqual([
      'renewal 30000001 20000105',
      'check-in 30000002 ',
      'check-out 30000003 20000105',
      'check-out 30000004 20000101',
    ]);
  });

  it('leaves what only the server could say: documents behind a card that opened nothing', () => {
    const rows = [row('30000001'), row('20000101'), row('30000002')];
    const waiting = takeOver(desk(rows, { heldBack: 'card-refused' }));
    expect(told(waiting)).toEqual(['check-out 30000002 20000101']);
    expect(waiting.taken).toEqual([rows[1]!.id, rows[2]!.id]);
  });

  it('leaves a document to be lent to nobody', () => {
    const waiting = takeOver(desk([row('30000001')], { mode: 'lend' }));
    expect(waiting).toEqual({ lines: [], card: null, taken: [] });
  });

  it('has nothing to do with rows that were answered', () => {
    const done: ScanRow = { ...row('30000001'), state: { is: 'failed', problem: null } };
    expect(takeOver(desk([done])).taken).toEqual([]);
  });
});
