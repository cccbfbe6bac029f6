import { otherInfo, referenceId } from './common.ts';
import { any, explicit, integer, internationalString, oid, optional, sequence, tagged, type ValueOf } from './types.ts';

export const closeReason = {
  finished: 0,
  shutdown: 1,
  systemProblem: 2,
  costLimit: 3,
  resources: 4,
  securityViolation: 5,
  protocolError: 6,
  lackOfActivity: 7,
  peerAbort: 8,
  unspecified: 9,
} as const;

/** Close, from either side: version 3 only. */
export const close = sequence('Close', {
  referenceId,
  closeReason: tagged(211, integer),
  diagnosticInformation: optional(tagged(3, internationalString)),
  resourceReportFormat: optional(tagged(4, oid)),
  resourceReport: optional(explicit(5, any)),
  otherInfo,
});
export type Close = ValueOf<typeof close>;
