import { otherInfo, referenceId, resultSetId } from './common.ts';
import { integer, internationalString, optional, sequence, sequenceOf, tagged, type ValueOf } from './types.ts';

export const deleteFunction = { list: 0, all: 1 } as const;
/** DeleteSetStatus. */
export const deleteStatus = { success: 0, resultSetDidNotExist: 1, systemProblemAtTarget: 3 } as const;

/** DeleteResultSetRequest. */
export const deleteResultSetRequest = sequence('DeleteResultSetRequest', {
  referenceId,
  deleteFunction: tagged(32, integer),
  resultSetList: optional(sequenceOf(resultSetId)),
  otherInfo,
});
export type DeleteResultSetRequest = ValueOf<typeof deleteResultSetRequest>;

const listStatuses = sequenceOf(sequence('ListStatuses', { id: resultSetId, status: tagged(33, integer) }));

/** DeleteResultSetResponse. */
export const deleteResultSetResponse = sequence('DeleteResultSetResponse', {
  referenceId,
  deleteOperationStatus: tagged(0, integer),
  deleteListStatuses: optional(tagged(1, listStatuses)),
  numberNotDeleted: optional(tagged(34, integer)),
  bulkStatuses: optional(tagged(35, listStatuses)),
  deleteMessage: optional(tagged(36, internationalString)),
  otherInfo,
});
export type DeleteResultSetResponse = ValueOf<typeof deleteResultSetResponse>;
