import type { Facts } from '../../outcome.ts';
import { encodingLevels, type NetworkRules } from './network-rules.ts';

/** What is wrong with rules that somebody wants to keep; null when nothing. */
export function wrongWith(rules: NetworkRules, knownLibraries: ReadonlySet<string>): Facts | null {
  for (const level of encodingLevels) {
    for (const { tags } of rules.required[level]) {
      const wrong = tags.find((tag) => !/^\d{3}$/.test(tag));
      if (wrong !== undefined || tags.length === 0) return { what: 'required', level, tag: wrong ?? '' };
    }
  }
  const tables = { itemTypes: rules.itemTypes, audiences: rules.audiences, locations: rules.locations };
  for (const [what, rows] of Object.entries(tables)) {
    const codes = new Set<string>();
    for (const row of rows) {
      const key = 'library' in row ? `${row.library ?? ''}/${row.code}` : row.code;
      if (codes.has(key)) return { what, code: row.code, reason: 'repeated' };
      codes.add(key);
    }
  }
  const strange = rules.audiences.find(({ code }) => !/^[a-z]$/.test(code));
  if (strange) return { what: 'audiences', code: strange.code, reason: 'not-a-code-of-100' };
  const away = rules.locations.find(({ library }) => library !== null && !knownLibraries.has(library));
  if (away) return { what: 'locations', code: away.code, reason: 'library-unknown' };
  return null;
}
