import { randomUUID } from 'node:crypto';
import type { Log } from '../ports/log.ts';
import { followHeadings, type HeadingPorts } from './follow-headings.ts';

/** How often the follower looks, and how long it may keep the work to itself. Milliseconds. */
export interface HeadingFollowerOptions {
  readonly intervalMs?: number;
  readonly retryMs?: number;
  readonly leaseMs?: number;
}
export interface HeadingFollower {
  /** Lets the pass under way finish, and ends. */
  stop(): Promise<void>;
}

/** Links headings and takes changed ones to their records until stopped; of several servers, one at a time. */
export function startHeadingFollower(
  ports: HeadingPorts & HeadingFollowerOptions & { readonly log: Log },
): HeadingFollower {
  const { store, log, intervalMs = 500, retryMs = 5_000, leaseMs = 60_000 } = ports;
  const owner = randomUUID();
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
  const waits = async (): Promise<boolean> => {
    const [toLink, changed] = [
      await store.read.outbox('headings-to-link', 1),
      await store.read.outbox('headings-changed', 1),
    ];
    return toLink.length + changed.length > 0;
  };
  const follow = async (): Promise<void> => {
    while (!stopped) {
      let wait = intervalMs;
      try {
        if (await waits()) {
          if (await store.administration.holdLease('heading-follower', owner, leaseMs)) {
            const { rows } = await followHeadings(ports);
            wait = rows > 0 ? 0 : intervalMs;
          }
        }
      } catch (error) {
        // A follower that ends leaves headings as they were: whatever went wrong, it says so and tries again.
        wait = retryMs;
        log.error({ error: error instanceof Error ? error.message : String(error) }, 'headings could not be followed');
      }
      if (!stopped) await pause(wait);
    }
    await store.administration.holdLease('heading-follower', owner, 0);
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
