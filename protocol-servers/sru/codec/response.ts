import { escapeXml } from '../../../core/marc/xml.ts';
import { writeAnalysis, type SubqueryResult } from './analysis.ts';
import { writeDiagnostic, type Diagnostic } from './diagnostic.ts';
import { writeFacets, type GivenFacet } from './facets.ts';
import type { EchoedRequest, Escaping, Version } from './request.ts';
import { dialects, type Dialect } from './versions.ts';
import { textOf, type Xml } from './xml-pieces.ts';

/** Identifies a record that is a diagnostic: the one that could not be given. */
export const diagnosticSchema = 'info:srw/schema/1/diagnostics-v1.1';

/** What every answer bears, whatever the operation. */
export interface ResponseFrame {
  readonly version: Version;
  /** Address of the style sheet that shows the answer to people; null for programs. */
  readonly stylesheet: string | null;
  readonly echo: EchoedRequest;
  readonly diagnostics: readonly Diagnostic[];
}

/** One record of an answer. */
export interface ResponseRecord {
  readonly schema: string;
  readonly data: Xml;
  /** Control number, told since version 1.2. */
  readonly identifier?: string;
  /** 1-based place in the whole result. */
  readonly position?: number;
}

export interface SearchRetrieveResponse extends ResponseFrame {
  readonly numberOfRecords: number;
  readonly escaping: Escaping;
  readonly records: readonly ResponseRecord[];
  readonly nextRecordPosition: number | null;
  readonly facets?: readonly GivenFacet[];
  readonly analysis?: readonly SubqueryResult[];
}

/** Writes a searchRetrieveResponse, its elements in the order of the schema (1.2: srw-types.xsd; 2.0: sruResponse.xsd). */
export function writeSearchRetrieveResponse(response: SearchRetrieveResponse): Xml {
  const { version, numberOfRecords, escaping, records, nextRecordPosition, facets = [], analysis = [] } = response;
  const dialect = dialects[version];
  const { element, group } = writer(dialect);
  const precision = 'info:srw/vocabulary/resultCountPrecision/1/exact';
  return envelope('searchRetrieveResponse', dialect.response, response, [
    element('version', version) + element('numberOfRecords', numberOfRecords),
    ...writeRecords(records, escaping, dialect),
    element('nextRecordPosition', nextRecordPosition ?? undefined) +
      writeEcho('echoedSearchRetrieveRequest', response) +
      writeDiagnostics(response) +
      (dialect.hasFacets
        ? element('resultCountPrecision', precision) +
          group('facetedResults', writeFacets(facets)) +
          group('searchResultAnalysis', writeAnalysis(analysis))
        : ''),
  ]);
}

/** Writes an explainResponse around the ZeeRex record. */
export function writeExplainResponse(
  response: ResponseFrame & { readonly escaping: Escaping; readonly record: ResponseRecord },
): Xml {
  const { version, escaping, record } = response;
  const dialect = dialects[version];
  const { element, group } = writer(dialect);
  return envelope('explainResponse', dialect.response, response, [
    element('version', version),
    ...writeRecord(record, escaping, dialect),
    group('echoedExplainRequest', element('version', version) + element(dialect.escaping, escaping)) +
      writeDiagnostics(response),
  ]);
}

/** One term of a list. */
export interface ScannedTerm {
  /** As it is searched. */
  readonly value: string;
  readonly numberOfRecords: number;
  /** As it is read, when that is another thing. */
  readonly displayTerm?: string;
}

/** Writes a scanResponse (1.2: srw-types.xsd; 2.0: scan.xsd); without terms it says why there is no list. */
export function writeScanResponse(response: ResponseFrame & { readonly terms: readonly ScannedTerm[] }): Xml {
  const { version, terms } = response;
  const dialect = dialects[version];
  const { element, group } = writer(dialect);
  const list = terms.map(({ value, numberOfRecords, displayTerm }) =>
    group(
      'term',
      element('value', value) + element('numberOfRecords', numberOfRecords) + element('displayTerm', displayTerm),
    ),
  );
  return envelope('scanResponse', dialect.scan, response, [
    element('version', version) + group('terms', list.join('')) + writeScanEcho(response) + writeDiagnostics(response),
  ]);
}

type Pieces = Exclude<Xml, string>;

function envelope(name: string, namespace: string, { version, stylesheet }: ResponseFrame, content: Pieces): Pieces {
  const { prefix } = dialects[version];
  const look = stylesheet === null ? '' : `<?xml-stylesheet type="text/xsl" href="${escapeXml(stylesheet)}"?>\n`;
  const opening = `<?xml version="1.0" encoding="UTF-8"?>\n${look}<${prefix}:${name} xmlns:${prefix}="${namespace}">`;
  return [opening, ...content, `</${prefix}:${name}>\n`];
}

function writeRecords(records: readonly ResponseRecord[], escaping: Escaping, dialect: Dialect): Pieces {
  if (records.length === 0) return [];
  const { prefix } = dialect;
  const each = records.flatMap((record) => writeRecord(record, escaping, dialect));
  return [`<${prefix}:records>`, ...each, `</${prefix}:records>`];
}

function writeRecord(
  { schema, data, identifier, position }: ResponseRecord,
  escaping: Escaping,
  dialect: Dialect,
): Pieces {
  const { prefix } = dialect;
  const { element } = writer(dialect);
  const before =
    `<${prefix}:record>${element('recordSchema', schema)}${element(dialect.escaping, escaping)}` +
    `<${prefix}:recordData>`;
  const after =
    `</${prefix}:recordData>${dialect.hasIdentifiers ? element('recordIdentifier', identifier) : ''}` +
    `${element('recordPosition', position)}</${prefix}:record>`;
  const content = escaping === 'xml' ? data : escapeXml(textOf(data));
  return typeof content === 'string' ? [before + content + after] : [before, ...content, after];
}

/** Always sent, so that an answer kept in a file says what it answers. */
function writeEcho(name: string, { version, echo }: ResponseFrame): string {
  const dialect = dialects[version];
  const { element, group, raw } = writer(dialect);
  return group(
    name,
    element('version', version) +
      (version === '2.0' ? element('queryType', echo.queryType) : '') +
      raw('query', escapeXml(echo.query ?? '')) +
      element('startRecord', echo.startRecord) +
      element('maximumRecords', echo.maximumRecords) +
      element(dialect.escaping, echo.escaping) +
      element('recordSchema', echo.recordSchema) +
      element('resultSetTTL', echo.resultSetTTL) +
      element('sortKeys', echo.sortKeys) +
      element('stylesheet', echo.stylesheet),
  );
}

function writeScanEcho({ version, echo }: ResponseFrame): string {
  const { element, group, raw } = writer(dialects[version]);
  return group(
    'echoedScanRequest',
    element('version', version) +
      raw('scanClause', escapeXml(echo.scanClause ?? '')) +
      element('responsePosition', echo.responsePosition) +
      element('maximumTerms', echo.maximumTerms) +
      element('stylesheet', echo.stylesheet),
  );
}

function writeDiagnostics({ version, diagnostics }: ResponseFrame): string {
  const { diagnostic } = dialects[version];
  return writer(dialects[version]).group(
    'diagnostics',
    diagnostics.map((each) => writeDiagnostic(each, diagnostic)).join(''),
  );
}

/** Elements in the prefix of the version: absent when there is nothing in them, `raw` apart. */
function writer({ prefix }: Dialect) {
  const raw = (name: string, content: string): string => `<${prefix}:${name}>${content}</${prefix}:${name}>`;
  return {
    raw,
    group: (name: string, content: string): string => (content === '' ? '' : raw(name, content)),
    element: (name: string, value: string | number | undefined): string =>
      value === undefined ? '' : raw(name, escapeXml(String(value))),
  };
}
