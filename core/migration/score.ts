import { isTelling, type MatchFacts } from './facts.ts';
import { dice } from './normalise.ts';

/** What speaks for or against two records being one. */
export const evidenceCodes = [
  'same-id',
  'isbn',
  'ean',
  'publisher-number',
  'issn',
  'title-equal',
  'title-near',
  'title-close',
  'title-differs',
  'title-telling',
  'title-number-differs',
  'author-equal',
  'author-authority',
  'author-near',
  'author-differs',
  'year-equal',
  'year-near',
  'year-far',
  'publisher-similar',
  'extent-equal',
  'extent-differs',
  'edition-differs',
  'isbn-differs',
  'description-equal',
  'volume-differs',
  'carrier-differs',
  'language-differs',
  'isbn-of-a-set',
  'title-too-common',
] as const;
export type EvidenceCode = (typeof evidenceCodes)[number];

/** The table of scores and what is made of their sum: data that the network tunes. */
export interface MatchingRules {
  readonly weights: Readonly<Record<EvidenceCode, number>>;
  /** From this sum on, and alone at the top by `lead`, a match is made without asking. */
  readonly automatic: number;
  /** From this sum on a person decides. */
  readonly review: number;
  readonly lead: number;
  /** Titles are near, or close, from this likeness on (Dice, 0 to 1). */
  readonly near: number;
  readonly close: number;
  /** An ISBN borne by as many different titles is that of a set, or was used twice: it proves nothing. */
  readonly setIsbnTitles: number;
}

export const defaultMatchingRules: MatchingRules = {
  weights: {
    'same-id': 1000,
    isbn: 600,
    ean: 600,
    'publisher-number': 400,
    issn: 700,
    'title-equal': 300,
    'title-near': 220,
    'title-close': 100,
    'title-differs': 0,
    'title-telling': 50,
    'title-number-differs': -200,
    'author-equal': 150,
    'author-authority': 200,
    'author-near': 80,
    'author-differs': -250,
    'year-equal': 100,
    'year-near': 40,
    'year-far': -150,
    'publisher-similar': 60,
    'extent-equal': 90,
    'extent-differs': -100,
    'edition-differs': -200,
    'isbn-differs': -100,
    'description-equal': 150,
    'volume-differs': -700,
    'carrier-differs': -1000,
    'language-differs': -400,
    'isbn-of-a-set': 0,
    'title-too-common': 0,
  },
  automatic: 800,
  review: 500,
  lead: 150,
  near: 0.92,
  close: 0.8,
  setIsbnTitles: 4,
};

/** The rules a network keeps, with what they do not say because they are older than this program. */
export function completed(kept: MatchingRules | null): MatchingRules {
  if (!kept) return defaultMatchingRules;
  return { ...defaultMatchingRules, ...kept, weights: { ...defaultMatchingRules.weights, ...kept.weights } };
}

/** One line of what was found, with its score and the value it was found on. */
export interface Evidence {
  readonly code: EvidenceCode;
  readonly score: number;
  readonly detail: string;
}

export interface Scored {
  readonly score: number;
  readonly evidence: readonly Evidence[];
  /** Other carriers are never one, whatever the sum. */
  readonly stopped: boolean;
  /**
   * False when only a person may say so: no number agrees and the descriptions are not equal, or the titles do not look
   * alike, or they number their parts otherwise.
   */
  readonly mayBeAutomatic: boolean;
}

/** How likely two records are one. `setIsbns` are the ISBN that prove nothing. */
export function score(
  one: MatchFacts,
  other: MatchFacts,
  rules: MatchingRules,
  setIsbns: ReadonlySet<string> = none,
): Scored {
  const evidence: Evidence[] = [];
  const note = (code: EvidenceCode, detail = ''): void => {
    evidence.push({ code, score: rules.weights[code], detail });
  };

  const id = shared(one.ids, other.ids);
  if (id) note('same-id', id);
  noteNumbers(one, other, setIsbns, note);
  noteTitles(one, other, rules, note);
  noteAuthors(one, other, note);
  noteYears(one, other, note);
  if (alike(one.publisher, other.publisher)) note('publisher-similar', other.publisher);
  noteExtents(one, other, note);
  if (one.volume !== other.volume) note('volume-differs', `${one.volume || '–'} / ${other.volume || '–'}`);
  const otherCarrier = one.carrier !== other.carrier;
  if (otherCarrier) note('carrier-differs', `${one.carrier} / ${other.carrier}`);
  if (one.language !== '' && other.language !== '' && one.language !== other.language)
    note('language-differs', `${one.language} / ${other.language}`);

  if (sameDescription(one, other, evidence)) note('description-equal');
  const kept = withoutCommonTitle(one, evidence);
  const has = (...codes: EvidenceCode[]) => kept.some(({ code }) => codes.includes(code));
  return {
    score: kept.reduce((sum, line) => sum + line.score, 0),
    evidence: kept,
    stopped: otherCarrier && !id,
    mayBeAutomatic:
      id !== undefined ||
      (has(...proofs) && has('title-equal', 'title-near', 'title-close') && !has('title-number-differs')),
  };
}

/** Without one of these, however high the sum, a person decides. */
const proofs = ['isbn', 'ean', 'issn', 'publisher-number', 'description-equal'] as const satisfies EvidenceCode[];

/**
 * The most two records could reach without any number in common, whatever their titles and authors: most neighbours fall
 * short of it by year, volume or language, and need not be compared letter by letter. Infinity when they share a number.
 */
export function mostPossible(one: MatchFacts, other: MatchFacts, { weights }: MatchingRules): number {
  const numbers = ['ids', 'isbn', 'ean', 'issn', 'numbers'] as const;
  if (numbers.some((kind) => shared(one[kind], other[kind]) !== undefined)) return Infinity;
  const most = (...codes: EvidenceCode[]) => Math.max(0, ...codes.map((code) => weights[code]));
  let sum = most('title-equal', 'title-near', 'title-close', 'title-differs', 'title-too-common');
  sum += most('author-equal', 'author-authority', 'author-near', 'author-differs') + most('publisher-similar');
  sum += most('title-telling') + most('extent-equal', 'extent-differs') + most('description-equal');
  if (one.year !== null && other.year !== null) {
    const apart = Math.abs(one.year - other.year);
    sum += weights[apart === 0 ? 'year-equal' : apart === 1 ? 'year-near' : 'year-far'];
  }
  if (one.volume !== other.volume) sum += weights['volume-differs'];
  if (one.carrier !== other.carrier) sum += weights['carrier-differs'];
  if (one.language !== '' && other.language !== '' && one.language !== other.language) {
    sum += weights['language-differs'];
  }
  return sum;
}

const none: ReadonlySet<string> = new Set();
const likeTitles: ReadonlySet<EvidenceCode> = new Set(['title-equal', 'title-near', 'title-close']);
const shared = (one: readonly string[], other: readonly string[]) => one.find((value) => other.includes(value));

type Note = (code: EvidenceCode, detail?: string) => void;

function noteNumbers(one: MatchFacts, other: MatchFacts, setIsbns: ReadonlySet<string>, note: Note): void {
  const isbn = one.isbn.find((value) => other.isbn.includes(value) && !setIsbns.has(value));
  const ofSet = shared(one.isbn, other.isbn);
  if (isbn) note('isbn', isbn);
  else if (ofSet) note('isbn-of-a-set', ofSet);
  else if (one.isbn.length > 0 && other.isbn.length > 0) note('isbn-differs', `${one.isbn[0]} / ${other.isbn[0]}`);
  const ean = one.carrier === 'book' ? undefined : shared(one.ean, other.ean);
  if (ean) note('ean', ean);
  const number = shared(one.numbers, other.numbers);
  if (number && !ean) note('publisher-number', number);
  const issn = one.carrier === 'serial' && other.carrier === 'serial' ? shared(one.issn, other.issn) : undefined;
  if (issn) note('issn', issn);
}

function noteTitles(one: MatchFacts, other: MatchFacts, rules: MatchingRules, note: Note): void {
  if (one.title === '' || other.title === '') return;
  if (one.title === other.title) {
    note('title-equal', one.title);
    if (isTelling(one.title)) note('title-telling');
    return;
  }
  const likeness = dice(one.title, other.title);
  const code = likeness >= rules.near ? 'title-near' : likeness >= rules.close ? 'title-close' : 'title-differs';
  note(code, likeness.toFixed(2));
  if (likeTitles.has(code) && numbersIn(one.title) !== numbersIn(other.title))
    note('title-number-differs', `${one.title} / ${other.title}`);
}

/** `La mer 2` and `La mer 3` are one letter apart, and two books. */
const numbersIn = (title: string): string => (title.match(/\d+/g) ?? []).join(' ');

function noteAuthors(one: MatchFacts, other: MatchFacts, note: Note): void {
  if (one.authority !== '' && one.authority === other.authority) note('author-authority', one.authority);
  else if (one.author !== '' && one.author === other.author) note('author-equal', one.author);
  else if (misspelt(one.author, other.author)) note('author-near', `${one.author} / ${other.author}`);
  else if (one.author !== '' && other.author !== '') note('author-differs', `${one.author} / ${other.author}`);
}

/** Pages, and the edition where both tell one. */
function noteExtents(one: MatchFacts, other: MatchFacts, note: Note): void {
  if (one.pages !== null && other.pages !== null) {
    const equal = Math.abs(one.pages - other.pages) <= pagesCountedOtherwise;
    note(equal ? 'extent-equal' : 'extent-differs', `${one.pages} / ${other.pages}`);
  }
  if (one.edition !== '' && other.edition !== '' && one.edition !== other.edition)
    note('edition-differs', `${one.edition} / ${other.edition}`);
}

/** Two cataloguers count the pages of one book, and differ by as much. */
const pagesCountedOtherwise = 2;

/**
 * Books without a number in common that are described alike in everything a title page and the last page tell: title,
 * author, year, publisher, pages, edition, volume, carrier, language. Anything missing or other, and a person decides.
 */
function sameDescription(one: MatchFacts, other: MatchFacts, evidence: readonly Evidence[]): boolean {
  const codes = new Set(evidence.map(({ code }) => code));
  return (
    [...asked].every((code) => codes.has(code)) &&
    authors.some((code) => codes.has(code)) &&
    ![...forbidden].some((code) => codes.has(code)) &&
    one.edition === other.edition
  );
}
const authors = ['author-equal', 'author-authority', 'author-near'] as const satisfies EvidenceCode[];
const asked: ReadonlySet<EvidenceCode> = new Set(['title-telling', 'year-equal', 'publisher-similar', 'extent-equal']);
const forbidden: ReadonlySet<EvidenceCode> = new Set([
  'isbn',
  'isbn-differs',
  'volume-differs',
  'carrier-differs',
  'language-differs',
]);

function noteYears(one: MatchFacts, other: MatchFacts, note: Note): void {
  if (one.year === null || other.year === null) return;
  const apart = Math.abs(one.year - other.year);
  note(apart === 0 ? 'year-equal' : apart === 1 ? 'year-near' : 'year-far', `${one.year} / ${other.year}`);
}

/** One letter too many, too few or other, in a name of five or more. */
function misspelt(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < 4 || long.length < 5 || long.length - short.length > 1) return false;
  let begin = 0;
  while (begin < short.length && short[begin] === long[begin]) begin += 1;
  const rest = short.slice(short.length === long.length ? begin + 1 : begin);
  return long.slice(begin + 1) === rest;
}

function alike(one: string, other: string): boolean {
  if (one === '' || other === '') return false;
  return one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `) || dice(one, other) >= 0.8;
}

/** A title of one word is too common to count without its author and its year. */
function withoutCommonTitle({ title }: MatchFacts, evidence: readonly Evidence[]): readonly Evidence[] {
  if (title.includes(' ')) return evidence;
  const has = (...codes: EvidenceCode[]) => evidence.some(({ code }) => codes.includes(code));
  if (has('same-id', 'isbn', 'ean', 'issn')) return evidence;
  if (has('author-equal', 'author-authority') && has('year-equal')) return evidence;
  return evidence.map((line) =>
    likeTitles.has(line.code) ? { code: 'title-too-common', score: 0, detail: line.detail } : line,
  );
}
