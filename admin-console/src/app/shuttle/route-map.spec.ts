import type { ShuttleRouteView } from '../api/contract';
import { mapOf, roadOf } from './route-map';

const stop = (weekday: number, sequence: number, library: string) => ({
  weekday,
  sequence,
  library,
  from: '09:00',
  to: '09:10',
});
const route = (id: number, days: Record<number, string[]>): ShuttleRouteView => ({
  id,
  name: `Circuit ${id}`,
  hub: 'LENS',
  stops: Object.entries(days).flatMap(([day, libraries]) =>
    libraries.map((library, at) => stop(Number(day), at + 1, library)),
  ),
});

describe('the map of the rounds', () => {
  it('follows the road of the fullest day, each library once, the hub left out', () => {
    const west = route(1, { 2: ['LENS', 'LIEVIN', 'LENS'], 3: ['LENS', 'AVION', 'LIEVIN', 'LENS'] });
    expect(roadOf(west)).toEqual(['AVION', 'LIEVIN']);
  });

  it('puts every stop inside the drawing, none upon another, each round a way from the hub and back', () => {
    const names = (round: number) => Array.from({ length: 6 }, (_, at) => `L${round}${at}`);
    const map = mapOf([1, 2, 3, 4, 5, 6].map((round) => route(round, { 2: ['LENS', ...names(round), 'LENS'] })));
    const stops = map.rounds.flatMap((round) => round.stops);
    expect(stops.length).toBe(36);
    expect(new Set(stops.map(({ x, y }) => `${x} ${y}`)).size).toBe(36);
    for (const { x, y } of stops) {
      expect(x).toBeGreaterThan(20);
      expect(x).toBeLessThan(map.width - 200);
      expect(y).toBeGreaterThan(30);
      expect(y).toBeLessThan(map.height - 30);
    }
    const nearest = Math.min(
      ...stops.flatMap((one, at) => stops.slice(at + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y))),
    );
    expect(nearest).toBeGreaterThan(24);
    expect(map.rounds[0]!.path).toMatch(/^M500 350L.+L500 350$/);
  });

  it('is empty without rounds', () => {
    expect(mapOf([])).toEqual({ width: 1000, height: 320, hub: null, rounds: [] });
  });
});
