import type { CirculationPorts } from '../circulation/ports.ts';

/** What changing the rules stands on. */
export type TermsPorts = Pick<CirculationPorts, 'store' | 'directory' | 'clock'>;
