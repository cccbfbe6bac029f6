/**
 * A table as French spreadsheets open it: byte order mark, semicolons, every cell between quotes. A text that a
 * spreadsheet could take for a formula has an apostrophe before it.
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((cells) => `${cells.map(cellOf).join(';')}\r\n`).join('')}`;
}

function cellOf(text: string): string {
  const harmless = /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
