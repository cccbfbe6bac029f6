import { countedClauses } from '../../../core/query/counted-clauses.ts';
import { compileCql } from '../../../core/query/cql/index.ts';
import type { Query as CatalogueQuery, SortKey } from '../../../core/query/model.ts';
import { QueryError } from '../../../core/query/query-error.ts';
import { compileRpn, type WeighedQuery } from '../../../core/query/rpn/index.ts';
import type { Association, Target } from '../association.ts';
import { bib1Diagnostic, oids, readAs, type ApduOf, type OtherInformation } from '../codec/index.ts';
import { presentStatus } from '../codec/present.ts';
import type { Query } from '../codec/query.ts';
import { resultSetStatus } from '../codec/search.ts';
import { internationalString } from '../codec/types.ts';
import { databasesNamed } from '../databases.ts';
import { queryDiagnostic, refusalDiagnostic, type Diagnostic } from '../diagnostics.ts';
import type { CatalogueSet, ResultSet } from '../result-sets.ts';
import { compositionOf } from './composition.ts';
import { recordsFrom } from './records-from.ts';
import { facetsWanted, searchInfo } from './search-info.ts';

/** Answers Search: makes the result set, and sends its first records by the rules of small, medium and large sets. */
export async function search(
  request: ApduOf<'searchRequest'>,
  association: Association,
  target: Target,
): Promise<ApduOf<'searchResponse'>> {
  const { resultSets } = association;
  const searching = await searched(request, association, target);
  if ('condition' in searching) {
    if (request.replaceIndicator) resultSets.delete(request.resultSetName);
    return failed(request, searching);
  }
  const { set: found, additionalSearchInfo } = searching;
  resultSets.put(request.resultSetName, found);

  const response = {
    referenceId: request.referenceId,
    resultCount: found.total,
    searchStatus: true,
    additionalSearchInfo,
  };
  const { count, elementSet } = piggyback(request, found.total);
  if (count === 0) {
    return { ...response, numberOfRecordsReturned: 0, nextResultSetPosition: found.total > 0 ? 1 : 0 };
  }
  const composition = compositionOf(elementSet, undefined, request.preferredRecordSyntax);
  const sent =
    'condition' in composition
      ? composition
      : await recordsFrom(found, { start: 1, count, composition }, association, target);
  if ('condition' in sent) {
    return {
      ...response,
      numberOfRecordsReturned: 0,
      nextResultSetPosition: 1,
      presentStatus: presentStatus.failure,
      records: { nonSurrogateDiagnostic: bib1Diagnostic(sent.condition, sent.addinfo) },
    };
  }
  return {
    ...response,
    numberOfRecordsReturned: sent.records.length,
    nextResultSetPosition: sent.next,
    presentStatus: sent.status,
    records: { responseRecords: sent.records },
  };
}

/** smallSetUpperBound, largeSetLowerBound, mediumSetPresentNumber (Z39.50 §3.2.2.1.4). */
function piggyback(request: ApduOf<'searchRequest'>, total: number) {
  if (total === 0 || total >= request.largeSetLowerBound) return { count: 0, elementSet: undefined };
  if (total <= request.smallSetUpperBound) return { count: total, elementSet: request.smallSetElementSetNames };
  return {
    count: Math.min(total, Math.max(0, request.mediumSetPresentNumber)),
    elementSet: request.mediumSetElementSetNames,
  };
}

interface Searched {
  readonly set: ResultSet;
  readonly additionalSearchInfo?: OtherInformation | undefined;
}

async function searched(
  request: ApduOf<'searchRequest'>,
  { resultSets }: Association,
  target: Target,
): Promise<Searched | Diagnostic> {
  const { library, limits } = target;
  const { resultSetName: name, databaseNames, replaceIndicator } = request;
  if (name.length > longestName) return { condition: 128, addinfo: name.slice(0, longestName) };
  if (resultSets.has(name)) {
    if (!replaceIndicator) return { condition: 21, addinfo: name };
  } else if (resultSets.full) return { condition: 112, addinfo: String(limits.resultSets) };
  if (databaseNames.length > limits.databases) return { condition: 111, addinfo: String(limits.databases) };
  const databases = databasesNamed(databaseNames, await library.network.libraries());
  if (databases.kind === 'unknown') return { condition: 235, addinfo: databases.name };
  if (databases.kind === 'explain') return { set: { kind: 'explain', total: 1 } };

  const asked = read(
    request.query,
    (set) => {
      const known = resultSets.get(set);
      return known?.kind === 'catalogue' ? known : null;
    },
    limits,
  );
  if ('condition' in asked) return asked;
  const query = among(asked.query, databases.filter);
  const wanted = facetsWanted(request, limits);
  if ('condition' in wanted) return wanted;
  // what small and medium sets send at once is asked for with the search
  const count = Math.min(firstIds, Math.max(request.smallSetUpperBound, request.mediumSetPresentNumber, 0));
  const clauses = countedClauses(asked.query, limits.countedTerms);
  const outcome = await library.catalogue.find(query, {
    start: 0,
    count,
    sort: asked.sort,
    ...(wanted.length > 0 && { facets: wanted.map(({ index, start, limit }) => ({ index, size: start - 1 + limit })) }),
    ...(clauses.length > 0 && { counted: clauses.map((clause) => among(clause, databases.filter)) }),
  });
  if (!outcome.granted) return refusalDiagnostic(outcome);
  const { total, recordIds, facets = [], counts = [] } = outcome.value;
  const set: CatalogueSet = {
    kind: 'catalogue',
    query,
    clauses: asked.clauses + databases.clauses,
    depth: asked.depth + (databases.filter ? databases.clauses : 0),
    total,
    sort: asked.sort,
    database: databases.name,
    ids: recordIds,
  };
  return { set, additionalSearchInfo: searchInfo({ wanted, facets, clauses, counts }) };
}

/** What a query finds in the databases searched; null: in all there are. */
function among(query: CatalogueQuery, databases: CatalogueQuery | null): CatalogueQuery {
  return databases === null ? query : { kind: 'and', left: query, right: databases };
}

const longestName = 128;
const firstIds = 100;

/** Types 1, 101 and 104 (CQL). */
function read(
  query: Query,
  resultSet: (name: string) => WeighedQuery | null,
  limits: Target['limits'],
): (WeighedQuery & { readonly sort: readonly SortKey[] }) | Diagnostic {
  try {
    const rpn = query.type1 ?? query.type101;
    if (rpn) return compileRpn(rpn, resultSet, limits.rpn);
    const { type104 } = query;
    if (type104?.directReference !== oids.cql || !type104.singleASN1Type) return { condition: 107 };
    const { query: tree, sort } = compileCql(readAs(internationalString, type104.singleASN1Type), limits.cql);
    return { query: tree, sort, ...weightOf(tree) };
  } catch (error) {
    if (error instanceof QueryError) return queryDiagnostic(error);
    throw error;
  }
}

/** Clauses and depth of a tree, in a loop. */
function weightOf(query: CatalogueQuery): { clauses: number; depth: number } {
  let clauses = 0;
  let deepest = 0;
  const pending = [{ node: query, depth: 1 }];
  for (let top = pending.pop(); top; top = pending.pop()) {
    const { node, depth } = top;
    deepest = Math.max(deepest, depth);
    if ('left' in node) pending.push({ node: node.left, depth: depth + 1 }, { node: node.right, depth: depth + 1 });
    else clauses += 1;
  }
  return { clauses, depth: deepest };
}

/** A search that could not be made: no result set, and why (§3.2.2.1.9). */
export function failed(
  { referenceId }: Pick<ApduOf<'searchRequest'>, 'referenceId'>,
  { condition, addinfo }: Diagnostic,
): ApduOf<'searchResponse'> {
  return {
    referenceId,
    resultCount: 0,
    numberOfRecordsReturned: 0,
    nextResultSetPosition: 0,
    searchStatus: false,
    resultSetStatus: resultSetStatus.none,
    records: { nonSurrogateDiagnostic: bib1Diagnostic(condition, addinfo) },
  };
}
