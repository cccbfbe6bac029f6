import { Buffer, isUtf8 } from 'node:buffer';
import { SaxesParser } from 'saxes';
import { decodeText, detectCharset, undoDoubleEncoding, type Charset } from './charset.ts';
import type { Correction } from './corrections.ts';
import { indicatorOf, subfieldCode } from './field-marks.ts';
import { noteOnce, withoutControls } from './field-text.ts';
import { htmlEntities } from './html-entities.ts';
import type { Decoded } from './iso2709.ts';
import { canonicalLeader, leaderFaults, leaderLength } from './leader.ts';
import { MalformedRecord } from './malformed.ts';
import { marcXchangeNamespace } from './marcxchange.ts';
import type { MarcField, Subfield } from './record.ts';
import type { XmlScope } from './xml-frame.ts';

/** Namespaces in which records are written: MarcXchange, MARCXML (`slim`, UNIMARC too in the field), Sudoc's none. */
const known: ReadonlySet<string> = new Set([
  marcXchangeNamespace,
  'info:lc/xmlns/marcxchange-v1',
  'http://www.bs.dk/standards/MarcXchange',
  'http://www.loc.gov/MARC21/slim',
  '',
]);

/**
 * Reads one `record` element: MarcXchange (ISO 25577), MARCXML, or that of the Sudoc without namespace. Throws
 * MalformedRecord, with the fields understood so far.
 */
export function decodeXml(bytes: Uint8Array, scope: XmlScope, fileCharset?: Charset): Decoded {
  const corrections: Correction[] = [];
  const text = documentText(bytes, scope, fileCharset, corrections);
  const reader = new RecordReader(corrections);
  const parser = new SaxesParser({ xmlns: true, additionalNamespaces: { ...scope.namespaces } });
  Object.assign(parser.ENTITIES, htmlEntities);
  parser.on('error', (error) => {
    throw new MalformedRecord('not-well-formed', error.message, reader.fields);
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (!known.has(uri)) throw new MalformedRecord('not-a-record', `${local} in the namespace ${uri}`);
    reader.open(local, (name) => attributes[name]?.value ?? '');
  });
  parser.on('text', (content) => reader.text(content));
  parser.on('cdata', (content) => reader.text(content));
  parser.on('closetag', ({ local }) => reader.close(local));
  parser.write(text).close();

  if (reader.fields.length === 0) throw new MalformedRecord('no-field', 'no field in the record');
  return { record: { leader: reader.leader(), fields: reader.fields }, corrections };
}

/** C0 is forbidden in XML 1.0, and entities of HTML are declared nowhere: both come in real files. */
function documentText(
  bytes: Uint8Array,
  { encoding }: XmlScope,
  fileCharset: Charset | undefined,
  corrections: Correction[],
): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text: string;
  if (isUtf8(buffer)) {
    const received = buffer.toString('utf8');
    const undone = fileCharset === 'utf-8-twice' ? undoDoubleEncoding(received) : null;
    if (undone !== null && undone !== received) corrections.push({ code: 'double-encoding-repaired', detail: '' });
    text = (undone ?? received).normalize('NFC');
    if (undone === null && text !== received) noteOnce(corrections, 'not-composed');
  } else {
    const charset = declared[encoding] ?? detectCharset(buffer);
    if (declared[encoding] === undefined)
      corrections.push({ code: 'charset-mixed', detail: `${charset} in a document in ${encoding}` });
    text = decodeText(buffer, charset);
  }
  if (/&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]/.test(text)) noteOnce(corrections, 'html-entities');
  const clean = text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '');
  if (clean !== text) noteOnce(corrections, 'control-characters');
  return clean;
}

const declared: Readonly<Record<string, Charset | undefined>> = {
  'iso-8859-1': 'windows-1252',
  'iso-8859-15': 'windows-1252',
  'windows-1252': 'windows-1252',
};

/** Builds the fields of one record from its elements. */
class RecordReader {
  readonly fields: MarcField[] = [];
  readonly #corrections: Correction[];
  #leader = '';
  #text = '';
  #tag = '';
  #ind1 = ' ';
  #ind2 = ' ';
  #code = '';
  #subfields: Subfield[] = [];
  #controlNumbers = 0;

  constructor(corrections: Correction[]) {
    this.#corrections = corrections;
  }

  leader(): string {
    const faults = leaderFaults(this.#leader.replace(/^.{5}(.{7}).{5}/s, '00000$100000'));
    if (faults !== '' || this.#leader.length !== leaderLength) noteOnce(this.#corrections, 'leader', faults);
    return canonicalLeader(this.#leader);
  }

  open(name: string, attribute: (name: string) => string): void {
    this.#text = '';
    if (name === 'controlfield' || name === 'datafield') this.#tag = attribute('tag');
    if (name === 'datafield') {
      this.#ind1 = indicatorOf(attribute('ind1') || ' ', this.#tag, this.#corrections);
      this.#ind2 = indicatorOf(attribute('ind2') || ' ', this.#tag, this.#corrections);
      this.#subfields = [];
    }
    if (name === 'subfield') this.#code = attribute('code');
  }

  text(content: string): void {
    this.#text += content;
  }

  close(name: string): void {
    if (name === 'leader') this.#leader = this.#text;
    else if (name === 'controlfield') this.#addControl();
    else if (name === 'subfield') this.#addSubfield();
    else if (name === 'datafield') this.#addData();
  }

  #addControl(): void {
    const value = withoutControls(this.#text, this.#corrections);
    if (!this.#hasTag()) return;
    if (value.trim() === '') this.#corrections.push({ code: 'blank-field', detail: this.#tag });
    else if (this.#tag === '001' && (this.#controlNumbers += 1) > 1)
      this.#corrections.push({ code: 'control-number-repeated', detail: '001' });
    else if (this.#tag < '010') this.fields.push({ tag: this.#tag, value });
    else {
      this.#corrections.push({ code: 'subfield-code', detail: this.#tag });
      this.fields.push({ tag: this.#tag, ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value }] });
    }
  }

  #addSubfield(): void {
    if (this.#text === '') {
      this.#corrections.push({ code: 'empty-subfield', detail: this.#tag });
      return;
    }
    const value = withoutControls(this.#text, this.#corrections);
    this.#subfields.push({ code: subfieldCode(this.#code, this.#tag, this.#corrections).code, value });
  }

  #addData(): void {
    if (!this.#hasTag()) return;
    if (this.#subfields.length === 0) this.#corrections.push({ code: 'blank-field', detail: this.#tag });
    else if (this.#tag < '010') {
      this.#corrections.push({ code: 'subfield-code', detail: this.#tag });
      this.fields.push({ tag: this.#tag, value: this.#subfields.map(({ value }) => value).join('') });
    } else this.fields.push({ tag: this.#tag, ind1: this.#ind1, ind2: this.#ind2, subfields: this.#subfields });
  }

  #hasTag(): boolean {
    if (/^[0-9]{3}$/.test(this.#tag) && this.#tag !== '000') return true;
    this.#corrections.push({ code: 'field-dropped', detail: `tag ${JSON.stringify(this.#tag)}` });
    return false;
  }
}
