import type { CirculationPolicy } from '../circulation/entities.ts';
import { coversMatch, PolicyTable } from '../circulation/policies.ts';
import type { NewPolicy } from '../ports/terms.ts';
import type { Divergence, PolicyTerm } from './desk.ts';

/** The terms of a row, in the order they are read. */
export const policyTerms = [
  'loanDays',
  'renewals',
  'renewDays',
  'maxPerType',
  'maxTotal',
  'holdsMax',
  'holdable',
  'selfCheck',
  'hardDueDate',
  'graceOpenDays',
  'suspensionPerLateDay',
  'feeSchedule',
] as const satisfies readonly PolicyTerm[];

/** Where a library lends by other rules than the network. */
export function divergences(rows: readonly CirculationPolicy[]): Divergence[] {
  return new PolicyTable(rows).rows
    .filter((policy) => policy.libraryId !== null)
    .flatMap((policy) => {
      const others = new PolicyTable(rows.filter((row) => row !== policy));
      const otherwise = others.rows.find((row) => coversMatch(row, policy));
      if (!otherwise) return [];
      const differences = differingTerms(policy, otherwise).map((term) => ({
        term,
        here: policy[term],
        otherwise: otherwise[term],
      }));
      return [{ policy, otherwise, differences }];
    });
}

/** The terms two rows do not share. */
export function differingTerms(one: NewPolicy, other: NewPolicy): PolicyTerm[] {
  return policyTerms.filter((term) => one[term] !== other[term]);
}
