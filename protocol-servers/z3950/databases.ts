import type { NetworkLibrary } from '../../core/network/network.ts';
import type { Query } from '../../core/query/model.ts';
import { virtualDatabase } from '../shared/virtual-databases.ts';

/** Z39.50's own database of what a server offers. */
const explainDatabase = 'ir-explain-1';

/** What the databases of a request come to. */
export type Databases =
  | { readonly kind: 'explain' }
  | { readonly kind: 'unknown'; readonly name: string }
  /** Null: the whole catalogue. */
  | { readonly kind: 'catalogue'; readonly filter: Query | null; readonly clauses: number; readonly name: string };

/** Finds the virtual databases of that name: `catalogue`, one for each library by its code, `numerique`. Names ignore case. */
export function databasesNamed(names: readonly string[], libraries: readonly NetworkLibrary[]): Databases {
  const filters: Query[] = [];
  let whole = false;
  for (const name of names) {
    const wanted = name.toLowerCase();
    if (wanted === explainDatabase) {
      if (names.length === 1) return { kind: 'explain' };
      return { kind: 'unknown', name };
    }
    const database = virtualDatabase(wanted, libraries);
    if (!database) return { kind: 'unknown', name };
    if (database.filter) filters.push(database.filter);
    else whole = true;
  }
  const filter = whole || filters.length === 0 ? null : filters.reduce((left, right) => ({ kind: 'or', left, right }));
  return { kind: 'catalogue', filter, clauses: filter ? filters.length : 0, name: names[0] ?? 'catalogue' };
}
