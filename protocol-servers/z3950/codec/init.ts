import { external, otherInfo, referenceId } from './common.ts';
import {
  bits,
  boolean,
  choice,
  explicit,
  integer,
  internationalString,
  nothing,
  optional,
  sequence,
  tagged,
  visibleString,
  type ValueOf,
} from './types.ts';

/** Bits of Options. */
export const optionBits = {
  search: 0,
  present: 1,
  delSet: 2,
  resourceReport: 3,
  triggerResourceCtrl: 4,
  resourceCtrl: 5,
  accessCtrl: 6,
  scan: 7,
  sort: 8,
  extendedServices: 10,
  'level-1Segmentation': 11,
  'level-2Segmentation': 12,
  concurrentOperations: 13,
  namedResultSets: 14,
  encapsulation: 15,
  resultCount: 16,
  negotiationModel: 17,
  duplicateDetection: 18,
  queryType104: 19,
} as const;

export const idAuthentication = choice('IdAuthentication', {
  open: visibleString,
  idPass: sequence('idPass', {
    groupId: optional(tagged(0, internationalString)),
    userId: optional(tagged(1, internationalString)),
    password: optional(tagged(2, internationalString)),
  }),
  anonymous: nothing,
  other: external,
});
export type IdAuthentication = ValueOf<typeof idAuthentication>;

/** InitializeRequest. */
export const initRequest = sequence('InitializeRequest', {
  referenceId,
  protocolVersion: tagged(3, bits),
  options: tagged(4, bits),
  preferredMessageSize: tagged(5, integer),
  exceptionalRecordSize: tagged(6, integer),
  idAuthentication: optional(tagged(7, idAuthentication)),
  implementationId: optional(tagged(110, internationalString)),
  implementationName: optional(tagged(111, internationalString)),
  implementationVersion: optional(tagged(112, internationalString)),
  userInformationField: optional(explicit(11, external)),
  otherInfo,
});
export type InitRequest = ValueOf<typeof initRequest>;

/** InitializeResponse. */
export const initResponse = sequence('InitializeResponse', {
  referenceId,
  protocolVersion: tagged(3, bits),
  options: tagged(4, bits),
  preferredMessageSize: tagged(5, integer),
  exceptionalRecordSize: tagged(6, integer),
  result: tagged(12, boolean),
  implementationId: optional(tagged(110, internationalString)),
  implementationName: optional(tagged(111, internationalString)),
  implementationVersion: optional(tagged(112, internationalString)),
  userInformationField: optional(explicit(11, external)),
  otherInfo,
});
export type InitResponse = ValueOf<typeof initResponse>;
