// Reads a PDF from standard input with PDF.js, as a browser does, and tells what a reader and a screen reader find in it.
import { buffer } from 'node:stream/consumers';
import { getDocumentProxy } from 'unpdf';

const pdf = await getDocumentProxy(new Uint8Array(await buffer(process.stdin)));
const { info, metadata } = await pdf.getMetadata();
const pages = [];
for (let number = 1; number <= pdf.numPages; number += 1) {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  pages.push({ tree: await page.getStructTree(), ...readMarks(items) });
}
const fonts = await Promise.all(pages.map((_, at) => fontsOf(at + 1)));
const { Title: title, Language: language } = info;
const [{ Marked: tagged }, uaPart] = [await pdf.getMarkInfo(), metadata?.get('pdfuaid:part')];
console.log(
  JSON.stringify({ title, language, tagged, uaPart, fonts: [...new Set(fonts.flat())], pages: pages.map(told) }),
);

/** Texts by the content they are marked as, and what is no content: the foot, and headings drawn again. */
function readMarks(items) {
  const texts = {};
  const artifacts = [];
  const open = [];
  for (const item of items) {
    if (item.type === 'endMarkedContent') open.pop();
    else if (item.type) open.push(item.id ?? item.tag);
    else if (open.at(-1) === 'Artifact') artifacts.push(item.str);
    else texts[open.at(-1)] = (texts[open.at(-1)] ?? '') + item.str + (item.hasEOL ? ' ' : '');
  }
  return { texts, artifacts: artifacts.filter((text) => text.trim()) };
}

/** The rows of the tables, the roles in their order, and every other text of a page. */
function told({ tree, texts, artifacts }) {
  const rows = [];
  const roles = [];
  const said = [];
  const text = (node) => (node.type === 'content' ? (texts[node.id] ?? '') : node.children.map(text).join(' ')).trim();
  // A table of several pages is told whole on each: what is not on this page has no content here.
  const isHere = (node) => (node.type === 'content' ? node.id in texts : node.children.some(isHere));
  const walk = (node) => {
    if (node.type === 'content' || !isHere(node)) return;
    roles.push(node.role);
    if (node.role === 'TR') rows.push(node.children.map(text));
    else if (/^(P|H\d)$/.test(node.role)) said.push(text(node));
    node.children.forEach(walk);
  };
  if (tree) walk(tree);
  return { rows, roles, said, artifacts };
}

/** The fonts of a page, each with whether its letters are in the file. */
async function fontsOf(number) {
  const page = await pdf.getPage(number);
  await page.getOperatorList();
  const { items } = await page.getTextContent();
  return [...new Set(items.map(({ fontName }) => fontName))].filter(Boolean).map((name) => {
    const font = page.commonObjs.get(name);
    return `${font.name.replace(/^[A-Z]{6}\+/, '')} ${font.missingFile ? 'missing' : 'embedded'}`;
  });
}
