import type { ItemTypeCode, SourceProfileView } from '../api/contract';

/** A table of a profile as lines `written = ours`, in the order it is kept. */
export function linesOf(table: Readonly<Record<string, string>>): string {
  return Object.entries(table)
    .map(([written, ours]) => `${written} = ${ours}`)
    .join('\n');
}

/** Reads such lines again; blank ones do not count. Answers the number of the first line that is none. */
export function tableOf(text: string): { readonly table: Record<string, string> } | { readonly wrongLine: number } {
  const table: Record<string, string> = {};
  for (const [n, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const at = line.indexOf('=');
    const [written, ours] = [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    if (at < 1 || written === '' || ours === '') return { wrongLine: n + 1 };
    table[written] = ours;
  }
  return { table };
}

type Circulation = SourceProfileView['circulation'];
const lent = 'pret';
const notLent = 'exclu';

/** Codes of circulation as lines: `1 = exclu`, `2 = pret DVD`. */
export function circulationLines(circulation: Circulation): string {
  return linesOf(
    Object.fromEntries(
      Object.entries(circulation).map(([code, { loanable, type }]) => {
        const said = loanable ? lent : notLent;
        return [code, type ? `${said} ${type}` : said];
      }),
    ),
  );
}

/** Reads them again. The type of document is the server's to judge. */
export function circulationOf(text: string): { readonly circulation: Circulation } | { readonly wrongLine: number } {
  const read = tableOf(text);
  if ('wrongLine' in read) return read;
  const circulation: Record<string, Circulation[string]> = {};
  for (const [code, said] of Object.entries(read.table)) {
    const [loan = '', type] = said.split(/\s+/);
    if (loan !== lent && loan !== notLent) {
      return { wrongLine: text.split('\n').findIndex((line) => line.split('=')[0]?.trim() === code) + 1 };
    }
    circulation[code] = { loanable: loan === lent, ...(type && { type: type as ItemTypeCode }) };
  }
  return { circulation };
}
