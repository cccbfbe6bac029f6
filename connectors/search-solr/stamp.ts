import { createHash } from 'node:crypto';
import { indexes, indexNames } from '../../core/query/indexes.ts';
import { configsetFiles, digestOf } from './configset-files.ts';
import type { SolrDocument } from './documents.ts';

/** The document that says what filled a collection. It is no record. */
export const stampId = 'stamp';

/** Leaves out of a search what is no record. */
export const recordsOnly = 'record:[* TO *]';

/** Raised when records are kept otherwise than before. */
const format = 1;

/** Says what fills a collection: another table of indexes, schema or format, and it must be rebuilt. */
export function stampFor(configset: string): SolrDocument {
  const table = indexNames.map((name) => {
    const { type, sources, otherSources, facet } = indexes[name];
    return [name, type, sources, otherSources, facet];
  });
  const files = digestOf(configsetFiles(configset));
  const stamp = createHash('sha256')
    .update(JSON.stringify([format, table, files]))
    .digest('hex');
  return { id: stampId, stamp };
}
