/** Files a library hands over, written here: ISO 2709 in UTF-8, with the copies of Koha in 995. */

type Field = readonly [tag: string, content: string];

/** One record: leader, directory, fields. */
function record(fields: readonly Field[]): Buffer {
  const bodies = fields.map(([, content]) => Buffer.from(`${content}\u001e`));
  let at = 0;
  const directory = fields.map(([tag], n) => {
    const { length } = bodies[n]!;
    const entry = `${tag}${String(length).padStart(4, '0')}${String(at).padStart(5, '0')}`;
    at += length;
    return entry;
  });
  const base = 24 + 12 * fields.length + 1;
  const length = base + at + 1;
  const leader = `${String(length).padStart(5, '0')}nam0 22${String(base).padStart(5, '0')}   450 `;
  return Buffer.concat([Buffer.from(`${leader}${directory.join('')}\u001e`), ...bodies, Buffer.from('\u001d')]);
}

const titles = [
  'La forge ardente de la plaine et du canal',
  'Le carreau noir des matins de brume',
  'Les écluses dormantes du bas pays',
  'Un beffroi sous la neige de février',
  'La ducasse des enfants de la mine',
  'Chroniques du chevalement abandonné',
] as const;

/** Six novels; `pages` more than another library counted, so that nobody but a person says they are the same. */
export function sixNovels(library: string, morePages: number): Buffer {
  const records = titles.map((title, n) =>
    record([
      ['001', `${library}${n + 1}`],
      ['100', '  \u001fa20240101d2014    m  y0frey50      ba'],
      ['101', '0 \u001fafre'],
      ['200', `1 \u001fa${title}\u001ffMarie Duquesne`],
      ['214', ' 0\u001faLille\u001fcLa Voix du Nord\u001fd2014'],
      ['215', `  \u001fa${180 + 20 * n + morePages} p.\u001fd21 cm`],
      ['700', ' 1\u001faDuquesne\u001fbMarie\u001f4070'],
      ['995', `  \u001fb${library}\u001ff77000${n + 1}\u001fkR DUQ\u001frliv\u001feAdulte`],
    ]),
  );
  return Buffer.concat(records);
}

/** What is left of a record whose export was cut. */
export const cutRecord = Buffer.from('00450nam0 2200157   450 001000800000\u001e');
