import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measuredProcess, type Measured } from './measured.ts';

const program = '/usr/bin/zebraidx';
/** Where Debian keeps the tables Zebra comes with. */
const tables = '/usr/share/idzebra-2.0/tab';

/** Whether zebraidx (Debian idzebra-2.0) is there. */
export function findZebra(): boolean {
  return existsSync(program) && existsSync(tables);
}

const filters = ['dom', 'grs'] as const;
/** `dom`: as Koha configures it. `grs`: the filter before it, which converts nothing and keeps records as they came. */
export type ZebraFilter = (typeof filters)[number];

/** Beside which filter we are measured, in every benchmark: the one that libraries run. */
export const usualFilter: ZebraFilter = 'dom';

export function isFilter(name: string): name is ZebraFilter {
  return (filters as readonly string[]).includes(name);
}

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

/** A database of Zebra that has its configuration and nothing in it. */
export interface ZebraPlace {
  readonly folder: string;
  readonly configuration: string;
}

/**
 * Writes the configuration of a database in a folder of its own, and makes it empty. `safe`: changes are written to
 * shadow registers and count once they are committed, as Koha has it.
 */
export async function prepareZebra(parent: string, by: ZebraFilter, { safe }: { safe: boolean }): Promise<ZebraPlace> {
  const folder = join(parent, 'zebra');
  for (const part of ['register', 'shadow', 'lock']) mkdirSync(join(folder, part), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('dom.xml', filter);
  write('unimarc.abs', abstractSyntax());
  const usmarc = readFileSync(join(tables, 'usmarc.mar'), 'utf8');
  write('unimarc.mar', usmarc.replace(/^reference .*$/m, 'reference Unimarc'));
  write('indexing.xsl', indexing());
  write('identity.xsl', identity);
  write('words-icu.xml', words);
  write('bib1.att', `${readFileSync(join(tables, 'bib1.att'), 'utf8')}\natt 1214 EAN\n`);
  write(
    'zebra.cfg',
    [
      `profilePath:${folder}:${tables}`,
      'modulePath: /usr/lib/x86_64-linux-gnu/idzebra-2.0/modules',
      'attset: bib1.att',
      'index: icu.idx',
      `recordType: ${by === 'dom' ? `dom.${join(folder, 'dom.xml')}` : 'grs.marcxml.unimarc'}`,
      'encoding: utf-8',
      `register: ${join(folder, 'register')}:8G`,
      ...(safe ? [`shadow: ${join(folder, 'shadow')}:8G`] : []),
      `lockDir: ${join(folder, 'lock')}`,
      `keyTmpDir: ${folder}`,
      'storeData: 1',
      'storeKeys: 1',
      'memMax: 256',
      '',
    ].join('\n'),
  );
  const place = { folder, configuration: join(folder, 'zebra.cfg') };
  await zebra(place, 'init');
  return place;
}

/** Runs zebraidx on a database. */
export function zebra({ configuration }: ZebraPlace, ...command: string[]): Promise<Measured> {
  return measuredProcess(program, ['-c', configuration, ...command], { PATH: process.env.PATH ?? '' });
}

/** Indexes a file of UNIMARC, records kept, changes safe in its shadow until the commit that is counted too. */
export async function zebraIndexes(file: string, folder: string, by: ZebraFilter): Promise<Measured> {
  const place = await prepareZebra(folder, by, { safe: true });
  const [update, commit] = [await zebra(place, 'update', file), await zebra(place, 'commit')];
  return {
    seconds: update.seconds + commit.seconds,
    cpuSeconds: update.cpuSeconds + commit.cpuSeconds,
    output: update.output,
    megabytes: Math.max(update.megabytes, commit.megabytes),
  };
}
