import { indexNames, type IndexName } from '../../core/query/indexes.ts';

/*
 * BM25 (Robertson and Zaragoza 2009, §3) with the usual length of each index taken as constant, so that the weight of a
 * word in a document is known when it is indexed and fits one byte.
 */
const k1 = 1.2;
const b = 0.6;
const scale = 255 / (k1 + 1);

/** Usual length of an index in words. */
const usualLength: Partial<Record<IndexName, number>> = { any: 80, title: 12, author: 10, subject: 12, publisher: 3 };

const lengths = indexNames.map((index) => usualLength[index] ?? 10);

/** Weight, 1 to 255, of a word found `times` times in a document whose text in this field is `length` words. */
export function weightOf(field: number, times: number, length: number): number {
  const saturation = k1 * (1 - b + (b * length) / lengths[field]!);
  return Math.max(1, Math.round((scale * times * (k1 + 1)) / (times + saturation)));
}

/** How much finding a rare word says: `df` documents of `total` have it. */
export function rarity(df: number, total: number): number {
  return Math.log(1 + (total - df + 0.5) / (df + 0.5));
}
