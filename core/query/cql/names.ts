import { contextSets, indexByCqlName, type ContextSet, type IndexName } from '../indexes.ts';
import { QueryError } from '../query-error.ts';
import type { CqlPrefixes } from './tree.ts';

/** What a CQL index name stands for: an index of ours, or one of the names that are no index. */
export type NamedIndex = IndexName | 'all-records';

const setByUri = new Map(Object.entries(contextSets).map(([set, uri]) => [uri as string, set as ContextSet]));
// cql 1.1 and 1.2 share their names; so do the two editions of Dublin Core's set.
setByUri.set('info:srw/cql-context-set/1/cql-v1.1', 'cql').set('http://www.loc.gov/zing/cql/dc-indexes/v1.0/', 'dc');

/** Where a name without prefix is looked up when no default set is bound. */
const unprefixed: readonly ContextSet[] = ['cql', 'bib', 'dc'];

/** Resolves an index name within the prefixes bound around it. Throws QueryError `context-set`, `index`, `result-set`. */
export function resolveIndex(name: string, prefixes: CqlPrefixes): NamedIndex {
  const { sets, local } = resolveSets(name, prefixes);
  if (sets.includes('cql')) {
    if (local === 'allrecords') return 'all-records';
    if (local === 'resultsetid') throw new QueryError('result-set', name);
  }
  for (const set of sets) {
    const index = indexByCqlName(set, local);
    if (index) return index;
  }
  throw new QueryError('index', name);
}

/** A modifier's name without its prefix, when that prefix is unbound, `cql` or the set it belongs to. */
export function modifierName(name: string, set: ContextSet): string {
  return name.startsWith(`${set}.`) ? name.slice(set.length + 1) : name;
}

function resolveSets(name: string, prefixes: CqlPrefixes): { sets: readonly ContextSet[]; local: string } {
  const dot = name.indexOf('.');
  const prefix = dot < 0 ? '' : name.slice(0, dot).toLowerCase();
  const local = name.slice(dot + 1).toLowerCase();
  const uri = prefixes.get(prefix);
  if (uri !== undefined) {
    const set = setByUri.get(uri);
    if (!set) throw new QueryError('context-set', uri);
    return { sets: [set], local };
  }
  if (prefix === '') return { sets: unprefixed, local };
  if (!Object.hasOwn(contextSets, prefix)) throw new QueryError('context-set', prefix);
  return { sets: [prefix as ContextSet], local };
}
