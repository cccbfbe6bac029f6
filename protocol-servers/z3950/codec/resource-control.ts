import { external, otherInfo, referenceId } from './common.ts';
import { any, boolean, explicit, integer, octets, oid, optional, sequence, tagged, type ValueOf } from './types.ts';

/** TriggerResourceControlRequest: it has no answer of its own. */
export const triggerResourceControlRequest = sequence('TriggerResourceControlRequest', {
  referenceId,
  requestedAction: tagged(46, integer),
  prefResourceReportFormat: optional(tagged(47, oid)),
  resultSetWanted: optional(tagged(48, boolean)),
  otherInfo,
});
export type TriggerResourceControlRequest = ValueOf<typeof triggerResourceControlRequest>;

/** ResourceControlRequest, from the target. */
export const resourceControlRequest = sequence('ResourceControlRequest', {
  referenceId,
  suspendedFlag: optional(tagged(39, boolean)),
  resourceReport: optional(explicit(40, external)),
  partialResultsAvailable: optional(tagged(41, integer)),
  responseRequired: tagged(42, boolean),
  triggeredRequestFlag: optional(tagged(43, boolean)),
  otherInfo,
});
export type ResourceControlRequest = ValueOf<typeof resourceControlRequest>;

/** ResourceControlResponse, from the origin. */
export const resourceControlResponse = sequence('ResourceControlResponse', {
  referenceId,
  continueFlag: tagged(44, boolean),
  resultSetWanted: optional(tagged(45, boolean)),
  otherInfo,
});
export type ResourceControlResponse = ValueOf<typeof resourceControlResponse>;

/** ResourceReportRequest. */
export const resourceReportRequest = sequence('ResourceReportRequest', {
  referenceId,
  opId: optional(tagged(210, octets)),
  prefResourceReportFormat: optional(tagged(49, oid)),
  otherInfo,
});
export type ResourceReportRequest = ValueOf<typeof resourceReportRequest>;

export const resourceReportStatus = { success: 0, partial: 1, 'failure-1': 2 } as const;

/** ResourceReportResponse. */
export const resourceReportResponse = sequence('ResourceReportResponse', {
  referenceId,
  resourceReportStatus: tagged(50, integer),
  resourceReport: optional(explicit(51, any)),
  otherInfo,
});
export type ResourceReportResponse = ValueOf<typeof resourceReportResponse>;
