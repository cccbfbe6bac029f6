/** A row that is not empty, and the line of the file where it begins. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The rows of a CSV text (RFC 4180); the separator is the one its first rows have most of. Null when a quote is never closed. */
export function csvRows(text: string): CsvRow[] | null {
  const clean = text.replace(/^\ufeff/, '');
  const separator = separatorOf(clean);
  const rows: CsvRow[] = [];
  let [line, begun] = [1, 1];
  let row: string[] = [];
  let value = '';
  let quoted = false;
  for (let at = 0; at < clean.length; at += 1) {
    const character = clean[at]!;
    if (character === '\n') line += 1;
    if (quoted) {
      if (character !== '"') value += character;
      else if (clean[at + 1] === '"') value += clean[(at += 1)];
      else quoted = false;
    } else if (character === '"' && value.trim() === '') [quoted, value] = [true, ''];
    else if (character === separator) {
      row.push(value.trim());
      value = '';
    } else if (character === '\n') {
      rows.push({ line: begun, cells: [...row, value.trim()] });
      [row, value, begun] = [[], '', line];
    } else if (character !== '\r') value += character;
  }
  if (quoted) return null;
  rows.push({ line: begun, cells: [...row, value.trim()] });
  return rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
}

function separatorOf(text: string): string {
  const head = text.slice(0, 4_000);
  const counts = [';', '\t', ','].map((one) => [one, head.split(one).length] as const);
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}
