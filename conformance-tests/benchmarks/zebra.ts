import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measuredProcess, type Measured } from './measured.ts';

const program = '/usr/bin/zebraidx';
/** Where Debian keeps the tables Zebra comes with. */
export const zebraTables = '/usr/share/idzebra-2.0/tab';

/** Whether zebraidx (Debian idzebra-2.0) is there. */
export function findZebra(): boolean {
  return existsSync(program) && existsSync(zebraTables);
}

/** What a small library would index of UNIMARC: words, title, author, subject, ISBN, year, language, class, barcode. */
const unimarc = `name unimarc
attset bib1.att
esetname F @
esetname B @
marc usmarc.mar
xpath disable
all any
melm 001 Local-number
melm 010$a ISBN:w,Identifier-standard:w
melm 100$a Date-of-publication:w:range(data,9,4)
melm 101$a Code-language
melm 200$a title,title:p
melm 200$e title
melm 200$f author
melm 214$c Publisher
melm 606 subject-heading,subject-heading:p
melm 676$a Dewey-classification
melm 700 author,author:p
melm 701 author,author:p
melm 702 author,author:p
melm 995$f Identifier-standard:w
`;

/** Indexes a file of UNIMARC with zebraidx, records kept, changes safe in its shadow until the commit that is counted too. */
export async function zebraIndexes(file: string, folder: string): Promise<Measured> {
  const place = join(folder, 'zebra');
  for (const part of ['register', 'shadow', 'lock']) mkdirSync(join(place, part), { recursive: true });
  writeFileSync(join(place, 'unimarc.abs'), unimarc);
  writeFileSync(
    join(place, 'zebra.cfg'),
    [
      `profilePath:${place}:${zebraTables}`,
      'attset: bib1.att',
      'recordType: grs.marcxml.unimarc',
      'recordId: (bib1,Local-number)',
      `register: ${join(place, 'register')}:8G`,
      `shadow: ${join(place, 'shadow')}:8G`,
      `lockDir: ${join(place, 'lock')}`,
      'storeData: 1',
      'storeKeys: 1',
      'memMax: 64',
      'modulePath: /usr/lib/x86_64-linux-gnu/idzebra-2.0/modules',
      '',
    ].join('\n'),
  );
  const zebra = (...words: string[]) =>
    measuredProcess(program, ['-c', join(place, 'zebra.cfg'), ...words], { PATH: process.env.PATH ?? '' });
  await zebra('init');
  const [update, commit] = [await zebra('update', file), await zebra('commit')];
  return {
    seconds: update.seconds + commit.seconds,
    output: update.output,
    megabytes: Math.max(update.megabytes, commit.megabytes),
  };
}
