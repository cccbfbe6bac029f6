import type { CirculationPolicy } from '../circulation/entities.ts';
import { coversMatch, PolicyTable } from '../circulation/policies.ts';
import type { Divergence, PolicyTerm } from './desk.ts';

const terms = [
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
      const differences = terms
        .filter((term) => policy[term] !== otherwise[term])
        .map((term) => ({ term, here: policy[term], otherwise: otherwise[term] }));
      return [{ policy, otherwise, differences }];
    });
}
