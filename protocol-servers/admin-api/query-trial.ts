import type { Library } from '../../core/library.ts';
import { granted, refused, type Outcome } from '../../core/outcome.ts';
import { compileCql } from '../../core/query/cql/index.ts';
import type { Query } from '../../core/query/model.ts';
import { QueryError } from '../../core/query/query-error.ts';
import { compileRpn, parsePqf } from '../../core/query/rpn/index.ts';
import { virtualDatabase, within } from '../shared/virtual-databases.ts';
import type { QueryTrialRequest, QueryTrialView } from './contract-served.ts';

/**
 * Asks the catalogue as a partner would: how many records, and how long it took to say so. A query that is wrong is an
 * answer, which says what is. Refused `library-unknown` (no such database), and as `Catalogue.find`.
 */
export async function tryQuery(
  { catalogue, network }: Pick<Library, 'catalogue' | 'network'>,
  { language, query, database: name }: QueryTrialRequest,
): Promise<Outcome<QueryTrialView>> {
  const database = virtualDatabase(name, await network.libraries());
  if (!database) return refused('library-unknown', { library: name });
  const began = performance.now();
  const compiled = compile(language, query);
  const milliseconds = (): number => performance.now() - began;
  if (compiled instanceof QueryError) {
    const { diagnostic: code, details } = compiled;
    return granted({ records: null, milliseconds: milliseconds(), diagnostic: { code, details } });
  }
  const counted = await catalogue.find(within(compiled, database), { start: 0, count: 0, sort: [] });
  if (counted.granted) return granted({ records: counted.value.total, milliseconds: milliseconds(), diagnostic: null });
  if (counted.refusal !== 'query-unsupported') return counted;
  const details = String(counted.facts['feature'] ?? '');
  return granted({ records: null, milliseconds: milliseconds(), diagnostic: { code: counted.refusal, details } });
}

function compile(language: QueryTrialRequest['language'], text: string): Query | QueryError {
  try {
    return language === 'cql' ? compileCql(text).query : compileRpn(parsePqf(text)).query;
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
}
