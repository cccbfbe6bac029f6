import { databaseName, diagRec, otherInfo, referenceId } from './common.ts';
import { attributeList, attributesPlusTerm, term } from './query.ts';
import {
  any,
  choice,
  explicit,
  integer,
  internationalString,
  oid,
  optional,
  sequence,
  sequenceOf,
  tagged,
  type ValueOf,
} from './types.ts';

/** ScanRequest. */
export const scanRequest = sequence('ScanRequest', {
  referenceId,
  databaseNames: tagged(3, sequenceOf(databaseName)),
  attributeSet: optional(oid),
  termListAndStartPoint: attributesPlusTerm,
  stepSize: optional(tagged(5, integer)),
  numberOfTermsRequested: tagged(6, integer),
  preferredPositionInResponse: optional(tagged(7, integer)),
  otherInfo,
});
export type ScanRequest = ValueOf<typeof scanRequest>;

const termInfo = sequence('TermInfo', {
  term,
  displayTerm: optional(tagged(0, internationalString)),
  suggestedAttributes: optional(attributeList),
  alternativeTerm: optional(tagged(4, sequenceOf(attributesPlusTerm))),
  globalOccurrences: optional(tagged(2, integer)),
  byAttributes: optional(tagged(3, any)),
});
const entry = choice('Entry', { termInfo: tagged(1, termInfo), surrogateDiagnostic: explicit(2, diagRec) });

/** Scan-status: partial-5 means that the list has fewer terms than were asked for. */
export const scanStatus = { success: 0, 'partial-5': 5, failure: 6 } as const;

/** ScanResponse. */
export const scanResponse = sequence('ScanResponse', {
  referenceId,
  stepSize: optional(tagged(3, integer)),
  scanStatus: tagged(4, integer),
  numberOfEntriesReturned: tagged(5, integer),
  positionOfTerm: optional(tagged(6, integer)),
  entries: optional(
    tagged(
      7,
      sequence('ListEntries', {
        entries: optional(tagged(1, sequenceOf(entry))),
        nonsurrogateDiagnostics: optional(tagged(2, sequenceOf(diagRec))),
      }),
    ),
  ),
  attributeSet: optional(tagged(8, oid)),
  otherInfo,
});
export type ScanResponse = ValueOf<typeof scanResponse>;
