import { escapeXml } from '../../../core/marc/xml.ts';

/** How many records a part of the query finds by itself. */
export interface SubqueryResult {
  /** CQL. */
  readonly subquery: string;
  readonly count: number;
  /** The same as an address. */
  readonly requestUrl: string;
}

const namespace = 'http://docs.oasis-open.org/ns/search-ws/searchResultAnalysis';

/** Writes what stands in searchResultAnalysis (SRU 2.0, searchResultAnalysis.xsd); empty for a query of one term. */
export function writeAnalysis(results: readonly SubqueryResult[]): string {
  if (results.length === 0) return '';
  const each = results.map(
    ({ subquery, count, requestUrl }) =>
      `<sra:subqueryResult><sra:subquery>${escapeXml(subquery)}</sra:subquery><sra:count>${count}</sra:count>` +
      `<sra:requestUrl>${escapeXml(requestUrl)}</sra:requestUrl></sra:subqueryResult>`,
  );
  return (
    `<sra:datasource xmlns:sra="${namespace}"><sra:subqueryResults>${each.join('')}</sra:subqueryResults>` +
    '</sra:datasource>'
  );
}
