import { isDataField, type MarcField, type MarcRecord } from './record.ts';

/** Entities of HTML that systems built for the Web leave in their exports: Latin-1 in the order of its code, then others. */
const latin1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro ' +
  'para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil ' +
  'Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave ' +
  'Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml ' +
  'igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute ' +
  'thorn yuml';

/** Name → character, the five of XML included. */
export const htmlEntities: Readonly<Record<string, string>> = {
  ...Object.fromEntries(latin1.split(' ').map((name, index) => [name, String.fromCharCode(0xa0 + index)])),
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'",
  OElig: 'Œ', oelig: 'œ', Scaron: 'Š', scaron: 'š', Yuml: 'Ÿ', euro: '€', hellip: '…', ndash: '–', mdash: '—',
  lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', bull: '•', trade: '™',
}; // prettier-ignore

/** The text with its entities and character references read, once; what names no character stays as it is. */
export function readEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text
    .replace(
      /&(?:#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}))|([A-Za-z]{2,8}[0-9]{0,2}));/g,
      (whole, hex, decimal, name) => {
        if (name !== undefined) return htmlEntities[name] ?? whole;
        return characterOf(Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16)) ?? whole;
      },
    )
    .normalize('NFC');
}

/** The record with the entities of its texts read; the same record when there are none. */
export function withoutEntities(record: MarcRecord): MarcRecord {
  let fields: MarcField[] | null = null;
  for (const [index, field] of record.fields.entries()) {
    if (!isDataField(field) || !field.subfields.some(({ value }) => value.includes('&'))) continue;
    const subfields = field.subfields.map(({ code, value }) => ({ code, value: readEntities(value) }));
    if (subfields.every(({ value }, at) => value === field.subfields[at]!.value)) continue;
    (fields ??= [...record.fields])[index] = { ...field, subfields };
  }
  return fields ? { leader: record.leader, fields } : record;
}

/** Neither controls, nor halves of a surrogate pair, nor what is beyond Unicode. */
function characterOf(code: number): string | null {
  if (code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff) return null;
  return String.fromCodePoint(code);
}
