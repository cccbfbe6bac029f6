import { headingsOf } from '../../../../core/authorities/headings.ts';
import { readsAs } from '../../../../core/authorities/linking.ts';
import type { LinkExtent } from '../../../../core/authorities/entities.ts';
import { decode } from '../../../../core/marc/iso2709.ts';
import { MalformedRecord } from '../../../../core/marc/malformed.ts';
import type { MarcRecord } from '../../../../core/marc/record.ts';
import type { Breach } from '../../../../core/ports/reading.ts';
import type { Sql } from '../../sql.ts';

const linksAtOnce = 500;
interface Row {
  readonly recordId: number;
  readonly tag: string;
  readonly occurrence: number;
  readonly extent: LinkExtent;
  readonly authorityId: number;
  readonly headingKey: string;
  readonly dates: string;
  readonly marc: Uint8Array;
  /** A changed heading still on its way may be read as it was. */
  readonly onItsWay: number;
}
const page = `SELECT authority_links.recordId, authority_links.tag, authority_links.occurrence, authority_links.extent,
     authority_links.authorityId, authority_records.headingKey, authority_records.dates, bib_records.marc,
     EXISTS (SELECT 1 FROM authority_propagations
       WHERE authority_propagations.authorityId = authority_links.authorityId AND finishedAt IS NULL) AS onItsWay
   FROM authority_links
   JOIN authority_records ON authority_records.id = authority_links.authorityId
   JOIN bib_records ON bib_records.id = authority_links.recordId
   WHERE authority_links.recordId > ? ORDER BY authority_links.recordId, authority_links.tag, authority_links.occurrence LIMIT ?`;

/** Every linked heading against the words of its authority, read again from the record. */
export async function headingBreaches(sql: Sql, most: number): Promise<Breach[]> {
  const breaches: Breach[] = [];
  for (let after = 0; breaches.length < most;) {
    const rows = await sql.all<Row>(page, [after, linksAtOnce]);
    if (rows.length === 0) break;
    // The last record of a full page may go on: it is read with the next one, unless the page holds nothing else.
    const last = rows.at(-1)!.recordId;
    const whole = rows.length < linksAtOnce ? rows : rows.filter(({ recordId }) => recordId < last);
    const read = whole.length === 0 ? rows : whole;
    for (const [recordId, links] of Map.groupBy(read, (row) => row.recordId)) {
      breaches.push(...recordBreaches(recordId, links));
    }
    after = read.at(-1)!.recordId;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return breaches.slice(0, most);
}

function recordBreaches(recordId: number, links: readonly Row[]): Breach[] {
  const record = readable(links[0]!.marc);
  if (!record) return []; // told by `record-readable`
  const headings = headingsOf(record);
  return links.flatMap(({ tag, occurrence, extent, authorityId, headingKey, dates, onItsWay }): Breach[] => {
    if (onItsWay === 1) return [];
    const heading = headings.find((one) => one.tag === tag && one.occurrence === occurrence);
    if (heading && readsAs(heading, { headingKey, dates }, extent)) return [];
    const detail = `field ${tag} (${occurrence}) of record ${recordId} does not read as authority ${authorityId}, to which it is linked`;
    return [{ invariant: 'linked-heading-is-authority', detail }];
  });
}

function readable(marc: Uint8Array): MarcRecord | null {
  try {
    return decode(marc, 'utf-8').record;
  } catch (error) {
    if (error instanceof MalformedRecord) return null;
    throw error;
  }
}
