import { deliver, type NoticePorts } from './deliver.ts';
import { takeOrders } from './take-orders.ts';

/** How often the follower looks. Milliseconds. */
export interface NoticeFollowerOptions {
  /** Between two looks when nothing waits. */
  readonly intervalMs?: number;
  /** After a fault, or when the mail server is out of reach. */
  readonly retryMs?: number;
}

/** A follower at work. */
export interface NoticeFollower {
  /** Lets the mail under way finish, and ends. */
  stop(): Promise<void>;
}

/** Takes the orders that wait and attempts the notices that are due, once. Tells whether more may wait. */
export async function followNotices(
  ports: NoticePorts,
  isStopped: () => boolean = () => false,
): Promise<'more' | 'nothing' | 'server-out-of-reach'> {
  const { store, clock, settings } = ports;
  const orders = await takeOrders(ports, settings.perPass);
  const due = await store.read.notices.due(clock.now(), settings.perPass);
  const faults: unknown[] = [];
  for (const id of due) {
    if (isStopped()) return 'nothing';
    try {
      if ((await deliver(ports, id)) === 'server-out-of-reach') return 'server-out-of-reach';
    } catch (fault) {
      faults.push(fault); // one notice that cannot be attempted does not keep the others from their readers
    }
  }
  if (faults.length > 0) throw faults[0];
  return orders > 0 || due.length === settings.perPass ? 'more' : 'nothing';
}

/** Sends notices until stopped. Several servers may follow one database: each notice is claimed by one of them. */
export function startNoticeFollower(ports: NoticePorts & NoticeFollowerOptions): NoticeFollower {
  const { log, intervalMs = 2_000, retryMs = 15_000 } = ports;
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
  const waits = { more: 0, nothing: intervalMs, 'server-out-of-reach': retryMs };

  const follow = async (): Promise<void> => {
    while (!stopped) {
      let wait = retryMs;
      try {
        wait = waits[await followNotices(ports, () => stopped)];
      } catch (error) {
        // A follower that ends leaves readers without news: whatever went wrong, it says so and tries again.
        const sentence = error instanceof Error ? error.message : String(error);
        log.error({ error: sentence }, 'notices could not be followed');
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
