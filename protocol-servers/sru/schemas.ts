import type { Disseminator } from '../../core/dissemination/rendering.ts';
import type { DisseminatedRecord } from '../../core/dissemination/formats/disseminated-record.ts';
import { renderMods } from '../../core/dissemination/formats/mods.ts';
import { renderOaiDc } from '../../core/dissemination/formats/oai-dc.ts';
import { toDublinCore } from '../../core/marc/dublin-core.ts';
import { toMarc21 } from '../../core/marc/marc21.ts';
import { marcXchangeNamespace, toMarcXchange } from '../../core/marc/marcxchange.ts';
import { toMarcXml } from '../../core/marc/marcxml.ts';
import type { DataField, MarcRecord } from '../../core/marc/record.ts';
import { escapeXml } from '../../core/marc/xml.ts';
import { iso20775Namespace, writeIso20775, writeOpac, type Shelf } from './codec/holdings.ts';

/** A record to be written. */
export interface ShownRecord {
  /** Without 995. */
  readonly record: MarcRecord;
  readonly controlNumber: string;
  /** Its 995, one a copy; empty unless the schema tells copies. */
  readonly holdings: readonly DataField[];
  /** Its copies as they are now; empty unless the schema tells availability. */
  readonly shelves: readonly Shelf[];
  /** Who gives it out, and where it can be read. */
  readonly disseminator: Disseminator;
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
    write: (shown) => toMarcXchange(whole(shown), shown.controlNumber),
  },
  {
    name: 'marcxml',
    identifier: 'info:srw/schema/1/marcxml-v1.1',
    aliases: ['marc21', 'marc21xml', 'http://www.loc.gov/MARC21/slim'],
    title: { fr: 'MARC 21 en MARCXML', en: 'MARC 21, MARCXML' },
    holdings: 'items',
    write: (shown) => toMarcXml(toMarc21(whole(shown))),
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
    name: 'oai_dc',
    identifier: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
    aliases: ['oai-dc', 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd'],
    title: { fr: 'Dublin Core de l’OAI, avec les bibliothèques', en: 'Dublin Core of OAI, with the libraries' },
    holdings: 'items',
    write: (shown) => renderOaiDc(disseminated(shown)),
  },
  {
    name: 'mods',
    identifier: 'info:srw/schema/1/mods-v3.7',
    aliases: ['mods37', 'http://www.loc.gov/mods/v3'],
    title: { fr: 'MODS 3.7', en: 'MODS 3.7' },
    holdings: 'items',
    write: (shown) => renderMods(disseminated(shown)),
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
  return recordSchemas.find(({ name: short, identifier, aliases }) =>
    [short, identifier, ...aliases].some((known) => known.toLowerCase() === wanted),
  );
}

function whole({ record: { leader, fields }, holdings }: ShownRecord): MarcRecord {
  return { leader, fields: [...fields, ...holdings] };
}

function disseminated({ record, controlNumber, holdings, disseminator }: ShownRecord): DisseminatedRecord {
  const { notice, provider } = disseminator;
  return { record, controlNumber, holdings, notice: notice(controlNumber), provider };
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
