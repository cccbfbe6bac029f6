import { maskParts } from '../../core/query/masks.ts';
import type { CodeRange, Expression } from '../../core/query/regexp.ts';

/** States remembered before they are forgotten and found again: memory stays bounded whatever the expression. */
const rememberedStates = 500;

/** A mask (core/query/masks.ts) as an expression. */
export function maskExpression(mask: string): Expression {
  const parts = maskParts(mask).map((part): Expression => {
    if (part === '?') return { kind: 'any' };
    if (part === '*') return { kind: 'repeat', of: { kind: 'any' }, least: 0, most: null };
    return { kind: 'characters', text: part.literal };
  });
  return { kind: 'sequence', parts };
}

/** The characters every match begins with. */
export function prefixOf(expression: Expression): string {
  if (expression.kind === 'characters') return expression.text;
  if (expression.kind !== 'sequence') return '';
  let prefix = '';
  for (const part of expression.parts) {
    if (part.kind !== 'characters') return prefix + prefixOf(part);
    prefix += part.text;
  }
  return prefix;
}

/** True when it matches every text. */
export function matchesAll(expression: Expression): boolean {
  if (expression.kind === 'repeat') return expression.of.kind === 'any' && expression.least === 0;
  if (expression.kind === 'sequence') return expression.parts.length > 0 && expression.parts.every(matchesAll);
  return false;
}

/**
 * Matches whole texts against an expression, in one pass and in bounded time: every way of matching is followed at once
 * (Thompson 1968), and what a character leads to is remembered.
 */
export class Automaton {
  readonly #nodes: Node[] = [];
  readonly #start: number;
  #states = new Map<string, State>();
  #initial: State;

  constructor(expression: Expression) {
    this.#start = this.#compile(expression, this.#node({ kind: 'match' }));
    this.#initial = this.#state([this.#start]);
  }

  /** Tests the UTF-8 text bytes[from, to). */
  test(bytes: Uint8Array, from: number, to: number): boolean {
    let state = this.#initial;
    for (let at = from; at < to;) {
      const lead = bytes[at]!;
      let code = lead;
      let size = 1;
      if (lead >= 0xf0) [code, size] = [lead & 0x07, 4];
      else if (lead >= 0xe0) [code, size] = [lead & 0x0f, 3];
      else if (lead >= 0xc0) [code, size] = [lead & 0x1f, 2];
      for (let next = 1; next < size; next++) code = (code << 6) | (bytes[at + next]! & 0x3f);
      at += size;
      state = state.after.get(code) ?? this.#step(state, code);
      if (state.nodes.length === 0) return false;
    }
    return state.matches;
  }

  #step(state: State, code: number): State {
    const next: number[] = [];
    for (const at of state.nodes) {
      const node = this.#nodes[at]!;
      if (node.kind === 'one' && node.accepts(code)) next.push(node.next);
    }
    if (this.#states.size > rememberedStates) {
      this.#states = new Map();
      this.#initial = this.#state([this.#start]);
    }
    const reached = this.#state(next);
    state.after.set(code, reached);
    return reached;
  }

  /** The state of standing at these nodes, and wherever they lead without a character. */
  #state(from: readonly number[]): State {
    const seen = new Set<number>();
    const left = [...from];
    for (let at = left.pop(); at !== undefined; at = left.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      const node = this.#nodes[at]!;
      if (node.kind === 'fork') left.push(...node.next);
    }
    const nodes = [...seen].filter((at) => this.#nodes[at]!.kind !== 'fork').sort((a, b) => a - b);
    const name = nodes.join();
    const known = this.#states.get(name);
    if (known) return known;
    const matches = nodes.some((at) => this.#nodes[at]!.kind === 'match');
    const state: State = { nodes, matches, after: new Map() };
    this.#states.set(name, state);
    return state;
  }

  #node(node: Node): number {
    return this.#nodes.push(node) - 1;
  }

  /** Nodes for an expression that go on to `next`; returns the first. */
  #compile(expression: Expression, next: number): number {
    switch (expression.kind) {
      case 'any':
        return this.#node({ kind: 'one', accepts: () => true, next });
      case 'set':
        return this.#node({ kind: 'one', accepts: inRanges(expression.ranges, expression.negated), next });
      case 'characters':
        return [...expression.text].reduceRight((after, character) => {
          const wanted = character.codePointAt(0);
          return this.#node({ kind: 'one', accepts: (code) => code === wanted, next: after });
        }, next);
      case 'sequence':
        return expression.parts.reduceRight((after, part) => this.#compile(part, after), next);
      case 'either':
        return this.#node({ kind: 'fork', next: expression.choices.map((choice) => this.#compile(choice, next)) });
      case 'repeat': {
        if (expression.most === 1) {
          return this.#node({ kind: 'fork', next: [this.#compile(expression.of, next), next] });
        }
        const again: number[] = [next];
        const fork = this.#node({ kind: 'fork', next: again });
        const first = this.#compile(expression.of, fork);
        again.push(first);
        return expression.least === 1 ? first : fork;
      }
    }
  }
}

type Node =
  | { readonly kind: 'one'; readonly accepts: (code: number) => boolean; readonly next: number }
  | { readonly kind: 'fork'; readonly next: readonly number[] }
  | { readonly kind: 'match' };

interface State {
  readonly nodes: readonly number[];
  readonly matches: boolean;
  readonly after: Map<number, State>;
}

function inRanges(ranges: readonly CodeRange[], negated: boolean): (code: number) => boolean {
  return (code) => ranges.some(([from, to]) => code >= from && code <= to) !== negated;
}
