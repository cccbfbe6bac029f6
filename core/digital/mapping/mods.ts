import { SaxesParser } from 'saxes';
import { plain, RecordUnreadable, type Statement } from './statements.ts';

export const modsNamespace = 'http://www.loc.gov/mods/v3';

/** One element of MODS with what stands in it. */
interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

/**
 * MODS inside an OAI-PMH record, said in Dublin Core terms (Library of Congress, MODS to Dublin Core mapping), as French
 * providers write them: `Titre : complément`, `Nom, Prénom (dates)`, `vignette : https://…`. Throws RecordUnreadable.
 */
export function statementsOfMods(raw: string): Statement[] {
  const mods = modsIn(raw);
  if (!mods) return [];
  const found: Statement[] = [];
  const say = (element: string, value: string): void => {
    const clean = plain(value);
    if (clean !== '') found.push({ element, value: clean });
  };
  const each = (name: string, write: (node: Node) => void): void => every(mods, name).forEach(write);
  // The title proper first: what is translated or alternative stands behind it.
  const titles = every(mods, 'titleInfo').toSorted(
    (a, b) => Number('type' in a.attributes) - Number('type' in b.attributes),
  );
  for (const node of titles) say('title', titleOf(node));
  each('name', (node) => say(isAuthor(node) ? 'creator' : 'contributor', nameOf(node)));
  each('typeOfResource', ({ text }) => say('type', text));
  each('genre', ({ text }) => say('type', text));
  each('originInfo', (node) => {
    every(node, 'publisher').forEach(({ text }) => say('publisher', text));
    for (const date of ['dateIssued', 'copyrightDate', 'dateCreated'])
      every(node, date).forEach(({ text }) => say('date', text));
  });
  each('language', (node) => every(node, 'languageTerm').forEach(({ text }) => say('language', text)));
  each('physicalDescription', (node) => {
    for (const name of ['extent', 'internetMediaType']) every(node, name).forEach(({ text }) => say('format', text));
  });
  for (const name of ['abstract', 'tableOfContents', 'note']) each(name, ({ text }) => say('description', text));
  each('subject', (node) => say('subject', subjectOf(node)));
  each('identifier', ({ attributes, text }) => {
    if (attributes['invalid'] !== 'yes') say('identifier', text);
  });
  each('location', (node) =>
    every(node, 'url').forEach(({ attributes, text }) =>
      attributes['access'] === 'preview' ? say('relation', `vignette : ${text.trim()}`) : say('identifier', text),
    ),
  );
  each('relatedItem', (node) => {
    every(node, 'titleInfo').forEach((title) => say('relation', titleOf(title)));
    // The print it was made from, by its number.
    every(node, 'identifier').forEach(({ attributes, text }) => {
      if (attributes['type'] === 'isbn') say('source', `ISBN ${text}`);
    });
  });
  each('accessCondition', ({ attributes, text }) => say('rights', attributes['href'] ?? text));
  return found;
}

function modsIn(raw: string): Node | null {
  const root: Node = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let mods: Node | null = null;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw new RecordUnreadable(error.message);
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    const values = Object.values(attributes).map(({ local: name, value }) => [name, value] as const);
    const node: Node = {
      name: uri === modsNamespace ? local : '',
      attributes: Object.fromEntries(values),
      children: [],
      text: '',
    };
    if (node.name === 'mods') mods ??= node;
    open.at(-1)!.children.push(node);
    open.push(node);
  });
  const told = (text: string): void => void (open.at(-1)!.text += text);
  parser.on('text', told);
  parser.on('cdata', told);
  parser.on('closetag', () => void open.pop());
  parser.write(raw).close();
  return mods;
}

function every({ children }: Node, name: string): Node[] {
  return children.filter((child) => child.name === name);
}
function first(node: Node, name: string): string {
  return every(node, name)[0]?.text.trim() ?? '';
}

/** `L'Assommoir : roman. 2, Gervaise`. */
function titleOf(node: Node): string {
  const article = first(node, 'nonSort');
  const title = first(node, 'title');
  const whole = article === '' ? title : `${article}${/['’]$/.test(article) ? '' : ' '}${title}`;
  const sub = first(node, 'subTitle');
  const part = [first(node, 'partNumber'), first(node, 'partName')].filter((text) => text !== '').join(', ');
  return whole + (sub === '' ? '' : ` : ${sub}`) + (part === '' ? '' : `. ${part}`);
}

/** Those who made the work, by their role, or by none being told. */
function isAuthor(node: Node): boolean {
  const roles = every(node, 'role').flatMap((role) =>
    every(role, 'roleTerm').map(({ text }) => text.trim().toLowerCase()),
  );
  return (
    roles.length === 0 ||
    roles.some((role) => /^(?:aut|cre|cmp|art|pht|drt|auteur.*|author|creator|compositeur|070|230)$/.test(role))
  );
}

/** `Zola, Émile (1840-1902)`. */
function nameOf(node: Node): string {
  const parts = every(node, 'namePart');
  const of = (type: string): string => parts.find(({ attributes }) => attributes['type'] === type)?.text.trim() ?? '';
  const bare = parts.filter(({ attributes }) => attributes['type'] === undefined).map(({ text }) => text.trim());
  const name =
    of('family') === '' ? bare.join(', ') : [of('family'), of('given')].filter((text) => text !== '').join(', ');
  return of('date') === '' || name === '' ? name : `${name} (${of('date')})`;
}

/** A heading and its subdivisions, in the order in which they stand. */
function subjectOf(node: Node): string {
  const parts = node.children.map((child) =>
    child.name === 'titleInfo' ? titleOf(child) : child.name === 'name' ? nameOf(child) : child.text.trim(),
  );
  return parts.filter((text) => text !== '').join(' -- ');
}
