import { crate, shuttleRun } from '../../testing/shuttle';
import { atEachStop } from './driver-stops';

describe('the stops of a run, for its driver', () => {
  const there = crate(1, { from: 'LENS', to: 'LIEVIN', state: 'ON_BOARD' });
  const back = crate(2, { from: 'LIEVIN', to: null, state: 'SEALED' });
  const told = (run = shuttleRun(7)) =>
    atEachStop(run, [there, back], 'LENS').map(({ stop, load, unload }) => [
      stop.library,
      load.map(({ id }) => id),
      unload.map(({ id }) => id),
    ]);

  it('takes a crate where it is packed and gives it where it goes, the hub for one to be sorted', () => {
    expect(told()).toEqual([
      ['LENS', [1], []],
      ['LIEVIN', [2], [1]],
      ['LENS', [], [2]],
    ]);
  });

  it('does nothing where it does not stop', () => {
    const run = shuttleRun(7);
    const stops = run.stops.map((stop) =>
      stop.library === 'LIEVIN' ? { ...stop, skipped: 'LIBRARY_CLOSED' as const } : stop,
    );
    expect(told({ ...run, stops })).toEqual([
      ['LENS', [1], []],
      ['LIEVIN', [], []],
      ['LENS', [], [2]],
    ]);
  });
});
