import { decode } from '../../../core/marc/iso2709.ts';
import { MalformedRecord } from '../../../core/marc/malformed.ts';
import type { MarcRecord } from '../../../core/marc/record.ts';
import { DoctypeRefused, XmlSplitter } from '../../../core/marc/xml-frame.ts';
import { decodeXml } from '../../../core/marc/xml-record.ts';
import { oids, type External } from '../codec/index.ts';
import type { Diagnostic } from '../diagnostics.ts';

/** A record as an origin sends it: UNIMARC in ISO 2709, or in MarcXchange. */
export function recordSent({ directReference, octetAligned }: External): MarcRecord | Diagnostic {
  if (directReference !== oids.unimarc && directReference !== oids.xml)
    return { condition: 239, addinfo: directReference };
  if (!octetAligned) return { condition: 1008, addinfo: 'record' };
  try {
    return directReference === oids.unimarc ? decode(octetAligned).record : inXml(octetAligned);
  } catch (error) {
    if (error instanceof MalformedRecord) return { condition: 224, addinfo: error.fault };
    if (error instanceof DoctypeRefused) return { condition: 224, addinfo: 'doctype' };
    throw error;
  }
}

function inXml(bytes: Uint8Array): MarcRecord | Diagnostic {
  const splitter = new XmlSplitter();
  const [frame] = [...splitter.push(Buffer.from(bytes)), ...splitter.end()];
  if (!frame || frame.rejected) return { condition: 224, addinfo: frame?.rejected ?? 'no-record' };
  return decodeXml(frame.bytes, splitter.scope).record;
}
