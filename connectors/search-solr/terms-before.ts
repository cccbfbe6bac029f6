import type { Dictionary } from './dictionary.ts';

/** Guesses at where to begin, before the list is simply read on from the best of them. */
const guesses = 40;
/** Terms read at once. */
const pageSize = 500;

/**
 * The last `wanted` terms of a field before this one, in their order. Solr lists terms forwards alone: halving the list
 * between what is surely too early and what is surely too late finds where to begin.
 */
export async function lastBefore(
  dictionary: Dictionary,
  field: string,
  upper: string,
  wanted: number,
): Promise<string[]> {
  let early = '';
  let late = upper;
  let lower = early;
  for (let guess = 0; guess < guesses; guess++) {
    const terms = await dictionary.terms({ field, lower, upper, limit: pageSize });
    const reachesEnd = terms.length < pageSize;
    if (reachesEnd && (terms.length >= wanted || lower === '')) return terms.slice(-wanted);
    if (reachesEnd) late = lower;
    else early = terms.at(-wanted)!; // from there on there are enough
    const next = between(early, late);
    if (next === null) break;
    lower = next;
  }
  return readOn(dictionary, field, early, upper, wanted);
}

async function readOn(
  dictionary: Dictionary,
  field: string,
  from: string,
  upper: string,
  wanted: number,
): Promise<string[]> {
  let last: string[] = [];
  let [lower, lowerIncluded] = [from, true];
  for (;;) {
    const terms = await dictionary.terms({ field, lower, lowerIncluded, upper, limit: pageSize });
    last = [...last, ...terms].slice(-wanted);
    if (terms.length < pageSize) return last;
    [lower, lowerIncluded] = [terms.at(-1)!, false];
  }
}

/** A text about half way between two, in the order of terms; null when there is none worth trying. */
export function between(early: string, late: string): string | null {
  let shared = 0;
  while (shared < early.length && early[shared] === late[shared]) shared++;
  const { base, digits } = /^[\0-\x7f]*$/.test(early + late) ? { base: 0x80, digits: 6 } : { base: 0x10000, digits: 3 };
  const asNumber = (text: string): number => {
    let number = 0;
    for (let at = 0; at < digits; at++) number = number * base + (text.charCodeAt(shared + at) || 0);
    return number;
  };
  const [low, high] = [asNumber(early), asNumber(late)];
  let middle = Math.floor((low + high) / 2);
  if (middle <= low) return null;
  let text = '';
  for (let at = 0; at < digits; at++, middle = Math.floor(middle / base)) {
    text = String.fromCharCode(Math.max(middle % base, 1)) + text;
  }
  return (early.slice(0, shared) + text).toWellFormed();
}
