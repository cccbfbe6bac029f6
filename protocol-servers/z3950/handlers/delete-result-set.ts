import type { Association } from '../association.ts';
import type { ApduOf } from '../codec/index.ts';
import { deleteFunction, deleteStatus } from '../codec/delete-result-set.ts';

/** Answers DeleteResultSet. */
export function deleteResultSet(
  { referenceId, deleteFunction: which, resultSetList }: ApduOf<'deleteResultSetRequest'>,
  { resultSets }: Association,
): ApduOf<'deleteResultSetResponse'> {
  if (which === deleteFunction.all) {
    resultSets.clear();
    return { referenceId, deleteOperationStatus: deleteStatus.success };
  }
  const statuses = (resultSetList ?? []).map((id) => ({
    id,
    status: resultSets.delete(id) ? deleteStatus.success : deleteStatus.resultSetDidNotExist,
  }));
  const unknown = statuses.some(({ status }) => status !== deleteStatus.success);
  return {
    referenceId,
    deleteOperationStatus: unknown ? deleteStatus.resultSetDidNotExist : deleteStatus.success,
    deleteListStatuses: statuses,
  };
}
