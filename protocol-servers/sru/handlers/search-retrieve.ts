import type { CatalogueRecord } from '../../../core/library.ts';
import { UnwritableRecord } from '../../../core/marc/iso2709.ts';
import { MalformedRecord } from '../../../core/marc/malformed.ts';
import { countedClauses } from '../../../core/query/counted-clauses.ts';
import { compileCql, type CompiledCql } from '../../../core/query/cql/index.ts';
import { QueryError } from '../../../core/query/query-error.ts';
import { compileRpn, parsePqf } from '../../../core/query/rpn/index.ts';
import { simpleQuery } from '../../../core/query/simple.ts';
import { within } from '../../shared/virtual-databases.ts';
import { writeDiagnostic, type Diagnostic } from '../codec/diagnostic.ts';
import type { SearchRetrieveRequest } from '../codec/request.ts';
import {
  diagnosticSchema,
  writeSearchRetrieveResponse,
  type ResponseRecord,
  type SearchRetrieveResponse,
} from '../codec/response.ts';
import { readSortKeys } from '../codec/sort-keys.ts';
import { dialects } from '../codec/versions.ts';
import { queryDiagnostic, refusalDiagnostic } from '../diagnostics.ts';
import type { SruLimits } from '../limits.ts';
import { recordSchemas, schemaNamed, type RecordSchema } from '../schemas.ts';
import type { Answer, Target } from '../target.ts';
import { analysisOf } from './analysis.ts';
import { facetsAsked, facetsGiven } from './facets.ts';

/** Answers searchRetrieve. Everything wrong with the request is a diagnostic; faults of the library propagate. */
export async function searchRetrieve(request: SearchRetrieveRequest, target: Target): Promise<Answer> {
  const { library, limits } = target;
  const schema = schemaNamed(request.recordSchema ?? recordSchemas[0]!.name);
  const most = schema?.holdings === 'availability' ? limits.maximumWithAvailability : limits.maximumRecords;
  const count = Math.min(request.maximumRecords ?? limits.defaultRecords, most);
  const { frame, refused } = answerTo(request, count, target);

  if (!schema) return refused({ number: 66, details: request.recordSchema });
  if (request.startRecord > limits.deepestRecord) {
    return refused({ number: 61, details: `at most ${limits.deepestRecord}` });
  }
  const compiled = compile(request, limits);
  if ('number' in compiled) return refused(compiled);

  const start = request.startRecord - 1;
  const page = { start, count: Math.min(count, limits.deepestRecord - start), sort: compiled.sort };
  const asked = facetsAsked(request.facets, target);
  // told since SRU 2.0, of a query of several terms
  const clauses = request.version === '2.0' ? countedClauses(compiled.query, limits.countedTerms) : [];
  const found = await library.catalogue.search(within(compiled.query, target.database), {
    ...page,
    ...(asked.length > 0 && { facets: asked }),
    ...(clauses.length > 0 && { counted: clauses.map((clause) => within(clause, target.database)) }),
  });
  if (!found.granted) {
    const state = found.refusal === 'temporarily-unavailable' ? 'away' : 'given';
    return { ...refused(refusalDiagnostic(found), Number(found.facts['total'] ?? 0)), state };
  }
  const { total, records, facets = [], counts = [] } = found.value;
  if (total > 0 && start >= total) return refused({ number: 61, details: String(total) }, total);

  const next = request.startRecord + page.count;
  const xml = writeSearchRetrieveResponse({
    ...frame,
    numberOfRecords: total,
    records: await give(records, schema, target, request),
    nextRecordPosition: page.count > 0 && next <= Math.min(total, limits.deepestRecord) ? next : null,
    facets: await facetsGiven(facets, request.facets, compiled.query, target),
    analysis: analysisOf(clauses, counts, target),
  });
  return { xml, state: 'given', refused: null };
}

/** What every answer to this request bears, and the way to say no. */
function answerTo(request: SearchRetrieveRequest, count: number, { stylesheet, warnings }: Target) {
  const frame = {
    version: request.version,
    escaping: request.escaping,
    stylesheet,
    echo: { ...request, maximumRecords: count },
    diagnostics: warnings,
  } satisfies Partial<SearchRetrieveResponse>;
  const refused = (diagnostic: Diagnostic, numberOfRecords = 0): Answer => ({
    xml: writeSearchRetrieveResponse({
      ...frame,
      numberOfRecords,
      records: [],
      nextRecordPosition: null,
      diagnostics: [diagnostic, ...warnings],
    }),
    state: 'given',
    refused: diagnostic,
  });
  return { frame, refused };
}

/** An order in the query itself (sortby of CQL, type 7 of PQF) wins over the parameter sortKeys (1.1, 2.0). */
function compile(request: SearchRetrieveRequest, limits: SruLimits): CompiledCql | Diagnostic {
  try {
    const { query, sort } = readQuery(request, limits);
    const isOrdered = sort.some(({ key }) => key !== 'relevance');
    if (isOrdered || request.sortKeys === undefined) return { query, sort };
    return { query, sort: readSortKeys(request.sortKeys) };
  } catch (error) {
    if (error instanceof QueryError) return queryDiagnostic(error);
    throw error;
  }
}

function readQuery({ queryType, query }: SearchRetrieveRequest, limits: SruLimits): CompiledCql {
  if (queryType === 'cql') return compileCql(query, limits.query);
  if (queryType === 'pqf') return compileRpn(parsePqf(query, limits.prefixQuery), undefined, limits.prefixQuery);
  if (query.length > limits.query.characters) throw new QueryError('too-long', String(limits.query.characters));
  return { query: simpleQuery(query), sort: [{ key: 'relevance', direction: 'descending' }] };
}

/** Records in the schema asked for, or the surrogate diagnostic in the place of one: it never fails the page. */
async function give(
  records: readonly CatalogueRecord[],
  schema: RecordSchema,
  { written }: Target,
  { version, startRecord }: SearchRetrieveRequest,
): Promise<ResponseRecord[]> {
  // Most schemas wait for nothing: no promise a record.
  const data =
    schema.holdings === 'availability'
      ? await Promise.all(records.map((record) => written.withAvailability(record, schema).catch(unwritable)))
      : records.map((record) => attempt(() => written.of(record, schema)));
  return records.map(({ record: { controlNumber } }, at) => {
    const given = { identifier: controlNumber, position: startRecord + at };
    const xml = data[at] ?? null;
    if (xml !== null) return { ...given, schema: schema.identifier, data: typeof xml === 'string' ? xml : [xml] };
    const diagnostic = writeDiagnostic({ number: 67, details: controlNumber }, dialects[version].diagnostic);
    return { ...given, schema: diagnosticSchema, data: diagnostic };
  });
}

function attempt<T>(write: () => T): T | null {
  try {
    return write();
  } catch (error) {
    return unwritable(error);
  }
}

/** Null for a record nobody can write; every other error is a fault. */
function unwritable(error: unknown): null {
  if (error instanceof MalformedRecord || error instanceof UnwritableRecord) return null;
  throw error;
}
