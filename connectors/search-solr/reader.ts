import { SearchUnavailable, type Facet } from '../../core/ports/search-index.ts';
import type { IndexName } from '../../core/query/indexes.ts';
import type { SortKey } from '../../core/query/model.ts';
import { everything } from './compile.ts';
import { countsHeadings, termsCounted, usualWays, waysCounted, type Counted } from './counting.ts';
import { filedField } from './fields.ts';
import type { SolrOptions } from './options.ts';
import type { AskSolr, Json } from './solr-client.ts';
import { recordsOnly } from './stamp.ts';

/** What Solr answers to a search. */
export interface Selected {
  readonly responseHeader: { readonly partialResults?: boolean };
  readonly response: {
    readonly numFound: number;
    readonly docs: readonly { readonly record?: number; readonly stamp?: string }[];
  };
  readonly nextCursorMark?: string;
  readonly facets?: Counted;
}

/** Asks one collection what it holds. Throws SolrRefused, SearchUnavailable. */
export class Reader {
  readonly #ask: AskSolr;
  readonly #collection: string;
  readonly #options: SolrOptions;

  constructor(ask: AskSolr, collection: string, options: SolrOptions) {
    this.#ask = ask;
    this.#collection = collection;
    this.#options = options;
  }

  /** A request in Solr's JSON language. What Solr counted only in part, for want of time, is no answer. */
  async select(body: Readonly<Record<string, Json>>): Promise<Selected> {
    const timeout = this.#options.searchTimeout;
    const params = { ...(body['params'] as object | undefined), timeAllowed: timeout };
    const path = `/${this.#collection}/select`;
    const answer = await this.#ask<Selected>({ path, body: { ...body, params }, timeout });
    if (answer.responseHeader.partialResults) throw new SearchUnavailable(`Solr gave up after ${timeout} ms`);
    return answer;
  }

  /** Records that have each of these terms, in their order. */
  async count(field: string, terms: readonly string[]): Promise<number[]> {
    const counted = await this.#counted(termsCounted(field, terms));
    return terms.map((_, at) => (counted[`t${at}`] as Counted | undefined)?.count ?? 0);
  }

  /** How each of these headings is usually written, in their order. */
  async waysOf(index: IndexName, headings: readonly string[]): Promise<string[]> {
    return usualWays(headings, await this.#counted(waysCounted(index, headings)));
  }

  /** The facets, their headings as they are read. */
  async shown(facets: readonly Facet[]): Promise<Facet[]> {
    const shown: Facet[] = [];
    for (const { index, values } of facets) {
      const terms = values.map(({ term }) => term);
      const ways = countsHeadings(index) ? await this.waysOf(index, terms) : terms;
      shown.push({ index, values: values.map((value, at) => ({ ...value, display: ways[at]! })) });
    }
    return shown;
  }

  async #counted(facet: Readonly<Record<string, Json>>): Promise<Counted> {
    if (Object.keys(facet).length === 0) return { count: 0 };
    const { facets } = await this.select({ query: everything, filter: [recordsOnly], limit: 0, facet });
    return facets ?? { count: 0 };
  }
}

/** Solr's order. Records that are equal go by number; the unique key at the end is what a cursor demands. */
export function sortOf(sort: readonly SortKey[]): string {
  const keys = sort.length === 0 ? [{ key: 'relevance', direction: 'descending' } as const] : sort;
  const written = keys.map(({ key, direction }) => {
    const field = key === 'relevance' ? 'score' : filedField(key);
    return `${field} ${direction === 'ascending' ? 'asc' : 'desc'}`;
  });
  return [...written, 'record asc', 'id asc'].join(', ');
}
