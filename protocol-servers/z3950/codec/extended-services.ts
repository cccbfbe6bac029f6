import { diagRec, elementSetName, external, otherInfo, referenceId } from './common.ts';
import {
  any,
  integer,
  internationalString,
  octets,
  oid,
  optional,
  sequence,
  sequenceOf,
  tagged,
  type ValueOf,
} from './types.ts';

/** ExtendedServicesRequest; what the service itself asks is in taskSpecificParameters. */
export const extendedServicesRequest = sequence('ExtendedServicesRequest', {
  referenceId,
  function: tagged(3, integer),
  packageType: tagged(4, oid),
  packageName: optional(tagged(5, internationalString)),
  userId: optional(tagged(6, internationalString)),
  retentionTime: optional(asIs(7)),
  permissions: optional(asIs(8)),
  description: optional(tagged(9, internationalString)),
  taskSpecificParameters: optional(tagged(10, external)),
  waitAction: tagged(11, integer),
  elements: optional(elementSetName),
  otherInfo,
});
export type ExtendedServicesRequest = ValueOf<typeof extendedServicesRequest>;

export const esFunction = { create: 1, delete: 2, modify: 3 } as const;
export const operationStatus = { done: 1, accepted: 2, failure: 3 } as const;

/** ExtendedServicesResponse. */
export const extendedServicesResponse = sequence('ExtendedServicesResponse', {
  referenceId,
  operationStatus: tagged(3, integer),
  diagnostics: optional(tagged(4, sequenceOf(diagRec))),
  taskPackage: optional(tagged(5, external)),
  otherInfo,
});
export type ExtendedServicesResponse = ValueOf<typeof extendedServicesResponse>;

/** A component kept as the bytes it came in, its tag included. */
function asIs(number: number) {
  return { ...any, tags: [octetsTag(number)] };
}
function octetsTag(number: number): number {
  return tagged(number, octets).tags![0]!;
}
