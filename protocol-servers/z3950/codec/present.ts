import { databaseName, external, otherInfo, referenceId, resultSetId } from './common.ts';
import { elementSetNames, records } from './records.ts';
import {
  boolean,
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

const specification = sequence('Specification', {
  schema: optional(choice('schema', { oid: tagged(1, oid), uri: tagged(300, internationalString) })),
  elementSpec: optional(
    explicit(
      2,
      choice('elementSpec', { elementSetName: tagged(1, internationalString), externalEspec: tagged(2, external) }),
    ),
  ),
});

/** CompSpec: what schema, what element set, of what syntaxes. */
export const compSpec = sequence('CompSpec', {
  selectAlternativeSyntax: tagged(1, boolean),
  generic: optional(tagged(2, specification)),
  dbSpecific: optional(
    tagged(3, sequenceOf(sequence('dbSpecific', { db: explicit(1, databaseName), spec: tagged(2, specification) }))),
  ),
  recordSyntax: optional(tagged(4, sequenceOf(oid))),
});
export type CompSpec = ValueOf<typeof compSpec>;

/** PresentRequest. */
export const presentRequest = sequence('PresentRequest', {
  referenceId,
  resultSetId,
  resultSetStartPoint: tagged(30, integer),
  numberOfRecordsRequested: tagged(29, integer),
  additionalRanges: optional(
    tagged(
      212,
      sequenceOf(sequence('Range', { startingPosition: tagged(1, integer), numberOfRecords: tagged(2, integer) })),
    ),
  ),
  simple: optional(explicit(19, elementSetNames)),
  complex: optional(tagged(209, compSpec)),
  preferredRecordSyntax: optional(tagged(104, oid)),
  maxSegmentCount: optional(tagged(204, integer)),
  maxRecordSize: optional(tagged(206, integer)),
  maxSegmentSize: optional(tagged(207, integer)),
  otherInfo,
});
export type PresentRequest = ValueOf<typeof presentRequest>;

/** PresentStatus: partial-2 means that the message would have been too large. */
export const presentStatus = {
  success: 0,
  'partial-1': 1,
  'partial-2': 2,
  'partial-3': 3,
  'partial-4': 4,
  failure: 5,
} as const;

/** PresentResponse. */
export const presentResponse = sequence('PresentResponse', {
  referenceId,
  numberOfRecordsReturned: tagged(24, integer),
  nextResultSetPosition: tagged(25, integer),
  presentStatus: tagged(27, integer),
  records: optional(records),
  otherInfo,
});
export type PresentResponse = ValueOf<typeof presentResponse>;
