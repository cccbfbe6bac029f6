import { escapeXml } from '../../../core/marc/xml.ts';

/** How a result spreads over one index, as SRU 2.0 tells it. */
export interface GivenFacet {
  readonly label: string;
  /** CQL name. */
  readonly index: string;
  readonly relation: string;
  readonly terms: readonly GivenFacetTerm[];
}
export interface GivenFacetTerm {
  readonly actualTerm: string;
  /** The CQL query that keeps of the result what has this term. */
  readonly query: string;
  /** The same as an address. */
  readonly requestUrl: string;
  readonly count: number;
}

const namespace = 'http://docs.oasis-open.org/ns/search-ws/facetedResults';

/** Writes what stands in facetedResults (SRU 2.0, facetedResults.xsd); empty when no facet was asked for. */
export function writeFacets(facets: readonly GivenFacet[]): string {
  if (facets.length === 0) return '';
  const each = facets.map(({ label, index, relation, terms }) => {
    const list = terms.map(
      ({ actualTerm, query, requestUrl, count }) =>
        `<facet:term>${element('actualTerm', actualTerm)}${element('query', query)}` +
        `${element('requestUrl', requestUrl)}${element('count', String(count))}</facet:term>`,
    );
    return (
      `<facet:facet>${element('facetDisplayLabel', label)}${element('index', index)}${element('relation', relation)}` +
      `<facet:terms>${list.join('')}</facet:terms></facet:facet>`
    );
  });
  return `<facet:datasource xmlns:facet="${namespace}"><facet:facets>${each.join('')}</facet:facets></facet:datasource>`;
}

function element(name: string, value: string): string {
  return `<facet:${name}>${escapeXml(value)}</facet:${name}>`;
}
