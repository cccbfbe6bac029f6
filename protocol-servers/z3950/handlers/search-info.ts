import type { Buffer } from 'node:buffer';
import type { Facet } from '../../../core/ports/search-index.ts';
import { indexes, type IndexName } from '../../../core/query/indexes.ts';
import type { Clause } from '../../../core/query/model.ts';
import { QueryError } from '../../../core/query/query-error.ts';
import { bib1, readAttributes, type RpnAttribute } from '../../../core/query/rpn/index.ts';
import type { Target } from '../association.ts';
import { bytesOf, oids, readAs, type ApduOf, type OtherInformation } from '../codec/index.ts';
import { termOf } from '../codec/query.ts';
import { facetList, searchInfoReport, type FacetList } from '../codec/search-info.ts';
import { queryDiagnostic, type Diagnostic } from '../diagnostics.ts';

/** One facet an origin asks for. */
export interface FacetWanted {
  readonly attributes: readonly RpnAttribute[];
  readonly index: IndexName;
  /** 1-based place of the first value told, the most frequent being the first. */
  readonly start: number;
  readonly limit: number;
}

/** Attribute types of a facet (YAZ): 1 which index, 2 order (0 by count), 3 how many values, 4 from which on. */
const [order, most, first] = [2, 3, 4];

/** The facets a search asks for; none unless it does. Throws MalformedMessage. */
export function facetsWanted(
  { additionalSearchInfo = [], otherInfo = [] }: Pick<ApduOf<'searchRequest'>, 'additionalSearchInfo' | 'otherInfo'>,
  { facets, facetValues, defaultFacetValues }: Target['limits'],
): readonly FacetWanted[] | Diagnostic {
  // YAZ says it in the first, others in the second
  const asked = [...additionalSearchInfo, ...otherInfo]
    .map(({ externallyDefinedInfo }) => externallyDefinedInfo)
    .find((external) => external?.directReference === oids.facets && external.singleASN1Type);
  if (!asked?.singleASN1Type) return [];
  const fields = readAs(facetList, asked.singleASN1Type);
  if (fields.length > facets) return { condition: 234, addinfo: `${facets} facets` };
  const wanted: FacetWanted[] = [];
  for (const { attributes } of fields) {
    const number = (type: number): number | undefined => {
      const value = attributes.find((attribute) => attribute.type === type)?.value;
      return typeof value === 'number' ? value : undefined;
    };
    if ((number(order) ?? 0) !== 0) return { condition: 237, addinfo: String(number(order)) };
    const index = indexOf(attributes);
    if (typeof index !== 'string') return index;
    const start = Math.max(1, number(first) ?? 1);
    const limit = Math.min(number(most) ?? defaultFacetValues, facetValues);
    wanted.push({ attributes, index, start, limit: Math.max(0, Math.min(limit, facetValues - start + 1)) });
  }
  return wanted;
}

function indexOf(attributes: readonly RpnAttribute[]): IndexName | Diagnostic {
  const use = attributes.filter(({ type }) => type === 1);
  try {
    const index = readAttributes(use, bib1).use;
    return indexes[index].facet === undefined ? { condition: 114, addinfo: String(use[0]?.value ?? index) } : index;
  } catch (error) {
    if (error instanceof QueryError) return queryDiagnostic(error);
    throw error;
  }
}

/** What is told of a search: the facets asked for, and its terms with what each finds by itself. */
interface Told {
  readonly wanted: readonly FacetWanted[];
  readonly facets: readonly Facet[];
  readonly clauses: readonly Clause[];
  readonly counts: readonly number[];
}

/** What a search tells besides its count: how many records each of its terms finds, and the facets asked for. */
export function searchInfo({ wanted, facets, clauses, counts }: Told): OtherInformation | undefined {
  const info = wanted.length === 0 ? [] : [external(oids.facets, bytesOf(facetList, counted(wanted, facets)))];
  if (clauses.length > 0) {
    const report = clauses.map(({ term }, at) => ({
      fullQuery: false,
      subqueryExpression: { term: { queryTerm: termOf({ type: 'general', text: term }) } },
      subqueryCount: counts[at]!,
    }));
    info.unshift(external(oids.searchResult1, bytesOf(searchInfoReport, report)));
  }
  return info.length === 0 ? undefined : info;
}

function counted(wanted: readonly FacetWanted[], facets: readonly Facet[]): FacetList {
  return wanted.map(({ attributes, start, limit }, at) => ({
    attributes: attributes.filter(({ type }) => type === 1),
    terms: facets[at]!.values.slice(start - 1, start - 1 + limit).map(({ display, hits }) => ({
      term: termOf({ type: 'general', text: display }),
      count: hits,
    })),
  }));
}

function external(directReference: string, singleASN1Type: Buffer): OtherInformation[number] {
  return { externallyDefinedInfo: { directReference, singleASN1Type } };
}
