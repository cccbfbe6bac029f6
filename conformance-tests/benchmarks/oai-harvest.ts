import { Agent, get } from 'node:http';
import { createGunzip } from 'node:zlib';

/** What a harvest of a whole list took. */
export interface Harvested {
  readonly records: number;
  readonly seconds: number;
  /** Bytes as they came over the wire. */
  readonly bytes: number;
  /** Milliseconds of each page, in order. */
  readonly pages: readonly number[];
}

/** Harvests a list with one connection, page after page, as harvesters do; at most so many records. */
export async function harvest(
  base: string,
  options: {
    readonly format: string;
    readonly gzip: 'gzip' | 'plain';
    readonly most: number;
    readonly onPage?: (xml: string) => void;
  },
): Promise<Harvested> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const started = performance.now();
  const pages: number[] = [];
  let [records, bytes] = [0, 0];
  try {
    for (let query = `verb=ListRecords&metadataPrefix=${options.format}`; query !== '' && records < options.most;) {
      const asked = performance.now();
      const page = await fetched(`${base}?${query}`, agent, options.gzip);
      pages.push(performance.now() - asked);
      bytes += page.bytes;
      records += page.xml.split('<record><header').length - 1 || page.xml.split('</header>').length - 1;
      options.onPage?.(page.xml);
      const token = /<resumptionToken[^>]*>([^<]+)<\/resumptionToken>/.exec(page.xml.slice(-1_500))?.[1];
      query = token === undefined ? '' : `verb=ListRecords&resumptionToken=${token}`;
    }
  } finally {
    agent.destroy();
  }
  return { records, seconds: (performance.now() - started) / 1_000, bytes, pages };
}

function fetched(url: string, agent: Agent, encoding: 'gzip' | 'plain'): Promise<{ xml: string; bytes: number }> {
  return new Promise((resolve, reject) => {
    const headers = encoding === 'gzip' ? { 'Accept-Encoding': 'gzip' } : {};
    get(url, { agent, headers }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`${url} was answered ${answer.statusCode}`));
      let bytes = 0;
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => (bytes += part.length));
      answer.on('error', (fault) => reject(new Error(`${url} broke off after ${bytes} bytes`, { cause: fault })));
      const text = answer.headers['content-encoding'] === 'gzip' ? answer.pipe(createGunzip()) : answer;
      text.on('data', (part: Buffer) => parts.push(part));
      text.on('error', reject);
      text.on('end', () => resolve({ xml: Buffer.concat(parts).toString('utf8'), bytes }));
    }).on('error', reject);
  });
}

/** The middle of some figures. */
export function median(figures: readonly number[]): number {
  return [...figures].sort((one, other) => one - other)[Math.floor(figures.length / 2)] ?? 0;
}
