import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './xml.ts';

/** What an answer of each version may hold, in which order: written out from srw-types.xsd (1.1, 1.2) and the OASIS schemas (2.0). */
interface Version {
  readonly response: string;
  readonly scan: string;
  readonly diagnostic: string;
  readonly escaping: 'recordPacking' | 'recordXMLEscaping';
  readonly identifier: boolean;
  readonly later: boolean;
}

const first: Version = {
  response: 'http://www.loc.gov/zing/srw/',
  scan: 'http://www.loc.gov/zing/srw/',
  diagnostic: 'http://www.loc.gov/zing/srw/diagnostic/',
  escaping: 'recordPacking',
  identifier: false,
  later: false,
};
const byVersion: Readonly<Record<string, Version>> = {
  '1.1': first,
  '1.2': { ...first, identifier: true },
  '2.0': {
    response: 'http://docs.oasis-open.org/ns/search-ws/sruResponse',
    scan: 'http://docs.oasis-open.org/ns/search-ws/scan',
    diagnostic: 'http://docs.oasis-open.org/ns/search-ws/diagnostic',
    escaping: 'recordXMLEscaping',
    identifier: true,
    later: true,
  },
};

/** Fails, with what xmllint says, when an answer does not follow the schema of its version. */
export async function followsSchema(xml: string, version: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sru-schema-'));
  try {
    const schema = join(folder, 'answer.rng');
    await writeFile(schema, relaxNg(byVersion[version]!));
    await run('xmllint', ['--noout', '--nonet', '--relaxng', schema, '-'], xml);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function relaxNg({ response, scan, diagnostic, escaping, identifier, later }: Version): string {
  const text = (name: string, type = 'string'): string => `<element name="${name}"><data type="${type}"/></element>`;
  const maybe = (content: string): string => `<optional>${content}</optional>`;
  const within = (namespace: string, content: string): string => `<div ns="${namespace}">${content}</div>`;
  const define = (name: string, content: string): string => `<define name="${name}">${content}</define>`;
  const packing = `<element name="${escaping}"><choice><value>xml</value><value>string</value></choice></element>`;
  const echoed = (names: readonly string[]): string => names.map((name) => maybe(text(name))).join('');
  const positive = 'positiveInteger';
  const count = 'nonNegativeInteger';
  const diagnostics = maybe('<element name="diagnostics"><oneOrMore><ref name="diagnostic"/></oneOrMore></element>');
  const record =
    `<element name="record">${text('recordSchema')}${packing}<element name="recordData"><ref name="anything"/></element>` +
    `${identifier ? maybe(text('recordIdentifier')) : ''}${maybe(text('recordPosition', positive))}</element>`;
  const facet =
    `<element name="facet">${maybe(text('facetDisplayLabel'))}${maybe(text('index'))}${maybe(text('relation'))}` +
    `<element name="terms"><zeroOrMore><element name="term">${text('actualTerm')}${maybe(text('query'))}` +
    `${maybe(text('requestUrl', 'anyURI'))}${text('count', count)}</element></zeroOrMore></element></element>`;
  const searchRetrieve =
    `<element name="searchRetrieveResponse">${text('version')}${text('numberOfRecords', count)}` +
    `${maybe('<element name="records"><oneOrMore><ref name="record"/></oneOrMore></element>')}` +
    `${maybe(text('nextRecordPosition', positive))}` +
    `<element name="echoedSearchRetrieveRequest">${text('version')}${later ? maybe(text('queryType')) : ''}${text('query')}` +
    `${maybe(text('startRecord', positive))}${maybe(text('maximumRecords', count))}` +
    `${echoed([escaping, 'recordSchema', 'resultSetTTL', 'sortKeys', 'stylesheet'])}</element>${diagnostics}` +
    (later
      ? text('resultCountPrecision', 'anyURI') +
        maybe('<element name="facetedResults"><ref name="datasource"/></element>') +
        maybe('<element name="searchResultAnalysis"><ref name="analysed"/></element>')
      : '') +
    '</element>';
  const explain =
    `<element name="explainResponse">${text('version')}<ref name="record"/>` +
    `<element name="echoedExplainRequest">${text('version')}${maybe(packing)}</element>${diagnostics}</element>`;
  const scanned =
    `<element name="scanResponse">${text('version')}` +
    `${maybe(
      `<element name="terms"><oneOrMore><element name="term">${text('value')}${maybe(text('numberOfRecords', count))}` +
        `${maybe(text('displayTerm'))}</element></oneOrMore></element>`,
    )}` +
    `<element name="echoedScanRequest">${text('version')}${text('scanClause')}${maybe(text('responsePosition', count))}` +
    `${maybe(text('maximumTerms', positive))}${maybe(text('stylesheet'))}</element>${diagnostics}</element>`;
  const anything =
    '<zeroOrMore><choice><text/><attribute><anyName/></attribute><element><anyName/><ref name="anything"/></element></choice></zeroOrMore>';
  return (
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">' +
    '<start><choice><ref name="searchRetrieve"/><ref name="explain"/><ref name="scan"/></choice></start>' +
    define('anything', anything) +
    within(
      diagnostic,
      define(
        'diagnostic',
        `<element name="diagnostic">${text('uri', 'anyURI')}${maybe(text('details'))}${maybe(text('message'))}</element>`,
      ),
    ) +
    within(
      'http://docs.oasis-open.org/ns/search-ws/facetedResults',
      define(
        'datasource',
        `<element name="datasource"><element name="facets"><oneOrMore>${facet}</oneOrMore></element></element>`,
      ),
    ) +
    within(
      'http://docs.oasis-open.org/ns/search-ws/searchResultAnalysis',
      define(
        'analysed',
        `<element name="datasource"><element name="subqueryResults"><oneOrMore><element name="subqueryResult">` +
          `${text('subquery')}${text('count', count)}${maybe(text('requestUrl', 'anyURI'))}</element></oneOrMore>` +
          '</element></element>',
      ),
    ) +
    within(response, define('record', record) + define('searchRetrieve', searchRetrieve) + define('explain', explain)) +
    within(scan, define('scan', scanned)) +
    '</grammar>'
  );
}
