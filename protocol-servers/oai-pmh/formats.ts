import { escapeXml } from '../../core/marc/xml.ts';
import { renderOaiDc, writeOaiDc } from './codec/oai-dc.ts';

/** A form in which records are disseminated (Protocol §3.4). */
export interface MetadataFormat {
  readonly schema: string;
  readonly metadataNamespace: string;
  /** One XML element, from the canonical record. Throws when the record cannot be read. */
  readonly render: (marc: Uint8Array) => string;
  /** What stands for a record that cannot be rendered, so that it never stops a page. */
  readonly placeholder: (controlNumber: string) => string;
}

/** The formats of this repository, by prefix. Every record has every format. */
export const formats: Readonly<Record<string, MetadataFormat>> = {
  oai_dc: {
    schema: 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
    metadataNamespace: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
    render: renderOaiDc,
    placeholder: (controlNumber) =>
      writeOaiDc([
        { element: 'title', value: '[Sans titre]' },
        { element: 'identifier', value: controlNumber },
      ]),
  },
};

/** The format of a prefix, null when the repository does not have it. */
export function formatOf(metadataPrefix: string): MetadataFormat | null {
  return Object.hasOwn(formats, metadataPrefix) ? (formats[metadataPrefix] ?? null) : null;
}

/** Writes a `metadataFormat`. */
export function writeFormat(prefix: string, format: MetadataFormat): string {
  return (
    `<metadataFormat><metadataPrefix>${escapeXml(prefix)}</metadataPrefix>` +
    `<schema>${escapeXml(format.schema)}</schema>` +
    `<metadataNamespace>${escapeXml(format.metadataNamespace)}</metadataNamespace></metadataFormat>`
  );
}
