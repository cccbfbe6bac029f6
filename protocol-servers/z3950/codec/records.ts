import { databaseName, defaultDiagFormat, diagRec, elementSetName, external } from './common.ts';
import {
  any,
  choice,
  explicit,
  internationalString,
  optional,
  sequence,
  sequenceOf,
  tagged,
  type ValueOf,
} from './types.ts';

/** ElementSetNames. */
export const elementSetNames = choice('ElementSetNames', {
  genericElementSetName: tagged(0, internationalString),
  databaseSpecific: tagged(1, sequenceOf(sequence('databaseSpecific', { dbName: databaseName, esn: elementSetName }))),
});
export type ElementSetNames = ValueOf<typeof elementSetNames>;

/** NamePlusRecord. */
export const namePlusRecord = sequence('NamePlusRecord', {
  name: optional(tagged(0, internationalString)),
  record: explicit(
    1,
    choice('record', {
      retrievalRecord: explicit(1, external),
      surrogateDiagnostic: explicit(2, diagRec),
      startingFragment: explicit(3, any),
      intermediateFragment: explicit(4, any),
      finalFragment: explicit(5, any),
    }),
  ),
});
export type NamePlusRecord = ValueOf<typeof namePlusRecord>;

/** Records, the alternatives of which stand in the APDU itself. */
export const records = choice('Records', {
  responseRecords: tagged(28, sequenceOf(namePlusRecord)),
  nonSurrogateDiagnostic: tagged(130, defaultDiagFormat),
  multipleNonSurDiagnostics: tagged(205, sequenceOf(diagRec)),
});
export type Records = ValueOf<typeof records>;
