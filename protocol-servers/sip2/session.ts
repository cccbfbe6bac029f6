import type { Library } from '../../core/library.ts';
import { admits, type Peer } from '../../core/network/device-access.ts';
import { type DeviceProfile, profileOf, standardProfile } from '../../core/network/device-profile.ts';
import type { Device } from '../../core/network/network.ts';
import type { Outcome } from '../../core/outcome.ts';
import {
  decode,
  encode,
  isRequest,
  type LineEnd,
  MalformedMessage,
  type Message,
  type MessageOf,
  type RequestMessage,
  type ResponseMessage,
  type Seal,
  seal,
  unseal,
} from './codec/index.ts';
import { type Cause, type Language, languageOf } from './diagnostics.ts';
import type { Exchange, Handler } from './handlers/handler.ts';
import { handlers, type ServedName } from './handlers/index.ts';
import type { Sip2Exchange } from './exchange-reading.ts';
import { signIn } from './handlers/login.ts';
import { LastExchange } from './last-exchange.ts';
import { sipDate } from './local-time.ts';
import { inItsManner } from './manner.ts';
import { beforeLogin, mayAsk } from './permissions.ts';

export interface SessionOptions {
  readonly library: Library;
  /** AO of every answer. */
  readonly institution: string;
  /** Wrong logins before the connection is closed. */
  readonly loginTries: number;
  /** Milliseconds during which the same request is the same act. */
  readonly duplicateWindow: number;
  /** Who is at the other end; where a device may sign in from is not looked at without it. */
  readonly peer?: Peer;
  /** Told of a fault of the library, once the terminal has its answer ready. */
  readonly onFault: (fault: unknown, facts: { message: string; device: string | null }) => void;
  /** Told of each exchange, its answer ready: it reads and writes nothing there, the terminal waits. */
  readonly observe?: ((exchange: Sip2Exchange) => void) | undefined;
}

/** One terminal, from its connection to its end: who it is, what it last asked. Frames in, frames out, never silent. */
export class Session {
  readonly #options: SessionOptions;
  readonly #last: LastExchange;
  #device: Device | null = null;
  #profile: DeviceProfile = standardProfile;
  #printWidth: number | null = null;
  #lastReply: Uint8Array | null = null;
  #dismissed = false;
  #failedLogins = 0;
  #readerLanguage: Language | undefined;
  #refusal: Cause | null = null;
  readonly #noteRefusal = (cause: Cause): void => void (this.#refusal = cause);

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#last = new LastExchange(options.duplicateWindow);
  }

  /** The terminal that signed in, null before. */
  get device(): Device | null {
    return this.#device;
  }

  /** True when the connection is to be closed once the answer is written. */
  get finished(): boolean {
    return this.#dismissed || this.#failedLogins >= this.#options.loginTries;
  }

  /** What ends the messages of this terminal; before login either does, as nobody knows yet whose it is. */
  get lineEnd(): LineEnd {
    return this.#device ? this.#profile.lineEnd : 'CR-or-LF';
  }

  /** Signs a device in by what it typed at the prompts of the telnet mode. */
  async logIn(login: string, secret: string): Promise<'signed-in' | 'refused'> {
    try {
      this.#welcome(await this.#options.library.devices.signIn(login, secret));
    } catch (fault) {
      this.#options.onFault(fault, { message: 'Login', device: null });
    }
    return this.#device ? 'signed-in' : 'refused';
  }

  /** Answers one frame. Throws only on a fault of this program. */
  async receive(frame: Buffer): Promise<Uint8Array> {
    this.#renew();
    const { observe, library } = this.#options;
    const at = library.now();
    if (!observe) return this.#receive(frame, at);
    this.#refusal = null;
    const from = performance.now();
    const profile = this.#profile;
    const reply = await this.#receive(frame, at);
    const took = (performance.now() - from) * 1000;
    observe({ frame, reply, device: this.#device, profile, cause: this.#refusal, at, took });
    return reply;
  }

  async #receive(frame: Buffer, now: number): Promise<Uint8Array> {
    const { charset, delimiter } = this.#profile;
    const unsealed = unseal(frame, charset, delimiter);
    if (!unsealed) return this.#write(resendPlease, anySeal); // SIP2 2.00, 96: the checksum was wrong
    const repeated = this.#last.answerTo(frame, now);
    if (repeated) return repeated;

    const read = decodeOrMalformed(unsealed.body, this.#profile);
    if (!read || !isRequest(read.message)) return this.#write(resendPlease, unsealed.seal && anySeal);
    const request = read.message;
    if (request.name === 'RequestACSResend') return this.#resend(unsealed.seal);

    const answer = await this.#answer(request, read.whole, now);
    const text = encode(this.#said(answer.response), this.#profile.charset, this.#profile.delimiter);
    const reply = this.#write(text, unsealed.seal);
    this.#lastReply = reply;
    this.#last.keep({ frame, name: request.name, sealed: unsealed.seal !== null }, { ...answer, text, reply }, now);
    return reply;
  }

  /** What changed of the device since its last message holds from this one on; one that was disabled is let go. */
  #renew(): void {
    if (!this.#device) return;
    const now = this.#options.library.devices.current(this.#device);
    if (now === this.#device) return;
    this.#device = now && this.#admits(now) ? now : null;
    if (this.#device) this.#profile = profileOf(this.#device);
    else this.#dismissed = true;
  }

  #admits(device: Device): boolean {
    const { peer } = this.#options;
    return peer === undefined || admits(profileOf(device), peer);
  }

  /** Notes who signed in, or that one more login failed. */
  #welcome(outcome: Outcome<Device>): void {
    this.#device = outcome.granted && this.#admits(outcome.value) ? outcome.value : null;
    this.#profile = this.#device ? profileOf(this.#device) : standardProfile;
    if (!this.#device) this.#failedLogins += 1;
  }

  /** The answer as this terminal wants it. */
  #said(response: ResponseMessage): ResponseMessage {
    return inItsManner(response, { profile: this.#profile, printWidth: this.#printWidth });
  }

  #write(text: string, how: Seal | null): Uint8Array {
    const { charset, terminator, checksum } = this.#profile;
    return seal(text, how, charset, terminator, checksum);
  }

  /** 97: the last answer again, never done again. SIP2 2.00, Request ACS Resend: no sequence number. */
  #resend(asked: Seal | null): Uint8Array {
    if (this.#profile.resend === 'verbatim' && this.#lastReply) return this.#lastReply;
    return this.#write(this.#last.text ?? resendPlease, asked && anySeal);
  }

  async #answer(
    request: Exclude<RequestMessage, MessageOf<'RequestACSResend'>>,
    whole: boolean,
    now: number,
  ): Promise<Answer> {
    if (request.name === 'Login') return this.#login(request);

    const handler = handlers[request.name] as Handler<ServedName>;
    const exchange = this.#exchange(request, now);
    const cause = this.#forbidden(request, whole);
    if (cause) return { response: handler.refuse(request, cause, exchange), outcome: 'final' };
    try {
      const desk = { ...exchange, device: this.#device!, library: this.#options.library };
      if (request.name !== 'SCStatus') desk.library.devices.seen(desk.device);
      return { response: await handler.answer(request, desk), outcome: 'final' };
    } catch (fault) {
      // whatever happened inside, the terminal gets a response it can read, and may try again
      this.#options.onFault(fault, { message: request.name, device: this.#device?.login ?? null });
      return { response: handler.refuse(request, 'temporarily-unavailable', exchange), outcome: 'passing' };
    }
  }

  /** Why this message is not even put to the library; null when it is. */
  #forbidden(request: RequestMessage, whole: boolean): Cause | null {
    if (!whole) return 'message-malformed';
    if (!this.#device) return beforeLogin.has(request.name) ? null : 'not-signed-in';
    return mayAsk(this.#device, request.name) ? null : 'device-not-allowed';
  }

  #exchange(request: RequestMessage, now: number): Exchange {
    if (request.name === 'PatronStatus' || request.name === 'PatronInformation') {
      this.#readerLanguage = languageOf(request.language);
    }
    if (request.name === 'SCStatus') this.#printWidth = widthOf(request.maxPrintWidth);
    const language = this.#readerLanguage ?? this.#profile.language;
    if (request.name === 'EndPatronSession') this.#readerLanguage = undefined;
    return {
      institution: this.#institution(request),
      now,
      date: sipDate(now),
      language,
      device: this.#device,
      onRefusal: this.#noteRefusal,
    };
  }

  #institution(request: RequestMessage): string {
    const asked = 'institutionId' in request ? request.institutionId : '';
    return this.#profile.institution === 'as-asked' && asked ? asked : this.#options.institution;
  }

  /** A wrong login is forgotten at once, so that each one counts, even word for word the same. */
  async #login(message: MessageOf<'Login'>): Promise<Answer> {
    this.#device = null;
    try {
      this.#welcome(await signIn(message, this.#options.library));
      return { response: loginResponse(this.#device ? '1' : '0'), outcome: this.#device ? 'final' : 'passing' };
    } catch (fault) {
      this.#options.onFault(fault, { message: 'Login', device: null });
      return { response: loginResponse('0'), outcome: 'passing' };
    }
  }
}

interface Answer {
  readonly response: ResponseMessage;
  readonly outcome: 'final' | 'passing';
}

const resendPlease = '96';
/** AZ without AY, as in 96 and 97. */
const anySeal: Seal = { sequence: '' };

function loginResponse(ok: '0' | '1'): MessageOf<'LoginResponse'> {
  return { name: 'LoginResponse', ok };
}

/** Print width of 99; below that many characters nothing can be printed: it was not told. */
const narrowestPaper = 16;

function widthOf(text: string): number | null {
  const width = Number(text.trim());
  return Number.isInteger(width) && width >= narrowestPaper ? width : null;
}

function decodeOrMalformed(
  body: Buffer,
  { charset, delimiter }: DeviceProfile,
): { message: Message; whole: boolean } | null {
  try {
    return { message: decode(body, charset, delimiter), whole: true };
  } catch (error) {
    if (!(error instanceof MalformedMessage)) throw error;
    return error.decoded && { message: error.decoded, whole: false };
  }
}
