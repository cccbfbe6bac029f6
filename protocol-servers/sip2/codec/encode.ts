import type { Charset } from './charset.ts';
import { fieldText } from './field-text.ts';
import { type FieldRule, layoutByName, type Message } from './message.ts';

/**
 * The text of one message, without error detection and terminator (`seal` adds them). Values are made harmless and cut
 * to 255 characters of the set; fixed fields get their length, padded with spaces on the right.
 */
export function encode(message: Message, charset: Charset = 'utf-8'): string {
  const layout = layoutByName.get(message.name)!; // total: built from the names of the type
  const values = message as unknown as Readonly<Record<string, string | readonly string[] | undefined>>;

  let text = layout.code;
  for (const [field, length] of layout.fixed) {
    const value = fieldText(values[field] as string, charset);
    text += value.length === length ? value : value.slice(0, length).padEnd(length);
  }
  for (const rule of layout.fields) text += field(rule, values[rule.name], charset);
  return text;
}

function field(rule: FieldRule, value: string | readonly string[] | undefined, charset: Charset): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return `${rule.identifier}${fieldText(value, charset)}|`;
  let text = '';
  for (const one of value) text += `${rule.identifier}${fieldText(one, charset)}|`;
  return text;
}
