import type { BudgetsView, CommuneBudgetRequest } from '../api/contract';

type Commune = BudgetsView['communes'][number];
type Amount = 'acquisitions' | 'culture';

/** Euro cents for each inhabitant, rounded; null when the commune did not say. */
export function perInhabitant(budget: CommuneBudgetRequest | null, amount: Amount): number | null {
  const cents = budget?.[amount] ?? null;
  return budget === null || cents === null ? null : Math.round(cents / budget.population);
}

/** What a commune would spend to keep the promise, in euro cents; null while its inhabitants are not known. */
export function promised(budget: CommuneBudgetRequest | null, target: number): number | null {
  return budget === null ? null : budget.population * target;
}

/** The sums over the communes that said both their inhabitants and this amount. */
export function sumOf(
  communes: readonly Commune[],
  amount: Amount,
): { readonly communes: number; readonly cents: number; readonly each: number | null } {
  const said = communes.flatMap(({ budget }) =>
    budget && budget[amount] !== null ? [{ population: budget.population, cents: budget[amount] }] : [],
  );
  const cents = said.reduce((sum, one) => sum + one.cents, 0);
  const population = said.reduce((sum, one) => sum + one.population, 0);
  return { communes: said.length, cents, each: population === 0 ? null : Math.round(cents / population) };
}

/** An amount as it is typed, in euros: `80 000,50` → 8000050 cents; null for none; undefined for what is no amount. */
export function centsTyped(text: string): number | null | undefined {
  const plain = text.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.');
  if (plain === '') return null;
  return /^\d{1,9}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : undefined;
}

/** A whole number as it is typed, thousands apart or not, between two bounds; undefined for what is none. */
export function wholeTyped(text: string, least: number, most: number): number | undefined {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '');
  const number = /^\d{1,9}$/.test(plain) ? Number(plain) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}

/** Cents as they are typed again: `80000,50`. */
export function euroTyped(cents: number | null): string {
  return cents === null ? '' : (cents / 100).toFixed(2).replace('.', ',').replace(',00', '');
}
