import { escapeXml } from '../../../core/marc/xml.ts';

/** A piece of a page: markup of ours, whatever came from elsewhere escaped in it. Made by `markup`. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a piece of a page; null is nothing. */
export type Shown = Markup | string | number | null | readonly Shown[];

/** A piece of a page. What is put into it is text, also within the quotes of an attribute, unless it is such a piece itself. */
export function markup(ours: TemplateStringsArray, ...values: readonly Shown[]): Markup {
  return new Markup(ours.reduce((text, piece, at) => text + textOf(values[at - 1]!) + piece));
}

function textOf(value: Shown): string {
  if (value === null) return '';
  if (value instanceof Markup) return value.text;
  return typeof value === 'object' ? value.map(textOf).join('') : escapeXml(String(value));
}
