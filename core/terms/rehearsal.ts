import { refused, type Outcome } from '../outcome.ts';
import type { Store, Work } from '../ports/store.ts';

/**
 * A store where everything is done for real and nothing stays: a use case run on it answers exactly as it would, and its
 * transaction is rolled back. What it would tell others (journal, outbox) goes with it.
 */
export function rehearsing(store: Store): Store {
  return {
    rehearse: (run) => store.rehearse(run),
    read: store.read,
    administration: store.administration,
    health: () => store.health(),
    close: () => store.close(),
    transaction: (run) => rehearse(store, run),
  };
}

/** Runs a unit of work, takes it back, and gives its answer. */
export async function rehearse<T>(store: Store, run: (work: Work) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  let answer: Outcome<T> | null = null;
  await store.transaction(async (work) => {
    answer = await run(work); // a transaction that is run again answers again
    return takenBack;
  });
  return answer!;
}

/** A store rolls back what is refused: this refusal is said to nobody. */
const takenBack = refused('temporarily-unavailable', { rehearsal: true });
