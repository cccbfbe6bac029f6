import { headingKey } from '../query/text.ts';
import { dataField, dataFields, subfield } from './field.ts';
import type { MarcRecord } from './record.ts';

const longestPart = 80;

/**
 * One key for every edition and carrier of a work: the surname of its first author and its uniform title (500), else
 * its title proper (200 $a) with part number and title. Without an author the title stands alone.
 */
export function workKey(record: MarcRecord): string {
  const uniform = dataField(record, '500');
  const title = uniform && subfield(uniform, 'a') !== '' ? joined(uniform, 'ahi') : titleProper(record);
  return `${authorKey(record)}/${title.slice(0, longestPart)}`;
}

function titleProper(record: MarcRecord): string {
  const field = dataField(record, '200');
  return field ? joined(field, 'ahi') : '';
}

/** Sorting words of the chosen subfields, the non-sorting part left out. */
function joined(field: { readonly subfields: readonly { code: string; value: string }[] }, codes: string): string {
  const parts: string[] = [];
  let titles = 0;
  for (const { code, value } of field.subfields) {
    if (!codes.includes(code) || (code === 'a' && (titles += 1) > 1)) continue;
    parts.push(headingKey(withoutArticle(value)));
  }
  return parts.join(' ').trim();
}

function withoutArticle(text: string): string {
  const rest = text.replace(/^\s*[\u0098\u0088][^\u009c\u0089]*[\u009c\u0089]/, '');
  return rest.trim() === '' ? text : rest.replace(/^\s*(?:l['’]|(?:les?|la|une?|the)\s+)(?=\S)/i, '');
}

/** 700 or 710 (720 of a family) make the work; 701 only when there is nobody else. Translators (702) never. */
function authorKey(record: MarcRecord): string {
  for (const tag of ['700', '710', '720', '701']) {
    for (const field of dataFields(record, tag)) {
      const name = headingKey(subfield(field, 'a').split(',')[0]!);
      if (name !== '') return name.slice(0, longestPart);
    }
  }
  return '';
}
