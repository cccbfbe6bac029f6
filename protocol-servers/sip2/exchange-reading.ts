import { Buffer } from 'node:buffer';
import type { ExchangeDraft, ExchangeOutcome, KeptMessage, KeptValue } from '../../core/terminals/exchange.ts';
import type { HeardExchange } from '../../core/terminals/journal.ts';
import type { DeviceProfile } from '../../core/network/device-profile.ts';
import { decode, isRequest, MalformedMessage, type Message, unseal } from './codec/index.ts';
import { textOf } from './codec/charset.ts';
import { type Layout, layoutByCode } from './codec/message.ts';

/** An exchange of a SIP2 session, as it happened. */
export interface Sip2Exchange extends HeardExchange {
  readonly frame: Buffer;
  /** How the terminal spoke then. */
  readonly profile: Pick<DeviceProfile, 'charset' | 'delimiter'>;
  /** Microseconds. */
  readonly took: number;
}

/** Never kept, nor shown: terminal password, patron password, login password. */
const secret = new Set(['AC', 'AD', 'CO']);
/**
 * What says nothing of a reader. Whatever is not in this list (the card, the name, the lists of a reader, what a
 * terminal prints for him, free text) is personal.
 */
const impersonal = new Set(
  (
    'AB AF AH AJ AM AN AO AP AQ BG BH BI BK BL BO BP BQ BR BS BT BW BX BY CA CB BZ CF CG CH CI CJ CK CL CM CN CP CQ CR CS CT ' +
    'CV'
  ).split(' '),
);
/** Fields of one character: some terminals forget the delimiter after them. */
const oneCharacter = new Set(['BI', 'BL', 'BO', 'BY', 'CI', 'CQ']);

/** What is kept of one exchange: characters of a value, and fields. The rest is counted. */
const longestValue = 255;
const mostFields = 200;

/** Takes an exchange apart: secrets are left out, personal values set apart, whatever could not be read is only counted. */
export function readExchange(heard: Sip2Exchange, address: string): ExchangeDraft {
  const personal: string[] = [];
  const request = takeApart(heard.frame, heard.profile, personal, 'request');
  const response = takeApart(Buffer.from(heard.reply), heard.profile, personal, 'response');
  const { outcome, cause } = verdict(heard, response);
  const value = (message: KeptMessage, identifier: string): string | null => {
    const found = message.fields.find(([name, kept]) => name === identifier && kept !== null)?.[1];
    const text = typeof found === 'number' ? personal[found]! : found;
    return text?.trim() || null;
  };
  return {
    at: heard.at,
    took: Math.round(heard.took),
    deviceId: heard.device?.id ?? null,
    libraryId: heard.device?.libraryId ?? null,
    address: address.slice(0, 64),
    message: (request.unread === 0 && layoutByCode.get(request.code)?.name) || 'Unknown',
    outcome,
    cause,
    item: value(request, 'AB'),
    card: value(request, 'AA'),
    request,
    response,
    personal,
  };
}

function verdict(heard: Sip2Exchange, response: KeptMessage): { outcome: ExchangeOutcome; cause: string | null } {
  if (response.code === '96') return { outcome: 'malformed', cause: whyResend(heard) };
  if (heard.cause === 'message-malformed') return { outcome: 'malformed', cause: heard.cause };
  if (heard.cause === 'temporarily-unavailable') return { outcome: 'fault', cause: heard.cause };
  if (heard.cause !== null) return { outcome: 'refused', cause: heard.cause };
  if (response.code === '94' && response.fixed[0] === '0') return { outcome: 'refused', cause: 'credentials-wrong' };
  // An answer given again: why it had been refused stands at the first time.
  const [name] = layoutByCode.get(response.code)?.fixed[0] ?? [];
  return { outcome: name === 'ok' && response.fixed[0] === '0' ? 'refused' : 'ok', cause: null };
}

function whyResend({ frame, profile: { charset, delimiter } }: Sip2Exchange): string {
  const unsealed = unseal(frame, charset, delimiter);
  if (!unsealed) return 'checksum-wrong';
  try {
    return decode(unsealed.body, charset, delimiter).name === 'RequestACSResend'
      ? 'nothing-to-resend'
      : 'message-unexpected';
  } catch (error) {
    if (!(error instanceof MalformedMessage)) throw error;
    return 'message-unknown';
  }
}

function takeApart(
  bytes: Buffer,
  { charset, delimiter }: Sip2Exchange['profile'],
  personal: string[],
  side: 'request' | 'response',
): KeptMessage {
  const { body, seal } = withoutSeal(bytes, delimiter);
  const text = textOf(body, charset);
  const code = /^[0-9]{2}/.exec(text)?.[0] ?? '';
  const layout = layoutOf(code, side);
  const fixed: string[] = [];
  let at = code.length;
  for (const [, length] of layout?.fixed ?? []) fixed.push(text.slice(at, (at += length)));
  // What should be of fixed length runs into the fields: any of them may stand there.
  const runsOver =
    at > text.length || fixed.some((part) => part.includes(delimiter) || (side === 'request' && /A[CD]|CO/.test(part)));
  if (!layout || runsOver) return { code, fixed: [], fields: [], seal, unread: body.length - code.length };

  const segments = fieldsOf(text.slice(at), delimiter);
  const kept = segments.slice(0, mostFields);
  const swallowed = side === 'request' ? maybeSwallowed(layout, segments) : [];
  const fields = kept.map(([identifier, value], index): readonly [string, KeptValue] => {
    if (value === '') return [identifier, ''];
    if (secret.has(identifier) || !isExpected(layout, segments, index)) return [identifier, null];
    if (swallowed.some((missing) => value.includes(missing))) return [identifier, null];
    const shown = value.slice(0, longestValue);
    return [identifier, impersonal.has(identifier) ? shown : personal.push(shown) - 1];
  });
  const unread = segments.slice(mostFields).reduce((sum, [, value]) => sum + value.length + 3, 0);
  return { code, fixed, fields, seal, unread };
}

/**
 * A field without its delimiter swallows the next one: a secret that did not come by itself may stand inside another value.
 * The login password comes with a login only.
 */
function maybeSwallowed(layout: Layout, segments: readonly (readonly [string, string])[]): string[] {
  const possible = layout.name === 'Login' ? ['CO', 'AC', 'AD'] : ['AC', 'AD'];
  return possible.filter((identifier) => !segments.some(([found]) => found === identifier));
}

function layoutOf(code: string, side: 'request' | 'response'): Layout | undefined {
  const layout = layoutByCode.get(code);
  return layout && isRequest({ name: layout.name } as Message) === (side === 'request') ? layout : undefined;
}

/** Known to this message, and repeated only where it may be: anything else may be another field, damaged. */
function isExpected(layout: Layout, segments: readonly (readonly [string, string])[], index: number): boolean {
  const [identifier] = segments[index]!;
  const rule = layout.fields.find((one) => one.identifier === identifier);
  if (!rule || rule.occurrence === 'repeated') return rule !== undefined;
  return segments.findIndex(([found, value]) => found === identifier && value !== '') === index;
}

function fieldsOf(text: string, delimiter: string): [identifier: string, value: string][] {
  const fields: [string, string][] = [];
  for (let segment of text.split(delimiter)) {
    while (oneCharacter.has(segment.slice(0, 2)) && segment.length > 3) {
      fields.push([segment.slice(0, 2), segment.charAt(2)]);
      segment = segment.slice(3);
    }
    if (segment.length >= 2) fields.push([segment.slice(0, 2), segment.slice(2)]);
  }
  return fields;
}

/** The message without its terminator and its error detection, right or wrong. */
function withoutSeal(bytes: Buffer, delimiter: string): { body: Buffer; seal: string } {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0x0d || bytes[end - 1] === 0x0a)) end -= 1;
  const tail = bytes.toString('latin1', Math.max(0, end - 32), end);
  const found = /(AY\dAZ[0-9A-Fa-f]{4})([^0-9A-Za-z]*)$|(?<=^\d\d|[^0-9A-Za-z])(AZ[0-9A-Fa-f]{4})([^0-9A-Za-z]*)$/.exec(
    tail,
  );
  const after = found?.[2] ?? found?.[4] ?? '';
  if (!found || [...after].some((sign) => sign !== delimiter && sign !== ' ' && sign !== '\0')) {
    return { body: bytes.subarray(0, end), seal: '' };
  }
  return { body: bytes.subarray(0, end - found[0].length), seal: found[1] ?? found[3] ?? '' };
}
