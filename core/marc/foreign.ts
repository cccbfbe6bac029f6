import { MalformedRecord } from './malformed.ts';
import type { MarcRecord } from './record.ts';

/** Refuses what is no UNIMARC bibliographic record: MARC21 (245 without 200), authorities, deletions, no title. */
export function refuseForeign(record: MarcRecord): void {
  const has = (tag: string) => record.fields.some((field) => field.tag === tag);
  if (!has('200') && has('245')) throw new MalformedRecord('wrong-flavour', '245 without 200: MARC21', record.fields);
  if (/[xyz]/.test(record.leader[6]!))
    throw new MalformedRecord('not-bibliographic', `leader 6 ${record.leader[6]}`, record.fields);
  if (record.leader[5] === 'd') throw new MalformedRecord('deleted-at-source', 'leader 5 d', record.fields);
  if (!has('200')) throw new MalformedRecord('title-missing', 'no 200', record.fields);
}
