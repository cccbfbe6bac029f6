import { crate, movingItem, shuttleRun } from '../../testing/shuttle';
import { boardOf, columnOf, movesOf, waitingByDestination } from './board-columns';

const lens = { library: 'LENS', isHub: true };
const lievin = { library: 'LIEVIN', isHub: false };

describe('the board of a library', () => {
  it('has each crate where its state and its journey put it', () => {
    const here = (state: Parameters<typeof crate>[1]) =>
      columnOf(crate(1, { from: 'LENS', to: 'LIEVIN', ...state }), lens);
    expect(here({ state: 'OPEN' })).toBe('prepare');
    expect(here({ state: 'SEALED' })).toBe('sealed');
    expect(here({ state: 'ON_BOARD' })).toBe('onBoard');
    expect(here({ state: 'DISCREPANT' })).toBe('gaps');
    expect(here({ state: 'RECEIVED' })).toBeNull();
  });

  it('expects what is sent here, and at the hub what is to be sorted; an open crate elsewhere is nobody else’s', () => {
    expect(columnOf(crate(1, { from: 'LENS', to: 'LIEVIN', state: 'SEALED' }), lievin)).toBe('receive');
    expect(columnOf(crate(1, { from: 'LENS', to: 'LIEVIN', state: 'OPEN' }), lievin)).toBeNull();
    expect(columnOf(crate(1, { from: 'LIEVIN', to: null, state: 'ON_BOARD' }), lens)).toBe('receive');
    expect(columnOf(crate(1, { from: 'AVION', to: null, state: 'ON_BOARD' }), lievin)).toBeNull();
    expect(columnOf(crate(1, { from: 'AVION', to: 'LENS', state: 'DISCREPANT' }), lievin)).toBeNull();
  });

  it('shows the oldest crates first', () => {
    const board = boardOf([crate(9), crate(4)], lens);
    expect(board.prepare.map(({ id }) => id)).toEqual([4, 9]);
  });

  it('offers by menu and takes by hand the same moves: on board only while a van passes by', () => {
    const sealed = crate(1, { state: 'SEALED' });
    const planned = shuttleRun(7);
    const onItsWay = shuttleRun(8, { state: 'EN_ROUTE' });
    expect(movesOf('prepare', crate(1), []).map(({ act }) => act)).toEqual(['seal']);
    expect(movesOf('sealed', sealed, [planned]).map(({ act }) => act)).toEqual(['reopen']);
    expect(movesOf('sealed', sealed, [planned, onItsWay])).toEqual([
      { act: 'load', to: 'onBoard', run: onItsWay },
      { act: 'reopen', to: 'prepare' },
    ]);
    const skipped = shuttleRun(9, { state: 'EN_ROUTE', stops: [{ ...onItsWay.stops[0]!, skipped: 'LIBRARY_CLOSED' }] });
    expect(movesOf('sealed', sealed, [skipped]).map(({ act }) => act)).toEqual(['reopen']);
    expect(movesOf('receive', sealed, [onItsWay])).toEqual([]);
  });

  it('counts what waits for a crate by where it goes, the reserved ones first', () => {
    const moving = [movingItem('A', 'AVION'), movingItem('B', 'AVION'), movingItem('C', 'LIEVIN', 'FILL_HOLD')];
    expect(waitingByDestination(moving)).toEqual([
      { to: 'LIEVIN', items: 1, reserved: 1 },
      { to: 'AVION', items: 2, reserved: 0 },
    ]);
  });
});
