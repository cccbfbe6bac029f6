import { oids } from '../codec/oids.ts';

/** Record syntaxes this target sends. */
export type RecordSyntax = 'unimarc' | 'marc21' | 'xml' | 'sutrs' | 'opac';
/** What an XML record is written in. */
export type RecordSchema = 'unimarcxchange' | 'marcxml' | 'dc' | 'oai_dc' | 'mods';

/** In what form one record is sent. */
export interface RecordForm {
  readonly syntax: RecordSyntax;
  /** F whole, B brief. */
  readonly elementSet: 'F' | 'B';
  /** Of XML only. */
  readonly schema: RecordSchema;
  /** Of OPAC only: the syntax of the bibliographic record in it. */
  readonly inside: 'unimarc' | 'marc21';
}

const syntaxes: Readonly<Record<string, RecordSyntax>> = {
  [oids.unimarc]: 'unimarc',
  [oids.marc21]: 'marc21',
  [oids.xml]: 'xml',
  [oids.sutrs]: 'sutrs',
  [oids.opac]: 'opac',
};

/** The syntax an OID names, undefined when it is none of ours. */
export function syntaxOf(oid: string): RecordSyntax | undefined {
  return syntaxes[oid];
}

const schemas: Readonly<Record<string, RecordSchema>> = {
  unimarcxchange: 'unimarcxchange',
  unimarc: 'unimarcxchange',
  marcxchange: 'unimarcxchange',
  'info:lc/xmlns/marcxchange-v2': 'unimarcxchange',
  'info:srw/schema/8/unimarcxml-v0.1': 'unimarcxchange',
  marcxml: 'marcxml',
  marc21: 'marcxml',
  'info:srw/schema/1/marcxml-v1.1': 'marcxml',
  'http://www.loc.gov/marc21/slim': 'marcxml',
  dc: 'dc',
  dublincore: 'dc',
  'info:srw/schema/1/dc-v1.1': 'dc',
  'http://purl.org/dc/elements/1.1/': 'dc',
  oai_dc: 'oai_dc',
  'http://www.openarchives.org/oai/2.0/oai_dc/': 'oai_dc',
  mods: 'mods',
  'info:srw/schema/1/mods-v3.7': 'mods',
  'http://www.loc.gov/mods/v3': 'mods',
};

/** The schema of that name or identifier, in any case; undefined when there is none. */
export function recordSchema(name: string): RecordSchema | undefined {
  const wanted = name.toLowerCase();
  return Object.hasOwn(schemas, wanted) ? schemas[wanted] : undefined;
}
