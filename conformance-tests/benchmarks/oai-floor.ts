import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/**
 * The floor: a bare server of Node.js that has every record written in memory and joins two hundred of them a page. It
 * reads no database and renders nothing. Usage: node oai-floor.ts PORT FILE, one JSON {format-record: record} a line.
 */
const [port, file] = process.argv.slice(2);
const records: Record<string, string>[] = [];
for await (const line of createInterface({ input: createReadStream(file!) }))
  records.push(JSON.parse(line) as Record<string, string>);
const pageSize = 200;
const compress = promisify(gzip);

const server = createServer((request, response) => {
  const query = new URL(request.url!, 'http://floor').searchParams;
  const [format = 'oai_dc', at = '0'] = query.get('resumptionToken')?.split('.') ?? [
    query.get('metadataPrefix') ?? 'oai_dc',
  ];
  const start = Number(at);
  const page = records.slice(start, start + pageSize).map((record) => record[`${format}-record`] ?? '');
  const next = start + pageSize < records.length ? `${format}.${start + pageSize}` : '';
  const xml =
    '<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>' +
    `${page.join('')}<resumptionToken>${next}</resumptionToken></ListRecords></OAI-PMH>`;
  void answer(xml).then(
    (body) => response.end(body),
    (fault: unknown) => response.destroy(fault as Error),
  );

  async function answer(text: string): Promise<string | Buffer> {
    response.setHeader('Content-Type', 'text/xml; charset=UTF-8');
    if (request.headers['accept-encoding'] !== 'gzip') return text;
    response.setHeader('Content-Encoding', 'gzip');
    return compress(text, { level: 4 });
  }
});
server.listen(Number(port), '127.0.0.1', () => console.log('listening'));
// It ends with whoever started it.
createInterface({ input: process.stdin }).on('close', () => process.exit(0));
