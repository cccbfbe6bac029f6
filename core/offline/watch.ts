import { refusals, type Refusal } from '../outcome.ts';
import type { Work } from '../ports/store.ts';
import type { Verdict } from './entities.ts';

/**
 * What circulation.md §4 lets pass off-line without asking anybody: an implicit return, a document found again, one on
 * its way. Every other rule broken is an exception, although the loan is recorded: the reader has the book.
 */
const settledByTheFact: ReadonlySet<Refusal> = new Set(['item-on-loan-to-another', 'item-missing', 'item-in-transit']);

/** Follows what a use case does in its transaction: whether it changed anything, and which rules it noted as broken. */
export function watch(work: Work): { readonly work: Work; verdict(): Verdict } {
  let changed = false;
  const noted = new Set<Refusal>();
  const noting = <Given extends readonly unknown[], Result>(does: (...given: Given) => Promise<Result>) => {
    return (...given: Given): Promise<Result> => {
      changed = true;
      return does(...given);
    };
  };
  const watched = replacing(work, {
    items: { ...work.items, move: noting(work.items.move) },
    loans: {
      ...work.loans,
      open: noting(work.loans.open),
      close: noting(work.loans.close),
      extend: noting(work.loans.extend),
    },
    journal: {
      ...work.journal,
      append: (event) => {
        for (const conflict of refusalsIn(event.payload['conflicts'])) noted.add(conflict);
        if (event.payload['alert'] === 'withdrawn-item-seen') noted.add('item-withdrawn');
        return work.journal.append(event);
      },
    },
  });
  return {
    work: watched,
    verdict() {
      const reasons = [...noted];
      if (reasons.some((reason) => !settledByTheFact.has(reason))) return { outcome: 'exception', changed, reasons };
      return { outcome: changed ? 'applied' : 'already-true', changed, reasons };
    },
  };
}

/** The journal says the rules a fact broke as words, one after the other. */
function refusalsIn(conflicts: unknown): Refusal[] {
  if (typeof conflicts !== 'string') return [];
  return refusals.filter((refusal) => conflicts.split(' ').includes(refusal));
}

/** The same work with other groups in the place of its own. It cannot be copied: a store makes its groups when asked. */
export function replacing(work: Work, groups: Partial<Work>): Work {
  return new Proxy(work, {
    get: (target, name) => Reflect.get(Object.hasOwn(groups, name) ? groups : target, name),
  });
}
