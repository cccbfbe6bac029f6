import type { Library } from '../../../core/library.ts';
import type { Device } from '../../../core/network/network.ts';
import type { MessageOf, RequestName, ResponseMessage } from '../codec/index.ts';
import { type Cause, type Language, screenMessage } from '../diagnostics.ts';

/** What every answer needs, even before login. */
export interface Exchange {
  /** AO: ours, whatever the request says. */
  readonly institution: string;
  /** UTC milliseconds. */
  readonly now: number;
  /** `now` in 18 characters. */
  readonly date: string;
  /** That of the reader in front of the terminal. */
  readonly language: Language;
  /** Null before login. */
  readonly device: Device | null;
  /** Told why, when the answer is no. */
  readonly onRefusal?: ((cause: Cause) => void) | undefined;
}
/** The same once the terminal signed in. */
export interface Desk extends Exchange {
  readonly device: Device;
  readonly library: Library;
}

/** Answers one message of the specification. */
export interface Handler<N extends RequestName> {
  /** Asks the library and says what it answered. Faults of the library are thrown. */
  answer(message: MessageOf<N>, desk: Desk): ResponseMessage | Promise<ResponseMessage>;
  /** The well-formed response that says no. Fields the message did not bring are empty. */
  refuse(message: MessageOf<N>, cause: Cause, exchange: Exchange): ResponseMessage;
}

/** Y or y. */
export function isYes(value: string | undefined): boolean {
  return value === 'Y' || value === 'y';
}

/** AF in the reader's language. */
export function say(cause: Cause, { language, onRefusal }: Exchange): readonly string[] {
  onRefusal?.(cause);
  return [screenMessage[cause][language]];
}

/** AD of 11 and 29: an empty field is a terminal that has none to send. */
export function pinOf(patronPassword: string | undefined): string | undefined {
  return patronPassword === '' ? undefined : patronPassword;
}
