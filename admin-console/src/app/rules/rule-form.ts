import type { PolicyRequest, PolicyView } from '../api/contract';
import type { Term } from './rule-words';

/** Terms that are a number, with the least it may be. */
export const numbers: readonly { readonly term: Term; readonly least: number; readonly mayBeBlank?: true }[] = [
  { term: 'loanDays', least: 1 },
  { term: 'renewals', least: 0 },
  { term: 'renewDays', least: 1 },
  { term: 'maxPerType', least: 0, mayBeBlank: true },
  { term: 'maxTotal', least: 0 },
  { term: 'holdsMax', least: 0 },
  { term: 'graceOpenDays', least: 0 },
];

/** The request that would save a row as it stands, for whoever changes a part of it. */
export function requestOf({ id: _id, feeSchedule: _fee, ...policy }: PolicyView): PolicyRequest {
  return { ...policy, feeSchedule: null };
}

/** A number typed by hand: null when the field is blank, NaN when it is no whole number. */
export function typedNumber(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  return /^\d{1,6}$/.test(trimmed) ? Number(trimmed) : Number.NaN;
}

/** The first term that cannot be sent, null when each can. */
export function wrongTerm(policy: PolicyRequest): Term | null {
  const wrong = numbers.find(({ term, least, mayBeBlank }) => {
    const value = policy[term];
    if (value === null) return !mayBeBlank;
    return typeof value !== 'number' || Number.isNaN(value) || value < least;
  });
  return wrong?.term ?? null;
}
