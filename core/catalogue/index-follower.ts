import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { followRecords, type IndexingPorts } from './index-changes.ts';
import { IndexingBusy, isLost, reindexIfLost } from './reindex.ts';

/** How often the follower looks. Milliseconds. */
export interface FollowerOptions {
  /** Between two looks at an empty outbox: what is changed is found within this and one put. */
  readonly intervalMs?: number;
  /** After a fault. */
  readonly retryMs?: number;
}

/** A follower at work. */
export interface IndexFollower {
  /** Lets the pass under way finish, and ends. */
  stop(): Promise<void>;
}

/**
 * Keeps the index up to date with the catalogue until stopped. An index that is missing or damaged is rebuilt first.
 * Faults of the store or of the index are logged and tried again: circulation does not wait for the index.
 */
export function startIndexFollower(
  ports: IndexingPorts & FollowerOptions & { readonly clock: Clock; readonly log: Log },
): IndexFollower {
  const { log, clock, intervalMs = 200, retryMs = 1_000 } = ports;
  let stopped = false;
  let wake = (): void => {};
  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const rebuild = async (): Promise<void> => {
    const began = clock.now();
    log.warn({}, 'the search index is rebuilt from the catalogue');
    const indexed = await reindexIfLost(ports);
    log.info({ indexed, milliseconds: clock.now() - began }, 'the search index is rebuilt');
  };

  const pass = async (): Promise<number> => {
    if (await isLost(ports.index)) await rebuild();
    return (await followRecords(ports)).rows > 0 ? 0 : intervalMs;
  };

  const follow = async (): Promise<void> => {
    while (!stopped) {
      let wait = retryMs;
      try {
        wait = await pass();
      } catch (error) {
        // A follower that ends leaves the catalogue unsearchable: whatever went wrong, it says so and tries again.
        if (error instanceof IndexingBusy) log.info({}, error.message);
        else
          log.error(
            { error: error instanceof Error ? error.message : String(error) },
            'the search index could not follow the catalogue',
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
