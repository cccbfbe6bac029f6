import { escapeXml } from '../../../core/marc/xml.ts';
import { writeDatestamp } from './dates.ts';

/** What is said of an item, whatever its format (Protocol §2.5). */
export interface Header {
  readonly identifier: string;
  readonly datestamp: number;
  readonly deleted: boolean;
  readonly setSpecs: readonly string[];
}

/** Writes a `header`. */
export function writeHeader({ identifier, datestamp, deleted, setSpecs }: Header): string {
  const status = deleted ? ' status="deleted"' : '';
  let sets = '';
  for (const setSpec of setSpecs) sets += `<setSpec>${escapeXml(setSpec)}</setSpec>`;
  return (
    `<header${status}><identifier>${escapeXml(identifier)}</identifier>` +
    `<datestamp>${writeDatestamp(datestamp)}</datestamp>${sets}</header>`
  );
}

/** Writes a `record`; a deleted one has neither metadata nor anything about it. */
export function writeRecord(header: Header, metadata: string | null, about: string): string {
  const part = metadata === null ? '' : `<metadata>${metadata}</metadata>${about}`;
  return `<record>${writeHeader(header)}${part}</record>`;
}
