import type { Library } from '../../core/library.ts';
import type { Device } from '../../core/network/network.ts';
import {
  type Charset,
  decode,
  encode,
  isRequest,
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
import { beforeLogin, permitted } from './permissions.ts';

export interface SessionOptions {
  readonly library: Library;
  /** AO of every answer. */
  readonly institution: string;
  /** Wrong logins before the connection is closed. */
  readonly loginTries: number;
  /** Milliseconds during which the same request is the same act. */
  readonly duplicateWindow: number;
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
    return this.#failedLogins >= this.#options.loginTries;
  }

  /** Answers one frame. Throws only on a fault of this program. */
  async receive(frame: Buffer): Promise<Uint8Array> {
    const { observe, library } = this.#options;
    if (!observe) return this.#receive(frame);
    this.#refusal = null;
    const at = library.now();
    const from = performance.now();
    const charset = this.#charset;
    const reply = await this.#receive(frame);
    const took = (performance.now() - from) * 1000;
    observe({ frame, reply, device: this.#device, charset, cause: this.#refusal, at, took });
    return reply;
  }

  async #receive(frame: Buffer): Promise<Uint8Array> {
    const unsealed = unseal(frame);
    if (!unsealed) return this.#write(resendPlease, anySeal); // SIP2 2.00, 96: the checksum was wrong
    const now = this.#options.library.now();
    const repeated = this.#last.answerTo(frame, now);
    if (repeated) return repeated;

    const read = decodeOrMalformed(unsealed.body, this.#charset);
    if (!read || !isRequest(read.message)) return this.#write(resendPlease, unsealed.seal && anySeal);
    const request = read.message;
    if (request.name === 'RequestACSResend') return this.#resend(unsealed.seal);

    const answer = await this.#answer(request, read.whole, now);
    const text = encode(answer.response, this.#charset);
    const reply = this.#write(text, unsealed.seal);
    this.#last.keep({ frame, name: request.name, sealed: unsealed.seal !== null }, { ...answer, text, reply }, now);
    return reply;
  }

  get #charset(): Charset {
    return this.#device?.profile.charset ?? 'utf-8';
  }

  #write(text: string, how: Seal | null): Uint8Array {
    return seal(text, how, this.#charset, this.#device?.profile.terminator);
  }

  /** 97: the last answer again, never done again. SIP2 2.00, Request ACS Resend: no sequence number. */
  #resend(asked: Seal | null): Uint8Array {
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
    return permitted[this.#device.kind].has(request.name) ? null : 'device-not-allowed';
  }

  #exchange(request: RequestMessage, now: number): Exchange {
    if (request.name === 'PatronStatus' || request.name === 'PatronInformation') {
      this.#readerLanguage = languageOf(request.language);
    }
    const language = this.#readerLanguage ?? this.#device?.profile.language ?? 'fr';
    if (request.name === 'EndPatronSession') this.#readerLanguage = undefined;
    return {
      institution: this.#options.institution,
      now,
      date: sipDate(now),
      language,
      device: this.#device,
      onRefusal: this.#noteRefusal,
    };
  }

  /** A wrong login is forgotten at once, so that each one counts, even word for word the same. */
  async #login(message: MessageOf<'Login'>): Promise<Answer> {
    this.#device = null;
    try {
      const outcome = await signIn(message, this.#options.library);
      if (outcome.granted) this.#device = outcome.value;
      else this.#failedLogins += 1;
      return { response: loginResponse(outcome.granted ? '1' : '0'), outcome: outcome.granted ? 'final' : 'passing' };
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

function decodeOrMalformed(body: Buffer, charset: Charset): { message: Message; whole: boolean } | null {
  try {
    return { message: decode(body, charset), whole: true };
  } catch (error) {
    if (!(error instanceof MalformedMessage)) throw error;
    return error.decoded && { message: error.decoded, whole: false };
  }
}
