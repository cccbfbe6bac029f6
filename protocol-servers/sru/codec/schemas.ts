import { toDublinCore } from '../../../core/marc/dublin-core.ts';
import { marcXchangeNamespace, toMarcXchange } from '../../../core/marc/marcxchange.ts';
import type { MarcRecord } from '../../../core/marc/record.ts';
import { escapeXml } from '../../../core/marc/xml.ts';

/** A form in which records are given. */
export interface RecordSchema {
  /** The short name explain gives. */
  readonly name: string;
  readonly identifier: string;
  /** Other names under which partners ask for it; case does not count. */
  readonly aliases: readonly string[];
  readonly title: string;
  /** True when it carries the items (995). */
  readonly holdings: boolean;
  readonly write: (record: MarcRecord, identifier: string) => string;
}

/** The schemas offered, the default one first. */
export const recordSchemas: readonly RecordSchema[] = [
  {
    name: 'unimarcxchange',
    identifier: marcXchangeNamespace,
    aliases: ['unimarc', 'marcxchange', 'info:srw/schema/8/unimarcxml-v0.1'],
    title: 'UNIMARC, MarcXchange (ISO 25577)',
    holdings: true,
    write: (record, identifier) => toMarcXchange(record, identifier),
  },
  {
    name: 'dc',
    identifier: 'info:srw/schema/1/dc-v1.1',
    aliases: ['dublincore', 'dublin-core', 'http://purl.org/dc/elements/1.1/'],
    title: 'Dublin Core',
    holdings: false,
    write: writeDublinCore,
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
