import { Buffer } from 'node:buffer';
import type { MessageOf, RequestName } from './codec/index.ts';

/** Without error detection only these are recognised when they come again: they act, a question is merely asked again. */
const countedOnce: ReadonlySet<RequestName> = new Set<MessageOf<RequestName>['name']>([
  'BlockPatron',
  'Checkin',
  'Checkout',
  'Hold',
  'ItemStatusUpdate',
  'PatronEnable',
  'Renew',
  'FeePaid',
  'RenewAll',
]);

/** The last request of one connection and what it was answered. */
export class LastExchange {
  readonly #window: number;
  #frame: Buffer | null = null;
  #reply: Uint8Array | null = null;
  #at = 0;
  #text: string | null = null;

  /** `window`: milliseconds during which the same request is the same act. */
  constructor(window: number) {
    this.#window = window;
  }

  /**
   * The stored answer, byte for byte, when the terminal sends its last request again: it did not hear the answer. The
   * whole message is compared, not AY and AZ only: two barcodes with the same digits have the same sum.
   */
  answerTo(frame: Buffer, now: number): Uint8Array | null {
    return this.#frame && now - this.#at <= this.#window && this.#frame.equals(frame) ? this.#reply : null;
  }

  /** What Request ACS Resend gets, without error detection; null before the first answer. */
  get text(): string | null {
    return this.#text;
  }

  /** Notes an answer given. `outcome` final: the same request gets it again; passing: the same request is tried again. */
  keep(
    request: { frame: Buffer; name: RequestName; sealed: boolean },
    answer: { text: string; reply: Uint8Array; outcome: 'final' | 'passing' },
    now: number,
  ): void {
    const repeatable = answer.outcome === 'final' && (request.sealed || countedOnce.has(request.name));
    this.#frame = repeatable ? Buffer.from(request.frame) : null;
    this.#reply = answer.reply;
    this.#at = now;
    this.#text = answer.text;
  }
}
