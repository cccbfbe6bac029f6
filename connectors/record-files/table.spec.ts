import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { usualLoans, usualReaders, type TableProfile } from '../../core/tables/profile.ts';
import type { PreparedRow } from '../../core/tables/row.ts';
import { recordFiles } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'passerelle-tables-'));
afterAll(() => rmSync(folder, { recursive: true }));
const files = recordFiles({ workerFile: join(__dirname, 'parser-worker.ts'), chunkSize: 64 });

async function read(content: string | Uint8Array, profile: TableProfile = usualReaders) {
  const path = join(folder, 'table');
  writeFileSync(path, typeof content === 'string' ? Buffer.from(content, 'latin1') : content);
  const { batches, charset, separator, unused } = await files.openTable({ path, profile, batchSize: 3 });
  const rows: PreparedRow[] = [];
  for await (const batch of batches) rows.push(...batch);
  return { charset, separator, unused, rows };
}
const values = (row: PreparedRow | undefined) => (row?.kind === 'ready' ? row.values : row?.fault);

test('readers with semicolons in Windows-1252', async () => {
  const table =
    'N\xb0 Carte;Nom;Pr\xe9nom;Date de naissance;Ville;Solde\r\n' +
    '000123;L\xe9vy;Zo\xe9;05/03/1987;Li\xe9vin;0\r\n000124;"Dupont; n\xe9e ""Durand""";;;Lens;3\r\n';
  const { charset, separator, unused, rows } = await read(table);
  expect({ charset, separator, unused }).toEqual({ charset: 'windows-1252', separator: ';', unused: ['Solde'] });
  expect(rows).toEqual([
    { kind: 'ready', line: 2, unknownBytes: false, values: { cardNumber: '000123', lastName: 'Lévy', firstName: 'Zoé', birthDate: '1987-03-05', city: 'Liévin' } },
    { kind: 'ready', line: 3, unknownBytes: false, values: { cardNumber: '000124', lastName: 'Dupont; née "Durand"', city: 'Lens' } },
  ]); // prettier-ignore
});

test('loans with tabs in UTF-8 after a byte order mark, in gzip', async () => {
  const table =
    '\ufeffCode lecteur\tCode exemplaire\tPrêté le\tRetour prévu le\tProlongations\n20000001\t30000001\t2024-03-01\t22/03/24\t1\n';
  const { charset, separator, rows } = await read(gzipSync(table), usualLoans);
  expect({ charset, separator }).toEqual({ charset: 'utf-8', separator: '\t' });
  expect(rows.map(values)).toEqual([
    { cardNumber: '20000001', barcode: '30000001', loanedOn: '2024-03-01', dueOn: '2024-03-22', renewals: '1' },
  ]);
});

test('commas, cells of several lines, a line of old DOS letters', async () => {
  const { separator, rows } = await read('cardnumber,surname,note\nA1,Ren\x82,"deux\nlignes"\nA2,No\x89l,\n');
  expect(separator).toBe(',');
  expect(rows.map(values)).toEqual([
    { cardNumber: 'A1', lastName: 'René', note: 'deux\nlignes' },
    { cardNumber: 'A2', lastName: 'Noël' },
  ]);
  expect(rows.map(({ line }) => line)).toEqual([2, 4]);
});

/** [case, rows after the heading, what each is]. */
test.each([
  ['too few columns', 'A1;Nom\n', ['too-few-columns']],
  ['too many columns', 'A1;Nom;;;x\n', ['too-many-columns']],
  ['empty cells too many', 'A1;Nom;;;;\n', [{ cardNumber: 'A1', lastName: 'Nom' }]],
  ['a required cell empty', ';Nom;;\nA2;Nom;;\n', ['value-missing', { cardNumber: 'A2', lastName: 'Nom' }]],
  ['a date that is none', 'A1;Nom;31/02/2020;\n', ['date-unreadable']],
  ['a quote never closed', 'A1;Nom;;\n"A2;Nom;;\nA3;Nom;;\n', [{ cardNumber: 'A1', lastName: 'Nom' }, 'quote-not-closed']],
  ['empty lines', '\nA1;Nom;;\n\n\nA2;Nom;;\n', [{ cardNumber: 'A1', lastName: 'Nom' }, { cardNumber: 'A2', lastName: 'Nom' }]],
])('%s: told, and the other rows are read', async (_, body, expected) => {
  const { rows } = await read(`carte;nom;naissance;ville\n${body}`);
  expect(rows.map(values)).toEqual(expected);
}); // prettier-ignore

test('a refused row names its column, never what stands there', async () => {
  const { rows } = await read('carte;nom;naissance\nA1;Nom;né hier\n');
  expect(rows).toEqual([{ kind: 'unreadable', line: 2, fault: 'date-unreadable', column: 'birthDate' }]);
});

test.each([
  ['a column that is not there', 'carte;prénom\n1;x\n', /lastName/],
  ['two columns for one', 'carte;nom;surname\n1;x;y\n', /lastName/],
])('%s: the file is refused before a row is read', async (_, table, sentence) => {
  await expect(read(table)).rejects.toMatchObject({ fault: 'columns', message: expect.stringMatching(sentence) });
});
