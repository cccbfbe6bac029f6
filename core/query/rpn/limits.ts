import type { MaskLimits } from '../masked-term.ts';

/** How large an RPN or PQF query may be before it is refused. */
export interface RpnLimits extends MaskLimits {
  /** Operands, those of the result sets it names included. */
  readonly clauses: number;
  /** Operators within operators. */
  readonly depth: number;
  /** Characters of one term. */
  readonly termCharacters: number;
  /** Attributes over one operand, in PQF. */
  readonly attributes: number;
  /** Characters of a query written in PQF. */
  readonly characters: number;
  /** Words between the two sides of a proximity. */
  readonly proximityDistance: number;
  readonly sortKeys: number;
}

/** Enough for what a partner's program writes, too little to hurt. */
export const defaultRpnLimits: RpnLimits = {
  clauses: 250,
  depth: 100,
  termCharacters: 4096,
  attributes: 64,
  characters: 32_768,
  maskedWordLetters: 2,
  masks: 16,
  proximityDistance: 100,
  sortKeys: 3,
};
