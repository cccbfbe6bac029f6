import { QueryUnsupported } from '../../core/ports/search-index.ts';
import type { Clause, Query } from '../../core/query/model.ts';
import { locate, read, type Asked } from './clause.ts';
import { bitsOf, emptyBits, intersect, listOf, noDocs, subtract, unite, type DocSet } from './doc-set.ts';
import type { Effort } from './effort.ts';
import { Expansion, type ExpansionLimits } from './expand.ts';
import { Locator, type Located, type Slot } from './located.ts';
import type { Snapshot } from './snapshot.ts';
import type { Terms } from './terms.ts';

/** How much one search may ask. */
export interface EvaluationLimits extends ExpansionLimits {
  /** Terms and operators of one query. */
  readonly clauses: number;
}

/** What a query found, and the exact words it looked for: they make the relevance. */
export interface Found {
  readonly docs: DocSet;
  readonly words: readonly string[];
}

/** Compiles a query tree against one state of the index. Throws QueryUnsupported, TooLong. */
export function evaluate(
  query: Query,
  snapshot: Snapshot,
  terms: Terms,
  effort: Effort,
  limits: EvaluationLimits,
): Found {
  const evaluation = new Evaluation(snapshot, terms, effort, limits);
  const docs = evaluation.docs(query, true);
  return { docs, words: [...evaluation.words] };
}

class Evaluation {
  readonly words = new Set<string>();
  readonly #snapshot: Snapshot;
  readonly #terms: Terms;
  readonly #effort: Effort;
  readonly #expansion: Expansion;
  readonly #locator: Locator;
  #nodesLeft: number;

  constructor(snapshot: Snapshot, terms: Terms, effort: Effort, limits: EvaluationLimits) {
    this.#snapshot = snapshot;
    this.#terms = terms;
    this.#effort = effort;
    this.#expansion = new Expansion(snapshot, terms, effort, limits);
    this.#locator = new Locator(terms, this.#expansion, effort);
    this.#nodesLeft = limits.clauses;
  }

  /** Living documents that match; `wanted` is false under the right side of a NOT. */
  docs(query: Query, wanted: boolean): DocSet {
    this.#count();
    if (query.kind === 'all') return this.#all();
    if (query.kind === 'clause') return this.#clause(query, wanted);
    if (query.kind === 'prox') return this.#standing(this.#located(query, wanted));
    const left = this.docs(query.left, wanted);
    const right = this.docs(query.right, wanted && query.kind !== 'not');
    this.#effort.spend(left.size + right.size);
    if (query.kind === 'and') return intersect(left, right);
    if (query.kind === 'not') return subtract(left, right);
    return unite([left, right], this.#snapshot.universe);
  }

  #clause(clause: Clause, wanted: boolean): DocSet {
    if (clause.relation === '<>') return subtract(this.#all(), this.#asked(read(clause), false));
    return this.#asked(read(clause), wanted);
  }

  #asked(asked: Asked, wanted: boolean): DocSet {
    if (asked.kind === 'nothing') return noDocs;
    if (asked.kind === 'everything') return this.#all();
    if (asked.kind === 'slot') return this.#slot(asked.slot, wanted);
    if (asked.kind === 'located') {
      this.#remember(asked.located, wanted);
      return this.#standing(asked.located);
    }
    const sets = asked.slots.map((slot) => this.#slot(slot, wanted));
    if (asked.kind === 'some') return unite(sets, this.#snapshot.universe);
    return sets.sort((a, b) => a.size - b.size).reduce(intersect);
  }

  #slot(slot: Slot, wanted: boolean): DocSet {
    this.#count();
    if ('range' in slot) return this.#expansion.docs(slot.range);
    if (wanted) this.words.add(slot.key);
    return this.#terms.find(slot.key, this.#effort).set;
  }

  #all(): DocSet {
    const { universe } = this.#snapshot;
    const words = emptyBits(universe).fill(0xffff_ffff);
    if (universe % 32 !== 0) words[words.length - 1] = 2 ** (universe % 32) - 1;
    this.#snapshot.clearDead(words);
    return bitsOf(words);
  }

  /** Documents where a phrase or neighbours stand. */
  #standing(located: Located): DocSet {
    const found: number[] = [];
    for (const segment of this.#snapshot.segments) {
      for (const doc of this.#locator.docs(located, segment)) if (!this.#snapshot.isDead(doc)) found.push(doc);
    }
    return listOf(Uint32Array.from(found));
  }

  #located(query: Query, wanted: boolean): Located {
    const operands = new Set<string>();
    const located = this.#operand(query, operands);
    if (operands.size > 1) throw new QueryUnsupported('proximity across indexes');
    this.#remember(located, wanted);
    return located;
  }

  #operand(query: Query, indexes: Set<string>): Located {
    if (query.kind === 'clause') {
      indexes.add(query.index);
      return locate(query);
    }
    this.#count();
    if (query.kind === 'or')
      return { kind: 'either', parts: [this.#operand(query.left, indexes), this.#operand(query.right, indexes)] };
    if (query.kind !== 'prox') throw new QueryUnsupported(`${query.kind} inside proximity`);
    const { left, right, ...apart } = query;
    if (apart.unit === 'field' && apart.distance !== 0)
      throw new QueryUnsupported(`a distance of ${apart.distance} fields`);
    return { kind: 'near', left: this.#operand(left, indexes), right: this.#operand(right, indexes), apart };
  }

  #remember(located: Located, wanted: boolean): void {
    if (located.kind === 'either') return located.parts.forEach((part) => this.#remember(part, wanted));
    if (located.kind === 'near') {
      this.#remember(located.left, wanted);
      return this.#remember(located.right, wanted);
    }
    for (const slot of located.slots) {
      this.#count();
      if (wanted && 'key' in slot) this.words.add(slot.key);
    }
  }

  #count(): void {
    if (--this.#nodesLeft < 0) throw new QueryUnsupported('a query of so many terms');
  }
}
