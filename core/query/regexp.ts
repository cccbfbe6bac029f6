import { QueryError } from './query-error.ts';
import { codeKey } from './extract.ts';
import { identifierKey } from './identifiers.ts';
import { indexes, type IndexName } from './indexes.ts';
import { fold } from './text.ts';

/**
 * A regular expression over a whole word or identifier: `.` `*` `+` `?` `|` `( )` `[ ]` (`[^ ]`, ranges), a backslash
 * before any character that is neither letter nor digit. Nothing refers back to what was matched, so that an index can
 * answer it in one pass over its terms.
 */
export type Expression =
  | { readonly kind: 'characters'; readonly text: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'set'; readonly negated: boolean; readonly ranges: readonly CodeRange[] }
  | { readonly kind: 'sequence'; readonly parts: readonly Expression[] }
  | { readonly kind: 'either'; readonly choices: readonly Expression[] }
  | { readonly kind: 'repeat'; readonly of: Expression; readonly least: 0 | 1; readonly most: 1 | null };

/** Code points from one to another, both included. */
export type CodeRange = readonly [from: number, to: number];

/** How long and how deep an expression may be. */
export interface RegexpLimits {
  readonly characters: number;
  readonly depth: number;
}
export const regexpLimits: RegexpLimits = { characters: 200, depth: 20 };

/**
 * Reads a regular expression on an index, its characters normalised as the terms of that index are: accents and case do
 * not count, `œ` is two letters. Throws QueryError: `term-too-long`, or `term-format` with what is wrong.
 */
export function parseRegexp(index: IndexName, pattern: string, limits = regexpLimits): Expression {
  if (pattern.length > limits.characters) throw new QueryError('term-too-long', String(limits.characters));
  const reader = new Reader([...pattern.normalize('NFC')], normaliserOf(index), limits);
  const expression = reader.either(0);
  if (!reader.atEnd) throw wrong(') without (');
  return expression;
}

function normaliserOf(index: IndexName): (character: string) => string {
  const { type } = indexes[index];
  if (type === 'text') return fold;
  return type === 'identifier' ? (character) => identifierKey(index, character) : codeKey;
}

const repeats: Readonly<Record<string, { readonly least: 0 | 1; readonly most: 1 | null }>> = {
  '*': { least: 0, most: null },
  '+': { least: 1, most: null },
  '?': { least: 0, most: 1 },
};

class Reader {
  readonly #characters: readonly string[];
  readonly #normalise: (character: string) => string;
  readonly #limits: RegexpLimits;
  #at = 0;

  constructor(characters: readonly string[], normalise: (character: string) => string, limits: RegexpLimits) {
    this.#characters = characters;
    this.#normalise = normalise;
    this.#limits = limits;
  }

  get atEnd(): boolean {
    return this.#at === this.#characters.length;
  }

  either(depth: number): Expression {
    if (depth > this.#limits.depth) throw wrong(`more than ${this.#limits.depth} parentheses inside each other`);
    const choices = [this.#sequence(depth)];
    while (this.#taken('|')) choices.push(this.#sequence(depth));
    return choices.length === 1 ? choices[0]! : { kind: 'either', choices };
  }

  #sequence(depth: number): Expression {
    const parts: Expression[] = [];
    while (!this.atEnd && !['|', ')'].includes(this.#characters[this.#at]!)) parts.push(this.#repeated(depth));
    return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts };
  }

  #repeated(depth: number): Expression {
    const of = this.#atom(depth);
    const repeat = repeats[this.#characters[this.#at] ?? ''];
    if (!repeat) return of;
    this.#at++;
    if (repeats[this.#characters[this.#at] ?? '']) throw wrong('one repetition after another');
    return { kind: 'repeat', of, ...repeat };
  }

  #atom(depth: number): Expression {
    const character = this.#characters[this.#at++]!;
    if (character === '.') return { kind: 'any' };
    if (character === '[') return this.#set();
    if (character === '(') {
      const inside = this.either(depth + 1);
      if (!this.#taken(')')) throw wrong('( without )');
      return inside;
    }
    if (repeats[character]) throw wrong(`nothing before ${character}`);
    if (character === '\\') return this.#literal(this.#escaped());
    if (/[\]{}^$]/.test(character)) throw wrong(character);
    return this.#literal(character);
  }

  #literal(character: string): Expression {
    return { kind: 'characters', text: this.#normalise(character) };
  }

  #escaped(): string {
    const character = this.#characters[this.#at++];
    if (character === undefined || /[\p{L}\p{N}]/u.test(character)) throw wrong(`\\${character ?? ''}`);
    return character;
  }

  #set(): Expression {
    const negated = this.#taken('^');
    const ranges: CodeRange[] = [];
    for (let first = true; first || this.#characters[this.#at] !== ']'; first = false) {
      const from = this.#member();
      const isRange = this.#characters[this.#at] === '-' && this.#characters[this.#at + 1] !== ']';
      if (isRange) this.#at++;
      const to = isRange ? this.#member() : from;
      if (to < from) throw wrong('a range that goes backwards');
      ranges.push([from, to]);
    }
    this.#at++;
    return { kind: 'set', negated, ranges };
  }

  #member(): number {
    if (this.atEnd) throw wrong('[ without ]');
    const character = this.#characters[this.#at++]!;
    const normalised = [...this.#normalise(character === '\\' ? this.#escaped() : character)];
    if (normalised.length !== 1) throw wrong(`${character} between [ and ]`);
    return normalised[0]!.codePointAt(0)!;
  }

  #taken(character: string): boolean {
    if (this.#characters[this.#at] !== character) return false;
    this.#at++;
    return true;
  }
}

function wrong(what: string): QueryError {
  return new QueryError('term-format', `regular expression: ${what}`);
}
