import type { CirculationPorts } from '../circulation/ports.ts';
import type { Timetable } from '../ports/holds.ts';

/** What the use cases of holds stand on. */
export type HoldPorts = Pick<CirculationPorts, 'store' | 'directory' | 'clock' | 'settings'>;

/** What a reader at a terminal needs besides: his PIN. */
export type TerminalHoldPorts = HoldPorts & Pick<CirculationPorts, 'pins'>;

/** What choosing a copy needs besides: the shuttle. */
export type TargetingPorts = Pick<HoldPorts, 'directory'> & { readonly timetable: Timetable };

/** Where no route is known a document is taken to arrive the day after somebody could fetch it. */
export const noTimetable: Timetable = { earliestArrival: () => null };
