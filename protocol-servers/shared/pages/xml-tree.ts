import { setImmediate as othersTurn } from 'node:timers/promises';
import { SaxesParser } from 'saxes';

/** An element of an answer, whatever its namespace: local names, and what stands in it in its order. */
export interface XmlElement {
  readonly name: string;
  /** Declarations of namespaces left out. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: readonly (XmlElement | string)[];
}

const namespaceOfDeclarations = 'http://www.w3.org/2000/xmlns/';
/** Characters read in one go: a few milliseconds. */
const charactersAtOnce = 50_000;

/** Reads an answer of ours; others have their turn while a long one is read. Throws Error when it is not well-formed. */
export async function readXml(xml: string): Promise<XmlElement> {
  const document: { content: (XmlElement | string)[] } = { content: [] };
  const open = [document];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, attributes }) => {
    const own = Object.values(attributes).filter(({ uri }) => uri !== namespaceOfDeclarations);
    const element = {
      name: local,
      attributes: Object.fromEntries(own.map((attribute) => [attribute.local, attribute.value])),
      content: [],
    };
    open.at(-1)!.content.push(element);
    open.push(element);
  });
  parser.on('text', (text) => open.at(-1)!.content.push(text));
  parser.on('closetag', () => open.pop());
  for (let at = 0; at < xml.length; at += charactersAtOnce) {
    if (at > 0) await othersTurn();
    parser.write(xml.slice(at, at + charactersAtOnce));
  }
  parser.close();
  return document.content.find((node) => typeof node !== 'string')!;
}

/** The elements that stand directly in one, of one name or of any. */
export function elementsOf({ content }: XmlElement, name?: string): XmlElement[] {
  return content.filter((node) => typeof node !== 'string').filter((node) => name === undefined || node.name === name);
}

/** The first of them, null when there is none. */
export function elementOf(element: XmlElement, name: string): XmlElement | null {
  return elementsOf(element, name)[0] ?? null;
}

/** The elements of these names at any depth, in their order. */
export function elementsWithin(element: XmlElement, ...names: readonly string[]): XmlElement[] {
  return elementsOf(element).flatMap((inner) => [
    ...(names.includes(inner.name) ? [inner] : []),
    ...elementsWithin(inner, ...names),
  ]);
}

/** All the text in an element; empty when there is no such element. */
export function textIn(element: XmlElement | null): string {
  if (element === null) return '';
  return element.content.map((node) => (typeof node === 'string' ? node : textIn(node))).join('');
}
