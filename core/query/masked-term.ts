import { hasMasks, maskParts, type MaskPart } from './masks.ts';
import type { Clause } from './model.ts';
import { QueryError } from './query-error.ts';

/** How much a masked word must show, and how many signs may hide the rest. */
export interface MaskLimits {
  /** Letters a masked word must show: fewer would read the whole index. */
  readonly maskedWordLetters: number;
  /** Masking signs of one term. */
  readonly masks: number;
}

/** A term and how it is masked, in the plainest of the ways the query tree has for it. */
export type MaskedTerm = Pick<Clause, 'term' | 'truncation'>;

/** One word, or words in their order: the ends of the whole are truncated, anything else is masked. */
export function phraseTerm(masks: readonly string[]): MaskedTerm {
  return plainest(masks.join(' '));
}

/** Words each on its own: truncated when all are truncated alike. */
export function listTerm(masks: readonly string[]): MaskedTerm {
  const each = masks.map(plainest);
  const truncation = each[0]?.truncation ?? 'none';
  const alike = each.every((one) => one.truncation === truncation);
  if (alike && truncation !== 'masked') return { term: each.map(({ term }) => term).join(' '), truncation };
  return { term: masks.map((mask) => written(maskParts(mask))).join(' '), truncation: 'masked' };
}

/** A whole heading, identifier or code. */
export const valueTerm = plainest;

/** Throws QueryError `masked-word-too-short` or `too-many-masks`. */
export function checkMasks(masks: readonly string[], limits: MaskLimits): void {
  let signs = 0;
  for (const mask of masks.filter(hasMasks)) {
    const parts = maskParts(mask);
    const hidden = parts.filter((part) => typeof part === 'string').length;
    const shown = parts
      .map((part) => (typeof part === 'string' ? '' : part.literal.replaceAll(' ', '')))
      .join('').length;
    if (hidden > 0 && shown < limits.maskedWordLetters) throw new QueryError('masked-word-too-short', mask);
    signs += hidden;
  }
  if (signs > limits.masks) throw new QueryError('too-many-masks', String(limits.masks));
}

function plainest(mask: string): MaskedTerm {
  if (!hasMasks(mask)) return { term: mask, truncation: 'none' };
  const parts = maskParts(mask);
  const left = parts.length > 1 && parts[0] === '*';
  const right = parts.length > 1 && parts.at(-1) === '*';
  const [middle = { literal: '' }, more] = parts.slice(left ? 1 : 0, right ? -1 : undefined);
  // a mask that stands for whole words hides no end of a word
  const apart = typeof middle !== 'string' && middle.literal !== middle.literal.trim();
  if (more || apart || typeof middle === 'string') return { term: written(parts), truncation: 'masked' };
  return { term: middle.literal, truncation: left && right ? 'both' : left ? 'left' : right ? 'right' : 'none' };
}

function written(parts: readonly MaskPart[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.literal.replace(/[*?\\]/g, '\\$&'))).join('');
}
