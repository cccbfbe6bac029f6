import { itemTypes, type CirculationPolicy } from '../circulation/entities.ts';
import { PolicyTable } from '../circulation/policies.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { PolicyChange, PolicyImpact, TermsDesk } from './desk.ts';
import { differingTerms } from './divergences.ts';
import { unsaved, wrongTable, wrongTerm } from './policy-editing.ts';
import type { TermsPorts } from './ports.ts';

type Place = PolicyImpact['places'][number];

/** Says what a change of the policy table would change for those who borrow, or why it cannot be made. */
export function policyImpact({ store, directory }: TermsPorts): TermsDesk['policyImpact'] {
  return async (change) => {
    const before = directory.policies.rows;
    const after = tableAfter(before, change);
    if (!after.granted) return after;
    const [categories, openLoans, readers] = await Promise.all([
      store.read.categories(),
      store.read.terms.openLoans(),
      store.read.terms.readersByLoans(),
    ]);
    const lent = new Map(openLoans.map((line) => [keyOf(line.categoryId, line.itemType, line.libraryId), line.loans]));
    const tables = { was: new PolicyTable(before), is: new PolicyTable(after.value) };
    const places = categories.flatMap(({ id }) =>
      itemTypes.flatMap((itemType) =>
        placesOf(
          directory.libraries().flatMap(({ id: libraryId }) => {
            const was = tables.was.match(id, itemType, libraryId);
            const is = tables.is.match(id, itemType, libraryId);
            const terms = was && is ? differingTerms(was, is) : [];
            if (!was || !is || terms.length === 0) return [];
            const differences = terms.map((term) => ({ term, before: was[term], after: is[term] }));
            const loans = lent.get(keyOf(id, itemType, libraryId)) ?? 0;
            return [{ categoryId: id, itemType, libraries: [libraryId], differences, openLoans: loans }];
          }),
        ),
      ),
    );
    const readersOver = readers.reduce((sum, line) => sum + (isOver(line, places) ? line.readers : 0), 0);
    return granted({ places, readersOver });
  };
}

/** The table with the change made, or why it may not become that. */
function tableAfter(
  before: readonly CirculationPolicy[],
  { policyId, policy }: PolicyChange,
): Outcome<CirculationPolicy[]> {
  const named = policyId === null ? null : before.find(({ id }) => id === policyId);
  if (named === undefined) return refused('policy-unknown', { policy: policyId });
  const rest = before.filter((row) => row !== named);
  const after = policy ? [...rest, { ...policy, id: policyId ?? unsaved }] : rest;
  return (policy && wrongTerm(policy)) ?? wrongTable(before, after) ?? granted(after);
}

/** Libraries where one place changes alike, together. */
function placesOf(each: readonly Place[]): Place[] {
  const alike = Map.groupBy(each, ({ differences }) => JSON.stringify(differences));
  return [...alike.values()].map((places) => ({
    ...places[0]!,
    libraries: places.flatMap(({ libraries }) => libraries),
    openLoans: places.reduce((sum, { openLoans }) => sum + openLoans, 0),
  }));
}

/** Whether readers of this kind have too many documents by the new rule, who had not by the former one. */
function isOver(
  { categoryId, loans }: { readonly categoryId: number; readonly loans: number },
  places: readonly Place[],
): boolean {
  return places.some(
    (place) =>
      place.categoryId === categoryId &&
      place.differences.some(
        ({ term, before, after }) => term === 'maxTotal' && loans > Number(after) && loans <= Number(before),
      ),
  );
}

function keyOf(categoryId: number, itemType: string, libraryId: number): string {
  return `${categoryId} ${itemType} ${libraryId}`;
}
