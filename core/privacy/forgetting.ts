import { granted } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

/** How long what names a reader is kept when nobody asks for it any more. Milliseconds. */
export interface KeepingTimes {
  /** Answers to repeated requests, which name card and reader. */
  readonly answers: number;
  /** Cards of off-line facts that nobody resolved or sent again, counted from the batch. Such facts are too old to replay. */
  readonly offlineCards: number;
}
export const defaultKeepingTimes: KeepingTimes = {
  answers: 24 * 3_600_000,
  offlineCards: 60 * 24 * 3_600_000,
};

/** Forgets what was kept long enough, and says how much. What an erased reader left is forgotten with him, not here. */
export async function forgetInTime(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  times: KeepingTimes = defaultKeepingTimes,
): Promise<{ answers: number; offlineCards: number }> {
  const now = clock.now();
  const done = await store.transaction(async (work) =>
    granted({
      answers: await work.answers.forgetBefore(now - times.answers),
      offlineCards: await work.offline.forgetCards(now - times.offlineCards),
    }),
  );
  return done.granted ? done.value : { answers: 0, offlineCards: 0 };
}
