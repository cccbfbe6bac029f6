import type { ShuttleRouteView } from '../api/contract';

/** A library on the map; its name stands at the right of it. */
export interface MapStop {
  readonly library: string;
  readonly x: number;
  readonly y: number;
}
/** One round: from the hub, through its stops in their order, and back. */
export interface MapRound {
  readonly id: number;
  readonly name: string;
  readonly path: string;
  /** Where the name of the round stands. */
  readonly title: { readonly x: number; readonly y: number };
  readonly stops: readonly MapStop[];
}
export interface RouteMap {
  readonly width: number;
  readonly height: number;
  readonly hub: { readonly library: string; readonly x: number; readonly y: number } | null;
  readonly rounds: readonly MapRound[];
}

const width = 1000;
/** From the hub to the nearest stop, between two stops, beyond the last one, and from a stop to the way back. */
const first = 110;
const step = 38;
const margin = 50;
const back = 26;
/** What the names of a column take to the right of its stops. */
const nameRoom = 210;

/** The libraries of a round in the order of the road, each once, the hub left out: those of its fullest day. */
export function roadOf({ hub, stops }: ShuttleRouteView): string[] {
  const days = [1, 2, 3, 4, 5, 6, 7].map((weekday) => stops.filter((stop) => stop.weekday === weekday));
  const fullest = days.reduce((best, day) => (day.length > best.length ? day : best), []);
  const ordered = [...fullest].sort((one, other) => one.sequence - other.sequence);
  return [...new Set(ordered.map(({ library }) => library))].filter((library) => library !== hub);
}

/**
 * A map that is no map: the hub in the middle, each round a column above or below it, its way back beside it. It says who
 * is on which round and in what order, not how far; nothing of it is random.
 */
export function mapOf(routes: readonly ShuttleRouteView[]): RouteMap {
  const roads = routes.map(roadOf);
  const longest = Math.max(0, ...roads.map(({ length }) => length));
  const height = 2 * (first + step * Math.max(0, longest - 1) + margin);
  const hub = { x: width / 2, y: height / 2 };
  const columns = Math.max(1, Math.ceil(routes.length / 2));
  const rounds = routes.map(({ id, name }, index): MapRound => {
    const side = index < columns ? -1 : 1;
    const column = width / columns;
    const x = Math.round((index % columns) * column + (column - nameRoom) / 2 + back);
    const stops = roads[index]!.map((library, at): MapStop => {
      return { library, x, y: hub.y + side * (first + step * at) };
    });
    const [near, far] = [stops[0]?.y ?? hub.y, stops.at(-1)?.y ?? hub.y];
    const way = [hub, { x, y: near }, { x, y: far }, { x: x - back, y: far }, { x: x - back, y: near }, hub];
    const path = `M${way.map((point) => `${point.x} ${point.y}`).join('L')}`;
    return { id, name, path, title: { x: x - back, y: far + (side < 0 ? -18 : 30) }, stops };
  });
  const [one] = routes;
  return { width, height, hub: one ? { library: one.hub, ...hub } : null, rounds };
}
