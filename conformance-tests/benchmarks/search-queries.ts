import { createReadStream } from 'node:fs';
import type { Asked } from './search-load.ts';

/** What a benchmark asks, by the kind of query. */
export interface Queries {
  readonly word: readonly Asked[];
  readonly and: readonly Asked[];
  /** Pairs of title words, none twice: whoever remembers answers has none of them. */
  readonly newPairs: readonly Asked[];
  readonly author: readonly Asked[];
  readonly ean: readonly Asked[];
  /** As printed on the book and kept in 010. */
  readonly isbn: readonly Asked[];
  /** The same books in the four forms people type: hyphenated or not, of thirteen or ten digits. */
  readonly mixedIsbn: readonly Asked[];
  /** Words that many records have. */
  readonly frequent: readonly Asked[];
  /** CQL, with so many records. */
  sru(records: number): readonly Asked[];
}

/** Records the queries are drawn from, spread over the file. */
const sample = 1_500;

/** More than both sides answer in the seconds they are asked for. */
const mostPairs = 400_000;

/** Draws queries from the records of a file made by `writeUnimarc`: half its words as often as they stand, half each once. */
export async function queriesOf(file: string, records: number): Promise<Queries> {
  const drawn = await sampled(file, Math.max(1, Math.floor(records / sample)));
  const titles = drawn.map(({ title }) => title);
  const distinct = [...new Set(titles.flat())];
  const words = titles.map((title, at) =>
    at % 2 === 0 ? title[at % title.length]! : distinct[(at * 7) % distinct.length]!,
  );
  const numbered = drawn.filter(({ isbn }) => isbn !== null).map(({ isbn }) => isbn!);
  const counts = new Map<string, number>();
  for (const word of titles.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
  const common = distinct.toSorted((one, other) => counts.get(other)! - counts.get(one)!).slice(0, 50);
  const any = (query: string): Asked => ({ query, expected: -1 });
  const both = (one: string, other: string) => any(`@and @attr 1=4 ${one} @attr 1=4 ${other}`);
  const one = (query: string): Asked => ({ query, expected: 1 });
  return {
    word: words.map((word) => any(`@attr 1=4 ${word}`)),
    and: titles.map((title) => both(title[0]!, title[1]!)),
    newPairs: pairs(distinct, mostPairs).map(([one, other]) => both(one, other)),
    author: drawn.map(({ author }) => any(`@attr 1=1003 ${author}`)),
    ean: numbered.map((isbn) => one(`@attr 1=1214 ${isbn.replaceAll('-', '')}`)),
    isbn: numbered.map((isbn) => one(`@attr 1=7 ${isbn}`)),
    mixedIsbn: numbered.map((isbn, at) => one(`@attr 1=7 ${forms[at % forms.length]!(isbn)}`)),
    frequent: common.map((word) => any(`@attr 1=4 ${word}`)),
    sru: (count) =>
      common.map((word) =>
        any(
          `?version=1.2&operation=searchRetrieve&query=dc.title%3D${encodeURIComponent(word)}` +
            `&maximumRecords=${count}&recordSchema=unimarcxchange`,
        ),
      ),
  };
}

/** So many pairs of different words at most, each once, of words far apart first. */
function pairs(words: readonly string[], most: number): [string, string][] {
  const found: [string, string][] = [];
  for (let apart = words.length - 1; apart > 0; apart -= 1) {
    for (let at = 0; at + apart < words.length && found.length < most; at += 1) {
      found.push([words[at]!, words[at + apart]!]);
    }
  }
  return found;
}

const forms: readonly ((isbn: string) => string)[] = [
  (isbn) => isbn,
  (isbn) => isbn.replaceAll('-', ''),
  (isbn) => ofTenDigits(isbn),
  (isbn) => ofTenDigits(isbn).replaceAll('-', ''),
];

function ofTenDigits(isbn: string): string {
  const body = isbn.slice(4, -1);
  const sum = [...body.replaceAll('-', '')].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0);
  const check = (11 - (sum % 11)) % 11;
  return body + (check === 10 ? 'X' : String(check));
}

interface Drawn {
  readonly title: readonly string[];
  readonly author: string;
  readonly isbn: string | null;
}

/** One record in `every`, read as text: the file is UTF-8 and its fields end by a mark. */
async function sampled(file: string, every: number): Promise<Drawn[]> {
  const drawn: Drawn[] = [];
  let rest = '';
  let seen = 0;
  for await (const chunk of createReadStream(file, 'utf8') as AsyncIterable<string>) {
    const records = (rest + chunk).split('\x1d');
    rest = records.pop()!;
    for (const record of records) if (seen++ % every === 0) drawn.push(described(record));
  }
  return drawn;
}

function described(record: string): Drawn {
  const fields = record.split('\x1e');
  const title = fields.find((field) => field.includes('\x1ff') && field.startsWith('1 \x1fa'))!;
  const author = fields.find((field) => field.startsWith(' 1\x1fa'))!;
  const isbn = fields.find((field) => field.startsWith('  \x1fa978-'));
  return {
    title: part(title, 'a').toLowerCase().split(' '),
    author: part(author, 'a').toLowerCase(),
    isbn: isbn ? part(isbn, 'a') : null,
  };
}

function part(field: string, code: string): string {
  return field
    .split('\x1f')
    .find((each) => each.startsWith(code))!
    .slice(1);
}
