/** Taking records and items out of the catalogue. */
export { exportLimits, exportRecords, type ExportPorts, type ExportWatch } from './export-records.ts';
export {
  exportCharsets,
  exportFormats,
  type ExportFormat,
  type ExportLine,
  type ExportReport,
  type ExportRequest,
  type ExportScope,
} from './request.ts';
export type { ExportDesk, ExportJob } from './desk.ts';
export { exportLineSentences } from './sentences.ts';
