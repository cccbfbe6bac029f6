import { QueryError } from '../query-error.ts';

/** A token of CQL 1.2. The text of a term keeps its backslashes: they tell a masking character from a plain one. */
export type Token =
  | { readonly kind: '(' | ')' | '/' | 'end'; readonly text: string; readonly quoted: false }
  | { readonly kind: 'comparitor'; readonly text: Comparitor; readonly quoted: false }
  | { readonly kind: 'term'; readonly text: string; readonly quoted: boolean };
export type Comparitor = '=' | '==' | '<>' | '<' | '<=' | '>' | '>=';

const blank = /\s*/y;
const comparitor = /==|<>|<=|>=|=|<|>/y;
const quotedString = /"((?:[^"\\]|\\[^])*)"/y;
// CQL 1.2, charString1: anything but white space ( ) = < > " /
const bareword = /(?:\\[^]|[^\s()=<>"/\\])+/y;

/** Cuts a query into tokens, an `end` one last. Throws QueryError `quotes` for an unclosed quotation, `escape` for a last backslash. */
export function tokens(query: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  const read = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(query);
    if (match) at = pattern.lastIndex;
    return match;
  };
  for (;;) {
    read(blank);
    const next = query[at];
    if (next === undefined) return [...found, { kind: 'end', text: '', quoted: false }];
    if (next === '(' || next === ')' || next === '/') {
      found.push({ kind: next, text: next, quoted: false });
      at++;
      continue;
    }
    const symbol = read(comparitor);
    if (symbol) {
      found.push({ kind: 'comparitor', text: symbol[0] as Comparitor, quoted: false });
      continue;
    }
    if (next === '"') {
      const string = read(quotedString);
      if (!string) throw new QueryError('quotes', query.slice(at, at + 40));
      found.push({ kind: 'term', text: string[1]!, quoted: true });
      continue;
    }
    const word = read(bareword);
    if (!word) throw new QueryError('escape', '\\');
    found.push({ kind: 'term', text: word[0], quoted: false });
  }
}
