import { dataFields } from './field.ts';
import type { MarcRecord } from './record.ts';

/** What a record leads to on line: UNIMARC 856. */
export interface Online {
  /** Addresses of the document itself, the first one first. */
  readonly documents: readonly string[];
  /** Address of a picture of it, empty when there is none. */
  readonly thumbnail: string;
  /** MIME type of the document, empty when 856 $q does not tell. */
  readonly type: string;
}

/**
 * Where 856 leads. A field whose words ($2, $3, $z) speak of a thumbnail or a cover is the picture; one whose second
 * indicator is 2 is about something else.
 */
export function online(record: MarcRecord): Online {
  const documents: string[] = [];
  let [thumbnail, type] = ['', ''];
  for (const field of dataFields(record, '856')) {
    const words = field.subfields.filter(({ code }) => '23yz'.includes(code)).map(({ value }) => value);
    const isPicture = /vignette|couverture|thumbnail/i.test(words.join(' '));
    for (const { code, value } of field.subfields) {
      if (code === 'u' && /^https?:\/\/\S+$/.test(value)) {
        if (isPicture) thumbnail ||= value;
        else if (field.ind2 !== '2') documents.push(value);
      }
      if (code === 'q' && !isPicture && field.ind2 !== '2') type ||= value;
    }
  }
  return { documents, thumbnail, type };
}
