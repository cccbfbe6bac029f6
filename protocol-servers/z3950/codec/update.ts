import { diagRec, external } from './common.ts';
import {
  choice,
  explicit,
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

/** Actions of Update. */
export const updateAction = {
  recordInsert: 1,
  recordReplace: 2,
  recordDelete: 3,
  elementUpdate: 4,
  specialUpdate: 5,
} as const;
export const updateStatus = { success: 1, partial: 2, failure: 3 } as const;
export const recordStatus = { success: 1, queued: 2, inProcess: 3, failure: 4 } as const;

const originPartToKeep = sequence('OriginPartToKeep', {
  action: tagged(1, integer),
  databaseName: tagged(2, internationalString),
  schema: optional(tagged(3, oid)),
  elementSetName: optional(tagged(4, internationalString)),
  actionQualifier: optional(tagged(5, external)),
});

const correlationInfo = sequence('CorrelationInfo', {
  note: optional(tagged(1, internationalString)),
  id: optional(tagged(2, integer)),
});

/** SuppliedRecords, one of them. */
const suppliedRecord = sequence('SuppliedRecord', {
  recordId: optional(
    explicit(
      1,
      choice('recordId', {
        number: tagged(1, integer),
        string: tagged(2, internationalString),
        opaque: tagged(3, octets),
      }),
    ),
  ),
  supplementalId: optional(
    explicit(
      2,
      choice('supplementalId', {
        timeStamp: tagged(1, internationalString),
        versionNumber: tagged(2, internationalString),
        previousVersion: tagged(3, external),
      }),
    ),
  ),
  correlationInfo: optional(tagged(3, correlationInfo)),
  record: tagged(4, external),
});
export type SuppliedRecord = ValueOf<typeof suppliedRecord>;

const taskPackageRecord = sequence('TaskPackageRecordStructure', {
  recordOrSurDiag: optional(
    explicit(
      1,
      choice('recordOrSurDiag', {
        record: tagged(1, external),
        surrogateDiagnostics: tagged(2, sequenceOf(diagRec)),
      }),
    ),
  ),
  correlationInfo: optional(tagged(2, correlationInfo)),
  recordStatus: tagged(3, integer),
  supplementalDiagnostics: optional(tagged(4, sequenceOf(diagRec))),
});
export type TaskPackageRecord = ValueOf<typeof taskPackageRecord>;

/** Update, first revision (1.2.840.10003.9.5.1.1): what is asked, or what became of it. */
export const update = choice('Update', {
  esRequest: tagged(
    1,
    sequence('esRequest', {
      toKeep: explicit(1, originPartToKeep),
      notToKeep: explicit(2, sequenceOf(suppliedRecord)),
    }),
  ),
  taskPackage: tagged(
    2,
    sequence('taskPackage', {
      originPart: explicit(1, originPartToKeep),
      targetPart: explicit(
        2,
        sequence('TargetPart', {
          updateStatus: tagged(1, integer),
          globalDiagnostics: optional(tagged(2, sequenceOf(diagRec))),
          taskPackageRecords: optional(tagged(3, sequenceOf(taskPackageRecord))),
        }),
      ),
    }),
  ),
});
export type UpdateRequest = NonNullable<ValueOf<typeof update>['esRequest']>;

/** TaskPackage (record syntax 1.2.840.10003.5.106): an extended service as it stands. */
export const taskPackage = sequence('TaskPackage', {
  packageType: tagged(1, oid),
  packageName: optional(tagged(2, internationalString)),
  userId: optional(tagged(3, internationalString)),
  taskStatus: tagged(9, integer),
  packageDiagnostics: optional(tagged(10, sequenceOf(diagRec))),
  taskSpecificParameters: tagged(11, external),
});
export const taskStatus = { pending: 0, active: 1, complete: 2, aborted: 3 } as const;
