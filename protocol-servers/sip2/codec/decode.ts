import type { Buffer } from 'node:buffer';
import { type Charset, textOf } from './charset.ts';
import { defaultDelimiter } from './field-text.ts';
import { fieldKey, type FieldRule, type Layout, layoutByCode, MalformedMessage, type Message } from './message.ts';

/** Fields of one character: some implementations forget the delimiter after them (`BONAB30000001|`). */
const oneCharacter = new Set(['BI', 'BL', 'BO', 'BY', 'CI', 'CQ']);

/**
 * Decodes one message without its terminator and its error detection (`unseal`). Fields may come in any order; unknown
 * ones are skipped; of a field repeated where it should not be, the first that says something counts. Throws MalformedMessage, nothing else.
 */
export function decode(body: Buffer, charset: Charset = 'utf-8', delimiter = defaultDelimiter): Message {
  const text = textOf(body, charset);
  const layout = layoutByCode.get(text.slice(0, 2));
  if (!layout) throw new MalformedMessage(`unknown message identifier ${JSON.stringify(text.slice(0, 2))}`, null);

  const message: Draft = { ...layout.blank };
  let at = 2 + strayLanguage(layout, text);
  for (const [field, length] of isWithoutDate(layout, text) ? [] : layout.fixed) {
    if (at + length > text.length) {
      throw new MalformedMessage(`${layout.name} ends inside ${field}`, message as unknown as Message);
    }
    message[field] = text.slice(at, (at += length));
  }
  readFields(
    layout,
    text,
    { from: at, delimiter: layout.name === 'Login' ? ofLogin(text, delimiter) : delimiter },
    message,
  );
  return message as unknown as Message; // the only cast: the layout that drove the loops also defines the type
}

type Draft = Record<string, string | string[] | undefined>;

function readFields(
  layout: Layout,
  text: string,
  { from, delimiter }: { readonly from: number; readonly delimiter: string },
  message: Draft,
): void {
  let at = from;
  while (at + 2 <= text.length) {
    let end = text.indexOf(delimiter, at);
    if (end < 0) end = text.length; // the last delimiter may be missing
    const rule =
      end - at < 2 ? undefined : layout.fieldByKey.get(fieldKey(text.charCodeAt(at), text.charCodeAt(at + 1)));
    if (rule && end - at > 3 && oneCharacter.has(rule.identifier)) {
      put(message, rule, text.charAt(at + 2));
      at += 3; // the field glued to this one
      continue;
    }
    if (rule) put(message, rule, text.slice(at + 2, end));
    at = end + 1;
  }
}

/** Who signs in has no profile yet: without a usual delimiter, its own is the sign before CO. */
function ofLogin(text: string, delimiter: string): string {
  if (text.includes(delimiter)) return delimiter;
  return /^.{4}CN[^\p{C}]*?([!-/:-@[-`{-~])CO/u.exec(text)?.[1] ?? delimiter;
}

function put(message: Draft, rule: FieldRule, value: string): void {
  const known = message[rule.name];
  if (rule.occurrence === 'repeated') {
    if (Array.isArray(known)) known.push(value);
    else message[rule.name] = [value];
  } else if (known === undefined || known === '') {
    message[rule.name] = value;
  }
}

/** Some terminals send the three digits of a language before the date of 17, which has none. */
function strayLanguage(layout: Layout, text: string): number {
  if (layout.name !== 'ItemInformation') return 0;
  return !isDate(text, 2) && isDate(text, 5) ? 3 : 0;
}

/** A terminal in the field (Sip2 1.1 for Python) sends 65 without its date, the fields at once. */
function isWithoutDate(layout: Layout, text: string): boolean {
  return layout.name === 'RenewAll' && /^(AO|AA|AD|AC)/.test(text.slice(2)) && !isDate(text, 2);
}

/** YYYYMMDDZZZZHHMMSS: the zone may be anything. */
function isDate(text: string, at: number): boolean {
  return areDigits(text, at, 8) && areDigits(text, at + 12, 6);
}

function areDigits(text: string, from: number, count: number): boolean {
  for (let at = from; at < from + count; at += 1) {
    const code = text.charCodeAt(at); // NaN past the end
    if (!(code >= 0x30 && code <= 0x39)) return false;
  }
  return true;
}
