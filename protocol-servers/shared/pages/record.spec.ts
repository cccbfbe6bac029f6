import { showRecord } from './record.ts';
import { readXml } from './xml-tree.ts';

const shown = async (data: string): Promise<string> =>
  showRecord(await readXml(`<recordData>${data}</recordData>`), 2).text;

test('the fields of MARC are a table, what is not sorted without its marks', async () => {
  const title = '<datafield tag="200"><subfield code="a">\u0098Les \u009cMisérables</subfield></datafield>';
  expect(await shown(`<record><controlfield tag="001">PAS1</controlfield>${title}</record>`)).toBe(
    '<table><tbody><tr><th scope="row">001</th><td>PAS1</td></tr>' +
      '<tr><th scope="row">200</th><td><b>$a</b> Les Misérables </td></tr></tbody></table>',
  );
});

test('Dublin Core is a list', async () => {
  expect(await shown('<dc><title>Nana</title></dc>')).toBe('<dl><dt>title</dt><dd>Nana</dd></dl>');
});

test('any other form is told by its names, parts under headings', async () => {
  expect(await shown('<mods><titleInfo><title lang="fr">Nana</title></titleInfo></mods>')).toBe(
    '<section><h2>mods</h2><section><h3>titleInfo</h3><p><b>title fr</b> Nana</p></section></section>',
  );
});
