import { randomUUID } from 'node:crypto';
import { checkIn } from '../circulation/check-in.ts';
import type { CirculationPorts } from '../circulation/ports.ts';
import type { SortRule } from '../circulation/sort-bins.ts';
import type { CheckedIn } from '../library.ts';
import { notYours } from '../network/acting.ts';
import { actorOf, type Post } from '../network/post.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { EventType } from '../ports/journal.ts';
import type { Work } from '../ports/store.ts';
import type { Editor } from '../terms/desk.ts';
import { rehearsing } from '../terms/rehearsal.ts';
import type { FloatingRule, SortingDesk } from './desk.ts';

/** The lists of sorters and the rules of floating. */
export function sortingDesk(ports: CirculationPorts): SortingDesk<CheckedIn> {
  const { store, directory } = ports;
  return {
    bins: (libraryId) => directory.sortRules(libraryId),
    setBins: setBins(ports),
    dryRun: (libraryId, itemBarcode) => {
      const at = ports.clock.now();
      return checkIn({ ...ports, store: rehearsing(store), clock: { now: () => at } })({
        device: sorterOf(libraryId),
        itemBarcode,
        returnedAt: at,
        // A name nobody used: no answer kept for another scan is given again.
        transactionDate: `simulation ${randomUUID()}`,
      });
    },
    floating: () => store.read.holds.floating(),
    setFloating: setFloating(ports),
  };
}

function sorterOf(libraryId: number): Post {
  return { id: null, login: 'simulation', kind: 'SORTER', libraryId };
}

function setBins({ store, directory, clock }: CirculationPorts): SortingDesk<CheckedIn>['setBins'] {
  return async (by, libraryId, rules): Promise<Outcome<readonly SortRule[]>> => {
    const foreign = notYours(by, libraryId, directory);
    if (foreign) return foreign;
    const stranger = named(rules).find((code) => !directory.libraryByCode(code));
    if (stranger !== undefined) return refused('library-unknown', { library: stranger });
    const outcome = await store.transaction(async (work) => {
      await work.sorting.setRules(libraryId, rules);
      const bins = [...new Set(rules.map(({ bin }) => bin))].join(' ');
      await tell(work, by, { type: 'SORT_BINS_CHANGED', libraryId, at: clock.now() }, { rules: rules.length, bins });
      return granted(rules);
    });
    if (outcome.granted) await directory.refresh();
    return outcome;
  };
}

/** The codes of libraries that conditions speak of. */
function named(rules: readonly SortRule[]): string[] {
  return rules.flatMap(({ when }) => [...(when.destination ?? []), ...(when.homeLibrary ? [when.homeLibrary] : [])]);
}

function setFloating({ store, clock }: CirculationPorts): SortingDesk<CheckedIn>['setFloating'] {
  return async (by, rules): Promise<Outcome<readonly FloatingRule[]>> => {
    if (by.libraryId !== null) return refused('library-not-yours');
    // A pair said twice is one.
    const pairs = [...new Map(rules.map((rule) => [`${rule.itemType} ${rule.libraryId}`, rule])).values()];
    const outcome = await store.transaction(async (work) => {
      await work.holds.setFloating(pairs);
      const payload = { rules: pairs.length, itemTypes: [...new Set(pairs.map((rule) => rule.itemType))].join(' ') };
      await tell(work, by, { type: 'FLOATING_CHANGED', libraryId: null, at: clock.now() }, payload);
      return granted(null);
    });
    return outcome.granted ? granted(await store.read.holds.floating()) : outcome;
  };
}

interface Change {
  readonly type: EventType;
  readonly libraryId: number | null;
  readonly at: number;
}

async function tell(
  work: Work,
  by: Editor,
  change: Change,
  payload: Readonly<Record<string, string | number>>,
): Promise<void> {
  const actor = actorOf({ id: null, login: by.login });
  await work.journal.append({ ...change, actor, deviceId: null, itemId: null, patronRef: null, payload });
}
