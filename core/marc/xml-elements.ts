import { escapeXml } from './xml.ts';

/** One element with text; nothing when the text is empty. Attributes that are undefined are left out. */
export function element(
  name: string,
  text: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
): string {
  const value = escapeXml(text.trim());
  return value === '' ? '' : `<${name}${written(attributes)}>${value}</${name}>`;
}

/** An element around others; nothing when there are none. */
export function around(
  name: string,
  content: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
): string {
  return content === '' ? '' : `<${name}${written(attributes)}>${content}</${name}>`;
}

function written(attributes: Readonly<Record<string, string | undefined>>): string {
  let text = '';
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) text += ` ${name}="${escapeXml(value)}"`;
  }
  return text;
}
