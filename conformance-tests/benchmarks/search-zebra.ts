import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePorts } from '../server.ts';
import { answers } from './listening.ts';
import type { Searched } from './search-load.ts';
import { prepareZebra, zebra, type ZebraFilter } from './zebra.ts';

/** Records of the DOM filter are XML, and converted; the older one gives both forms by itself. */
const conversions = `<retrievalinfo xmlns="http://indexdata.com/yaz">
<retrieval syntax="unimarc" name="F"><backend syntax="xml" name="marc">
<marc inputformat="xml" outputformat="marc" inputcharset="utf-8" outputcharset="utf-8"/></backend></retrieval>
<retrieval syntax="xml" name="unimarcxchange"><backend syntax="xml" name="marc"/></retrieval>
</retrievalinfo>`;
const asTheyAre = `<retrievalinfo xmlns="http://indexdata.com/yaz">
<retrieval syntax="unimarc" name="F"/>
<retrieval syntax="xml" name="unimarcxchange"><backend syntax="xml" name="F"/></retrieval>
</retrievalinfo>`;

function server(place: string, port: number, retrieval: string): string {
  return `<yazgfs>
<listen id="both">tcp:127.0.0.1:${port}</listen>
<server id="catalogue" listenref="both">
<directory>${place}</directory>
<config>${join(place, 'zebra.cfg')}</config>
<cql2rpn>${join(place, 'pqf.properties')}</cql2rpn>
${retrieval}
</server>
</yazgfs>
`;
}

/** CQL as the configuration YAZ comes with compiles it, for the indexes asked here. */
const properties = `index.cql.serverChoice = 1=1016
index.dc.title = 1=4
set.cql = info:srw/cql-context-set/1/cql-v1.2
set.dc = info:srw/cql-context-set/1/dc-v1.1
set = info:srw/cql-context-set/1/dc-v1.1
relation.eq = 2=3
relation.scr = 2=3
structure.* = 4=1
position.any = 3=3
position.first = 3=1
position.last = 3=4
position.firstAndLast = 3=3 6=3
truncation.none = 5=100
truncation.right = 5=1
`;

/**
 * Indexes a file of UNIMARC and serves it on one port, Z39.50 and SRU, as a library with Koha does: DOM filter, a
 * stylesheet that says what is indexed, words by ICU, records kept as XML and written as ISO 2709 when asked. With the
 * older filter the same fields are indexed in the same way, and records kept as they came.
 */
export async function serveZebra(file: string, folder: string, by: ZebraFilter): Promise<Searched> {
  const database = await prepareZebra(folder, by, { safe: false });
  const { seconds } = await zebra(database, 'update', file);
  const place = database.folder;
  const write = (name: string, text: string) => writeFileSync(join(place, name), text);
  write('pqf.properties', properties);
  const [port] = (await freePorts(1)) as [number];
  write('server.xml', server(place, port, by === 'dom' ? conversions : asTheyAre));
  const child = spawn('zebrasrv', ['-f', join(place, 'server.xml'), '-v', 'none'], {
    cwd: place,
    env: { PATH: process.env.PATH ?? '' },
    stdio: 'ignore',
  });
  for (const deadline = Date.now() + 10_000; !(await answers(port)); await delay(50)) {
    if (Date.now() > deadline) throw new Error('zebrasrv does not listen');
  }
  return {
    name: `Zebra (${by})`,
    port,
    pid: child.pid!,
    indexed: seconds,
    database: 'Default',
    async stop() {
      const over = new Promise((ended) => child.once('close', ended));
      child.kill('SIGTERM');
      await over;
    },
  };
}
