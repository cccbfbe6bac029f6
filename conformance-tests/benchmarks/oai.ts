import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startServer } from '../server.ts';
import { measured } from './measured.ts';
import { harvest, type Harvested, median } from './oai-harvest.ts';
import { catmanduProvider, findCatmanduProvider, floor, type Peer } from './oai-peers.ts';

/** Catmandu is asked for so many records of the same list: the rate is the same all along. */
const askedOfCatmandu = 20_000;
const formats = ['oai_dc', 'marcxchange'] as const;

/**
 * The same records harvested from Passerelle, from Catmandu's provider and from a bare server that has them written in
 * memory, one after the other, with one connection. Prints records a second, ratios, and the time of a page at both ends.
 */
export async function run(records: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-oai-'));
  try {
    const environment = { PASSERELLE_DATA_DIR: join(folder, 'data') };
    await measured(
      ['generate', '--records', String(records), '--items', String(records * 2), '--patrons', '1'],
      environment,
    );
    const server = await startServer({ arguments: [], dataDir: environment.PASSERELLE_DATA_DIR });
    const file = join(folder, 'records.json');
    try {
      const base = `${server.baseUrl}/oai`;
      await told(base, records);
      await atRest(server.baseUrl);
      await written(base, file, records);
      const peers = findCatmanduProvider() ? await catmanduProvider(file) : null;
      const bare = await floor(file);
      try {
        await compared(base, bare, peers, records);
      } finally {
        await bare.close();
        await peers?.close();
      }
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compared(base: string, bare: Peer, catmandu: Peer | null, records: number): Promise<void> {
  if (!catmandu)
    console.log(
      'Catmandu’s provider is missing (libdancer-plugin-catmandu-oai-perl, libcatmandu-marc-perl, starman): no ratio',
    );
  for (const format of formats) {
    for (const gzip of ['plain', 'gzip'] as const) {
      const ours = await harvest(base, { format, gzip, most: records });
      const least = await harvest(bare.base, { format, gzip, most: records });
      // Under starman alone Catmandu does not compress: it is compared once, in plain.
      const theirs =
        catmandu && gzip === 'plain' ? await harvest(catmandu.base, { format, gzip, most: askedOfCatmandu }) : null;
      tell(`${format}, ${gzip}`, ours, least, theirs);
    }
  }
}

function tell(what: string, ours: Harvested, least: Harvested, theirs: Harvested | null): void {
  const rate = ({ records, seconds }: Harvested): number => records / seconds;
  const end = Math.max(1, Math.floor(ours.pages.length / 10));
  const [first, last] = [median(ours.pages.slice(1, end + 1)), median(ours.pages.slice(-end - 1, -1))];
  const longest = Math.max(...ours.pages);
  console.log(
    `${what}: ${ours.records} records, ${Math.round(rate(ours))} records/s, ${Math.round(ours.bytes / ours.records)} bytes a record; ` +
      `bare server ${Math.round(rate(least))} (${(rate(ours) / rate(least)).toFixed(2)} of it)` +
      (theirs ? `; Catmandu ${Math.round(rate(theirs))} (${(rate(ours) / rate(theirs)).toFixed(1)} times it)` : ''),
  );
  console.log(
    `  a page: ${first.toFixed(1)} ms at the beginning, ${last.toFixed(1)} ms at the end (${(last / first).toFixed(2)}), ` +
      `${longest.toFixed(0)} ms at most`,
  );
}

/** Waits until every record is told to harvesters; says how long it took. */
async function told(base: string, records: number): Promise<void> {
  const started = performance.now();
  for (let size = 0; size < records;) {
    const answer = await (await fetch(`${base}?verb=ListIdentifiers&metadataPrefix=oai_dc`)).text();
    size = Number(/completeListSize="(\d+)"/.exec(answer)?.[1] ?? 0);
    if (performance.now() - started > 600_000) throw new Error(`only ${size} records are told after ten minutes`);
    await delay(500);
  }
  console.log(`${records} records told to harvesters in ${((performance.now() - started) / 1_000).toFixed(1)} s`);
}

/** Waits until the server has nothing else to do: links to headings of so many new records are made behind them. */
async function atRest(url: string): Promise<void> {
  const started = performance.now();
  const processorSeconds = async (): Promise<number> =>
    Number(/^process_cpu_seconds_total ([\d.e-]+)/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1]);
  for (let before = await processorSeconds(); ;) {
    await delay(2_000);
    const now = await processorSeconds();
    if (now - before < 0.1) break;
    if (performance.now() - started > 600_000) throw new Error('the server is not at rest after ten minutes');
    before = now;
  }
  console.log(`at rest ${((performance.now() - started) / 1_000).toFixed(1)} s later`);
}

/** Our records, written in both formats, and their Dublin Core in fields for Catmandu: one JSON a line. */
async function written(base: string, file: string, most: number): Promise<void> {
  const lists = { oai_dc: [] as string[], marcxchange: [] as string[] };
  for (const format of formats) {
    const onPage = (xml: string): void => {
      for (const [record] of xml.matchAll(
        /<record><header>[^]*?<\/record>(?=<record><header>|<resumptionToken|<\/ListRecords>)/g,
      )) {
        lists[format].push(record);
      }
    };
    await harvest(base, { format, gzip: 'plain', most, onPage });
  }
  const out = createWriteStream(file);
  for (const [index, oai_dc] of lists.oai_dc.entries()) {
    const fields: Record<string, string[]> = {};
    for (const [, name, value] of oai_dc.matchAll(/<dc:(\w+)[^>]*>([^<]*)</g))
      (fields[name!] ??= []).push(unescaped(value!));
    const whole = lists.marcxchange[index] ?? '';
    const identified = {
      _id: /<identifier>([^<]+)</.exec(oai_dc)?.[1],
      datestamp: /<datestamp>([^<]+)</.exec(oai_dc)?.[1],
    };
    // Whole records are for the bare server; Catmandu writes its own from fields and from MARC as it keeps it.
    const bare = { 'oai_dc-record': oai_dc, 'marcxchange-record': whole };
    const line = JSON.stringify({ ...fields, ...identified, record: marcOf(whole), ...bare });
    if (!out.write(`${line}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}

/** MARC as Catmandu keeps it: tag, indicators, then codes and values; the leader as `LDR`. */
function marcOf(xml: string): (string | null)[][] {
  const leader = unescaped(/<leader>([^<]*)</.exec(xml)?.[1] ?? '');
  const record: (string | null)[][] = [['LDR', null, null, '_', leader]];
  const fields = /<controlfield tag="(...)">([^<]*)<|<datafield tag="(...)" ind1="(.)" ind2="(.)">(.*?)<\/datafield>/g;
  for (const [, control, value, tag, ind1, ind2, inner] of xml.matchAll(fields)) {
    if (control !== undefined) record.push([control, null, null, '_', unescaped(value!)]);
    else {
      const subfields = [...inner!.matchAll(/<subfield code="(.)">([^<]*)</g)];
      record.push([tag!, ind1!, ind2!, ...subfields.flatMap(([, code, text]) => [code!, unescaped(text!)])]);
    }
  }
  return record;
}

function unescaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  return text.replace(/&(lt|gt|quot|amp);/g, (_, name: string) => entities[name]!);
}
