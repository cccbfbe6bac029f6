/** Files of ISO 2709 records, read and prepared in a worker thread. */
export { recordFiles, type RecordFilesOptions } from './record-files.ts';
/** Files of rows (CSV): readers, loans in progress. */
export { tableFiles, type TableFilesOptions } from './table-file.ts';
/** The folder where files of batches wait. */
export { inboxFolder } from './inbox.ts';
