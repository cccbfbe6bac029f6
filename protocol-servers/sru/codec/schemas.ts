import { toDublinCore } from '../../../core/marc/dublin-core.ts';
import { toMarc21 } from '../../../core/marc/marc21.ts';
import { marcXchangeNamespace, toMarcXchange } from '../../../core/marc/marcxchange.ts';
import { toMarcXml } from '../../../core/marc/marcxml.ts';
import type { MarcRecord } from '../../../core/marc/record.ts';
import { escapeXml } from '../../../core/marc/xml.ts';
import { iso20775Namespace, writeIso20775, writeOpac, type Shelf } from './holdings.ts';

/** A record to be written. */
export interface ShownRecord {
  readonly record: MarcRecord;
  readonly controlNumber: string;
  /** Its copies as they are now; empty unless the schema tells availability. */
  readonly shelves: readonly Shelf[];
}

/** A form in which records are given. */
export interface RecordSchema {
  /** The short name explain gives. */
  readonly name: string;
  readonly identifier: string;
  /** Other names under which partners ask for it; case does not count. */
  readonly aliases: readonly string[];
  readonly title: { readonly fr: string; readonly en: string };
  /** What it says of the copies: nothing, one 995 each, or their availability at this moment. */
  readonly holdings: 'none' | 'items' | 'availability';
  readonly write: (shown: ShownRecord) => string;
}

/** The schemas offered, the default one first. */
export const recordSchemas: readonly RecordSchema[] = [
  {
    name: 'unimarcxchange',
    identifier: marcXchangeNamespace,
    aliases: ['unimarc', 'marcxchange', 'info:srw/schema/8/unimarcxml-v0.1', 'info:lc/xmlns/marcxchange-v1'],
    title: { fr: 'UNIMARC en MarcXchange (ISO 25577)', en: 'UNIMARC, MarcXchange (ISO 25577)' },
    holdings: 'items',
    write: ({ record, controlNumber }) => toMarcXchange(record, controlNumber),
  },
  {
    name: 'marcxml',
    identifier: 'info:srw/schema/1/marcxml-v1.1',
    aliases: ['marc21', 'marc21xml', 'http://www.loc.gov/marc21/slim'],
    title: { fr: 'MARC 21 en MARCXML', en: 'MARC 21, MARCXML' },
    holdings: 'items',
    write: ({ record }) => toMarcXml(toMarc21(record)),
  },
  {
    name: 'dc',
    identifier: 'info:srw/schema/1/dc-v1.1',
    aliases: ['dublincore', 'dublin-core', 'http://purl.org/dc/elements/1.1/'],
    title: { fr: 'Dublin Core', en: 'Dublin Core' },
    holdings: 'none',
    write: ({ record }) => writeDublinCore(record),
  },
  {
    name: 'opac',
    identifier: 'http://www.indexdata.com/yaz/opacxml',
    aliases: ['opacxml'],
    title: { fr: 'Notice et exemplaires (OPAC)', en: 'Record and copies (OPAC)' },
    holdings: 'availability',
    write: ({ record, controlNumber, shelves }) => writeOpac(toMarcXchange(record, controlNumber), shelves),
  },
  {
    name: 'isohold',
    identifier: iso20775Namespace,
    aliases: ['iso20775', 'holdings'],
    title: { fr: 'Exemplaires et disponibilité (ISO 20775)', en: 'Holdings and availability (ISO 20775)' },
    holdings: 'availability',
    write: ({ shelves, controlNumber }) => writeIso20775(shelves, controlNumber),
  },
];

/** The schema of that name, identifier or alias; undefined when there is none. */
export function schemaNamed(name: string): RecordSchema | undefined {
  const wanted = name.toLowerCase();
  return recordSchemas.find(
    ({ name: short, identifier, aliases }) =>
      short === wanted || identifier.toLowerCase() === wanted || aliases.includes(wanted),
  );
}

/** `srw_dc:dc`, the container SRU gave Dublin Core (info:srw/schema/1/dc-v1.1). */
function writeDublinCore(record: MarcRecord): string {
  const statements = toDublinCore(record)
    .map(({ element, value, lang }) => {
      const language = lang ? ` xml:lang="${escapeXml(lang)}"` : '';
      return `<dc:${element}${language}>${escapeXml(value)}</dc:${element}>`;
    })
    .join('');
  return (
    '<srw_dc:dc xmlns:srw_dc="info:srw/schema/1/dc-schema" xmlns:dc="http://purl.org/dc/elements/1.1/">' +
    `${statements}</srw_dc:dc>`
  );
}
