import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePorts } from '../server.ts';
import { answers } from './listening.ts';
import { measuredProcess } from './measured.ts';
import type { Searched } from './search-load.ts';
import { zebraTables as tables } from './zebra.ts';

/** Fields of UNIMARC, the subfields taken, and the registers of Zebra they go to, all in `Any` besides. */
const indexed: readonly (readonly [tag: string, subfields: string, registers: string])[] = [
  ['010', 'az', 'ISBN:w Identifier-standard:w'],
  ['073', 'a', 'EAN:w Identifier-standard:w'],
  ['101', 'a', 'Code-language:w'],
  ['200', 'ae', 'Title:w Title:p'],
  ['200', 'f', 'Author:w'],
  ['214', 'c', 'Publisher:w'],
  ['606', 'a', 'Subject-heading:w Subject-heading:p'],
  ['676', 'a', 'Dewey-classification:w'],
  ['700', 'ab', 'Author:w Author:p'],
  ['995', 'f', 'Identifier-standard:w'],
];

/** The stylesheet of the DOM filter, of the shape Koha generates. */
function indexing(): string {
  const templates = indexed.map(
    ([tag, subfields, registers]) =>
      `<xsl:for-each select="m:datafield[@tag='${tag}']"><z:index name="${registers}">` +
      `<xsl:for-each select="m:subfield[contains('${subfields}', @code)]">` +
      `<xsl:if test="position() &gt; 1"><xsl:text> </xsl:text></xsl:if><xsl:value-of select="."/>` +
      `</xsl:for-each></z:index></xsl:for-each>`,
  );
  return `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:z="http://indexdata.com/zebra-2.0" xmlns:m="http://www.loc.gov/MARC21/slim" exclude-result-prefixes="m">
<xsl:output indent="no" method="xml" version="1.0" encoding="UTF-8"/>
<xsl:template match="text()"/>
<xsl:template match="m:record">
<z:record z:id="{m:controlfield[@tag='001']}" type="update">
<z:index name="Local-number:w"><xsl:value-of select="m:controlfield[@tag='001']"/></z:index>
<z:index name="Date-of-publication:w"><xsl:value-of select="substring(m:datafield[@tag='100']/m:subfield, 10, 4)"/></z:index>
${templates.join('\n')}
<z:index name="Any:w"><xsl:for-each select="m:datafield/m:subfield"><xsl:value-of select="concat(' ', .)"/></xsl:for-each></z:index>
</z:record>
</xsl:template>
</xsl:stylesheet>
`;
}

const identity = `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output indent="no" method="xml" version="1.0" encoding="UTF-8"/>
<xsl:template match="@*|node()"><xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy></xsl:template>
</xsl:stylesheet>
`;

/** The same fields told to the older filter. */
function abstractSyntax(): string {
  const elements = indexed.flatMap(([tag, subfields, registers]) =>
    [...subfields].map((subfield) => `melm ${tag}$${subfield} ${registers.replaceAll(' ', ',')}`),
  );
  return `name unimarc
attset bib1.att
esetname F @
marc unimarc.mar
xpath disable
all any
melm 001 Local-number:w
melm 100$a Date-of-publication:w:range(data,9,4)
${elements.join('\n')}
`;
}

const filter = `<dom xmlns="http://indexdata.com/zebra-2.0">
<input><marc inputcharset="utf-8"/></input>
<extract name="index"><xslt stylesheet="indexing.xsl"/></extract>
<store/>
<retrieve name="marc"><xslt stylesheet="identity.xsl"/></retrieve>
</dom>
`;

/** Words as Koha tells ICU to make them: cut at word boundaries, no accents, no punctuation, lower case. */
const words = `<icu_chain locale="fr">
<transform rule="[:Control:] Any-Remove"/>
<tokenize rule="w"/>
<transform rule="[[:WhiteSpace:][:Punctuation:]\`] Remove"/>
<transform rule="NFD; [:Nonspacing Mark:] Remove; NFC"/>
<display/>
<casemap rule="l"/>
</icu_chain>
`;

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

/** `dom`: as Koha configures it. `grs`: the filter before it, which converts nothing to present a record. */
export type ZebraFilter = 'dom' | 'grs';

/**
 * Indexes a file of UNIMARC and serves it on one port, Z39.50 and SRU, as a library with Koha does: DOM filter, a
 * stylesheet that says what is indexed, words by ICU, records kept as XML and written as ISO 2709 when asked. With the
 * older filter the same fields are indexed in the same way, and records kept as they came.
 */
export async function serveZebra(file: string, folder: string, by: ZebraFilter): Promise<Searched> {
  const place = join(folder, 'zebra');
  for (const part of ['register', 'lock']) mkdirSync(join(place, part), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(place, name), text);
  write('dom.xml', filter);
  write('unimarc.abs', abstractSyntax());
  write(
    'unimarc.mar',
    readFileSync(join(tables, 'usmarc.mar'), 'utf8').replace(/^reference .*$/m, 'reference Unimarc'),
  );
  write('indexing.xsl', indexing());
  write('identity.xsl', identity);
  write('words-icu.xml', words);
  write('pqf.properties', properties);
  write('bib1.att', `${readFileSync(join(tables, 'bib1.att'), 'utf8')}\natt 1214 EAN\n`);
  write(
    'zebra.cfg',
    [
      `profilePath:${place}:${tables}`,
      'modulePath: /usr/lib/x86_64-linux-gnu/idzebra-2.0/modules',
      'attset: bib1.att',
      'index: icu.idx',
      `recordType: ${by === 'dom' ? `dom.${join(place, 'dom.xml')}` : 'grs.marcxml.unimarc'}`,
      'encoding: utf-8',
      `register: ${join(place, 'register')}:8G`,
      `lockDir: ${join(place, 'lock')}`,
      'storeData: 1',
      'storeKeys: 1',
      'memMax: 256',
      '',
    ].join('\n'),
  );
  const environment = { PATH: process.env.PATH ?? '' };
  await measuredProcess('zebraidx', ['-c', join(place, 'zebra.cfg'), 'init'], environment);
  const { seconds } = await measuredProcess('zebraidx', ['-c', join(place, 'zebra.cfg'), 'update', file], environment);
  const [port] = (await freePorts(1)) as [number];
  write('server.xml', server(place, port, by === 'dom' ? conversions : asTheyAre));
  const child = spawn('zebrasrv', ['-f', join(place, 'server.xml'), '-v', 'none'], {
    cwd: place,
    env: environment,
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
