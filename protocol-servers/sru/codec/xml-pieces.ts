import { Buffer } from 'node:buffer';

/** XML in pieces, in their order: text, and UTF-8 that was written before. */
export type Xml = string | readonly (string | Uint8Array)[];

/** The whole as UTF-8. */
export function bytesOf(xml: Xml): Buffer {
  if (typeof xml === 'string') return Buffer.from(xml);
  return Buffer.concat(xml.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)));
}

/** The whole as text. */
export function textOf(xml: Xml): string {
  return typeof xml === 'string' ? xml : bytesOf(xml).toString();
}
