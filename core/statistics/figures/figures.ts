import type { Directory } from '../../network/directory.ts';
import { actorOf } from '../../network/post.ts';
import { granted, refused } from '../../outcome.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import type { FiguresDesk } from './desk.ts';
import { monthOf } from './months.ts';
import { periodFigures } from './period.ts';

interface FigurePorts {
  readonly store: Store;
  readonly directory: Directory;
  readonly clock: Clock;
}

/** The figures of the network, told without naming anybody. */
export function figuresDesk({ store, directory, clock }: FigurePorts): FiguresDesk {
  /** Communes in the order of their names; two libraries of one commune are one line. */
  const communes = (libraryId: number | null) => {
    const found = new Map<string, string>();
    for (const { id, kind, inseeCode, commune } of directory.libraries()) {
      const counts = (kind === 'BRANCH' || kind === 'HUB') && (libraryId === null || id === libraryId);
      if (counts && !found.has(inseeCode)) found.set(inseeCode, commune);
    }
    return [...found].sort(([, one], [, other]) => one.localeCompare(other, 'fr'));
  };
  return {
    async report({ libraryId, period, compared }) {
      const currentMonth = monthOf(clock.now());
      const of = { store, libraries: directory.libraries(), libraryId, currentMonth };
      return {
        ...(await store.read.figures.reach()),
        currentMonth,
        period: await periodFigures(of, period),
        compared: compared && (await periodFigures(of, compared)),
      };
    },
    async budgets(year, libraryId) {
      const budgets = new Map((await store.read.figures.budgets(year)).map((budget) => [budget.inseeCode, budget]));
      return communes(libraryId).map(([inseeCode, commune]) => {
        return { inseeCode, commune, budget: budgets.get(inseeCode) ?? null };
      });
    },
    setBudget(by, budget) {
      const known = communes(null).some(([inseeCode]) => inseeCode === budget.inseeCode);
      return store.transaction(async (work) => {
        if (!known) return refused('library-unknown', { commune: budget.inseeCode });
        await work.figures.setBudget(budget);
        await work.journal.append({
          at: clock.now(),
          type: 'COMMUNE_BUDGET_SET',
          actor: actorOf({ id: null, login: by.login }),
          libraryId: by.libraryId,
          deviceId: null,
          itemId: null,
          patronRef: null,
          payload: { ...budget },
        });
        return granted(null);
      });
    },
  };
}
