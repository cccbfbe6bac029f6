import { QueryUnsupported } from '../../core/ports/search-index.ts';
import { beginningOf, repetitions, written } from './expression.ts';
import { firstWord, marks } from './fields.ts';
import type { SolrOptions } from './options.ts';
import type { Slot } from './slots.ts';
import type { AskSolr } from './solr-client.ts';

/** Terms of a field, in the order of their UTF-8 bytes, as Solr's terms component lists them. */
export interface TermsAsked {
  readonly field: string;
  /** The first term may be this one, or come after it. */
  readonly lower: string;
  readonly lowerIncluded?: boolean;
  /** Every term comes before this one. */
  readonly upper?: string;
  readonly beginning?: string;
  /** A whole term, in the syntax of Java. */
  readonly pattern?: string;
  readonly limit: number;
}

/** The lists of terms of a collection. Deleted records may still be in them. */
export class Dictionary {
  readonly #ask: AskSolr;
  readonly #collection: string;
  readonly #options: SolrOptions;

  constructor(ask: AskSolr, collection: string, options: SolrOptions) {
    this.#ask = ask;
    this.#collection = collection;
    this.#options = options;
  }

  async terms({ field, lower, lowerIncluded = true, upper, beginning, pattern, limit }: TermsAsked): Promise<string[]> {
    const isOfWords = field.endsWith('_words');
    const answer = await this.#ask<{ terms: Record<string, readonly (string | number)[]> }>({
      path: `/${this.#collection}/terms`,
      post: true,
      timeout: this.#options.searchTimeout,
      parameters: {
        'terms.fl': field,
        'terms.sort': 'index',
        'terms.limit': limit,
        'terms.mincount': 1,
        'terms.lower': isOfWords && lower < firstWord ? firstWord : lower,
        'terms.lower.incl': lowerIncluded,
        ...(upper !== undefined && { 'terms.upper': upper, 'terms.upper.incl': false }),
        ...(beginning !== undefined && beginning !== '' && { 'terms.prefix': beginning }),
        ...(pattern !== undefined && { 'terms.regex': pattern }),
      },
    });
    return (answer.terms[field] ?? []).filter((each, at): each is string => at % 2 === 0 && typeof each === 'string');
  }

  /** The words that a slot of a phrase stands for. Throws QueryUnsupported when they are too many. */
  async wordsOf(field: string, slot: Slot): Promise<readonly string[]> {
    if (slot.kind === 'exactly') return [slot.term];
    if (slot.kind === 'anything') return [marks.word];
    const limit = this.#options.placedWords + 1;
    const found = await this.terms({ field, limit, ...this.#listed(slot) });
    if (found.length === limit)
      throw new QueryUnsupported('a truncated word of a phrase that stands for so many words');
    return found;
  }

  #listed(slot: Extract<Slot, { kind: 'beginning' | 'like' }>): Pick<TermsAsked, 'lower' | 'beginning' | 'pattern'> {
    if (slot.kind === 'beginning') return { lower: slot.term, beginning: slot.term };
    // Solr lists terms by an expression that backtracks: bounded here.
    const { count, ofGroups } = repetitions(slot.expression);
    if (ofGroups || count > this.#options.placedRepeats)
      throw new QueryUnsupported('so many repetitions in a word of a phrase');
    const beginning = beginningOf(slot.expression);
    return { lower: beginning, beginning, pattern: written(slot.expression) };
  }
}
