import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { OaiSource } from '../ports/oai-source.ts';
import type { Store } from '../ports/store.ts';
import type { HarvestRun } from './entities.ts';

/** What harvests stand on. */
export interface HarvestPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly repositories: OaiSource;
  /** This server as a provider: what it gave to others never comes back to it. */
  readonly own: { readonly baseUrl: string; readonly repositoryId: string };
  readonly limits: HarvestLimits;
}

/** How far a harvest goes. Times in milliseconds. */
export interface HarvestLimits {
  readonly pagesOfRun: number;
  /** Pages without a record, one after the other. */
  readonly emptyPages: number;
  /** How many times more than announced a list may hold. */
  readonly excess: number;
  /** Times a list is begun again before it is split. */
  readonly beginAgain: number;
  /** A token is not used again after so long, whatever it says. */
  readonly tokenAge: number;
  /** A repository out of reach in the middle of a run is tried again after so long, until the run is so old. */
  readonly putOff: number;
  readonly oldestRun: number;
  /** Kept of one run. */
  readonly notesOfRun: number;
  /** What a sweep may take away without asking: so many records, and so much of all (0 to 1). */
  readonly vanishing: number;
  readonly vanishingShare: number;
  /** Records taken away in one transaction. */
  readonly atOnce: number;
  /** The lease of a harvest: a killed process makes the next one wait so long. */
  readonly lease: number;
  readonly leasePatience: number;
}
export const harvestLimits: HarvestLimits = {
  pagesOfRun: 20_000,
  emptyPages: 3,
  excess: 1.5,
  beginAgain: 2,
  tokenAge: 24 * 3_600_000,
  putOff: 3_600_000,
  oldestRun: 3 * 86_400_000,
  notesOfRun: 1_000,
  vanishing: 500,
  vanishingShare: 0.1,
  atOnce: 200,
  lease: 6_000,
  leasePatience: 15_000,
};

/** Hears how far a run is, after each page. */
export type OnRun = (run: HarvestRun) => void;
