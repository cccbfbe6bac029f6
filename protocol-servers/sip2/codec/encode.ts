import type { Charset } from './charset.ts';
import { defaultDelimiter, fieldText } from './field-text.ts';
import { type FieldRule, layoutByName, type Message } from './message.ts';

/**
 * The text of one message, without error detection and terminator (`seal` adds them). Values are made harmless and cut
 * to 255 characters of the set; fixed fields get their length, padded with spaces on the right.
 */
export function encode(message: Message, charset: Charset = 'utf-8', delimiter = defaultDelimiter): string {
  const layout = layoutByName.get(message.name)!; // total: built from the names of the type
  const values = message as unknown as Readonly<Record<string, string | readonly string[] | undefined>>;

  let text = layout.code;
  for (const [field, length] of layout.fixed) {
    const value = fieldText(values[field] as string, charset, delimiter);
    text += value.length === length ? value : value.slice(0, length).padEnd(length);
  }
  for (const rule of layout.fields) text += field(rule, values[rule.name], charset, delimiter);
  return text;
}

function field(
  rule: FieldRule,
  value: string | readonly string[] | undefined,
  charset: Charset,
  delimiter: string,
): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return `${rule.identifier}${fieldText(value, charset, delimiter)}${delimiter}`;
  let text = '';
  for (const one of value) text += `${rule.identifier}${fieldText(one, charset, delimiter)}${delimiter}`;
  return text;
}
