import { VerifiedSecrets } from '../access/secrets.ts';
import type { Library } from '../library.ts';
import type { Store } from '../ports/store.ts';
import { rehearsing } from '../terms/rehearsal.ts';

/** Libraries where nothing stays. */
export interface Rehearsals {
  /** Each transaction is taken back at its end: the next one does not see it. Nothing else waits. */
  readonly apart: Library;
  /** All of them are taken back together, at the end: each sees those before it. Others who write wait meanwhile. */
  together<T>(run: (library: Library) => Promise<T>): Promise<T>;
}

/**
 * Rehearsals of a library. `over` makes it on another store. A PIN found right apart is known together: to find it costs
 * more than anybody who waits should bear.
 */
export function rehearsalsOf(store: Store, over: (store: Store, verified: VerifiedSecrets) => Library): Rehearsals {
  const verified = new VerifiedSecrets();
  return {
    apart: over(rehearsing(store), verified),
    together: (run) => store.rehearse((inside) => run(over(inside, verified))),
  };
}
