import { dataFields } from './field.ts';
import type { DataField, MarcRecord } from './record.ts';

/** What a record leads to on line: UNIMARC 856. */
export interface Online {
  /** Addresses of the document itself, the first one first. */
  readonly documents: readonly string[];
  /** Address of a picture of it, empty when there is none. */
  readonly thumbnail: string;
  /** MIME type of the document, empty when 856 $q does not tell. */
  readonly type: string;
}

/** Where 856 leads: to the document, or to a picture of it; a field whose second indicator is 2 is about something else. */
export function online(record: MarcRecord): Online {
  const documents: string[] = [];
  let [thumbnail, type] = ['', ''];
  for (const field of dataFields(record, '856')) {
    const picture = isPicture(field);
    for (const { code, value } of field.subfields) {
      if (code === 'u' && /^https?:\/\/\S+$/.test(value)) {
        if (picture) thumbnail ||= value;
        else if (field.ind2 !== '2') documents.push(value);
      }
      if (code === 'q' && !picture && field.ind2 !== '2') type ||= value;
    }
  }
  return { documents, thumbnail, type };
}

/** Whether an 856 leads to a picture of the document: its words speak of a thumbnail or a cover. */
export function isPicture({ subfields }: DataField): boolean {
  return subfields.some(({ code, value }) => '23yz'.includes(code) && /vignette|couverture|thumbnail/i.test(value));
}
