/** Files of ISO 2709 records, read and prepared in a worker thread. */
export { recordFiles, type RecordFilesOptions } from './record-files.ts';
