import { marcXchangeNamespace } from '../../marc/marcxchange.ts';
import { marcXmlNamespace } from '../../marc/marcxml.ts';
import type { DisseminatedRecord } from './disseminated-record.ts';
import { edmFindings, renderEdm } from './edm.ts';
import { marcXchangeSchema, marcXmlSchema, renderMarcXchange, renderMarcXml } from './marc.ts';
import { renderMods } from './mods.ts';
import { renderOaiDc } from './oai-dc.ts';
import { renderQdc } from './qdc.ts';

/** A form in which records are disseminated (Protocol §3.4). */
export interface MetadataFormat {
  readonly schema: string;
  readonly metadataNamespace: string;
  /** One XML element. */
  readonly render: (given: DisseminatedRecord) => string;
  /** What a partner of this format would find wanting in a record; absent when it asks for nothing. */
  readonly findings?: (given: DisseminatedRecord) => readonly string[];
}

/** The formats of every repository, by metadataPrefix. Every record has every format. */
export const formats: Readonly<Record<string, MetadataFormat>> = {
  oai_dc: {
    schema: 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
    metadataNamespace: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
    render: renderOaiDc,
  },
  marcxchange: { schema: marcXchangeSchema, metadataNamespace: marcXchangeNamespace, render: renderMarcXchange },
  marcxml: { schema: marcXmlSchema, metadataNamespace: marcXmlNamespace, render: renderMarcXml },
  qdc: {
    schema: 'http://dublincore.org/schemas/xmls/qdc/2006/01/06/dcterms.xsd',
    metadataNamespace: 'http://dspace.org/qualifieddc/',
    render: renderQdc,
  },
  mods: {
    schema: 'http://www.loc.gov/standards/mods/v3/mods-3-7.xsd',
    metadataNamespace: 'http://www.loc.gov/mods/v3',
    render: renderMods,
  },
  edm: {
    schema: 'http://www.europeana.eu/schemas/edm/EDM.xsd',
    metadataNamespace: 'http://www.europeana.eu/schemas/edm/',
    render: renderEdm,
    findings: edmFindings,
  },
};

/** The format of a prefix, null when there is none. */
export function formatOf(metadataPrefix: string): MetadataFormat | null {
  return Object.hasOwn(formats, metadataPrefix) ? (formats[metadataPrefix] ?? null) : null;
}

/** What stands for a record that cannot be read, in every format: it never stops a page. */
export function unreadable(controlNumber: string): Pick<DisseminatedRecord, 'record' | 'controlNumber' | 'holdings'> {
  const title = { tag: '200', ind1: '1', ind2: ' ', subfields: [{ code: 'a', value: '[Sans titre]' }] };
  const record = { leader: '00000nam0 2200000   450 ', fields: [{ tag: '001', value: controlNumber }, title] };
  return { record, controlNumber, holdings: [] };
}
