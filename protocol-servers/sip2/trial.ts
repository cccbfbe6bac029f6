import { Buffer } from 'node:buffer';
import { type DeviceProfile, profileOf } from '../../core/network/device-profile.ts';
import { granted, refused, type Outcome } from '../../core/outcome.ts';
import type { SayToLibrary } from '../../core/terminals/attempt.ts';
import type { TrialMessage } from '../../core/terminals/desk.ts';
import type { TerminalProtocol } from '../../core/terminals/terminals.ts';
import { bytesOf, fitFor } from './codec/charset.ts';
import { decode, encode, isRequest, type Message, type Seal, seal, split, unseal } from './codec/index.ts';
import { defaultFrameLimit } from './codec/framing.ts';
import { type Layout, layoutByName } from './codec/message.ts';
import { readExchange, type Sip2Exchange } from './exchange-reading.ts';
import { sipDate } from './local-time.ts';
import { Session } from './session.ts';
import { words } from './words.ts';

export interface TrialOptions {
  /** AO of every answer. */
  readonly institution: string;
  /** Told of a fault of the library, as for a socket. */
  readonly onFault: (fault: unknown, facts: { message: string; device: string | null }) => void;
}

/** SIP2, for those who look at its terminals. */
export function sip2Terminals(options: TrialOptions): TerminalProtocol<Sip2Exchange> {
  return { read: readExchange, words, say: say(options) };
}

/** Says one message through a session of the device: the framing, the checksum, the permissions and the handlers of a socket. */
function say({ institution, onFault }: TrialOptions): SayToLibrary<Sip2Exchange> {
  return async ({ library, device, message }) => {
    const profile = profileOf(device);
    const typed = 'raw' in message ? rawBytes(message.raw, profile) : composed(message, profile, library.now());
    if (!typed.granted) return typed;
    const { frames, rest, tooLong } = split(typed.value, defaultFrameLimit, profile.lineEnd);
    if (tooLong || rest.length > 0 || frames.length !== 1)
      return refused('trial-unreadable', { reason: 'not-one-message' });

    const heard: Sip2Exchange[] = [];
    const session = new Session({
      library,
      institution,
      loginTries: 1,
      duplicateWindow: 0,
      onFault,
      observe: (exchange) => heard.push(exchange),
    });
    await session.receive(seal(encode(loginOf(device.login)), null).subarray(0, -1)); // nobody's profile holds before it
    await session.receive(frames[0]!);
    return granted({ heard: heard[1]!, screen: screenOf(heard[1]!) });
  };
}

/** What was typed, as the terminal would send it. */
function rawBytes(raw: string, { charset }: DeviceProfile): Outcome<Buffer> {
  const text = /[\r\n]$/.test(raw) ? raw : `${raw}\r`;
  return granted(bytesOf(fitFor(text, charset), charset));
}

/** A message by the names of its fields; what is not named is blank, dates are those of now. */
function composed(
  { name, fields, sealed }: Exclude<TrialMessage, { readonly raw: string }>,
  { charset, delimiter }: DeviceProfile,
  now: number,
): Outcome<Buffer> {
  const layout = layoutByName.get(name as Message['name']);
  const blank = layout && ({ ...layout.blank, ...blankFixed(layout, now) } as unknown as Message);
  if (!layout || !blank || !isRequest(blank))
    return refused('trial-unreadable', { reason: 'not-a-request', message: name });
  const known = new Set([...layout.fixed.map(([field]) => field), ...layout.fields.map((rule) => rule.name)]);
  const stranger = Object.keys(fields).find((field) => !known.has(field));
  if (stranger !== undefined) return refused('trial-unreadable', { reason: 'unknown-field', field: stranger });
  const how: Seal | null = sealed ? { sequence: '1' } : null;
  return granted(seal(encode({ ...blank, ...fields } as Message, charset, delimiter), how, charset));
}

function blankFixed(layout: Layout, now: number): Record<string, string> {
  return Object.fromEntries(
    layout.fixed.map(([field, length]) => [
      field,
      defaults[field] ?? (/date/i.test(field) ? sipDate(now) : ' '.repeat(length)),
    ]),
  );
}

/** What a terminal says of itself when nothing else is asked. */
const defaults: Readonly<Record<string, string>> = {
  scRenewalPolicy: 'N',
  noBlock: 'N',
  nbDueDate: ' '.repeat(18),
  thirdPartyAllowed: 'N',
  cardRetained: 'N',
  holdMode: '+',
  language: '002',
  statusCode: '0',
  maxPrintWidth: '080',
  protocolVersion: '2.00',
  uidAlgorithm: '0',
  pwdAlgorithm: '0',
};

function loginOf(login: string): Message {
  return { name: 'Login', uidAlgorithm: '0', pwdAlgorithm: '0', loginUserId: login, loginPassword: '' };
}

/** AF of the answer, as the terminal shows it. */
function screenOf({ reply, profile: { charset, delimiter } }: Sip2Exchange): readonly string[] {
  const frame = split(Buffer.from(reply)).frames[0];
  const unsealed = frame && unseal(frame, charset, delimiter);
  if (!unsealed) return [];
  const answer = decode(unsealed.body, charset, delimiter);
  return 'screenMessage' in answer ? (answer.screenMessage ?? []) : [];
}
