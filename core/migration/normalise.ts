import { headingKey } from '../query/text.ts';

/**
 * How what two systems wrote of one document is made comparable. Each function is pure and never throws; an empty string
 * or null says that nothing can be compared.
 */

const longestTitle = 60;

/**
 * Key of a title: `titles` are 200 $a then its $e. The non-sorting part is left out, accents, case, ligatures and
 * punctuation do not count, `&` is a word, roman volume numbers become arabic; the first sixty characters.
 */
export function titleKey(titles: readonly string[]): string {
  const text = titles.map((part, index) => (index === 0 ? withoutNonSorting(part) : part)).join(' ');
  const words = headingKey(text.replaceAll('&', ' et ')).split(' ');
  return words.map(arabic).join(' ').slice(0, longestTitle).trim();
}

/** What stands between U+0098 and U+009C, or a leading French or English article, is shown and not compared. */
export function withoutNonSorting(text: string): string {
  const rest = text.replace(/^\s*[\u0098\u0088][^\u009c\u0089]*[\u009c\u0089]/, '');
  const bare = rest.replace(/^\s*(?:l['’]|(?:les?|la|une?|the)\s+)(?=\S)/i, '');
  return bare.trim() === '' ? text : bare;
}

/** Key of a name: the surname, or the body, that comes before the first comma. */
export function authorKey(entryElement: string): string {
  return headingKey(entryElement.split(',')[0]!).slice(0, longestTitle);
}

/** Key of a publisher, without the words every publisher has. */
export function publisherKey(name: string): string {
  const words = headingKey(name).split(' ');
  const telling = words.filter((word) => !publisherWords.has(word));
  return (telling.length > 0 ? telling : words).join(' ').slice(0, longestTitle);
}
const publisherWords = new Set([
  'ed',
  'edition',
  'editions',
  'editeur',
  'presses',
  'les',
  'la',
  'le',
  'l',
  'd',
  'du',
  'de',
  'des',
]);

/** Volume as a number without ornament (`Tome II`, `t. 2` and `02` are `2`), else as its words; empty when there is none. */
export function volumeKey(text: string): string {
  const words = headingKey(text)
    .split(' ')
    .filter((word) => word !== '' && !volumeWords.has(word))
    .map((word) => arabicAlone(word));
  const number = words.find((word) => /^\d+$/.test(word)) ?? /\d+/.exec(words.join(' '))?.[0];
  return number === undefined ? words.join(' ') : String(BigInt(number));
}
const volumeWords = new Set([
  'tome',
  'tomes',
  't',
  'vol',
  'volume',
  'no',
  'n',
  'livre',
  'partie',
  'numero',
  'cycle',
  'saison',
]);

/** Pages (215 $a): the highest number before `p.` or `f.`; null for several volumes, and where none is told. */
export function pagesOf(extent: string): number | null {
  if (/(?:^|\D)(?:[2-9]|\d{2,})\s*vol/i.test(extent)) return null;
  const before = /^(.*?\d.*?)\b(?:p|pages?|f|feuillets?)\b/i.exec(extent);
  const counts = before?.[1]!.match(/\d{1,5}/g) ?? [];
  return counts.length === 0 ? null : Math.max(...counts.map(Number));
}

/** Statement of edition (205 $a): its number, else its words without those that every edition has; empty for a first one. */
export function editionKey(statement: string): string {
  const words = headingKey(statement)
    .split(' ')
    .filter((word) => word !== '' && !editionWords.has(word));
  const number = /\d+/.exec(words.join(' '))?.[0];
  const key = number === undefined ? words.join(' ').slice(0, longestTitle) : String(Number(number));
  return key === '1' || key === 'premiere' ? '' : key;
}
const editionWords = new Set(['ed', 'edition', 'editions', 'la', 'de', 'du', 'd', 'l']);

/**
 * Permanent identifiers inside a text of 001, 003, 033 or 035: `bnf:30835143` from FRBNF30835143X or from its ark,
 * `ark:…` of others, `ppn:012345678` of the Sudoc, padded to nine characters.
 */
export function permanentIds(text: string): string[] {
  const found: string[] = [];
  const frbnf = /FRBNF\s*(\d{8,9})/i.exec(text);
  if (frbnf) found.push(`bnf:${frbnf[1]!.slice(0, 8)}`);
  const ark = /ark:\/(\d{5})\/([0-9a-z]+)/i.exec(text);
  if (ark) {
    const bnf = ark[1] === '12148' ? /^cb(\d{8})/i.exec(ark[2]!) : null;
    found.push(bnf ? `bnf:${bnf[1]}` : `ark:${ark[1]}/${ark[2]!.toLowerCase()}`);
  }
  const ppn = /(?:sudoc(?:\.abes)?\.fr\/(?:DB=[\d.]+\/)?|\((?:sudoc|ppn|abes)\)\s*(?:ppn)?\s*)(\d{1,8}[\dX])\b/i.exec(
    text,
  );
  if (ppn) found.push(`ppn:${ppn[1]!.toUpperCase().padStart(9, '0')}`);
  return found;
}

/** Number on a disc or a film with its label, as they are compared: letters and digits only. Empty without both. */
export function publisherNumberKey(number: string, label: string): string {
  const [digits, brand] = [headingKey(number).replaceAll(' ', ''), publisherKey(label).replaceAll(' ', '')];
  return digits === '' || brand === '' ? '' : `${brand}:${digits}`.slice(0, 100);
}

/** Likeness of two keys by the pairs of letters they share (Dice), from 0 to 1. */
export function dice(one: string, other: string): number {
  if (one === other) return one === '' ? 0 : 1;
  const [left, right] = [one.replaceAll(' ', ''), other.replaceAll(' ', '')];
  if (left.length < 2 || right.length < 2) return 0;
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < left.length; at += 1) {
    const pair = left.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let shared = 0;
  for (let at = 0; at + 1 < right.length; at += 1) {
    const pair = right.slice(at, at + 2);
    const left = pairs.get(pair) ?? 0;
    if (left > 0) {
      shared += 1;
      pairs.set(pair, left - 1);
    }
  }
  return (2 * shared) / (left.length + right.length - 2);
}

/** Roman numbers of two letters or more, up to 39: `dix` and `mi` are words. */
function arabic(word: string): string {
  return word.length > 1 ? arabicAlone(word) : word;
}

/** Roman numbers up to 39, where a number is awaited. */
function arabicAlone(word: string): string {
  const roman = /^(x{0,3})(ix|iv|v?i{0,3})$/.exec(word);
  if (!roman || word === '') return word;
  return String(roman[1]!.length * 10 + units.indexOf(roman[2]!));
}
const units = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'];
