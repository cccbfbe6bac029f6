import { TableCharset, readRow } from './table-charset.ts';

const bytes = (...rows: (string | number[])[]): Buffer[] => rows.map((row) => Buffer.from(row as string));
const charsetOf = (rows: readonly Uint8Array[]) => {
  const table = new TableCharset();
  for (const row of rows) table.observe(row);
  return table.decide();
};
/** `é` `è` `ç` `ô` `ï` in each. */
const windows = bytes(
  [0x4c, 0x65, 0x66, 0xe8, 0x76, 0x72, 0x65, 0x3b, 0x5a, 0x6f, 0xe9], // Lefèvre;Zoé
  [0x4c, 0x6f, 0xef, 0x63, 0x3b, 0x46, 0x72, 0x61, 0x6e, 0xe7, 0x6f, 0x69, 0x73], // Loïc;François
);
const mac = bytes(
  [0x4c, 0x65, 0x66, 0x8f, 0x76, 0x72, 0x65, 0x3b, 0x5a, 0x6f, 0x8e],
  [0x4c, 0x6f, 0x95, 0x63, 0x3b, 0x46, 0x72, 0x61, 0x6e, 0x8d, 0x6f, 0x69, 0x73],
);
const dos = bytes(
  [0x4c, 0x65, 0x66, 0x8a, 0x76, 0x72, 0x65, 0x3b, 0x5a, 0x6f, 0x82],
  [0x4c, 0x6f, 0x8b, 0x63, 0x3b, 0x46, 0x72, 0x61, 0x6e, 0x87, 0x6f, 0x69, 0x73],
);

test.each([
  ['plain', bytes('Petit;Luc'), 'utf-8'],
  ['UTF-8', bytes('Lefèvre;Zoé', 'Loïc;François'), 'utf-8'],
  ['UTF-8, one row in Windows-1252', [...bytes('Lefèvre;Zoé', 'Loïc;François'), windows[0]!], 'utf-8'],
  ['UTF-8 encoded twice', bytes('LefÃ¨vre;ZoÃ©', 'LoÃ¯c;FranÃ§ois'), 'utf-8-twice'],
  ['UTF-8, one row encoded twice', bytes('LefÃ¨vre;ZoÃ©', 'Loïc;François'), 'utf-8'],
  ['Windows-1252', windows, 'windows-1252'],
  ['MacRoman', mac, 'macroman'],
  ['CP850', dos, 'cp850'],
] as const)('a table in %s is read as %s', (_, rows, charset) => {
  expect(charsetOf(rows)).toBe(charset);
});

const latin1 = (row: Uint8Array) => Buffer.from(row).toString('latin1').split(';');

test.each([
  [windows[0]!, 'windows-1252', []],
  [mac[0]!, 'macroman', []],
  [dos[0]!, 'cp850', []],
  [Buffer.from('Lefèvre;Zoé'), 'utf-8', []],
  [Buffer.from('Lefe\u0300vre;Zoe\u0301'), 'utf-8', []],
  [Buffer.from('LefÃ¨vre;ZoÃ©'), 'utf-8-twice', ['double-encoding-repaired']],
  [Buffer.from('Lefèvre;Zoé'), 'windows-1252', ['charset-mixed']],
  [windows[0]!, 'utf-8', ['charset-mixed']],
] as const)('the row %j in a table in %s', (row, charset, codes) => {
  const { values, corrections } = readRow(latin1(row), charset);
  expect(values).toEqual(['Lefèvre', 'Zoé']);
  expect(corrections.map(({ code }) => code)).toEqual(codes);
});

test('what has no character is told, and so is what looks encoded twice and may be meant', () => {
  expect(readRow(['a\x81b'], 'windows-1252')).toEqual({
    values: ['a\ufffdb'],
    corrections: [{ code: 'charset-unknown-bytes', detail: 'windows-1252' }],
  });
  const { values, corrections } = readRow(latin1(Buffer.from('ZoÃ©')), 'utf-8');
  expect(values).toEqual(['ZoÃ©']);
  expect(corrections.map(({ code }) => code)).toEqual(['double-encoding-suspected']);
});
