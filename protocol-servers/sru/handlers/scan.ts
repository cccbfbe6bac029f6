import { scanClause, type ScanClause } from '../../../core/query/cql/index.ts';
import { indexes } from '../../../core/query/indexes.ts';
import { QueryError } from '../../../core/query/query-error.ts';
import type { Diagnostic } from '../codec/diagnostic.ts';
import type { ScanRequest } from '../codec/request.ts';
import { writeScanResponse, type ScannedTerm } from '../codec/response.ts';
import type { Xml } from '../codec/xml-pieces.ts';
import { queryDiagnostic, refusalDiagnostic } from '../diagnostics.ts';
import type { Answer, Target } from '../target.ts';

/** Answers scan: the terms of an index around the one named, with the number of records that have each. */
export async function scan(request: ScanRequest, target: Target): Promise<Answer> {
  const { limits, library } = target;
  const size = request.maximumTerms ?? limits.defaultTerms;
  const answer = (terms: readonly ScannedTerm[], diagnostics: readonly Diagnostic[]): Xml =>
    writeScanResponse({
      version: request.version,
      stylesheet: target.stylesheet,
      echo: { ...request, maximumTerms: size },
      terms,
      diagnostics: [...diagnostics, ...target.warnings],
    });
  const refused = (diagnostic: Diagnostic): Answer => ({
    xml: answer([], [diagnostic]),
    state: 'given',
    refused: diagnostic,
  });

  if (size > limits.maximumTerms) return refused({ number: 121, details: String(limits.maximumTerms) });
  const position = request.responsePosition;
  if (position > size + 1) return refused({ number: 120, details: String(position) });
  // a list of terms counts the whole catalogue
  if (target.database.filter !== null) return refused({ number: 4, details: 'scan' });
  const clause = read(request.scanClause, target);
  if ('number' in clause) return refused(clause);

  const { index, term, structure } = clause;
  const list = indexes[index].type === 'text' ? { structure } : {};
  const found = await library.catalogue.scan({ index, term, position, size, ...list });
  if (!found.granted) {
    const state = found.refusal === 'temporarily-unavailable' ? 'away' : 'given';
    return { ...refused(refusalDiagnostic(found)), state };
  }
  const terms = found.value.entries.map(({ term: value, display, hits }) => ({
    value,
    numberOfRecords: hits,
    displayTerm: display === value ? undefined : display,
  }));
  return { xml: answer(terms, []), state: 'given', refused: null };
}

function read(text: string, { limits }: Target): ScanClause | Diagnostic {
  try {
    return scanClause(text, limits.query);
  } catch (error) {
    if (error instanceof QueryError) return queryDiagnostic(error);
    throw error;
  }
}
