import type { Log } from '../ports/log.ts';
import { followDissemination, type FollowingPorts } from './follow.ts';
import { addReadySets } from './ready-sets.ts';

/** How often the follower looks. Milliseconds. */
export interface DisseminationFollowerOptions {
  /** Between two looks when there is nothing to do. */
  readonly intervalMs?: number;
  /** Between two parts of work: a sweep leaves the writer to others this long. */
  readonly breathMs?: number;
  /** After a fault. */
  readonly retryMs?: number;
}

/** Keeps what harvesters are told up to date with the catalogue until stopped. Faults are logged and tried again. */
export function startDisseminationFollower(
  ports: FollowingPorts & DisseminationFollowerOptions & { readonly log: Log },
): { stop(): Promise<void> } {
  const { log, directory, store, intervalMs = 200, breathMs = 5, retryMs = 1_000 } = ports;
  let stopped = false;
  let wake = (): void => {};
  let known = '';
  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** A library that joins gets its set, and a repository that is harvested. */
  const keepReadySets = async (): Promise<void> => {
    const libraries = directory.libraries();
    const sources = await store.read.harvest.sources();
    const codes = [...libraries, ...sources].map(({ code }) => code).join(' ');
    if (codes === known) return;
    await addReadySets(store, libraries);
    known = codes;
  };

  const follow = async (): Promise<void> => {
    while (!stopped) {
      let wait = retryMs;
      try {
        await keepReadySets();
        wait = (await followDissemination(ports)).busy ? breathMs : intervalMs;
      } catch (error) {
        log.error(
          { error: error instanceof Error ? error.message : String(error) },
          'what harvesters are told could not follow the catalogue',
        );
      }
      if (!stopped) await pause(wait);
    }
  };

  const followed = follow();
  return {
    stop() {
      stopped = true;
      wake();
      return followed;
    },
  };
}
