import { QueryError } from '../query-error.ts';
import { defaultRpnLimits, type RpnLimits } from './limits.ts';
import {
  bib1,
  type RpnAttribute,
  type RpnOperator,
  type RpnProximity,
  type RpnQuery,
  type RpnStep,
  type RpnTerm,
} from './tree.ts';

const attributeSets: Readonly<Record<string, string>> = {
  'bib-1': bib1,
  bib1,
  'exp-1': '1.2.840.10003.3.2',
  gils: '1.2.840.10003.3.5',
};
const termTypes: Readonly<Record<string, RpnTerm['type']>> = {
  general: 'general',
  numeric: 'numeric',
  string: 'string',
  null: 'null',
  oid: 'other',
  datetime: 'other',
};

/** An operator that waits for its operands, and what was in force before it. */
interface Waiting {
  readonly operator: RpnOperator;
  operands: number;
  readonly attributes: readonly RpnAttribute[];
  readonly termType: RpnTerm['type'];
}

/** Reads a query in YAZ's prefix notation. Throws QueryError `syntax`, `too-long`, `too-many-clauses`. */
export function parsePqf(text: string, limits: RpnLimits = defaultRpnLimits): RpnQuery {
  if (text.length > limits.characters) throw new QueryError('too-long', String(limits.characters));
  const tokens = tokensOf(text);
  let at = 0;
  const next = (): Token => tokens[at++] ?? end();
  const nextNumber = (): number => {
    const { text: digits } = next();
    if (!/^\d{1,9}$/.test(digits)) throw new QueryError('syntax', digits);
    return Number(digits);
  };

  let attributeSet = bib1;
  if (tokens[0]?.keyword === '@attrset') {
    at = 1;
    attributeSet = setOf(next().text);
  }
  const steps: RpnStep[] = [];
  const waiting: Waiting[] = [];
  /** In force over what follows: the innermost first, as YAZ sends them. */
  let attributes: readonly RpnAttribute[] = [];
  let termType: RpnTerm['type'] = 'general';
  do {
    const token = next();
    switch (token.keyword) {
      case '@and':
      case '@or':
      case '@not':
      case '@prox': {
        const operator = token.keyword === '@prox' ? proximity(next, nextNumber) : operators[token.keyword];
        if (waiting.length >= limits.depth) throw new QueryError('too-many-clauses', String(limits.depth));
        waiting.push({ operator, operands: 0, attributes, termType });
        continue;
      }
      case '@attr':
        if (attributes.length >= limits.attributes) {
          throw new QueryError('attribute-combination', String(limits.attributes));
        }
        attributes = [attribute(next), ...attributes];
        continue;
      case '@term': {
        const type = termTypes[next().text.toLowerCase()];
        if (!type) throw new QueryError('syntax', '@term');
        termType = type;
        continue;
      }
      case '@set':
        steps.push({ kind: 'result-set', name: next().text });
        break;
      case null:
        steps.push({ kind: 'term', attributes, term: { type: termType, text: token.text } });
        break;
      default:
        throw new QueryError('syntax', token.text);
    }
    let whole = waiting.at(-1);
    while (whole && (whole.operands += 1) === 2) {
      steps.push(whole.operator);
      waiting.pop();
      whole = waiting.at(-1);
    }
    attributes = whole?.attributes ?? [];
    termType = whole?.termType ?? 'general';
    if (!whole) break;
  } while (at <= tokens.length);
  if (at < tokens.length) throw new QueryError('syntax', tokens[at]!.text);
  return { attributeSet, steps };
}

const operators = { '@and': { kind: 'and' }, '@or': { kind: 'or' }, '@not': { kind: 'and-not' } } as const;

/** `@prox exclusion distance ordered relation which-code unit-code`. */
function proximity(next: () => Token, nextNumber: () => number): RpnProximity {
  const exclusion = next().text;
  if (!['0', '1', 'void'].includes(exclusion)) throw new QueryError('syntax', exclusion);
  const distance = nextNumber();
  const order = nextNumber() === 0 ? 'any' : 'ordered';
  const relation = nextNumber();
  const which = next().text.toLowerCase();
  if (!/^[kp]/.test(which)) throw new QueryError('syntax', which);
  const unit = { kind: which.startsWith('k') ? 'known' : 'private', code: nextNumber() } as const;
  return { kind: 'prox', exclusion: exclusion === '1' ? 'out' : 'in', distance, order, relation, unit };
}

/** `1=4`, `bib-1 1=4`, `1=title`, `1=4,1016`. */
function attribute(next: () => Token): RpnAttribute {
  const first = next().text;
  const set = first.includes('=') ? undefined : setOf(first);
  const text = set === undefined ? first : next().text;
  const equals = text.indexOf('=');
  const type = text.slice(0, equals);
  if (equals < 0 || !/^\d{1,5}$/.test(type)) throw new QueryError('syntax', text);
  const values = text
    .slice(equals + 1)
    .split(',')
    .map((value) => (/^\d{1,9}$/.test(value) ? Number(value) : value));
  if (values.includes('')) throw new QueryError('syntax', text);
  const value = values.length === 1 ? values[0]! : values;
  return set === undefined ? { type: Number(type), value } : { attributeSet: set, type: Number(type), value };
}

function setOf(name: string): string {
  const known = attributeSets[name.toLowerCase()];
  if (known) return known;
  if (/^\d+(\.\d+)+$/.test(name)) return name;
  throw new QueryError('attribute-set', name);
}

interface Token {
  /** The word after `@`, in lower case, when it is not quoted; null for a term. */
  readonly keyword: string | null;
  readonly text: string;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text[at]!;
    if (/\s/.test(character)) at += 1;
    else if (character === '"' || character === '{') {
      const [value, after] = delimited(text, at + 1, character === '"' ? '"' : '}');
      tokens.push({ keyword: null, text: value });
      at = after;
    } else {
      const from = at;
      while (at < text.length && !/\s/.test(text[at]!)) at += 1;
      const word = text.slice(from, at);
      tokens.push({ keyword: word.startsWith('@') ? word.toLowerCase() : null, text: word });
    }
  }
  return tokens;
}

function delimited(text: string, from: number, mark: string): [value: string, after: number] {
  let value = '';
  for (let at = from; at < text.length; at++) {
    if (text[at] === mark) return [value, at + 1];
    if (text[at] === '\\' && at + 1 < text.length) at += 1;
    value += text[at];
  }
  throw new QueryError('quotes', mark);
}

function end(): never {
  throw new QueryError('syntax', '');
}
