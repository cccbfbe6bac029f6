import { Buffer } from 'node:buffer';
import { holdingsOf as holdingFields, withHoldings, withoutHoldings } from '../../../core/catalogue/holdings-995.ts';
import { renderMods } from '../../../core/dissemination/formats/mods.ts';
import { renderOaiDc } from '../../../core/dissemination/formats/oai-dc.ts';
import type { CatalogueRecord } from '../../../core/library.ts';
import { decode, UnwritableRecord } from '../../../core/marc/iso2709.ts';
import { toDublinCore } from '../../../core/marc/dublin-core.ts';
import { MalformedRecord } from '../../../core/marc/malformed.ts';
import { encodeMarc21, toMarc21 } from '../../../core/marc/marc21.ts';
import { toMarcXchange } from '../../../core/marc/marcxchange.ts';
import { toMarcXml } from '../../../core/marc/marcxml.ts';
import type { MarcRecord } from '../../../core/marc/record.ts';
import { fieldBytes, packedTag, rewriteFields } from '../../../core/marc/rewrite.ts';
import { escapeXml } from '../../../core/marc/xml.ts';
import type { Association, SearchedLibrary, Target } from '../association.ts';
import { bytesOf, oids, type External } from '../codec/index.ts';
import { opacRecord } from '../codec/opac.ts';
import { internationalString } from '../codec/types.ts';
import type { Diagnostic } from '../diagnostics.ts';
import type { RecordForm } from './forms.ts';
import { holdingsOf } from './opac-holdings.ts';
import { sutrsOf } from './sutrs.ts';

/** Tags of a brief record (element set B). */
const briefTags = new Set(
  ['001', '010', '011', '073', '100', '101', '200', '205', '210', '214', '215', '225', '461', '801'].concat([
    '700',
    '701',
    '702',
    '710',
    '711',
    '712',
  ]),
);

const packedBriefTags = new Set([...briefTags].map(packedTag));
const holdings = packedTag('995');

/** One record in the form asked for, or why it cannot be: a surrogate diagnostic, which leaves the others alone. */
export async function render(
  found: CatalogueRecord,
  form: RecordForm,
  { language }: Pick<Association, 'language'>,
  target: Pick<Target, 'library' | 'disseminator'>,
): Promise<External | Diagnostic> {
  const { library } = target;
  try {
    switch (form.syntax) {
      case 'unimarc':
        return octetAligned(oids.unimarc, unimarc(found, form.elementSet, library));
      case 'marc21':
        return octetAligned(oids.marc21, encodeMarc21(toMarc21(shown(found, form.elementSet, library))));
      case 'xml':
        return octetAligned(oids.xml, Buffer.from(xml(found, form, target)));
      case 'sutrs': {
        const text = sutrsOf(shown(found, form.elementSet, library), language);
        return { directReference: oids.sutrs, singleASN1Type: bytesOf(internationalString, text) };
      }
      case 'opac': {
        const inside: RecordForm = { ...form, syntax: form.inside };
        const bibliographicRecord = await render({ ...found, items: [] }, inside, { language }, target);
        if ('condition' in bibliographicRecord) return bibliographicRecord;
        const holdingsData = holdingsOf(await library.catalogue.availability(found), library);
        return {
          directReference: oids.opac,
          singleASN1Type: bytesOf(opacRecord, { bibliographicRecord, holdingsData }),
        };
      }
    }
  } catch (error) {
    if (error instanceof MalformedRecord || error instanceof UnwritableRecord) {
      return { condition: 238, addinfo: found.record.controlNumber };
    }
    throw error;
  }
}

function octetAligned(directReference: string, bytes: Buffer): External {
  return { directReference, octetAligned: bytes };
}

/** The stored bytes with the holdings as they are now; no field is decoded. */
function unimarc(found: CatalogueRecord, elementSet: 'F' | 'B', library: SearchedLibrary): Buffer {
  const { marc, controlNumber } = found.record;
  const whole =
    elementSet === 'B'
      ? rewriteFields(marc, (tag) => packedBriefTags.has(tag))
      : rewriteFields(
          marc,
          (tag) => tag !== holdings,
          holdingFields(found.items, (id) => library.network.library(id)).map(({ tag, ind1, ind2, subfields }) => ({
            tag,
            bytes: fieldBytes(ind1, ind2, subfields),
          })),
        );
  if (!whole) throw new UnwritableRecord('record-too-long', controlNumber);
  return whole;
}

function shown({ record, items }: CatalogueRecord, elementSet: 'F' | 'B', library: SearchedLibrary): MarcRecord {
  const decoded = decode(record.marc).record;
  if (elementSet === 'F') return withHoldings(decoded, items, (id) => library.network.library(id));
  return { leader: decoded.leader, fields: decoded.fields.filter(({ tag }) => briefTags.has(tag)) };
}

function xml(
  found: CatalogueRecord,
  { schema, elementSet }: RecordForm,
  { library, disseminator }: Pick<Target, 'library' | 'disseminator'>,
): string {
  if (schema === 'mods' || schema === 'oai_dc') {
    const { controlNumber, marc } = found.record;
    const given = {
      record: withoutHoldings(decode(marc).record),
      controlNumber,
      holdings: holdingFields(found.items, (id) => library.network.library(id)),
      notice: disseminator.notice(controlNumber),
      provider: disseminator.provider,
    };
    return schema === 'mods' ? renderMods(given) : renderOaiDc(given);
  }
  const record = shown(found, elementSet, library);
  if (schema === 'marcxml') return toMarcXml(toMarc21(record));
  if (schema === 'unimarcxchange') return toMarcXchange(record, found.record.controlNumber);
  const statements = toDublinCore(record)
    .map(({ element, value, lang }) => {
      const tongue = lang ? ` xml:lang="${escapeXml(lang)}"` : '';
      return `<dc:${element}${tongue}>${escapeXml(value)}</dc:${element}>`;
    })
    .join('');
  return (
    '<srw_dc:dc xmlns:srw_dc="info:srw/schema/1/dc-schema" xmlns:dc="http://purl.org/dc/elements/1.1/">' +
    `${statements}</srw_dc:dc>`
  );
}
