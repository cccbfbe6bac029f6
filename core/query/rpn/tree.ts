/**
 * A type-1 (or 101) query as Z39.50 sends it: operands first, then the operator that joins the two before it, so that
 * neither reading, compiling nor writing needs a stack of calls.
 */
export interface RpnQuery {
  /** OID of the attribute set of the attributes that do not name theirs. */
  readonly attributeSet: string;
  readonly steps: readonly RpnStep[];
}

export type RpnStep = RpnOperand | RpnOperator;
export type RpnOperand =
  | { readonly kind: 'term'; readonly attributes: readonly RpnAttribute[]; readonly term: RpnTerm }
  | { readonly kind: 'result-set'; readonly name: string }
  /** ResultSetPlusAttributes: read, so that it can be refused by name. */
  | { readonly kind: 'restriction'; readonly name: string };
export type RpnOperator = { readonly kind: 'and' | 'or' | 'and-not' } | RpnProximity;

/** AttributeElement. A string, or several values, came as a complex value. */
export interface RpnAttribute {
  readonly attributeSet?: string;
  readonly type: number;
  readonly value: number | string | readonly (number | string)[];
}

export interface RpnTerm {
  /** `other`: an object identifier, a date, a unit … which no index of ours holds. */
  readonly type: 'general' | 'numeric' | 'string' | 'null' | 'other';
  readonly text: string;
}

/** ProximityOperator; numbers as the standard gives them. */
export interface RpnProximity {
  readonly kind: 'prox';
  readonly exclusion: 'in' | 'out';
  readonly distance: number;
  readonly order: 'ordered' | 'any';
  /** 1 <, 2 <=, 3 =, 4 >=, 5 >, 6 !=. */
  readonly relation: number;
  readonly unit: { readonly kind: 'known' | 'private'; readonly code: number };
}

/** Bib-1, the attribute set of library catalogues. */
export const bib1 = '1.2.840.10003.3.1';
