import { ean13Of, isbn10Of } from './isbn.fixture.ts';

/**
 * Three libraries that catalogued the same world each in its own way, and the truth of it: which of their records are of
 * one edition. The same seed gives the same bytes.
 */

export type Writing = 'utf-8' | 'iso-5426' | 'windows-1252' | 'utf-8-twice';
export interface LibraryFile {
  readonly library: string;
  readonly profile: string;
  readonly writing: Writing;
  readonly bytes: Buffer;
  /** 001 → edition. */
  readonly truth: ReadonlyMap<string, string>;
  readonly items: number;
}

interface Edition {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly author: readonly [string, string] | null;
  readonly year: number;
  readonly publisher: string;
  readonly isbn: string | null;
  readonly volume: string;
  /** Null: the library does not say. */
  readonly pages: number | null;
  readonly statement: string;
  readonly leader6: string;
  readonly largePrint: boolean;
  readonly itemType: string;
}

type Chance = (below: number) => number;

function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const nouns =
  'mer nuit forêt été rivière maison école frère sœur dîner château île hôpital océan fenêtre voyage secret jardin miroir silence ombre lumière père mère reine désert île cœur hiver neige train café théâtre musée'.split(
    ' ',
  );
const adjectives =
  'perdue étrange bleue oubliée dernière première brûlée cachée légère déserte infinie noire blanche dorée ancienne rêvée fragile muette sauvage'.split(
    ' ',
  );
const surnames =
  'Lefèvre Gérard Bénard Müller Dupré Lemaître Crépin Noël Hébert Françoise Legrand Moreau Petit Durand Rousseau Fabre Girard Bonnet Mercier Blanc Guérin Boyer Garnier Chevalier'.split(
    ' ',
  );
const forenames = 'Émile Hélène René Zoé Gaëlle Loïc Anaïs Jérôme Chloé André Inès Noé'.split(' ');
const publishers = [
  'Gallimard',
  'Éd. du Seuil',
  'Presses de la Cité',
  'Albin Michel',
  'Éditions Actes Sud',
  'Flammarion',
];

/** The world: editions, and the traps among them. */
export function editions(count: number, seed: number): Edition[] {
  const chance = chanceOf(seed);
  const pick = <T>(from: readonly T[]): T => from[chance(from.length)]!;
  const made: Edition[] = [];
  let number = 0;
  const isbn = () => ean13Of(`97820${String(1_000_000 + (number += 1))}`);
  const book = (changes: Partial<Edition> = {}): Edition => ({
    id: `E${made.length}`,
    title: `La ${pick(nouns)} ${pick(adjectives)} de ${pick(nouns)} et du ${pick(nouns)}`,
    subtitle: chance(4) === 0 ? 'roman' : '',
    author: [pick(surnames), pick(forenames)],
    year: 1960 + chance(60),
    publisher: pick(publishers),
    isbn: chance(10) < 8 ? isbn() : null,
    volume: '',
    pages: 80 + chance(500),
    statement: '',
    leader6: 'a',
    largePrint: false,
    itemType: 'LIV',
    ...changes,
  });
  const add = (edition: Edition): Edition => {
    made.push({ ...edition, id: `E${made.length}` });
    return made.at(-1)!;
  };
  while (made.length < count) {
    const one = add(book());
    const trap = chance(15);
    // The same work, otherwise: never one record.
    if (trap === 0) add({ ...one, isbn: null, largePrint: true, itemType: 'GC' });
    if (trap === 1) add({ ...one, isbn: null, leader6: 'i', itemType: 'LA' });
    if (trap === 2)
      add({ ...one, isbn: ean13Of(`376${String(100_000_000 + made.length)}`), leader6: 'g', itemType: 'DVD' });
    if (trap === 3) add({ ...one, isbn: isbn(), year: one.year + 8, publisher: pick(publishers) });
    if (trap === 4) {
      // Volumes of one title under one ISBN of the set.
      const shared = isbn();
      const set = book({ isbn: shared });
      for (let volume = 1; volume <= 5; volume += 1) add({ ...set, volume: String(volume) });
    }
    if (trap === 5) {
      // Three titles of one author and year, one ISBN used for all; then five.
      for (const size of [3, 5]) {
        const shared = isbn();
        const set = book({ isbn: shared });
        for (let part = 0; part < size; part += 1) add({ ...set, title: book().title });
      }
    }
    if (trap === 6) add(book({ title: 'Germinal', isbn: null }));
    if (trap === 7) add(book({ title: pick(['Poèmes', 'Théâtre', 'Contes']), author: null, isbn: null }));
    // Another title of the same author, the same year.
    if (trap === 8) add({ ...book({ isbn: null }), author: one.author, year: one.year });
    if (trap === 9) add({ ...one, isbn: null, title: `${one.title} II`, subtitle: '' });
    // Revised in the year it came out; a pocket edition of the same publisher and year.
    if (trap === 10) add({ ...one, isbn: null, statement: '2e éd. revue', pages: one.pages! + 32 });
    if (trap === 11) add({ ...one, isbn: null, pages: one.pages! + 60 });
    if (trap === 12) {
      // Two volumes under one ISBN, their numbers in the title proper.
      const set = book({ isbn: isbn() });
      for (const part of ['1', '2']) add({ ...set, title: `${set.title} ${part}`, pages: 80 + chance(500) });
    }
  }
  return made;
}

/** What one library made of an edition. */
function catalogued(edition: Edition, chance: Chance, style: number): Edition {
  let { title, subtitle, author, year, publisher, isbn, pages } = edition;
  if (style > 0) {
    if (chance(10) === 0) title = title.replace(/e(?=[a-z]*$)/, '');
    if (chance(20) === 0) title = title.replace('et du', '& du');
    if (chance(6) === 0) title = title.toUpperCase();
    if (chance(4) === 0) subtitle = '';
    if (chance(12) === 0) year += 1;
    if (chance(25) === 0) year += 5;
    if (chance(15) === 0) author = null;
    if (chance(20) === 0 && author) author = [author[0].slice(0, -1), author[1]];
    if (chance(8) === 0) isbn = null;
    if (chance(10) === 0) pages = null;
    if (chance(15) === 0 && pages !== null) pages += 1;
    if (chance(5) === 0) publisher = publisher.replace(/^(?:Éd\. du|Éditions|Presses de la) /, '');
  }
  return { ...edition, title, subtitle, author, year, publisher, isbn, pages };
}

export interface World {
  readonly files: readonly LibraryFile[];
  readonly editions: number;
}

/** Lens, Liévin and Avion; Avion hands over two files. A third of each is also elsewhere. */
export function threeLibraries({ count = 900, seed = 7 } = {}): World {
  const world = editions(count, seed);
  const shares = [
    { library: 'LENS', profile: 'koha', writing: 'utf-8', from: 0, until: 0.5 },
    { library: 'LIEVIN', profile: 'pmb', writing: 'iso-5426', from: 0.35, until: 0.8 },
    { library: 'AVION', profile: 'orphee', writing: 'windows-1252', from: 0.65, until: 1 },
    { library: 'AVION', profile: 'decalog', writing: 'utf-8-twice', from: 0.2, until: 0.4 },
  ] as const;
  const files = shares.map(({ from, until, ...share }, index) => {
    const chance = chanceOf(seed * 100 + index);
    const held = world.slice(Math.floor(from * world.length), Math.floor(until * world.length));
    return libraryFile(share, held, { chance, style: index });
  });
  return { files, editions: world.length };
}

function libraryFile(
  share: Pick<LibraryFile, 'library' | 'profile' | 'writing'>,
  held: readonly Edition[],
  { chance, style }: { chance: Chance; style: number },
): LibraryFile {
  const truth = new Map<string, string>();
  const records: Buffer[] = [];
  let items = 0;
  for (const edition of held) {
    const times = style > 0 && chance(40) === 0 ? 2 : 1; // catalogued twice by the same hands
    for (let time = 0; time < times; time += 1) {
      const number = `${style}${String(truth.size + 1).padStart(6, '0')}`;
      truth.set(number, edition.id);
      const copies = 1 + chance(3);
      // Every library numbers its copies from 1.
      const barcodes = Array.from({ length: copies }, () => String((items += 1)).padStart(5, '0'));
      if (style === 3) barcodes.forEach((barcode, at) => (barcodes[at] = `9${barcode}`));
      records.push(encoded(recordOf(catalogued(edition, chance, style), number, { barcodes, style }), share.writing));
    }
  }
  return { ...share, bytes: Buffer.concat(records), truth, items };
}

type Field = readonly [tag: string, content: string];

function recordOf(
  edition: Edition,
  number: string,
  { barcodes, style }: { barcodes: readonly string[]; style: number },
): { leader6: string; fields: Field[] } {
  const { title, subtitle, author, year, publisher, isbn, volume, pages, statement, leader6, largePrint, itemType } =
    edition;
  const book = isbn?.startsWith('978') ?? false;
  const fields: (Field | false)[] = [
    ['001', number],
    isbn !== null && book && ['010', `  \u001fa${style === 1 ? isbn10Of(isbn) : isbn}${style === 2 ? ' (br.)' : ''}`],
    isbn !== null && !book && ['073', ` 0\u001fa${isbn}`],
    ['100', `  \u001fa20240101d${year}    m  y0frey50      ba`],
    ['101', '0 \u001fafre'],
    largePrint && ['106', '  \u001fad'],
    [
      '200',
      `1 \u001fa${style === 2 ? title.replace(/^La /i, '<<La >>') : title}${volume && `\u001fh${volume}`}${subtitle && `\u001fe${subtitle}`}${author ? `\u001ff${author[1]} ${author[0]}` : ''}`,
    ],
    statement !== '' && ['205', `  \u001fa${statement}`],
    style === 1
      ? ['210', `  \u001faParis\u001fc${publisher}\u001fd${year}`]
      : ['214', ` 0\u001faParis\u001fc${publisher}\u001fd${year}`],
    pages !== null &&
      leader6 === 'a' && ['215', `  \u001fa${style === 2 ? `1 vol. (${pages} p.)` : `${pages} p.`}\u001fd20 cm`],
    author !== null && ['700', ` 1\u001fa${author[0]}\u001fb${author[1]}\u001f4070`],
    ['801', ` 0\u001faFR\u001fb${style === 0 ? 'BnF' : 'MEDIATHEQUE'}`],
    ...barcodes.map((barcode): Field => ['995', `  \u001ff${barcode}\u001fkR\u001fr${itemType}`]),
  ];
  return { leader6, fields: fields.filter((field) => field !== false) };
}

/** ISO 2709, counted in bytes of its own writing. */
function encoded({ leader6, fields }: { leader6: string; fields: readonly Field[] }, writing: Writing): Buffer {
  let directory = '';
  const contents: Buffer[] = [];
  let start = 0;
  for (const [tag, content] of fields) {
    const bytes = Buffer.concat([written(content, writing), Buffer.from([0x1e])]);
    directory += tag + String(bytes.length).padStart(4, '0') + String(start).padStart(5, '0');
    contents.push(bytes);
    start += bytes.length;
  }
  const base = 24 + directory.length + 1;
  const total = base + start + 1;
  const leader = `${String(total).padStart(5, '0')}n${leader6}m0 22${String(base).padStart(5, '0')}   450 `;
  return Buffer.concat([Buffer.from(`${leader}${directory}\x1e`, 'latin1'), ...contents, Buffer.from([0x1d])]);
}

const marks: Readonly<Record<string, number>> = {
  '\u0300': 0xc1,
  '\u0301': 0xc2,
  '\u0302': 0xc3,
  '\u0308': 0xc8,
  '\u0327': 0xd0,
};
const letters: Readonly<Record<string, number>> = { œ: 0xfa, Œ: 0xea };

function written(text: string, writing: Writing): Buffer {
  if (writing === 'utf-8') return Buffer.from(text);
  if (writing === 'utf-8-twice') return Buffer.from(windows1252(Buffer.from(text)), 'utf8');
  if (writing === 'windows-1252')
    return Buffer.from([...text].map((letter) => ({ œ: 0x9c, Œ: 0x8c })[letter] ?? letter.charCodeAt(0)));
  const bytes: number[] = [];
  for (const letter of text) {
    const [base, ...accents] = letter.normalize('NFD');
    for (const accent of accents) bytes.push(marks[accent]!);
    bytes.push(letters[base!] ?? base!.charCodeAt(0));
  }
  return Buffer.from(bytes);
}

/** UTF-8 read as Windows-1252, as a careless program does. */
function windows1252(bytes: Buffer): string {
  return new TextDecoder('windows-1252').decode(bytes);
}
