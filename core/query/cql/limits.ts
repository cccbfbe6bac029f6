/** How large a CQL query may be before it is refused. */
export interface CqlLimits {
  /** Characters of the whole query. */
  readonly characters: number;
  /** Search clauses, also those a list of masked words unfolds into. */
  readonly clauses: number;
  /** Parentheses open at once. */
  readonly depth: number;
  /** Characters of one term. */
  readonly termCharacters: number;
  /** Letters a masked word must show: fewer would read the whole index. */
  readonly maskedWordLetters: number;
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
  proximityDistance: 100,
  sortKeys: 3,
};
