import { indexes } from '../../../core/query/indexes.ts';
import { resolveIndex } from '../../../core/query/cql/index.ts';
import type { SortKey } from '../../../core/query/model.ts';
import { QueryError } from '../../../core/query/query-error.ts';

/** Keys a request may sort by: more add nothing to titles, authors and dates. */
const mostKeys = 3;

/**
 * Reads `sortKeys` of SRU 1.1: keys separated by blanks, each `path,schema,ascending,caseSensitive,missingValue`. The
 * path is an index that sorts; the schema is left empty or `dc`. Throws QueryError.
 */
export function readSortKeys(text: string): SortKey[] {
  const keys: SortKey[] = [];
  for (const written of text.trim().split(/\s+/)) {
    const [path = '', schema = '', ascending = '', caseSensitive = '', missingValue = ''] = written
      .split(',')
      .map(unquoted);
    if (schema !== '' && schema !== 'dc' && schema !== 'info:srw/schema/1/dc-v1.1') {
      throw new QueryError('sort-schema', schema);
    }
    if (ascending !== '' && ascending !== '1' && ascending !== '0') throw new QueryError('sort-direction', ascending);
    if (caseSensitive !== '' && caseSensitive !== '0') throw new QueryError('sort-case', caseSensitive);
    if (missingValue !== '' && missingValue !== 'highValue') throw new QueryError('sort-missing-value', missingValue);
    const key = sortedBy(path);
    if (keys.some((earlier) => earlier.key === key)) throw new QueryError('duplicate-sort-key', path);
    keys.push({ key, direction: ascending === '0' ? 'descending' : 'ascending' });
    if (keys.length > mostKeys) throw new QueryError('too-many-sort-keys', String(mostKeys));
  }
  return keys;
}

function sortedBy(path: string): SortKey['key'] {
  const index = indexNamed(path.replace(/^\/*/, ''));
  const key = index === null || index === 'all-records' ? undefined : indexes[index].sort;
  if (!key) throw new QueryError('sort-path', path);
  return key;
}

function indexNamed(path: string): ReturnType<typeof resolveIndex> | null {
  try {
    return resolveIndex(path, new Map());
  } catch (error) {
    if (error instanceof QueryError) return null; // a path that is no index
    throw error;
  }
}

function unquoted(text: string): string {
  return text.replace(/^"(.*)"$/, '$1');
}
