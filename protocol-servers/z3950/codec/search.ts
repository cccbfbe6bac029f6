import { databaseName, otherInfo, otherInformation, referenceId } from './common.ts';
import { query } from './query.ts';
import { elementSetNames, records } from './records.ts';
import {
  boolean,
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

/** SearchRequest. */
export const searchRequest = sequence('SearchRequest', {
  referenceId,
  smallSetUpperBound: tagged(13, integer),
  largeSetLowerBound: tagged(14, integer),
  mediumSetPresentNumber: tagged(15, integer),
  replaceIndicator: tagged(16, boolean),
  resultSetName: tagged(17, internationalString),
  databaseNames: tagged(18, sequenceOf(databaseName)),
  smallSetElementSetNames: optional(explicit(100, elementSetNames)),
  mediumSetElementSetNames: optional(explicit(101, elementSetNames)),
  preferredRecordSyntax: optional(tagged(104, oid)),
  query: explicit(21, query),
  additionalSearchInfo: optional(tagged(203, otherInformation)),
  otherInfo,
});
export type SearchRequest = ValueOf<typeof searchRequest>;

export const resultSetStatus = { subset: 1, interim: 2, none: 3, estimate: 4 } as const;

/** SearchResponse. */
export const searchResponse = sequence('SearchResponse', {
  referenceId,
  resultCount: tagged(23, integer),
  numberOfRecordsReturned: tagged(24, integer),
  nextResultSetPosition: tagged(25, integer),
  searchStatus: tagged(22, boolean),
  resultSetStatus: optional(tagged(26, integer)),
  presentStatus: optional(tagged(27, integer)),
  records: optional(records),
  additionalSearchInfo: optional(tagged(203, otherInformation)),
  otherInfo,
});
export type SearchResponse = ValueOf<typeof searchResponse>;
