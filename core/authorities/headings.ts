import { withoutMarks } from '../marc/nonsorting.ts';
import { isDataField, type DataField, type MarcRecord, type Subfield } from '../marc/record.ts';
import { headingKey } from '../query/text.ts';
import type { AuthorityType } from './entities.ts';

/** How the headings of one type are built: what names the entity, what divides it, what dates it. */
interface HeadingShape {
  /** Subfields that make the heading, in the order of the field. */
  readonly name: string;
  /** Subfields that date a person or a family; empty: dates are part of the name (a congress). */
  readonly dates: string;
}

const shapes: Readonly<Record<AuthorityType, HeadingShape>> = {
  PERSON: { name: 'abcd', dates: 'f' },
  CORPORATE: { name: 'abcdefgh', dates: '' },
  PLACE: { name: 'a', dates: '' },
  MARK: { name: 'ac', dates: 'f' },
  FAMILY: { name: 'acd', dates: 'f' },
  TITLE: { name: 'abhiklmnqrsuw', dates: '' },
  NAME_TITLE: { name: 'abcdhit', dates: 'f' },
  TOPIC: { name: 'a', dates: '' },
  IMPRINT_PLACE: { name: 'abcdekmno', dates: '' },
  FORM: { name: 'a', dates: '' },
};
/** RAMEAU: topical, geographical and chronological subdivisions. */
const subdivisions = 'jxyz';

/** The type of a heading by the last two digits of its field in UNIMARC/A. */
export const typeByKind: Readonly<Record<string, AuthorityType>> = {
  '00': 'PERSON',
  '10': 'CORPORATE',
  '15': 'PLACE',
  '16': 'MARK',
  '20': 'FAMILY',
  '30': 'TITLE',
  '40': 'NAME_TITLE',
  '50': 'TOPIC',
  '60': 'IMPRINT_PLACE',
  '80': 'FORM',
};

/** Which fields of a bibliographic record are controlled, and by authorities of which type. */
export const controlledFields: Readonly<Record<string, AuthorityType>> = {
  '500': 'TITLE',
  '600': 'PERSON', '601': 'CORPORATE', '602': 'FAMILY', '604': 'NAME_TITLE', '605': 'TITLE', '606': 'TOPIC', '607': 'PLACE', '608': 'FORM', '616': 'MARK',
  '700': 'PERSON', '701': 'PERSON', '702': 'PERSON', '710': 'CORPORATE', '711': 'CORPORATE', '712': 'CORPORATE',
  '716': 'MARK', '720': 'FAMILY', '721': 'FAMILY', '722': 'FAMILY',
}; // prettier-ignore

/** Characters of a key the database compares. */
const longestKey = 255;

/** A heading as it is compared and shown. */
export interface Heading {
  readonly type: AuthorityType;
  /** With its subdivisions, and without: `forcats france`, `forcats`. */
  readonly key: string;
  readonly headKey: string;
  readonly dates: string;
  readonly shown: string;
}

/** Reads the heading of a field of this type, of a bibliographic record or of an authority. */
export function headingOf(field: DataField, type: AuthorityType): Heading {
  const { name, dates } = shapes[type];
  const subfields = flattened(field);
  const named = subfields.filter(({ code }) => name.includes(code));
  const divided = subfields.filter(({ code }) => subdivisions.includes(code));
  const dated = subfields.filter(({ code }) => dates !== '' && dates.includes(code)).map(({ value }) => value);
  return {
    type,
    key: keyOf([...named, ...divided]),
    headKey: keyOf(named),
    dates: datesKey(dated.join(' ')),
    shown: shownName(named, type) + (dated.length > 0 ? ` (${dated.join(', ')})` : '') + shownDivisions(divided),
  };
}

/** Embedded fields (604 and 240 with $1) are read as if their subfields stood in the field. */
function flattened({ subfields }: DataField): readonly Subfield[] {
  return subfields.filter(({ code }) => code !== '1');
}

function keyOf(subfields: readonly Subfield[]): string {
  return subfields
    .map(({ value }) => headingKey(withoutMarks(value)))
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, longestKey)
    .trim();
}

/** `1802-1885`, `1802-....`: the years, in their order. */
function datesKey(text: string): string {
  return (text.match(/\d{3,4}/g) ?? []).join('-').slice(0, 64);
}

function shownName(subfields: readonly Subfield[], type: AuthorityType): string {
  const between = type === 'CORPORATE' ? '. ' : ', ';
  return subfields
    .map(({ value }) => withoutMarks(value).trim().replace(/[,;]$/, ''))
    .filter((part) => part !== '')
    .join(between);
}

/** As RAMEAU shows them: `Forçats -- France -- 19e siècle`. */
function shownDivisions(subfields: readonly Subfield[]): string {
  return subfields.map(({ value }) => ` -- ${withoutMarks(value).trim()}`).join('');
}

/** One controlled heading of a bibliographic record. */
export interface RecordHeading extends Heading {
  readonly tag: string;
  /** Among the fields of this tag, from 1. */
  readonly occurrence: number;
  /** $3, as written. */
  readonly identifiers: readonly string[];
  readonly field: DataField;
}

/** The headings of a record that authorities may control, in its order. Free and foreign ones are left out. */
export function headingsOf(record: MarcRecord): RecordHeading[] {
  const seen = new Map<string, number>();
  const found: RecordHeading[] = [];
  for (const field of record.fields) {
    const type = controlledFields[field.tag];
    if (!type || !isDataField(field)) continue;
    const occurrence = (seen.get(field.tag) ?? 0) + 1;
    seen.set(field.tag, occurrence);
    const heading = headingOf(field, type);
    if (heading.headKey === '' || isForeign(field)) continue;
    const identifiers = field.subfields.filter(({ code }) => code === '3').map(({ value }) => value);
    found.push({ ...heading, tag: field.tag, occurrence, identifiers, field });
  }
  return found;
}

/** A subject of another scheme ($2 lcsh …) is not controlled by RAMEAU; old RAMEAU bears no $2. */
function isForeign(field: DataField): boolean {
  if (field.tag[0] !== '6') return false;
  const scheme = field.subfields
    .find(({ code }) => code === '2')
    ?.value.trim()
    .toLowerCase();
  return scheme !== undefined && scheme !== '' && scheme !== 'rameau';
}

/** The kind of entity in the leader of an authority (UNIMARC/A, position 9), and the field of its heading. */
const entityKinds: Readonly<Record<AuthorityType, string>> = {
  ...{ PERSON: 'a', CORPORATE: 'b', PLACE: 'c', MARK: 'd', FAMILY: 'e', TITLE: 'f', NAME_TITLE: 'h', TOPIC: 'j' },
  ...{ IMPRINT_PLACE: 'k', FORM: 'l' },
};
const kindOf = Object.fromEntries(Object.entries(typeByKind).map(([kind, type]) => [type, kind])) as Readonly<
  Record<AuthorityType, string>
>;

/** An authority record that says nothing but the heading of this field, at this time (UTC milliseconds). */
export function authorityFrom(field: DataField, type: AuthorityType, at: number): MarcRecord {
  const { name, dates } = shapes[type];
  const subfields = field.subfields.filter(({ code }) => code === '1' || (name + dates + subdivisions).includes(code));
  const isName = type === 'PERSON' || type === 'CORPORATE';
  const [ind1, ind2] = isName ? [type === 'PERSON' ? ' ' : field.ind1, field.ind2] : [' ', ' '];
  const entered = new Date(at).toISOString().slice(0, 10).replaceAll('-', '');
  return {
    leader: `00000nx  ${entityKinds[type]}22000003  45  `,
    fields: [
      { tag: '100', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: `${entered}afrey50      ba0` }] },
      { tag: `2${kindOf[type]}`, ind1, ind2, subfields },
    ],
  };
}

/** The field with the heading of its authority: its own relator, link and, when only its head is controlled, subdivisions stay. */
export function withHeading(
  field: DataField,
  authority: DataField,
  { type, extent }: { readonly type: AuthorityType; readonly extent: 'WHOLE' | 'HEAD' },
): DataField {
  const { name, dates } = shapes[type];
  const replaced = name + dates + (extent === 'WHOLE' ? subdivisions : '');
  const given = name + dates + (extent === 'WHOLE' ? subdivisions : '');
  const fresh = authority.subfields.filter(({ code }) => code === '1' || given.includes(code));
  // In the place of the first one replaced: each $3 stays before the part it numbers.
  const at = field.subfields.findIndex(({ code }) => code === '1' || replaced.includes(code));
  const kept = (part: readonly Subfield[]) => part.filter(({ code }) => code !== '1' && !replaced.includes(code));
  const before = kept(field.subfields.slice(0, Math.max(at, 0)));
  return { ...field, subfields: [...before, ...fresh, ...kept(field.subfields.slice(Math.max(at, 0)))] };
}
