import type { Comparitor } from './tokens.ts';

/** A CQL 1.2 query as written, names not yet resolved. */
export interface CqlQuery {
  readonly tree: CqlNode;
  readonly sortBy: readonly CqlSortSpecification[];
}
export type CqlNode = CqlClause | CqlBoolean;

/** `index relation/modifiers term`; a term alone is `cql.serverChoice = term`. */
export interface CqlClause {
  readonly kind: 'clause';
  readonly index: string;
  /** In lower case, without the prefix `cql.`. */
  readonly relation: string;
  readonly modifiers: readonly CqlModifier[];
  /** With its backslashes. */
  readonly term: string;
  readonly prefixes: CqlPrefixes;
}
export interface CqlBoolean {
  readonly kind: 'boolean';
  readonly operator: BooleanOperator;
  readonly modifiers: readonly CqlModifier[];
  readonly left: CqlNode;
  readonly right: CqlNode;
}
export const booleanOperators = ['and', 'or', 'not', 'prox'] as const;
export type BooleanOperator = (typeof booleanOperators)[number];

/** `/name` or `/name comparitor value`; the name in lower case. */
export interface CqlModifier {
  readonly name: string;
  readonly comparitor: Comparitor | null;
  readonly value: string;
}
export interface CqlSortSpecification {
  readonly index: string;
  readonly modifiers: readonly CqlModifier[];
  readonly prefixes: CqlPrefixes;
}

/** Context sets bound by `>prefix="uri"` around a clause; the empty prefix is the default set. */
export type CqlPrefixes = ReadonlyMap<string, string>;
