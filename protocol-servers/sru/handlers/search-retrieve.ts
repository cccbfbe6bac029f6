import { withHoldings } from '../../../core/catalogue/holdings-995.ts';
import type { CatalogueRecord, Library } from '../../../core/library.ts';
import { decode } from '../../../core/marc/iso2709.ts';
import { MalformedRecord } from '../../../core/marc/malformed.ts';
import { compileCql, type CompiledCql } from '../../../core/query/cql/index.ts';
import { QueryError } from '../../../core/query/query-error.ts';
import { writeDiagnostic, type Diagnostic } from '../codec/diagnostic.ts';
import type { SearchRetrieveRequest } from '../codec/request.ts';
import {
  diagnosticSchema,
  writeSearchRetrieveResponse,
  type ResponseRecord,
  type SearchRetrieveResponse,
} from '../codec/response.ts';
import { recordSchemas, schemaNamed, type RecordSchema } from '../codec/schemas.ts';
import { readSortKeys } from '../codec/sort-keys.ts';
import { queryDiagnostic, refusalDiagnostic } from '../diagnostics.ts';
import type { SruLimits } from '../limits.ts';

/** What searchRetrieve asks of the library. */
export interface SearchedLibrary {
  readonly catalogue: Pick<Library['catalogue'], 'search'>;
  readonly network: Pick<Library['network'], 'library'>;
}

/** Answers searchRetrieve (SRU 1.1 and 1.2). Everything wrong with the request is a diagnostic; faults of the library propagate. */
export async function searchRetrieve(
  request: SearchRetrieveRequest,
  { library, limits }: { readonly library: SearchedLibrary; readonly limits: SruLimits },
): Promise<string> {
  const count = Math.min(request.maximumRecords ?? limits.defaultRecords, limits.maximumRecords);
  const answer = answerTo(request, count);

  const schema = schemaNamed(request.recordSchema ?? recordSchemas[0]!.name);
  if (!schema) return answer.refused({ number: 66, details: request.recordSchema });
  if (request.startRecord > limits.deepestRecord) {
    return answer.refused({ number: 61, details: `at most ${limits.deepestRecord}` });
  }
  const compiled = compile(request, limits);
  if ('number' in compiled) return answer.refused(compiled);

  const start = request.startRecord - 1;
  const page = { start, count: Math.min(count, limits.deepestRecord - start), sort: compiled.sort };
  const found = await library.catalogue.search(compiled.query, page);
  if (!found.granted) return answer.refused(refusalDiagnostic(found), Number(found.facts['total'] ?? 0));
  const { total, records } = found.value;
  if (total > 0 && start >= total) return answer.refused({ number: 61, details: String(total) }, total);

  const next = request.startRecord + page.count;
  return writeSearchRetrieveResponse({
    ...answer.frame,
    numberOfRecords: total,
    records: records.map((record, at) => give(record, request.startRecord + at, schema, library)),
    nextRecordPosition: page.count > 0 && next <= Math.min(total, limits.deepestRecord) ? next : null,
    // the records are good without it: a diagnostic beside them, not instead of them
    diagnostics: request.stylesheet === undefined ? [] : [{ number: 110, details: 'stylesheet' }],
  });
}

/** What every answer to this request bears, and the way to say no. */
function answerTo(request: SearchRetrieveRequest, count: number) {
  const frame = {
    version: request.version,
    recordPacking: request.recordPacking,
    echo: { ...request, maximumRecords: count },
  } satisfies Partial<SearchRetrieveResponse>;
  const refused = (diagnostic: Diagnostic, numberOfRecords = 0): string =>
    writeSearchRetrieveResponse({
      ...frame,
      numberOfRecords,
      records: [],
      nextRecordPosition: null,
      diagnostics: [diagnostic],
    });
  return { frame, refused };
}

/** CQL's sortby (1.2) wins over the parameter sortKeys (1.1). */
function compile(request: SearchRetrieveRequest, limits: SruLimits): CompiledCql | Diagnostic {
  try {
    const { query, sort } = compileCql(request.query, limits.query);
    if (sort.length > 0 || request.sortKeys === undefined) return { query, sort };
    return { query, sort: readSortKeys(request.sortKeys) };
  } catch (error) {
    if (error instanceof QueryError) return queryDiagnostic(error);
    throw error;
  }
}

/** One record in the schema asked for, or the surrogate diagnostic in its place: it never fails the page. */
function give(
  found: CatalogueRecord,
  position: number,
  schema: RecordSchema,
  library: SearchedLibrary,
): ResponseRecord {
  const { controlNumber, marc } = found.record;
  try {
    const { record } = decode(marc);
    const shown = schema.holdings ? withHoldings(record, found.items, (id) => library.network.library(id)) : record;
    const data = schema.write(shown, controlNumber);
    return { schema: schema.identifier, data, identifier: controlNumber, position };
  } catch (error) {
    if (!(error instanceof MalformedRecord)) throw error;
    const data = writeDiagnostic({ number: 67, details: controlNumber });
    return { schema: diagnosticSchema, data, identifier: controlNumber, position };
  }
}
