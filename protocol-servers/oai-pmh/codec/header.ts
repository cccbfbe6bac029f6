import { escapeXml } from '../../../core/marc/xml.ts';
import { writeDatestamp } from './dates.ts';

/** What is said of an item, whatever its format (Protocol §2.5). */
export interface Header {
  readonly identifier: string;
  readonly datestamp: number;
  readonly deleted: boolean;
}

/** Writes a `header`. */
export function writeHeader(header: Header): string {
  const status = header.deleted ? ' status="deleted"' : '';
  return (
    `<header${status}><identifier>${escapeXml(header.identifier)}</identifier>` +
    `<datestamp>${writeDatestamp(header.datestamp)}</datestamp></header>`
  );
}

/** Writes a `record`; a deleted one has no metadata. */
export function writeRecord(header: Header, metadata: string | null): string {
  const part = metadata === null ? '' : `<metadata>${metadata}</metadata>`;
  return `<record>${writeHeader(header)}${part}</record>`;
}
