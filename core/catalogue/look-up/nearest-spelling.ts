import type { ScanEntry, SearchIndex } from '../../ports/search-index.ts';
import { words } from '../../query/text.ts';

/** How far a nearest spelling is looked for. */
export interface SpellingLimits {
  /** Words of a search that are looked at, and terms of the catalogue read for each beginning. */
  readonly words: number;
  readonly terms: number;
}
export const defaultSpellingLimits: SpellingLimits = { words: 6, terms: 4_000 };

/** Letters a word must have to be corrected: shorter ones are near to too many. */
const shortestWord = 3;

/**
 * The words of a search that found nothing as the catalogue spells them: each that it does not know becomes the nearest
 * it knows, the more frequent of two as near. Null when all are known, or when one has no neighbour, or when the index
 * keeps no list of words.
 */
export async function nearestSpelling(
  index: Pick<SearchIndex, 'scan'>,
  text: string,
  limits: SpellingLimits = defaultSpellingLimits,
): Promise<string | null> {
  if (!index.scan) return null;
  const typed = words(text);
  if (typed.length === 0 || typed.length > limits.words) return null;
  const corrected: string[] = [];
  for (const word of typed) {
    const near = (await isKnown(index, word)) ? word : await nearest(index, word, limits.terms);
    if (near === null) return null;
    corrected.push(near);
  }
  const spelled = corrected.join(' ');
  return spelled === typed.join(' ') ? null : spelled;
}

async function listed(index: Pick<SearchIndex, 'scan'>, term: string, size: number): Promise<readonly ScanEntry[]> {
  return (await index.scan!({ index: 'any', term, position: 1, size, structure: 'word' })).entries;
}

async function isKnown(index: Pick<SearchIndex, 'scan'>, word: string): Promise<boolean> {
  return (await listed(index, word, 1))[0]?.term === word;
}

/** Among the words that begin alike, or with the first two letters the other way round, or without the second. */
async function nearest(index: Pick<SearchIndex, 'scan'>, word: string, terms: number): Promise<string | null> {
  const [first, second, third] = [...word];
  if (word.length < shortestWord || first === undefined || second === undefined || third === undefined) return null;
  const furthest = word.length > 4 ? 2 : 1;
  let best: { term: string; distance: number; hits: number } | null = null;
  for (const beginning of new Set([first + second, second + first, first + third])) {
    for (const { term, hits } of await listed(index, beginning, terms)) {
      if (!term.startsWith(beginning)) break;
      const distance = editDistance(word, term, furthest);
      if (distance > furthest) continue;
      const isNearer = best === null || distance < best.distance || (distance === best.distance && hits > best.hits);
      if (isNearer) best = { term, distance, hits };
    }
  }
  return best?.term ?? null;
}

/** Letters to add, leave out, replace or swap with their neighbour; anything above `furthest` once it is sure to be. */
export function editDistance(one: string, other: string, furthest: number): number {
  if (Math.abs(one.length - other.length) > furthest) return furthest + 1;
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let least = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        least = Math.min(least, before[j - 2]! + 1);
      }
      next.push(least);
    }
    if (Math.min(...next) > furthest) return furthest + 1;
    before = row;
    row = next;
  }
  return row[other.length]!;
}
