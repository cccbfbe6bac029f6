import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** How many records with how many copies; the same seed gives the same file. */
export interface Wanted {
  readonly records: number;
  readonly items: number;
  readonly seed: number;
  /** Put before every 001 and barcode. */
  readonly prefix?: string;
  /** Share of records (0 to 1) that are told twice, in other words. */
  readonly twice?: number;
  /** How 010 gives an ISBN: its digits, or hyphenated as on the book, its EAN then in 073. */
  readonly isbn?: 'digits' | 'printed';
}

const syllables =
  'bra cha do fé gri jo lan mé nor pou quai ros sau tin vau ber cré dan fou gal lo mar nou pra si ter vi'.split(' ');
const forenames = 'Anne Paul Jeanne Louis Marie Jean Claire Hugo Emma Karim Lucie Victor Nadia Pierre Rose Émile'.split(
  ' ',
);

/** Writes a file of UNIMARC records in ISO 2709 (UTF-8), copies in 995, as a system of libraries exports it. */
export async function writeUnimarc(path: string, wanted: Wanted): Promise<void> {
  const out = createWriteStream(path);
  for (const page of pages(wanted)) if (!out.write(page)) await once(out, 'drain');
  out.end();
  await once(out, 'finish');
}

function* pages(wanted: Wanted): Generator<Buffer> {
  let page: Buffer[] = [];
  for (const record of records(wanted)) {
    page.push(record);
    if (page.length === 500) {
      yield Buffer.concat(page);
      page = [];
    }
  }
  yield Buffer.concat(page);
}

function* records({ records: count, items, seed, prefix = '', twice = 0, isbn = 'digits' }: Wanted): Generator<Buffer> {
  const chance = random(seed);
  const words = Array.from({ length: 20_000 }, () => drawn(chance, 2 + Math.floor(chance() * 2)));
  const surnames = Array.from({ length: 6_000 }, () => capital(drawn(chance, 2)));
  const subjects = Array.from({ length: 2_500 }, () => capital(drawn(chance, 3)));
  const publishers = Array.from({ length: 250 }, () => capital(drawn(chance, 2)));
  const pick = (from: readonly string[]) => from[Math.floor(from.length ** chance()) - 1]!;
  let copies = 0;
  let before: string[][] = [];
  for (let n = 0; n < count; n += 1) {
    const again = before.length > 0 && chance() < twice;
    const told = again ? before : description(n, seed, { chance, pick, words, surnames, subjects, publishers, isbn });
    before = again ? [] : told;
    const share = Math.floor(((n + 1) * items) / count);
    const holdings: string[][] = [];
    for (; copies < share; copies += 1) {
      holdings.push(['995', `  \u001ff${prefix}${String(copies + 1).padStart(8, '0')}\u001fkR ${n % 999}\u001fraa`]);
    }
    yield iso2709([['001', `${prefix}${String(n + 1).padStart(8, '0')}`], ...told, ...holdings]);
  }
}

interface Vocabulary {
  readonly chance: () => number;
  readonly pick: (from: readonly string[]) => string;
  readonly words: readonly string[];
  readonly surnames: readonly string[];
  readonly subjects: readonly string[];
  readonly publishers: readonly string[];
  readonly isbn: 'digits' | 'printed';
}

function description(
  n: number,
  seed: number,
  { chance, pick, words, surnames, subjects, publishers, isbn }: Vocabulary,
): string[][] {
  const title = Array.from({ length: 3 + Math.floor(chance() * 4) }, () => pick(words)).join(' ');
  const [surname, forename] = [pick(surnames), forenames[Math.floor(chance() * forenames.length)]!];
  const year = 1950 + Math.floor(chance() * 75);
  const fields = [
    ['100', `  \u001fa20240101d${year}    m  y0frey50      ba`],
    ['101', '0 \u001fafre'],
    ['102', '  \u001faFR'],
    ['200', `1 \u001fa${capital(title)}\u001f${'e'}${pick(words)} ${pick(words)}\u001ff${forename} ${surname}`],
    ['214', ` 0\u001faParis\u001fc${pick(publishers)}\u001fd${year}`],
    ['215', `  \u001fa${80 + Math.floor(chance() * 600)} p.\u001fd20 cm`],
    ...Array.from({ length: 1 + Math.floor(chance() * 3) }, () => ['606', `  \u001fa${pick(subjects)}\u001f2rameau`]),
    ['676', `  \u001fa${String(Math.floor(chance() * 1000)).padStart(3, '0')}\u001fv23`],
    ['700', ` 1\u001fa${surname}\u001fb${forename}\u001f4070`],
    ['801', ' 0\u001faFR\u001fbMEDIATHEQUE'],
  ];
  if (chance() >= 0.85) return fields;
  const number = seed * 150_000 + n;
  if (isbn === 'digits') return [['010', `  \u001fa${ean(number)}`], ...fields];
  const printed = ean((number * scattering) % 100_000_000);
  return [['010', `  \u001fa${hyphenated(printed)}`], ['073', ` 0\u001fa${printed}`], ...fields];
}

/** Prime to 100,000,000: consecutive numbers become those of publishers far apart, none twice. */
const scattering = 61_803_399;

/** The EAN of a book of the French-language group with that publisher and title number, of eight digits. */
function ean(number: number): string {
  const digits = `9782${String(number % 100_000_000).padStart(8, '0')}`;
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return digits + String((10 - (sum % 10)) % 10);
}

/** Largest first digits of the publishers of each length, in the French-language group: the main ranges of the ISBN range message. */
const publisherLengths = [
  ['19', 2],
  ['349', 3],
  ['39999', 5],
  ['699', 3],
  ['8399', 4],
  ['89999', 5],
  ['949999', 6],
  ['9999999', 7],
] as const;

/** An ISBN of the French-language group as it is printed on the book. */
function hyphenated(digits: string): string {
  const rest = digits.slice(4, 12);
  const length = publisherLengths.find(([largest]) => rest.slice(0, largest.length) <= largest)![1];
  return [digits.slice(0, 3), digits[3], rest.slice(0, length), rest.slice(length), digits[12]].join('-');
}

/** One record: leader, directory, fields. Every count is in bytes. */
function iso2709(fields: readonly (readonly string[])[]): Buffer {
  let directory = '';
  let start = 0;
  const contents = fields.map(([, text]) => Buffer.from(`${text}\x1e`));
  for (const [at, [tag]] of fields.entries()) {
    const { length } = contents[at]!;
    directory += tag + String(length).padStart(4, '0') + String(start).padStart(5, '0');
    start += length;
  }
  const base = 24 + directory.length + 1;
  const leader = `${String(base + start + 1).padStart(5, '0')}nam0 22${String(base).padStart(5, '0')}   450 `;
  return Buffer.concat([Buffer.from(`${leader}${directory}\x1e`), ...contents, Buffer.from('\x1d')]);
}

function drawn(chance: () => number, length: number): string {
  return Array.from({ length }, () => syllables[Math.floor(chance() * syllables.length)]!).join('');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
