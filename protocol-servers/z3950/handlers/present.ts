import type { Association, Target } from '../association.ts';
import { bib1Diagnostic, type ApduOf } from '../codec/index.ts';
import { presentStatus } from '../codec/present.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { compositionOf } from './composition.ts';
import { recordsFrom, type SentRecords } from './records-from.ts';

/** Answers Present. */
export async function present(
  request: ApduOf<'presentRequest'>,
  association: Association,
  target: Target,
): Promise<ApduOf<'presentResponse'>> {
  const sent = await asked(request, association, target);
  if ('condition' in sent) return notPresented(request, sent);
  return {
    referenceId: request.referenceId,
    numberOfRecordsReturned: sent.records.length,
    nextResultSetPosition: sent.next,
    presentStatus: sent.status,
    records: sent.records.length === 0 ? undefined : { responseRecords: sent.records },
  };
}

async function asked(
  request: ApduOf<'presentRequest'>,
  association: Association,
  target: Target,
): Promise<SentRecords | Diagnostic> {
  const set = association.resultSets.get(request.resultSetId);
  if (!set) return { condition: 30, addinfo: request.resultSetId };
  if (request.additionalRanges) return { condition: 243 };
  const composition = compositionOf(request.simple, request.complex, request.preferredRecordSyntax);
  if ('condition' in composition) return composition;
  const { resultSetStartPoint: start, numberOfRecordsRequested: count } = request;
  // no record asked for: nothing can be out of range
  if (count === 0) return { records: [], next: start, status: presentStatus.success };
  return recordsFrom(set, { start, count, composition }, association, target);
}

/** A present that gives no record, and why. */
export function notPresented(
  { referenceId }: Pick<ApduOf<'presentRequest'>, 'referenceId'>,
  { condition, addinfo }: Diagnostic,
): ApduOf<'presentResponse'> {
  return {
    referenceId,
    numberOfRecordsReturned: 0,
    nextResultSetPosition: 0,
    presentStatus: presentStatus.failure,
    records: { nonSurrogateDiagnostic: bib1Diagnostic(condition, addinfo) },
  };
}
