import { isbn13, ean13, issn8 } from '../marc/numbers.ts';
import { encode, UnwritableRecord } from '../marc/iso2709.ts';
import { isDataField, type DataField, type MarcField, type MarcRecord } from '../marc/record.ts';
import { checkCoded, checkLeader } from './check-coded.ts';
import { finding, type Finding } from './findings.ts';
import { formats, isLocal } from './formats.ts';
import type { FieldRule, Format } from './rule.ts';

/** Everything UNIMARC says against a record, in the order of the record; empty when nothing. Pure, never throws. */
export function checkRecord(record: MarcRecord, format: Format = 'B'): Finding[] {
  const rules = rulesByTag[format];
  const findings: Finding[] = checkLeader(record.leader, formats[format].leader);
  const seen = new Map<string, number>();
  for (const field of record.fields) {
    const occurrence = (seen.get(field.tag) ?? 0) + 1;
    seen.set(field.tag, occurrence);
    const rule = rules.get(field.tag);
    const path = fieldPath(field.tag, occurrence, rule);
    if (rule) findings.push(...checkField(field, occurrence, rule, path));
    else if (!isLocal(field.tag)) findings.push(finding('warning', 'field-unknown', path, field.tag));
    if (isDataField(field)) findings.push(...checkCoded(field, path, formats[format].coded));
  }
  for (const { tag, mandatory, label } of rules.values()) {
    if (!mandatory || seen.has(tag)) continue;
    findings.push(finding('error', 'field-missing', tag, { fr: `${tag} ${label.fr}`, en: `${tag} ${label.en}` }));
  }
  if (format === 'A' && !record.fields.some(({ tag }) => tag[0] === '2')) {
    findings.push(finding('error', 'field-missing', '2--', { fr: 'point d’accès', en: 'heading' }));
  }
  return [...findings, ...checkFrame(record)];
}

/** True when nothing forbids to save it. */
export function isValid(findings: readonly Finding[]): boolean {
  return findings.every(({ severity }) => severity !== 'error');
}

const rulesByTag: Readonly<Record<Format, ReadonlyMap<string, FieldRule>>> = {
  B: new Map(formats.B.fields.map((rule) => [rule.tag, rule])),
  A: new Map(formats.A.fields.map((rule) => [rule.tag, rule])),
};

/** `200[1]`; what identifies and codes a record and cannot be repeated is named by its tag alone: `100`. */
function fieldPath(tag: string, occurrence: number, rule: FieldRule | undefined): string {
  return tag < '200' && rule && !rule.repeatable && occurrence === 1 ? tag : `${tag}[${occurrence}]`;
}

function checkField(field: MarcField, occurrence: number, rule: FieldRule, path: string): Finding[] {
  const findings: Finding[] = [];
  if (occurrence > 1 && !rule.repeatable) findings.push(finding('error', 'field-repeated', path, field.tag));
  const isControl = rule.indicators[0] === '';
  if (isControl) return isDataField(field) ? [...findings, finding('error', 'field-is-control', path)] : findings;
  if (!isDataField(field)) return [...findings, finding('error', 'field-is-data', path)];
  return [...findings, ...checkIndicators(field, rule, path), ...checkSubfields(field, rule, path)];
}

/** Indicators of old records vary: worth a look, nothing more. */
function checkIndicators(field: DataField, rule: FieldRule, path: string): Finding[] {
  return [field.ind1, field.ind2].flatMap((value, index) => {
    const written = value === ' ' ? '#' : value;
    if (written.length === 1 && rule.indicators[index]!.includes(written)) return [];
    return [finding('warning', 'indicator', `${path}/ind${index + 1}`, JSON.stringify(value))];
  });
}

function checkSubfields(field: DataField, rule: FieldRule, path: string): Finding[] {
  const findings: Finding[] = [];
  const known = new Map(rule.subfields.map((subfield) => [subfield.code, subfield]));
  const seen = new Map<string, number>();
  // Below $1 the subfields are those of the embedded field, whose own rules they follow.
  let embedded = false;
  for (const { code, value } of field.subfields) {
    const occurrence = (seen.get(code) ?? 0) + 1;
    seen.set(code, occurrence);
    const place = `${path}$${code}${occurrence > 1 ? `[${occurrence}]` : ''}`;
    if (value.trim() === '' && !mayBeBlank(field.tag)) findings.push(finding('error', 'subfield-empty', place, code));
    if (code === '1') embedded = true;
    const subfield = known.get(code);
    if (embedded || code === '9') continue;
    if (!subfield) findings.push(finding('warning', 'subfield-unknown', place, code));
    else if (occurrence > 1 && !subfield.repeatable)
      findings.push(finding('warning', 'subfield-repeated', place, code));
    if (!rightNumber(field.tag, code, value)) findings.push(finding('warning', 'identifier-wrong', place, value));
  }
  for (const { code, mandatory } of rule.subfields) {
    if (mandatory && !seen.has(code) && !embedded)
      findings.push(finding('error', 'subfield-missing', `${path}$${code}`, code));
  }
  return findings;
}

/** Coded data may be all blanks. */
function mayBeBlank(tag: string): boolean {
  return tag >= '100' && tag < '200';
}

const numbers: Readonly<Record<string, (text: string) => string | null>> = {
  '010a': isbn13,
  '011a': issn8,
  '073a': ean13,
};

function rightNumber(tag: string, code: string, value: string): boolean {
  const read = numbers[tag + code];
  return !read || read(value) !== null;
}

/** ISO 2709 counts lengths in four and five digits. */
function checkFrame(record: MarcRecord): Finding[] {
  try {
    encode(record);
    return [];
  } catch (error) {
    if (!(error instanceof UnwritableRecord)) throw error;
    return [finding('error', 'does-not-fit', 'record', error.message)];
  }
}
