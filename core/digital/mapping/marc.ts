import { Buffer } from 'node:buffer';
import { carrierOf } from '../../marc/carrier.ts';
import { dataField, dataFields, subfield, subfields } from '../../marc/field.ts';
import { MalformedRecord } from '../../marc/malformed.ts';
import { isPicture, online } from '../../marc/online.ts';
import { isDataField, type MarcField, type MarcRecord } from '../../marc/record.ts';
import { decodeXml } from '../../marc/xml-record.ts';
import { data } from './dublin-core.ts';
import { resourceTypeOf, typeByCarrier } from './kinds.ts';
import { fromMarc21 } from './marc21.ts';
import type { Mapped, MappingContext, Rejected } from './mapped.ts';
import { RecordUnreadable } from './statements.ts';

/**
 * MARC inside an OAI-PMH record: UNIMARC as MarcXchange or in the clothes of MARCXML, MARC 21 made UNIMARC (what has 245
 * and no 200). Throws RecordUnreadable.
 */
export function fromMarc(raw: string, context: MappingContext): Mapped | Rejected {
  const given = marcIn(raw);
  const record = dataField(given, '200') ? given : fromMarc21(given, context.at);
  if (!record) return { kind: 'rejected', reason: 'no-title' };
  const address = onLine(record)[0];
  if (!address) return { kind: 'rejected', reason: 'no-address' };
  const type = resourceTypeOf(subfields(record, '608', 'a')) ?? typeOf(record) ?? context.resourceType ?? 'EBOOK';
  const rights = subfields(record, '371', 'a');
  return {
    ...{ kind: 'mapped', record: asOurs(record, context), url: address.url, type },
    thumbnail: online(record).thumbnail,
    rights: rights.filter((one) => !one.startsWith('http')).join(' ; '),
    rightsUri: rights.find((one) => one.startsWith('http')) ?? '',
  };
}

/** What a record gives access to on line: 856, the resource itself (second indicator 0) or a version of it (1), no picture. */
export function onLine(record: MarcRecord): { readonly url: string; readonly note: string }[] {
  const found = dataFields(record, '856').filter((field) => '01 #|'.includes(field.ind2) && !isPicture(field));
  return found
    .map((field) => ({ url: subfield(field, 'u').trim(), note: subfield(field, 'z') }))
    .filter(({ url }) => /^https?:\/\//.test(url) && URL.canParse(url));
}

function typeOf(record: MarcRecord) {
  const carrier = carrierOf(record);
  if (carrier !== 'electronic') return typeByCarrier[carrier];
  return record.leader[7] === 's' ? 'PRESS' : null;
}

function marcIn(raw: string): MarcRecord {
  const metadata = /<(?:[\w.-]+:)?metadata[^>]*>([\s\S]*)<\/(?:[\w.-]+:)?metadata\s*>/.exec(raw);
  const inner = /<((?:[\w.-]+:)?)record[\s>][\s\S]*<\/\1record\s*>/.exec(metadata?.[1] ?? '')?.[0];
  if (inner === undefined) throw new RecordUnreadable('no record in its metadata');
  const around = raw.slice(0, raw.indexOf(inner));
  const namespaces = Object.fromEntries(
    [...around.matchAll(/xmlns:([\w.-]+)\s*=\s*["']([^"']*)["']/g)].map(([, prefix, uri]) => [prefix!, uri!]),
  );
  try {
    return decodeXml(Buffer.from(inner), { namespaces, encoding: 'utf-8' }).record;
  } catch (error) {
    if (error instanceof MalformedRecord) throw new RecordUnreadable(error.message);
    throw error;
  }
}

/** The same record, said to be an electronic resource, with where it came from. */
function asOurs(record: MarcRecord, { code, identifier }: MappingContext): MarcRecord {
  const electronic = carrierOf(record) === 'electronic';
  const fields = record.fields
    .filter(({ tag }) => tag !== '001' && tag !== '005' && tag !== '995' && !tag.startsWith('9'))
    .map((field) => (electronic ? field : saidElectronic(field)));
  const origin: MarcField = data('035', '  ', { a: `(${code})${identifier}` });
  const after = fields.findIndex(({ tag }) => tag > '035');
  const at = after < 0 ? fields.length : after;
  return { leader: record.leader, fields: [...fields.slice(0, at), origin, ...fields.slice(at)] };
}

function saidElectronic(field: MarcField): MarcField {
  if (field.tag !== '200' || !isDataField(field)) return field;
  const [title, ...rest] = field.subfields;
  return { ...field, subfields: [title!, { code: 'b', value: 'Ressource électronique' }, ...rest] };
}
