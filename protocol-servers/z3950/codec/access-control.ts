import { diagRec, external, otherInfo, referenceId } from './common.ts';
import { explicit, octets, optional, sequence, tagged, type ValueOf } from './types.ts';

/** AccessControlRequest, from the target: a challenge, in one form or the other. */
export const accessControlRequest = sequence('AccessControlRequest', {
  referenceId,
  simpleForm: optional(tagged(37, octets)),
  externallyDefined: optional(explicit(0, external)),
  otherInfo,
});
export type AccessControlRequest = ValueOf<typeof accessControlRequest>;

/** AccessControlResponse, from the origin. */
export const accessControlResponse = sequence('AccessControlResponse', {
  referenceId,
  simpleForm: optional(tagged(38, octets)),
  externallyDefined: optional(explicit(0, external)),
  diagnostic: optional(explicit(223, diagRec)),
  otherInfo,
});
export type AccessControlResponse = ValueOf<typeof accessControlResponse>;
