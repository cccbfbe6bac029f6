import { QueryUnsupported } from '../../core/ports/search-index.ts';
import { marks, placesBetweenValues } from './fields.ts';
import type { Distances, Located } from './located.ts';
import type { SolrOptions } from './options.ts';
import type { Slot } from './slots.ts';

/** The words of a field that a slot stands for. Throws QueryUnsupported when they are too many. */
export type WordsOf = (slot: Slot) => Promise<readonly string[]>;

/**
 * Words that follow each other place by place, each one of several, at the beginning or the end of a value or anywhere.
 * All have a length of their own: Lucene's spans are exact for those alone, not for spans inside spans.
 */
interface Case {
  readonly words: readonly (readonly string[])[];
  readonly first: boolean;
  readonly last: boolean;
}

/**
 * Where it stands in a field, in the XML of Solr's query parser `xmlparser`; null when it stands nowhere. Throws
 * QueryUnsupported when its words, or the ways in which they may follow each other, are too many.
 */
export async function spanQuery(
  field: string,
  located: Located,
  wordsOf: WordsOf,
  options: SolrOptions,
): Promise<string | null> {
  const writer = new SpanWriter(field, options);
  return either(await spansOf(located, wordsOf, writer, options));
}

async function spansOf(
  located: Located,
  wordsOf: WordsOf,
  writer: SpanWriter,
  options: SolrOptions,
): Promise<string[]> {
  if (located.kind === 'phrase') return (await casesOf(located, wordsOf, options)).map((each) => writer.placed(each));
  if (located.kind === 'either') {
    const spans: string[] = [];
    for (const part of located.parts) spans.push(...(await spansOf(part, wordsOf, writer, options)));
    return spans;
  }
  const left = await casesOf(located.left, wordsOf, options);
  const right = await casesOf(located.right, wordsOf, options);
  const { within, later, ordered } = located.apart;
  return pairs(left, right, ordered).flatMap(([before, after]) => [
    ...(before.last || after.first ? [] : within.map((distances) => writer.apart(before, after, distances))),
    ...(later ? [writer.inLaterValue(before, after)] : []),
  ]);
}

/** Every way in which its words may follow each other. */
async function casesOf(located: Located, wordsOf: WordsOf, options: SolrOptions): Promise<Case[]> {
  if (located.kind === 'phrase') {
    const { slots, first, last } = located;
    const words: (readonly string[])[] = [];
    for (const slot of slots) words.push(await wordsOf(slot));
    return words.length === 0 || words.some((each) => each.length === 0) ? [] : [{ words, first, last }];
  }
  const cases: Case[] = [];
  if (located.kind === 'either') {
    for (const part of located.parts) cases.push(...(await casesOf(part, wordsOf, options)));
  } else {
    const left = await casesOf(located.left, wordsOf, options);
    const right = await casesOf(located.right, wordsOf, options);
    for (const [before, after] of pairs(left, right, located.apart.ordered)) {
      if (before.last || after.first) continue;
      for (const { least, most } of located.apart.within) {
        for (let distance = least; distance <= most!; distance++) {
          const words = [...before.words, ...anyWords(distance - 1, options), ...after.words];
          cases.push({ words, first: before.first, last: after.last });
          if (cases.length > options.cases) throw new QueryUnsupported('a proximity of so many cases');
        }
      }
    }
  }
  if (cases.length > options.cases) throw new QueryUnsupported('a proximity of so many cases');
  return cases;
}

function pairs(left: readonly Case[], right: readonly Case[], ordered: boolean): [Case, Case][] {
  const inOrder = left.flatMap((one) => right.map((other): [Case, Case] => [one, other]));
  return ordered ? inOrder : [...inOrder, ...inOrder.map(([one, other]): [Case, Case] => [other, one])];
}

/** So many words, whatever they are. */
function anyWords(count: number, { placedWords }: SolrOptions): (readonly string[])[] {
  if (count > placedWords) throw new QueryUnsupported('so long a distance');
  return Array.from({ length: count }, () => [marks.word]);
}

/** Further apart than any two words of the index. */
const anyDistance = 2_000_000_000;

/** Writes spans of one field, and counts their words: Lucene refuses a query of more than 1024. */
class SpanWriter {
  readonly #field: string;
  readonly #options: SolrOptions;
  #words = 0;

  constructor(field: string, options: SolrOptions) {
    this.#field = field;
    this.#options = options;
  }

  placed({ words, first, last }: Case): string {
    const all = [...(first ? [[marks.first]] : []), ...words, ...(last ? [[marks.last]] : [])];
    return near(
      all.map((each) => this.#oneOf(each)),
      0,
    );
  }

  apart(before: Case, after: Case, { least, most }: Distances): string {
    const start = { ...before, words: [...before.words, ...anyWords(least - 1, this.#options)] };
    const slop = Math.min(most === null ? Infinity : most - least, placesBetweenValues - 1);
    return near([this.placed(start), this.placed(after)], slop);
  }

  inLaterValue(before: Case, after: Case): string {
    const end = before.last ? [] : [this.#oneOf([marks.last])];
    return near([this.placed(before), ...end, this.placed(after)], anyDistance);
  }

  #oneOf(words: readonly string[]): string {
    this.#words += words.length;
    if (this.#words > this.#options.placedWords) throw new QueryUnsupported('a phrase or proximity of so many words');
    return either(words.map((word) => `<SpanTerm fieldName="${this.#field}">${escaped(word)}</SpanTerm>`))!;
  }
}

function near(spans: readonly string[], slop: number): string {
  if (spans.length === 1) return spans[0]!;
  return `<SpanNear slop="${slop}" inOrder="true">${spans.join('')}</SpanNear>`;
}

function either(spans: readonly string[]): string | null {
  if (spans.length < 2) return spans[0] ?? null;
  return `<SpanOr>${spans.join('')}</SpanOr>`;
}

function escaped(text: string): string {
  return text.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);
}
