/** The rows of a CSV text (RFC 4180); the separator is the one its first rows have most of. Null when a quote is never closed. */
export function csvRows(text: string): string[][] | null {
  const clean = text.replace(/^\ufeff/, '');
  const separator = separatorOf(clean);
  const rows: string[][] = [];
  let row: string[] = [];
  let value = '';
  let quoted = false;
  for (let at = 0; at < clean.length; at += 1) {
    const character = clean[at]!;
    if (quoted) {
      if (character !== '"') value += character;
      else if (clean[at + 1] === '"') value += clean[(at += 1)];
      else quoted = false;
    } else if (character === '"' && value.trim() === '') [quoted, value] = [true, ''];
    else if (character === separator) {
      row.push(value.trim());
      value = '';
    } else if (character === '\n') {
      rows.push([...row, value.trim()]);
      [row, value] = [[], ''];
    } else if (character !== '\r') value += character;
  }
  if (quoted) return null;
  rows.push([...row, value.trim()]);
  return rows.filter((one) => one.some((cell) => cell !== ''));
}

function separatorOf(text: string): string {
  const head = text.slice(0, 4_000);
  const counts = [';', '\t', ','].map((one) => [one, head.split(one).length] as const);
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}
