import { bib1, type RpnAttribute, type RpnProximity, type RpnQuery, type RpnTerm } from './tree.ts';

/** Writes a query in YAZ's prefix notation: for the log, and for whoever wants to see what was asked. */
export function writePqf({ attributeSet, steps }: RpnQuery): string {
  const stack: string[] = [];
  for (const step of steps) {
    if (step.kind === 'term') stack.push(step.attributes.map(attribute).reverse().join('') + term(step.term));
    else if (step.kind === 'result-set' || step.kind === 'restriction') stack.push(`@set ${quoted(step.name)}`);
    else {
      const right = stack.pop() ?? '';
      const left = stack.pop() ?? '';
      stack.push(`${step.kind === 'prox' ? proximity(step) : names[step.kind]} ${left} ${right}`);
    }
  }
  return (attributeSet === bib1 ? '' : `@attrset ${attributeSet} `) + stack.join(' ');
}

const names = { and: '@and', or: '@or', 'and-not': '@not' } as const;
const termTypes: Readonly<Record<RpnTerm['type'], string>> = {
  general: '',
  numeric: '@term numeric ',
  string: '@term string ',
  null: '@term null ',
  other: '@term oid ',
};

function attribute({ attributeSet, type, value }: RpnAttribute): string {
  return `@attr ${attributeSet === undefined ? '' : `${attributeSet} `}${type}=${String(value)} `;
}

function term({ type, text }: RpnTerm): string {
  return termTypes[type] + quoted(text);
}

function proximity({ exclusion, distance, order, relation, unit }: RpnProximity): string {
  const numbers = [exclusion === 'out' ? 1 : 0, distance, order === 'ordered' ? 1 : 0, relation];
  return `@prox ${numbers.join(' ')} ${unit.kind === 'known' ? 'k' : 'p'} ${unit.code}`;
}

function quoted(text: string): string {
  return /^[^\s"{@\\][^\s\\]*$/.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}
