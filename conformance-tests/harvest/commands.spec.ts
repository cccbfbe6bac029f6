import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { passerelle } from '../server.ts';

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'passerelle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const run = (...words: string[]) => passerelle(words, { PASSERELLE_DATA_DIR: join(folder, 'data') });

describe('source save', () => {
  const url = 'https://numerique.example.org/oai';
  const all = ['readers', 'harvesters', 'gallica', 'europeana'];

  test('a new source needs its address, is shown to readers alone, and says so', async () => {
    expect(await run('source', 'save', 'NEUF')).toMatchObject({
      code: 2,
      errors: expect.stringContaining('NEUF is a new source: --url says where it is'),
    });
    expect(await run('source', 'save', 'neuf', '--url', url)).toMatchObject({
      code: 0,
      output:
        `source NEUF: ${url}\n  shown to: readers (the default; --audience says otherwise)\n` +
        '  opened by: anybody; licence: none was said (--licence)\n',
    });
  });

  test('every audience, access and licence can be said; what is not said again stays', async () => {
    const licence = ['--licence', 'Licence ouverte 2.0', '--rights-uri', 'https://example.org/licence'];
    const said = ['--audience', ...all, '--access', 'READERS', '--type', 'VIDEO', '--every', '24', ...licence];
    const kept =
      `source NEUF: ${url}\n  shown to: readers, harvesters, gallica, europeana\n` +
      '  opened by: readers of the network; licence: Licence ouverte 2.0, https://example.org/licence\n';
    expect(await run('source', 'save', 'NEUF', ...said)).toMatchObject({ code: 0, output: kept });
    expect(await run('source', 'save', 'NEUF', '--name', 'Un partenaire')).toMatchObject({ code: 0, output: kept });
    expect((await run('source', 'list')).output).toMatch(/^NEUF .*shown to readers, harvesters, gallica, europeana$/m);
  });

  test('a licence may allow nothing; who is nobody here is refused', async () => {
    const hidden = await run('source', 'save', 'NEUF', '--audience', 'nobody');
    expect(hidden.output).toContain('  shown to: nobody\n');
    const unknown = await run('source', 'save', 'NEUF', '--audience', 'tout-le-monde');
    expect(unknown).toMatchObject({ code: 2, errors: expect.stringContaining('Allowed choices are readers') });
    expect((await run('source', 'list')).output).toMatch(/shown to nobody$/m);
  });
});

describe('usage', () => {
  const file = (name: string, text: string, encoding: BufferEncoding = 'utf8'): string => {
    const path = join(folder, name);
    writeFileSync(path, text, encoding);
    return path;
  };
  const press = ['--platform', 'Cafeyn', '--type', 'PRESS'];

  test('a supplier’s file is counted, in the coding of spreadsheets too, and a year is told', async () => {
    const csv = 'Rapport\n\nMois;Bibliothèque;Visites;Téléchargements\n2026-01;Ailleurs;10;2\n2026-13;;1;1\n';
    const made = await run('usage', 'import', file('janvier.csv', csv, 'latin1'), ...press);
    expect([made.code, made.output]).toEqual([
      1,
      '1 lines of Cafeyn, 2026-01\ncounted for no library: Ailleurs\nline 5 was not read: its month is none\n',
    ]);
    const corrected = 'Mois;Visites\n2026-01;11\n2026-02;5\n';
    expect(await run('usage', 'import', file('corrige.csv', corrected), ...press)).toMatchObject({
      code: 0,
      output: '2 lines of Cafeyn, 2026-01 2026-02\n',
    });
    const text = (await run('usage', 'report', '2026')).output.replace(/ +/g, ' ');
    expect(text).toMatch(/^2026 sessions views downloads\ntotal 16 0 0\n2026-01 11 0 0\n2026-02 5 0 0\nPRESS 16 0 0\n/);
    expect(text).toMatch(/Cafeyn 16 0 0\nno library PRESS 16 0 0\n$/);
    expect((await run('usage', 'report', '2026', '--as', 'csv')).output).toBe(
      'month,platform,library,type,sessions,views,downloads\n2026-01,Cafeyn,,PRESS,11,0,0\n2026-02,Cafeyn,,PRESS,5,0,0\n',
    );
    expect(JSON.parse((await run('usage', 'report', '2026', '--as', 'json')).output)).toMatchObject({
      total: { sessions: 16, views: 0, downloads: 0 },
      byLibrary: [{ library: null, resourceType: 'PRESS', sessions: 16 }],
    });
    expect((await run('usage', 'list')).output).toMatch(/^2 Cafeyn: 2 lines, .* user:command-line\n1 Cafeyn: 1 lines/);
  });

  test('a file that names people, is no table or is not there is refused with its reason, and nothing is counted', async () => {
    const people = file('gens.csv', 'Mois;Carte;Visites\n2027-01;20000001;1\n');
    expect(await run('usage', 'import', people, ...press)).toMatchObject({
      code: 2,
      errors: expect.stringContaining('usage-file-names-people, column carte'),
    });
    expect(await run('usage', 'import', file('lettre.csv', 'Bonjour'), ...press)).toMatchObject({
      code: 2,
      errors: expect.stringContaining('usage-file-unreadable, why no-heading'),
    });
    expect(await run('usage', 'import', join(folder, 'absent.csv'), ...press)).toMatchObject({
      code: 2,
      errors: expect.stringContaining('cannot be read (ENOENT)'),
    });
    expect((await run('usage', 'report', '2027')).output).toMatch(/total +0 +0 +0\n$/);
    expect(await run('usage', 'report', '27')).toMatchObject({ code: 2 });
  });
});
