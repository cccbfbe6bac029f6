import { escapeXml } from '../../../core/marc/xml.ts';
import { writeDiagnostic, type Diagnostic } from './diagnostic.ts';
import type { EchoedRequest, RecordPacking, Version } from './request.ts';

/** Namespace of every answer in SRU 1.1 and 1.2. */
export const srwNamespace = 'http://www.loc.gov/zing/srw/';
/** Identifies a record that is a diagnostic: the one that could not be given. */
export const diagnosticSchema = 'info:srw/schema/1/diagnostics-v1.1';

/** One record of an answer; `data` is XML. */
export interface ResponseRecord {
  readonly schema: string;
  readonly data: string;
  /** Control number, told since version 1.2. */
  readonly identifier?: string;
  /** 1-based place in the whole result. */
  readonly position?: number;
}

export interface SearchRetrieveResponse {
  readonly version: Version;
  readonly numberOfRecords: number;
  readonly recordPacking: RecordPacking;
  readonly records: readonly ResponseRecord[];
  readonly nextRecordPosition: number | null;
  readonly echo: EchoedRequest;
  readonly diagnostics: readonly Diagnostic[];
}

/** Writes a searchRetrieveResponse, its elements in the order of the schema (SRU 1.2, srw-types.xsd). */
export function writeSearchRetrieveResponse(response: SearchRetrieveResponse): string {
  const { version, numberOfRecords, recordPacking, records, nextRecordPosition, echo, diagnostics } = response;
  const list = records.map((record) => writeRecord(record, recordPacking, version)).join('');
  return envelope(
    'searchRetrieveResponse',
    element('version', version) +
      element('numberOfRecords', numberOfRecords) +
      (list === '' ? '' : `<srw:records>${list}</srw:records>`) +
      element('nextRecordPosition', nextRecordPosition ?? undefined) +
      writeEcho('echoedSearchRetrieveRequest', version, echo) +
      writeDiagnostics(diagnostics),
  );
}

/** Writes an explainResponse around the ZeeRex record. */
export function writeExplainResponse(response: {
  readonly version: Version;
  readonly recordPacking: RecordPacking;
  readonly record: ResponseRecord;
  readonly diagnostics: readonly Diagnostic[];
}): string {
  const { version, recordPacking, record, diagnostics } = response;
  return envelope(
    'explainResponse',
    element('version', version) +
      writeRecord(record, recordPacking, version) +
      `<srw:echoedExplainRequest>${element('version', version)}${element('recordPacking', recordPacking)}</srw:echoedExplainRequest>` +
      writeDiagnostics(diagnostics),
  );
}

/** Writes a scanResponse that says why there is no list of terms. */
export function writeScanRefusal(version: Version, diagnostics: readonly Diagnostic[]): string {
  return envelope('scanResponse', element('version', version) + writeDiagnostics(diagnostics));
}

function envelope(name: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<srw:${name} xmlns:srw="${srwNamespace}">${content}</srw:${name}>\n`;
}

function writeRecord(record: ResponseRecord, packing: RecordPacking, version: Version): string {
  return (
    '<srw:record>' +
    element('recordSchema', record.schema) +
    element('recordPacking', packing) +
    `<srw:recordData>${packing === 'xml' ? record.data : escapeXml(record.data)}</srw:recordData>` +
    (version === '1.1' ? '' : element('recordIdentifier', record.identifier)) +
    element('recordPosition', record.position) +
    '</srw:record>'
  );
}

/** Always sent, so that an answer kept in a file says what it answers. */
function writeEcho(name: string, version: Version, echo: EchoedRequest): string {
  return (
    `<srw:${name}>` +
    element('version', version) +
    `<srw:query>${escapeXml(echo.query ?? '')}</srw:query>` +
    element('startRecord', echo.startRecord) +
    element('maximumRecords', echo.maximumRecords) +
    element('recordPacking', echo.recordPacking) +
    element('recordSchema', echo.recordSchema) +
    element('resultSetTTL', echo.resultSetTTL) +
    element('sortKeys', echo.sortKeys) +
    element('stylesheet', echo.stylesheet) +
    `</srw:${name}>`
  );
}

function writeDiagnostics(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return '';
  return `<srw:diagnostics>${diagnostics.map(writeDiagnostic).join('')}</srw:diagnostics>`;
}

function element(name: string, value: string | number | undefined): string {
  return value === undefined ? '' : `<srw:${name}>${escapeXml(String(value))}</srw:${name}>`;
}
