import type { CrateSummaryView, CrateView, MovingItemView, ShuttleRunView } from '../api/contract';

/** The columns of the board, from packing to what is amiss. */
export const columns = ['prepare', 'sealed', 'onBoard', 'receive', 'gaps'] as const;
export type Column = (typeof columns)[number];

/** Where one stands: a library, and whether crates are sorted there. */
export interface Here {
  readonly library: string;
  readonly isHub: boolean;
}

/** In which column of a library's board a crate stands; null when it is no business of that library any more. */
export function columnOf(crate: CrateView, here: Here): Column | null {
  const isOurs = crate.from === here.library;
  if (crate.state === 'DISCREPANT') return isOurs || crate.receivedAtLibrary === here.library ? 'gaps' : null;
  if (crate.state === 'RECEIVED') return null;
  if (isOurs) return ({ OPEN: 'prepare', SEALED: 'sealed', ON_BOARD: 'onBoard' } as const)[crate.state];
  return crate.state !== 'OPEN' && comesTo(crate, here) ? 'receive' : null;
}

/** Whether a crate is to be unpacked here: sent here, or to be sorted where one sorts. */
export function comesTo(crate: Pick<CrateView, 'to' | 'from'>, { library, isHub }: Here): boolean {
  return crate.from !== library && (crate.to === library || (crate.to === null && isHub));
}

/** The board: each crate in its column, the oldest first. */
export function boardOf(crates: readonly CrateSummaryView[], here: Here): Record<Column, CrateSummaryView[]> {
  const board: Record<Column, CrateSummaryView[]> = { prepare: [], sealed: [], onBoard: [], receive: [], gaps: [] };
  for (const crate of [...crates].sort((one, other) => one.id - other.id)) {
    const column = columnOf(crate, here);
    if (column) board[column].push(crate);
  }
  return board;
}

/** What moving a crate comes to, by menu or by hand. */
export type Move =
  | { readonly act: 'seal' | 'reopen' | 'unload'; readonly to: Column }
  | { readonly act: 'load'; readonly to: Column; readonly run: ShuttleRunView };

/** Where a crate may be moved: what the menu offers, and what a column takes. A van takes a crate only while on its way. */
export function movesOf(column: Column, crate: CrateView, runs: readonly ShuttleRunView[]): readonly Move[] {
  if (column === 'prepare') return [{ act: 'seal', to: 'sealed' }];
  if (column === 'onBoard') return [{ act: 'unload', to: 'sealed' }];
  if (column !== 'sealed') return [];
  const passing = runs.filter(
    ({ state, stops }) =>
      state === 'EN_ROUTE' && stops.some(({ library, skipped }) => library === crate.from && skipped === null),
  );
  return [...passing.map((run): Move => ({ act: 'load', to: 'onBoard', run })), { act: 'reopen', to: 'prepare' }];
}

/** What waits for a crate, by where it goes; the reserved ones are counted apart. */
export interface Waiting {
  readonly to: string;
  readonly items: number;
  readonly reserved: number;
}
export function waitingByDestination(moving: readonly MovingItemView[]): Waiting[] {
  const heaps = new Map<string, { to: string; items: number; reserved: number }>();
  for (const { to, reason } of moving) {
    const heap = heaps.get(to) ?? { to, items: 0, reserved: 0 };
    heap.items += 1;
    if (reason === 'FILL_HOLD') heap.reserved += 1;
    heaps.set(to, heap);
  }
  return [...heaps.values()].sort((one, other) => other.reserved - one.reserved || other.items - one.items);
}
