import { diagRec, otherInfo, referenceId } from './common.ts';
import { attributeList } from './query.ts';
import {
  any,
  choice,
  explicit,
  integer,
  internationalString,
  nothing,
  octets,
  oid,
  optional,
  sequence,
  sequenceOf,
  tagged,
  type ValueOf,
} from './types.ts';

const sortKey = choice('SortKey', {
  sortfield: tagged(0, internationalString),
  elementSpec: tagged(1, any),
  sortAttributes: tagged(2, sequence('sortAttributes', { id: oid, list: attributeList })),
});

/** SortKeySpec. */
export const sortKeySpec = sequence('SortKeySpec', {
  sortElement: choice('SortElement', { generic: explicit(1, sortKey), datbaseSpecific: tagged(2, any) }),
  sortRelation: tagged(1, integer),
  caseSensitivity: tagged(2, integer),
  missingValueAction: optional(
    explicit(
      3,
      choice('missingValueAction', {
        abort: tagged(1, nothing),
        null: tagged(2, nothing),
        missingValueData: tagged(3, octets),
      }),
    ),
  ),
});
export type SortKeySpec = ValueOf<typeof sortKeySpec>;

export const sortRelation = { ascending: 0, descending: 1, ascendingByFrequency: 3, descendingByFrequency: 4 } as const;
export const sortStatus = { success: 0, 'partial-1': 1, failure: 2 } as const;
/** What became of the result set named for the answer. */
export const sortedSetStatus = { empty: 1, interim: 2, unchanged: 3, none: 4 } as const;

/** SortRequest. */
export const sortRequest = sequence('SortRequest', {
  referenceId,
  inputResultSetNames: tagged(3, sequenceOf(internationalString)),
  sortedResultSetName: tagged(4, internationalString),
  sortSequence: tagged(5, sequenceOf(sortKeySpec)),
  otherInfo,
});
export type SortRequest = ValueOf<typeof sortRequest>;

/** SortResponse. */
export const sortResponse = sequence('SortResponse', {
  referenceId,
  sortStatus: tagged(3, integer),
  resultSetStatus: optional(tagged(4, integer)),
  diagnostics: optional(tagged(5, sequenceOf(diagRec))),
  resultCount: optional(tagged(6, integer)),
  otherInfo,
});
export type SortResponse = ValueOf<typeof sortResponse>;
