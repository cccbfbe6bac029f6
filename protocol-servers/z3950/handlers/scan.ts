import { QueryError } from '../../../core/query/query-error.ts';
import { bib1, readAttributes } from '../../../core/query/rpn/index.ts';
import type { ScanFound, ScanRequest } from '../../../core/ports/search-index.ts';
import type { Target } from '../association.ts';
import { bib1Diagnostic, type ApduOf } from '../codec/index.ts';
import { termOf, textOf } from '../codec/query.ts';
import { scanStatus } from '../codec/scan.ts';
import { databasesNamed } from '../databases.ts';
import { queryDiagnostic, refusalDiagnostic, type Diagnostic } from '../diagnostics.ts';

/** Answers Scan: the terms of an index around the one named. */
export async function scan(request: ApduOf<'scanRequest'>, target: Target): Promise<ApduOf<'scanResponse'>> {
  const found = await scanned(request, target);
  if ('condition' in found) return notScanned(request, found);
  const { entries, position, status } = found;
  return {
    referenceId: request.referenceId,
    stepSize: 0,
    scanStatus: status === 'complete' ? scanStatus.success : scanStatus['partial-5'],
    numberOfEntriesReturned: entries.length,
    positionOfTerm: position,
    entries: {
      entries: entries.map(({ term, display, hits }) => ({
        termInfo: {
          term: termOf({ type: 'general', text: term }),
          displayTerm: display === term ? undefined : display,
          globalOccurrences: hits,
        },
      })),
    },
  };
}

async function scanned(request: ApduOf<'scanRequest'>, { library, limits }: Target): Promise<ScanFound | Diagnostic> {
  const { stepSize = 0, numberOfTermsRequested: size, preferredPositionInResponse: position = 1 } = request;
  if (stepSize !== 0) return { condition: 205, addinfo: String(stepSize) };
  if (size < 1 || size > limits.scanTerms) return { condition: 1029, addinfo: String(limits.scanTerms) };
  if (position < 0 || position > size + 1) return { condition: 233, addinfo: String(position) };
  const databases = databasesNamed(request.databaseNames, await library.network.libraries());
  if (databases.kind === 'unknown') return { condition: 235, addinfo: databases.name };
  // a list of terms counts the whole catalogue
  if (databases.kind === 'explain' || databases.filter) return { condition: 1025, addinfo: request.databaseNames[0] };
  try {
    const { attributes, term } = request.termListAndStartPoint;
    const { type, text } = textOf(term);
    if (type === 'other') return { condition: 229 };
    const { use, structure: asked, completeness } = readAttributes(attributes, request.attributeSet ?? bib1);
    const structure = completeness > 1 ? 'heading' : asked === null ? undefined : lists[asked];
    const outcome = await library.catalogue.scan({ index: use, term: text, position, size, stepSize, structure });
    return outcome.granted ? outcome.value : refusalDiagnostic(outcome);
  } catch (error) {
    if (error instanceof QueryError) return queryDiagnostic(error);
    throw error;
  }
}

/** Which list of an index a structure attribute means; the index itself says for the others. */
const lists: Readonly<Record<number, ScanRequest['structure']>> = {
  1: 'heading',
  2: 'word',
  3: 'heading',
  6: 'word',
  101: 'heading',
  102: 'heading',
  105: 'word',
  106: 'word',
  108: 'heading',
};

/** A scan that gives no term, and why. */
export function notScanned(
  { referenceId }: Pick<ApduOf<'scanRequest'>, 'referenceId'>,
  { condition, addinfo }: Diagnostic,
): ApduOf<'scanResponse'> {
  return {
    referenceId,
    scanStatus: scanStatus.failure,
    numberOfEntriesReturned: 0,
    entries: { nonsurrogateDiagnostics: [{ defaultFormat: bib1Diagnostic(condition, addinfo) }] },
  };
}
