import { elementOf, elementsOf, elementsWithin, readXml, textIn } from './xml-tree.ts';

const xml =
  '<?xml version="1.0"?>\n<?xml-stylesheet type="text/xsl" href="/a.xsl"?>\n' +
  '<s:a xmlns:s="urn:s" xmlns="urn:d" s:x="1"><b>un &lt;b&gt; <i>deux</i></b><c><b>trois</b></c></s:a>\n';

test('an answer is read by local names, declarations of namespaces left out', async () => {
  const root = await readXml(xml);
  expect([root.name, root.attributes]).toEqual(['a', { x: '1' }]);
  expect(elementsOf(root).map(({ name }) => name)).toEqual(['b', 'c']);
  expect(elementsWithin(root, 'b').map(textIn)).toEqual(['un <b> deux', 'trois']);
  expect(textIn(elementOf(root, 'd'))).toBe('');
});

test('a long answer is read whole, whatever character stands where it is cut', async () => {
  const long = '🙂é&amp;'.repeat(30_000);
  expect(textIn(await readXml(`<a>${long}</a>`))).toBe('🙂é&'.repeat(30_000));
  expect(textIn(await readXml(`<a>-${long}</a>`))).toBe(`-${'🙂é&'.repeat(30_000)}`);
});

test('what is no XML is not shown as if it were', async () => {
  await expect(readXml('<a><b></a>')).rejects.toThrow('unexpected close tag');
});
