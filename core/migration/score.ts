import type { MatchFacts } from './facts.ts';
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
  'author-equal',
  'author-authority',
  'author-differs',
  'year-equal',
  'year-near',
  'year-far',
  'publisher-similar',
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
    'author-equal': 150,
    'author-authority': 200,
    'author-differs': -250,
    'year-equal': 100,
    'year-near': 40,
    'year-far': -150,
    'publisher-similar': 60,
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
  /** False when only a person may say so: numbers agree and the titles do not look alike. */
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
  if (one.volume !== other.volume) note('volume-differs', `${one.volume || '–'} / ${other.volume || '–'}`);
  const otherCarrier = one.carrier !== other.carrier;
  if (otherCarrier) note('carrier-differs', `${one.carrier} / ${other.carrier}`);
  if (one.language !== '' && other.language !== '' && one.language !== other.language)
    note('language-differs', `${one.language} / ${other.language}`);

  const kept = withoutCommonTitle(one, evidence);
  return {
    score: kept.reduce((sum, line) => sum + line.score, 0),
    evidence: kept,
    stopped: otherCarrier && !id,
    mayBeAutomatic: id !== undefined || kept.some(({ code }) => likeTitles.has(code)),
  };
}

/**
 * The most two records could reach without any number in common, whatever their titles and authors: most neighbours fall
 * short of it by year, volume or language, and need not be compared letter by letter. Infinity when they share a number.
 */
export function mostPossible(one: MatchFacts, other: MatchFacts, { weights }: MatchingRules): number {
  const numbers = ['ids', 'isbn', 'ean', 'issn', 'numbers'] as const;
  if (numbers.some((kind) => shared(one[kind], other[kind]) !== undefined)) return Infinity;
  const most = (...codes: EvidenceCode[]) => Math.max(0, ...codes.map((code) => weights[code]));
  let sum = most('title-equal', 'title-near', 'title-close', 'title-differs', 'title-too-common');
  sum += most('author-equal', 'author-authority', 'author-differs') + most('publisher-similar');
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
  const ean = one.carrier === 'book' ? undefined : shared(one.ean, other.ean);
  if (ean) note('ean', ean);
  const number = shared(one.numbers, other.numbers);
  if (number && !ean) note('publisher-number', number);
  const issn = one.carrier === 'serial' && other.carrier === 'serial' ? shared(one.issn, other.issn) : undefined;
  if (issn) note('issn', issn);
}

function noteTitles(one: MatchFacts, other: MatchFacts, rules: MatchingRules, note: Note): void {
  if (one.title === '' || other.title === '') return;
  if (one.title === other.title) return note('title-equal', one.title);
  const likeness = dice(one.title, other.title);
  const code = likeness >= rules.near ? 'title-near' : likeness >= rules.close ? 'title-close' : 'title-differs';
  note(code, likeness.toFixed(2));
}

function noteAuthors(one: MatchFacts, other: MatchFacts, note: Note): void {
  if (one.authority !== '' && one.authority === other.authority) note('author-authority', one.authority);
  else if (one.author !== '' && one.author === other.author) note('author-equal', one.author);
  else if (one.author !== '' && other.author !== '') note('author-differs', `${one.author} / ${other.author}`);
}

function noteYears(one: MatchFacts, other: MatchFacts, note: Note): void {
  if (one.year === null || other.year === null) return;
  const apart = Math.abs(one.year - other.year);
  note(apart === 0 ? 'year-equal' : apart === 1 ? 'year-near' : 'year-far', `${one.year} / ${other.year}`);
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
