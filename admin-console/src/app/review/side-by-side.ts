import type { MarcTextView } from '../api/contract';

/** A field of two records beside each other; null where one has none. */
export interface Row {
  readonly tag: string;
  readonly left: string | null;
  readonly right: string | null;
  readonly is: 'same' | 'changed' | 'only-left' | 'only-right';
}

/** Numbers a system gives its own records: they differ always, and tell nothing. */
const own = new Set(['001', '005', '035', '100', '801']);

/** Aligns two records field by field: first those that are the same, then those of one tag in their order. */
export function sideBySide(left: readonly MarcTextView[], right: readonly MarcTextView[]): Row[] {
  const tags = [...new Set([...left, ...right].map(({ tag }) => tag))].filter((tag) => !own.has(tag)).sort();
  return tags.flatMap((tag) => aligned(tag, texts(left, tag), texts(right, tag)));
}

function aligned(tag: string, left: readonly string[], right: readonly string[]): Row[] {
  const rest = [...right];
  const alone: string[] = [];
  const rows: Row[] = [];
  for (const text of left) {
    const at = rest.findIndex((other) => bare(other) === bare(text));
    if (at === -1) alone.push(text);
    else rows.push({ tag, left: text, right: rest.splice(at, 1)[0]!, is: 'same' });
  }
  for (let n = 0; n < Math.max(alone.length, rest.length); n += 1) {
    const [one, other] = [alone[n] ?? null, rest[n] ?? null];
    rows.push({
      tag,
      left: one,
      right: other,
      is: one === null ? 'only-right' : other === null ? 'only-left' : 'changed',
    });
  }
  return rows;
}

function texts(fields: readonly MarcTextView[], tag: string): string[] {
  return fields.filter((field) => field.tag === tag).map(({ text }) => text);
}

/** A field without its indicators, its spaces and its case: what cataloguers write otherwise and readers do not see. */
function bare(text: string): string {
  return text.slice(text.indexOf('$')).toLowerCase().replace(/\s+/g, '');
}
