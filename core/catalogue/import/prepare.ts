import { hash } from 'node:crypto';
import type { Charset } from '../../marc/charset.ts';
import { declaring } from '../../marc/coded-charset.ts';
import { controlNumberPlaceholder } from '../../marc/control-number.ts';
import type { Correction } from '../../marc/corrections.ts';
import { deriveWithFacts } from '../../marc/derive.ts';
import { controlValue, dataField, subfield as subfieldOf, subfields } from '../../marc/field.ts';
import type { Frame, WholeFrame } from '../../marc/frame.ts';
import { refuseForeign } from '../../marc/foreign.ts';
import { withoutEntities } from '../../marc/html-entities.ts';
import { decode, encode, UnwritableRecord, type Decoded } from '../../marc/iso2709.ts';
import { MalformedRecord } from '../../marc/malformed.ts';
import { normaliseNonSorting } from '../../marc/nonsorting.ts';
import { isDataField, type DataField, type MarcField, type MarcRecord } from '../../marc/record.ts';
import { headingKey } from '../../query/text.ts';
import { itemsOf } from './items.ts';
import type { ItemProfile } from './item-profile.ts';
import type { PreparedRecord, ReadyRecord } from './prepared.ts';

/** Where the records come from and how they are written. */
export interface Preparation {
  /** Code of the library whose catalogue this is: the source of the records and the name of its old numbers in 035. */
  readonly library: string;
  readonly profile: ItemProfile;
  /** What the file as a whole is written in. */
  readonly charset?: Charset;
  /** Reads one record of the format of the file; ISO 2709 unless told otherwise. */
  readonly read?: (bytes: Uint8Array, charset?: Charset) => Decoded;
}

/**
 * Makes one record of a file ready for the catalogue: decoded, non-sorting marks in one form, the foreign 001 moved to
 * 035 as `(LENS)number`, local fields (090, 099) left out, items (995) taken out of it. Pure. Only MalformedRecord and
 * what ISO 2709 cannot hold make it unreadable; any other error is a bug and is thrown.
 */
export function prepareRecord(frame: Frame, preparation: Preparation): PreparedRecord {
  const place = { offset: frame.offset, end: frame.offset + frame.size };
  if (frame.rejected) return { kind: 'unreadable', ...place, fault: frame.rejected, detail: `${frame.size} bytes` };
  try {
    return ready(frame, preparation);
  } catch (error) {
    if (error instanceof MalformedRecord)
      return { kind: 'unreadable', ...place, fault: error.fault, detail: error.detail };
    if (error instanceof UnwritableRecord)
      return { kind: 'unreadable', ...place, fault: 'does-not-fit', detail: error.message };
    throw error;
  }
}

function ready(frame: WholeFrame, { library, profile, charset, read = decode }: Preparation): ReadyRecord {
  const { record, corrections: readingCorrections } = read(frame.bytes, charset);
  refuseForeign(record);
  const corrections = [...readingCorrections];
  const received = cleaned(record, corrections);
  const canonical = canonicalRecord(received, library, profile);
  const { derived, facts } = deriveWithFacts(canonical);
  const { items, unusable } = itemsOf(received, derived.carrier, profile);
  return {
    kind: 'ready',
    offset: frame.offset,
    end: frame.offset + frame.size,
    sourceId: sourceIdOf(received),
    identity: identityOf(received),
    hash: hash('sha256', frame.bytes),
    marc: encode(canonical),
    derived,
    facts,
    items,
    unusableItems: unusable,
    corrections,
    unlinked: unlinkedHeadings(canonical),
  };
}

/** Entities of HTML read, non-sorting marks in one form, 100 saying UTF-8: what was changed is told. */
function cleaned(record: MarcRecord, corrections: Correction[]): MarcRecord {
  const read = withoutEntities(record);
  if (read !== record && !corrections.some(({ code }) => code === 'html-entities'))
    corrections.push({ code: 'html-entities', detail: '' });
  const sorted = normaliseNonSorting(read);
  if (sorted !== read) corrections.push({ code: 'non-sorting-marks', detail: '' });
  return declaring(sorted, 'utf-8');
}

/** Subjects with a name, a place or a topic, and people and bodies, without $3. */
function unlinkedHeadings(record: MarcRecord): number {
  const headings = record.fields.filter((field) => /^(?:60[0-7]|7[0-2][0-2])$/.test(field.tag) && isDataField(field));
  return headings.filter((field) => isDataField(field) && subfieldOf(field, '3') === '').length;
}

/** The record as the catalogue keeps it: our control number (a placeholder) first, the old one in 035, no item. */
function canonicalRecord(record: MarcRecord, library: string, profile: ItemProfile): MarcRecord {
  const old = controlValue(record, '001')?.trim() ?? '';
  const fields: MarcField[] = [{ tag: '001', value: controlNumberPlaceholder }];
  let waiting: DataField | null = old === '' ? null : oldNumber(library, old);
  for (const field of record.fields) {
    if (field.tag === '001' || field.tag === profile.tag || profile.localTags.includes(field.tag)) continue;
    if (waiting && field.tag > '035') {
      fields.push(waiting);
      waiting = null;
    }
    fields.push(field);
  }
  if (waiting) fields.push(waiting);
  return { leader: record.leader, fields };
}

/** 035: other system number, between brackets whose it is. */
function oldNumber(library: string, number: string): DataField {
  return { tag: '035', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: `(${library})${number}` }] };
}

/** Numbers longer than this are replaced by their digest. */
const longestSourceId = 200;

function sourceIdOf(record: MarcRecord): string {
  const number = controlValue(record, '001')?.trim() ?? '';
  if (number === '') return `~${contentKey(record)}`;
  return number.length > longestSourceId ? `~${digest(number)}` : number;
}

/** What tells records apart when they have no number: other numbers, title, edition, imprint, extent, set volume. */
const identifying: readonly (readonly [string, string])[] = [
  ['010', 'a'], ['011', 'a'], ['035', 'a'], ['073', 'a'], ['200', 'aehifv'], ['205', 'a'], ['210', 'acd'], ['214', 'acd'],
  ['215', 'a'], ['461', 'tv'],
]; // prettier-ignore

/** Stays when a record is sent again with other notes, subjects or items. */
function contentKey(record: MarcRecord): string {
  const parts = ['002', '003'].map((tag) => controlValue(record, tag) ?? '');
  for (const [tag, codes] of identifying) for (const code of codes) parts.push(...subfields(record, tag, code), '');
  return digest(parts.join('\u001f'));
}

/** Digest of the title proper with its other title, part and volume, as sorted. */
function identityOf(record: MarcRecord): string {
  const parts = dataField(record, '200')?.subfields.filter(({ code }) => 'aehiv'.includes(code)) ?? [];
  return digest(headingKey(parts.map(({ value }) => value).join(' '))).slice(0, 16);
}

function digest(text: string): string {
  return hash('sha256', text).slice(0, 32);
}
