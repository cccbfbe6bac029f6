import { granted } from '../outcome.ts';
import type { Store } from '../ports/store.ts';

/** Rows one transaction forgets: terminals lend and return between two of them. */
const atOnce = 200;

/** Forgets what terminals said before a moment, and the oldest of what is more than `most`. */
export async function forgetExchanges(store: Store, limits: { before: number; most: number }): Promise<void> {
  for (;;) {
    const outcome = await store.transaction(async (work) =>
      granted(await work.exchanges.forget({ ...limits, atOnce })),
    );
    if (!outcome.granted || outcome.value < atOnce) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
