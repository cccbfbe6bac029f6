import { maskParts } from '../../core/query/masks.ts';
import type { CodeRange, Expression } from '../../core/query/regexp.ts';

/** A mask (core/query/masks.ts) as an expression. */
export function maskExpression(mask: string): Expression {
  const parts = maskParts(mask).map((part): Expression => {
    if (part === '?') return { kind: 'any' };
    return part === '*' ? anything : { kind: 'characters', text: part.literal };
  });
  return { kind: 'sequence', parts };
}

/** Terms that end with this, or hold it. */
export function holding(term: string, where: 'at-end' | 'anywhere'): Expression {
  const parts: Expression[] = [anything, { kind: 'characters', text: term }];
  return { kind: 'sequence', parts: where === 'anywhere' ? [...parts, anything] : parts };
}

const anything: Expression = { kind: 'repeat', of: { kind: 'any' }, least: 0, most: null };

/**
 * An expression in the syntax of Lucene, which is also that of Java as far as ours goes: every character that is neither
 * letter nor digit has a backslash before it.
 */
export function written(expression: Expression): string {
  switch (expression.kind) {
    case 'any':
      return '.';
    case 'characters':
      return literal(expression.text);
    case 'set':
      return `[${expression.negated ? '^' : ''}${expression.ranges.map(writtenRange).join('')}]`;
    case 'sequence':
      return expression.parts.map((part) => (part.kind === 'either' ? `(${written(part)})` : written(part))).join('');
    case 'either':
      return expression.choices.map((choice) => written(choice) || '()').join('|');
    case 'repeat':
      return writtenRepeat(expression);
  }
}

/** The characters every match begins with. */
export function beginningOf(expression: Expression): string {
  if (expression.kind === 'characters') return expression.text;
  if (expression.kind !== 'sequence') return '';
  let beginning = '';
  for (const part of expression.parts) {
    if (part.kind !== 'characters') return beginning + beginningOf(part);
    beginning += part.text;
  }
  return beginning;
}

/** How many parts may be repeated without end, and whether one of them is more than one character. */
export function repetitions(expression: Expression): { readonly count: number; readonly ofGroups: boolean } {
  const inside = childrenOf(expression).map(repetitions);
  const count = inside.reduce((sum, each) => sum + each.count, 0);
  const ofGroups = inside.some((each) => each.ofGroups);
  if (expression.kind !== 'repeat' || expression.most !== null) return { count, ofGroups };
  return { count: count + 1, ofGroups: ofGroups || !isOneCharacter(expression.of) };
}

function childrenOf(expression: Expression): readonly Expression[] {
  if (expression.kind === 'sequence') return expression.parts;
  if (expression.kind === 'either') return expression.choices;
  return expression.kind === 'repeat' ? [expression.of] : [];
}

function isOneCharacter(expression: Expression): boolean {
  if (expression.kind === 'characters') return [...expression.text].length === 1;
  return expression.kind === 'any' || expression.kind === 'set';
}

function writtenRepeat({ of, least, most }: Extract<Expression, { kind: 'repeat' }>): string {
  const sign = most === 1 ? '?' : least === 0 ? '*' : '+';
  return `${isOneCharacter(of) ? written(of) : `(${written(of) || '()'})`}${sign}`;
}

function writtenRange([from, to]: CodeRange): string {
  const [first, last] = [from, to].map((code) => literal(String.fromCodePoint(code)));
  return from === to ? first! : `${first}-${last}`;
}

function literal(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, String.raw`\$&`);
}
