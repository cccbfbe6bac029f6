/** Bringing a library's own catalogue into the shared one. */
export { importBatchSizes, importRecords, type ImportProgress, type ImportRequest } from './import-records.ts';
export { itemProfiles, recommandation995, type ItemProfile } from './item-profile.ts';
export { prepareRecord, type Preparation } from './prepare.ts';
export type { PreparedItem, PreparedRecord, ReadyRecord, UnreadableRecord } from './prepared.ts';
export type { ImportReport, ItemRejection, RecordRejection } from './report.ts';
export { correctionSentences, itemRejectionSentences, recordRejectionSentences } from './sentences.ts';
