import type { CompSpec } from '../codec/present.ts';
import { oids } from '../codec/index.ts';
import type { ElementSetNames } from '../codec/records.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { recordSchema, syntaxOf, type RecordForm } from '../forms/forms.ts';

/** In what form records were asked for, by element set and syntax. */
export function compositionOf(
  simple: ElementSetNames | undefined,
  complex: CompSpec | undefined,
  preferredRecordSyntax: string | undefined,
): RecordForm | Diagnostic {
  const specification = complex?.generic ?? complex?.dbSpecific?.[0]?.spec;
  if (specification?.elementSpec?.externalEspec) return { condition: 244, addinfo: 'eSpec' };
  const name =
    specification?.elementSpec?.elementSetName ??
    simple?.genericElementSetName ??
    simple?.databaseSpecific?.[0]?.esn ??
    'F';
  const wanted = preferredRecordSyntax === undefined ? (complex?.recordSyntax ?? []) : [preferredRecordSyntax];
  const syntax = wanted.length === 0 ? 'unimarc' : wanted.map(syntaxOf).find((each) => each !== undefined);
  if (!syntax) return { condition: 239, addinfo: wanted[0] };
  // OPAC holds a record in another syntax: the next one named, UNIMARC where none is
  const inside = complex?.recordSyntax?.map(syntaxOf).find((each) => each === 'unimarc' || each === 'marc21');
  const uri = specification?.schema?.uri ?? specification?.schema?.oid;
  if (syntax === 'xml') {
    const schema = recordSchema(uri ?? (isElementSet(name) ? 'unimarcxchange' : name));
    if (!schema) return uri === undefined ? { condition: 25, addinfo: name } : { condition: 1066, addinfo: uri };
    return { syntax, elementSet: elementSetOf(name), schema, inside: 'unimarc' };
  }
  if (!isElementSet(name)) return { condition: 25, addinfo: name };
  return { syntax, elementSet: elementSetOf(name), schema: 'unimarcxchange', inside: inside ?? 'unimarc' };
}

function isElementSet(name: string): boolean {
  return /^[FB]$/i.test(name);
}

function elementSetOf(name: string): 'F' | 'B' {
  return name.toUpperCase() === 'B' ? 'B' : 'F';
}

/** OID under which a form is sent. */
export const syntaxOids = {
  unimarc: oids.unimarc,
  marc21: oids.marc21,
  xml: oids.xml,
  sutrs: oids.sutrs,
  opac: oids.opac,
} as const;
