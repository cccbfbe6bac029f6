import { controlValue, subfields } from '../marc/field.ts';
import { isDataField, type DataField, type MarcRecord } from '../marc/record.ts';
import type { AuthorityFacts, AuthorityIdentifier, AuthorityName, NameRelation } from './entities.ts';
import { headingOf, typeByKind } from './headings.ts';
import { identifierKey, identifiersIn } from './identifiers.ts';

/** The control number of an authority of ours: `AUT0000000042`. */
export function authorityNumberOf(number: number): string {
  return `AUT${String(number).padStart(10, '0')}`;
}

/** The heading of an authority record (2--): the first one, null when it has none that can be read. */
export function headingField(record: MarcRecord): DataField | null {
  for (const field of record.fields) if (isHeading(field.tag) && isDataField(field)) return field;
  return null;
}

function isHeading(tag: string): boolean {
  return tag[0] === '2' && typeByKind[tag.slice(1)] !== undefined;
}

/** Everything that is read from an authority record; null when it has no heading. Pure, never throws. */
export function authorityFacts(record: MarcRecord): AuthorityFacts | null {
  const field = headingField(record);
  if (!field) return null;
  const type = typeByKind[field.tag.slice(1)]!;
  const heading = headingOf(field, type);
  if (heading.headKey === '') return null;
  return {
    type,
    heading: heading.shown,
    headingKey: heading.key,
    dates: heading.dates,
    stub: isStub(record),
    names: namesOf(record, field),
    identifiers: identifiersOf(record),
  };
}

/** Nothing but its heading, its numbers and its coded data. */
function isStub(record: MarcRecord): boolean {
  return record.fields.every(({ tag }) => tag < '200' || tag[0] === '2' || tag === '801');
}

function namesOf(record: MarcRecord, chosen: DataField): AuthorityName[] {
  const names: AuthorityName[] = [];
  for (const field of record.fields) {
    const type = typeByKind[field.tag.slice(1)];
    if (!type || !isDataField(field) || field === chosen || !'2457'.includes(field.tag[0]!)) continue;
    const { shown, key } = headingOf(field, type);
    if (key === '') continue;
    const identifier = field.subfields.find(({ code }) => code === '3')?.value.slice(0, 255) ?? null;
    names.push({ relation: relationOf(field), heading: shown, headingKey: key, identifier });
  }
  return names;
}

function relationOf({ tag, subfields }: DataField): NameRelation {
  if (tag[0] === '4') return 'SEE_FROM';
  if (tag[0] !== '5') return 'PARALLEL';
  const coded = subfields.find(({ code }) => code === '5')?.value[0];
  return coded === 'g' ? 'BROADER' : coded === 'h' ? 'NARROWER' : 'SEE_ALSO';
}

/** 001, 003, 010 $a, 033 $a, 035 $a. */
function identifiersOf(record: MarcRecord): AuthorityIdentifier[] {
  const written = [
    controlValue(record, '001') ?? '',
    controlValue(record, '003') ?? '',
    ...subfields(record, '010', 'a'),
    ...subfields(record, '033', 'a'),
    ...subfields(record, '035', 'a'),
  ];
  const found = written.flatMap(identifiersIn);
  return [...new Map(found.map((identifier) => [identifierKey(identifier), identifier])).values()];
}
