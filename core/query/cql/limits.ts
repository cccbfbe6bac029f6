import type { MaskLimits } from '../masked-term.ts';

/** How large a CQL query may be before it is refused. */
export interface CqlLimits extends MaskLimits {
  /** Characters of the whole query. */
  readonly characters: number;
  /** Search clauses, and words of a list. */
  readonly clauses: number;
  /** Parentheses open at once. */
  readonly depth: number;
  /** Characters of one term. */
  readonly termCharacters: number;
  /** Words between the two sides of a proximity. */
  readonly proximityDistance: number;
  /** Keys of a sort. */
  readonly sortKeys: number;
}

/** Enough for what a person or a program writes, too little to hurt. */
export const defaultCqlLimits: CqlLimits = {
  characters: 4096,
  clauses: 64,
  depth: 32,
  termCharacters: 1024,
  maskedWordLetters: 2,
  masks: 16,
  proximityDistance: 100,
  sortKeys: 3,
};
