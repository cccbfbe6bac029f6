import { QueryError } from '../query-error.ts';
import { defaultCqlLimits, type CqlLimits } from './limits.ts';
import { tokens, type Token } from './tokens.ts';
import {
  booleanOperators,
  type BooleanOperator,
  type CqlModifier,
  type CqlNode,
  type CqlPrefixes,
  type CqlQuery,
  type CqlSortSpecification,
} from './tree.ts';

/**
 * Reads a CQL 1.2 query. Booleans have one precedence and associate to the left; parentheses are kept on a stack of our
 * own, so that no query can exhaust the call stack. Throws QueryError, nothing else.
 */
export function parseCql(query: string, limits: CqlLimits = defaultCqlLimits): CqlQuery {
  if (query.length > limits.characters) throw new QueryError('too-long', String(limits.characters));
  return new Reader(tokens(query), limits).read();
}

/** A query or a parenthesis being read: what stands on the left, and the boolean waiting for its right side. */
interface Frame {
  left: CqlNode | null;
  pending: { readonly operator: BooleanOperator; readonly modifiers: readonly CqlModifier[] } | null;
  prefixes: CqlPrefixes;
  /** Those bound in this very parenthesis. */
  readonly assigned: Map<string, string>;
}

class Reader {
  readonly #tokens: readonly Token[];
  readonly #limits: CqlLimits;
  readonly #frames: Frame[] = [{ left: null, pending: null, prefixes: new Map(), assigned: new Map() }];
  #at = 0;
  #clauses = 0;

  constructor(list: readonly Token[], limits: CqlLimits) {
    this.#tokens = list;
    this.#limits = limits;
  }

  read(): CqlQuery {
    for (;;) {
      this.#operand();
      for (;;) {
        const token = this.#next();
        if (token.kind === 'end') {
          if (this.#frames.length > 1) throw new QueryError('parentheses', '(');
          return { tree: this.#frame.left!, sortBy: [] };
        }
        if (token.kind === ')') {
          this.#closeParenthesis();
          continue;
        }
        if (isKeyword(token, 'sortby') && this.#frames.length === 1) {
          return { tree: this.#frame.left!, sortBy: this.#sortSpecifications() };
        }
        this.#boolean(token);
        break;
      }
    }
  }

  /** Prefix assignments and opening parentheses, down to the search clause they end on. */
  #operand(): void {
    for (;;) {
      const frame = this.#frame;
      if (!frame.left && this.#peek().kind === 'comparitor' && this.#peek().text === '>') this.#prefixAssignment(frame);
      else if (this.#peek().kind === '(') {
        this.#next();
        if (this.#frames.length > this.#limits.depth) throw new QueryError('parentheses', `${this.#limits.depth}`);
        this.#frames.push({ left: null, pending: null, prefixes: frame.prefixes, assigned: new Map() });
      } else return this.#attach(this.#searchClause());
    }
  }

  #closeParenthesis(): void {
    const closed = this.#frames.pop()!;
    if (this.#frames.length === 0) throw new QueryError('parentheses', ')');
    this.#attach(closed.left!);
  }

  #attach(node: CqlNode): void {
    const frame = this.#frame;
    frame.left = frame.left ? { kind: 'boolean', ...frame.pending!, left: frame.left, right: node } : node;
    frame.pending = null;
  }

  #boolean(token: Token): void {
    const operator = booleanOperators.find((name) => isKeyword(token, name));
    if (!operator) throw new QueryError(this.#looksLikeOperator(token) ? 'boolean-operator' : 'syntax', token.text);
    this.#frame.pending = { operator, modifiers: this.#modifiers() };
  }

  /** `a xor (b)`, `a near/5 b`, `a xor title=b`: a word where a boolean belongs, and a clause after it. */
  #looksLikeOperator(token: Token): boolean {
    if (token.kind !== 'term' || token.quoted) return false;
    const after = this.#peek().kind;
    return after === '(' || after === '/' || (after === 'term' && this.#peek(1).kind === 'comparitor');
  }

  /** `>prefix="uri"` or `>"uri"`. */
  #prefixAssignment(frame: Frame): void {
    this.#next();
    let uri = this.#term();
    let prefix = '';
    if (this.#peek().kind === 'comparitor' && this.#peek().text === '=') {
      this.#next();
      prefix = plain(uri).toLowerCase();
      uri = this.#term();
    }
    if ((frame.assigned.get(prefix) ?? uri) !== uri) throw new QueryError('prefix-twice', prefix);
    frame.assigned.set(prefix, uri);
    frame.prefixes = new Map([...frame.prefixes, [prefix, plain(uri)]]);
  }

  #searchClause(): CqlNode {
    const first = this.#next();
    if (first.kind === ')') throw new QueryError('parentheses', ')');
    if (first.kind !== 'term') throw new QueryError('syntax', first.text);
    this.#checkLength(first.text);
    if (++this.#clauses > this.#limits.clauses) throw new QueryError('too-many-clauses', String(this.#limits.clauses));
    const { prefixes } = this.#frame;

    const after = this.#peek();
    if (isReserved(first) && after.kind !== 'comparitor') throw new QueryError('syntax', first.text);
    if (after.kind === 'comparitor' || (after.kind === 'term' && !after.quoted && !isReserved(after))) {
      const relation = plain(this.#next().text)
        .toLowerCase()
        .replace(/^cql\./, '');
      const modifiers = this.#modifiers();
      return { kind: 'clause', index: plain(first.text), relation, modifiers, term: this.#term(), prefixes };
    }
    return { kind: 'clause', index: 'cql.serverChoice', relation: '=', modifiers: [], term: first.text, prefixes };
  }

  #modifiers(): CqlModifier[] {
    const found: CqlModifier[] = [];
    while (this.#peek().kind === '/') {
      this.#next();
      const name = plain(this.#term()).toLowerCase();
      const symbol = this.#peek();
      if (symbol.kind !== 'comparitor') {
        found.push({ name, comparitor: null, value: '' });
        continue;
      }
      this.#next();
      found.push({ name, comparitor: symbol.text, value: plain(this.#term()) });
    }
    return found;
  }

  #sortSpecifications(): CqlSortSpecification[] {
    const { prefixes } = this.#frame;
    const found: CqlSortSpecification[] = [];
    do {
      found.push({ index: plain(this.#term()), modifiers: this.#modifiers(), prefixes });
      if (found.length > this.#limits.sortKeys)
        throw new QueryError('too-many-sort-keys', String(this.#limits.sortKeys));
    } while (this.#peek().kind === 'term');
    if (this.#peek().kind !== 'end') throw new QueryError('syntax', this.#peek().text);
    return found;
  }

  #term(): string {
    const token = this.#next();
    if (token.kind !== 'term') throw new QueryError('syntax', token.text);
    this.#checkLength(token.text);
    return token.text;
  }

  #checkLength(term: string): void {
    const { termCharacters } = this.#limits;
    if (term.length > termCharacters) throw new QueryError('term-too-long', String(termCharacters));
  }

  #next(): Token {
    const token = this.#peek();
    this.#at++;
    return token;
  }
  /** Past the end there is nothing but the end. */
  #peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)]!;
  }
  get #frame(): Frame {
    return this.#frames.at(-1)!;
  }
}

function isKeyword(token: Token, word: string): boolean {
  return token.kind === 'term' && !token.quoted && token.text.toLowerCase() === word;
}

function isReserved(token: Token): boolean {
  return isKeyword(token, 'sortby') || booleanOperators.some((name) => isKeyword(token, name));
}

/** A name or a URI without its backslashes. */
function plain(text: string): string {
  return text.replace(/\\([^])/g, '$1');
}
