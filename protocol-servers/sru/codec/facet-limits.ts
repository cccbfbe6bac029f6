import { resolveIndex } from '../../../core/query/cql/index.ts';
import { indexNames, indexes, type IndexName } from '../../../core/query/indexes.ts';
import { QueryError } from '../../../core/query/query-error.ts';
import type { Parameters } from './parameters.ts';

/** One facet asked for. */
export interface FacetLimit {
  readonly index: IndexName;
  /** Values told at most. */
  readonly limit: number;
  /** 1-based: where in the list, the most frequent first, they begin. */
  readonly start: number;
}

/** A parameter that breaks the rules of facets. */
export class MalformedFacets extends Error {
  override readonly name = 'MalformedFacets';
  readonly parameter: string;
  constructor(parameter: string) {
    super(parameter);
    this.parameter = parameter;
  }
}

/** Indexes a result can be counted by. */
export const facetIndexes: readonly IndexName[] = indexNames.filter((name) => indexes[name].facet !== undefined);

/** A number for all facets, a number for one of them: `10`, `10:dc.subject,5:bib.library`. */
interface Numbers {
  readonly all: number | null;
  readonly each: ReadonlyMap<IndexName, number>;
}

/**
 * Reads facetLimit and facetStart (SRU 2.0, §facets). A limit without index asks for every facet there is. Empty without
 * facetLimit. Throws MalformedFacets.
 */
export function readFacetLimits(parameters: Parameters): FacetLimit[] {
  const limits = numbers(parameters, 'facetLimit');
  const starts = numbers(parameters, 'facetStart');
  // the only order there is: another one would need every value of the result
  const sort = parameters.value('facetSort');
  if (sort !== undefined && !/^recordCount(,descending)?$/.test(sort)) throw new MalformedFacets('facetSort');
  const asked = limits.all === null ? [...limits.each.keys()] : facetIndexes;
  return asked
    .map((index) => ({
      index,
      limit: limits.each.get(index) ?? limits.all!,
      start: starts.each.get(index) ?? starts.all ?? 1,
    }))
    .filter(({ limit }) => limit > 0);
}

function numbers(parameters: Parameters, parameter: string): Numbers {
  let all: number | null = null;
  const each = new Map<IndexName, number>();
  for (const part of (parameters.value(parameter) ?? '').split(',').filter(Boolean)) {
    const found = /^\s*(\d{1,6})(?::(.+))?$/.exec(part);
    if (!found) throw new MalformedFacets(parameter);
    const value = Number(found[1]);
    if (parameter === 'facetStart' && value < 1) throw new MalformedFacets(parameter);
    if (found[2] === undefined) all = value;
    else each.set(facetIndex(found[2].trim(), parameter), value);
  }
  return { all, each };
}

function facetIndex(name: string, parameter: string): IndexName {
  try {
    const index = resolveIndex(name, new Map());
    if (index !== 'all-records' && facetIndexes.includes(index)) return index;
  } catch (error) {
    if (!(error instanceof QueryError)) throw error; // a name that is no index is told below, as one without facet is
  }
  throw new MalformedFacets(`${parameter} ${name}`);
}
