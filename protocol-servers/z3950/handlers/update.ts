import { cataloguingRights } from '../../../core/access/cataloguing-rights.ts';
import type { ReceivedRecord, RecordSheet } from '../../../core/catalogue/editing/desk.ts';
import type { StaffUser } from '../../../core/ports/staff.ts';
import type { Target } from '../association.ts';
import { bib1Diagnostic, bytesOf, MalformedMessage, oids, readAs, type ApduOf, type External } from '../codec/index.ts';
import { operationStatus } from '../codec/extended-services.ts';
import {
  recordStatus,
  taskPackage,
  taskStatus,
  update,
  updateAction,
  updateStatus,
  type SuppliedRecord,
  type TaskPackageRecord,
  type UpdateRequest,
} from '../codec/update.ts';
import { databasesNamed } from '../databases.ts';
import { updateDiagnostic, type Diagnostic } from '../diagnostics.ts';
import { recordSent } from '../forms/record-sent.ts';

type Request = ApduOf<'extendedServicesRequest'>;
type Response = ApduOf<'extendedServicesResponse'>;

/** What is done for each action (§3.2.9, Update). specialUpdate: a record that is here is replaced, another inserted. */
const acts: ReadonlyMap<number, ReceivedRecord['act']> = new Map([
  [updateAction.recordInsert, 'insert'],
  [updateAction.recordReplace, 'replace'],
  [updateAction.recordDelete, 'delete'],
  [updateAction.specialUpdate, 'insert-or-replace'],
]);
/** Of waitAction: the origin wants no task package. */
const dontReturnPackage = 4;

/** Carries out an Update at once, each record in a transaction of its own, and tells what became of each. */
export async function updateRecords(request: Request, user: StaffUser, target: Target): Promise<Response> {
  const asked = await readable(request, user, target);
  if ('condition' in asked) return notCarriedOut(request, asked);
  const { toKeep, notToKeep } = asked.request;
  const became: TaskPackageRecord[] = [];
  for (const supplied of notToKeep) {
    const done = await taken(supplied, asked.act, user, target);
    became.push(told(supplied, done, toKeep.elementSetName !== undefined));
  }
  const refusals = became.flatMap((record) => record.recordOrSurDiag?.surrogateDiagnostics ?? []);
  const status =
    refusals.length === 0
      ? updateStatus.success
      : refusals.length < became.length
        ? updateStatus.partial
        : updateStatus.failure;
  const failed = status === updateStatus.failure;
  const outcome = {
    taskPackage: { originPart: toKeep, targetPart: { updateStatus: status, taskPackageRecords: became } },
  };
  const kept = {
    packageType: request.packageType,
    packageName: request.packageName,
    userId: user.login,
    taskStatus: failed ? taskStatus.aborted : taskStatus.complete,
    taskSpecificParameters: { directReference: oids.update, singleASN1Type: bytesOf(update, outcome) },
  };
  return {
    referenceId: request.referenceId,
    operationStatus: failed ? operationStatus.failure : operationStatus.done,
    diagnostics: refusals.length > 0 ? refusals : undefined,
    taskPackage:
      request.waitAction === dontReturnPackage
        ? undefined
        : { directReference: oids.taskPackage, singleASN1Type: bytesOf(taskPackage, kept) },
  };
}

/** An extended service that was not carried out at all, and why. */
export function notCarriedOut(
  { referenceId }: Pick<Request, 'referenceId'>,
  { condition, addinfo }: Diagnostic,
): Response {
  return {
    referenceId,
    operationStatus: operationStatus.failure,
    diagnostics: [{ defaultFormat: bib1Diagnostic(condition, addinfo) }],
  };
}

/** What is asked of which records, or why nothing of it can be done. */
async function readable(
  { taskSpecificParameters: parameters }: Request,
  user: StaffUser,
  { library, limits }: Target,
): Promise<{ readonly request: UpdateRequest; readonly act: ReceivedRecord['act'] } | Diagnostic> {
  if (!parameters?.singleASN1Type) return { condition: 1008, addinfo: 'taskSpecificParameters' };
  if (parameters.directReference !== oids.update) return { condition: 1043, addinfo: parameters.directReference };
  const request = requestIn(parameters.singleASN1Type);
  if (!request) return { condition: 1008, addinfo: 'esRequest' };
  const { action, databaseName, schema } = request.toKeep;
  const act = acts.get(action);
  if (!act) return { condition: 1044, addinfo: String(action) };
  const right = act === 'delete' ? 'delete-records' : 'edit-records';
  if (!cataloguingRights[right].includes(user.role)) return { condition: 222, addinfo: user.login };
  const databases = databasesNamed([databaseName], await library.network.libraries());
  if (databases.kind === 'unknown') return { condition: 235, addinfo: databaseName };
  // a record belongs to the network: which library has it is told by its copies
  if (databases.kind === 'explain' || databases.filter) return { condition: 1025, addinfo: databaseName };
  if (schema !== undefined && schema !== oids.unimarc) return { condition: 1045, addinfo: schema };
  if (request.notToKeep.length === 0) return { condition: 1008, addinfo: 'record' };
  if (request.notToKeep.length > limits.updateRecords)
    return { condition: 1046, addinfo: String(limits.updateRecords) };
  return { request, act };
}

/** Null when the parameters are none of an Update. */
function requestIn(bytes: Buffer): UpdateRequest | null {
  try {
    return readAs(update, bytes).esRequest ?? null;
  } catch (error) {
    if (error instanceof MalformedMessage) return null;
    throw error;
  }
}

async function taken(
  supplied: SuppliedRecord,
  act: ReceivedRecord['act'],
  { login, libraryId }: StaffUser,
  { library }: Target,
): Promise<RecordSheet | Diagnostic> {
  const marc = recordSent(supplied.record);
  if ('condition' in marc) return marc;
  const madeOn = versionIn(supplied.supplementalId);
  if (typeof madeOn === 'object' && madeOn !== null) return madeOn;
  const outcome = await library.cataloguing.receive({
    // nobody takes an editing lock by Z39.50, so that those of others all count
    by: { login, libraryId, session: 'z3950' },
    reason: supplied.correlationInfo?.note ?? '',
    act,
    controlNumber: numberIn(supplied.recordId),
    madeOn,
    marc,
  });
  return outcome.granted ? outcome.value : updateDiagnostic(outcome);
}

function numberIn(id: SuppliedRecord['recordId']): string | null {
  if (!id) return null;
  return id.string ?? id.opaque?.toString() ?? String(id.number);
}

function versionIn(id: SuppliedRecord['supplementalId']): number | string | null | Diagnostic {
  if (!id) return null;
  if (id.timeStamp !== undefined) return id.timeStamp.replace(/Z$/, '');
  if (id.versionNumber === undefined || !/^\d{1,9}$/.test(id.versionNumber))
    return { condition: 1057, addinfo: 'supplementalId' };
  return Number(id.versionNumber);
}

function told(
  { correlationInfo }: SuppliedRecord,
  done: RecordSheet | Diagnostic,
  withRecord: boolean,
): TaskPackageRecord {
  if ('condition' in done) {
    const surrogateDiagnostics = [{ defaultFormat: bib1Diagnostic(done.condition, done.addinfo) }];
    return { recordOrSurDiag: { surrogateDiagnostics }, correlationInfo, recordStatus: recordStatus.failure };
  }
  const record: External = { directReference: oids.unimarc, octetAligned: Buffer.from(done.record.marc) };
  return {
    recordOrSurDiag: withRecord ? { record } : undefined,
    correlationInfo,
    recordStatus: recordStatus.success,
  };
}
