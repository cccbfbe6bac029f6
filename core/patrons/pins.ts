import { pinCost, type VerifiedSecrets } from '../access/secrets.ts';
import type { Clock } from '../ports/clock.ts';
import type { Patron } from './patron.ts';

/** What a PIN that came with a card is worth. */
export type PinVerdict = 'not-given' | 'right' | 'wrong' | 'locked';

export interface PinLimits {
  /** Distinct wrong values before the card is locked: a kiosk that sends the same wrong one again does not count. */
  readonly distinctWrong: number;
  /** Milliseconds in which they are counted. */
  readonly within: number;
  /** Milliseconds for which a card is locked. */
  readonly lockedFor: number;
  /** Cards remembered at once. */
  readonly cards: number;
}
export const defaultPinLimits: PinLimits = {
  distinctWrong: 5,
  within: 24 * 3_600_000,
  lockedFor: 30 * 60_000,
  cards: 50_000,
};

/** Checks PINs and locks a card after too many distinct wrong ones. */
export class Pins {
  readonly #verified: VerifiedSecrets;
  readonly #clock: Clock;
  readonly #limits: PinLimits;
  readonly #wrong = new Map<number, { since: number; digests: Set<string>; lockedUntil: number }>();

  constructor(verified: VerifiedSecrets, clock: Clock, limits: PinLimits = defaultPinLimits) {
    this.#verified = verified;
    this.#clock = clock;
    this.#limits = limits;
  }

  /** An absent PIN is `not-given`; an empty one is wrong. A right PIN on a locked card is still `locked`. */
  async check(patron: Patron, pin: string | undefined, deviceId: number): Promise<PinVerdict> {
    if (pin === undefined) return 'not-given';
    const now = this.#clock.now();
    if ((this.#wrong.get(patron.id)?.lockedUntil ?? 0) > now) return 'locked';
    const who = `${deviceId} ${patron.id}`;
    if (pin !== '' && (await this.#verified.check(who, pin, patron.pinHash, pinCost, now))) {
      this.#wrong.delete(patron.id);
      return 'right';
    }
    return this.#countWrong(patron.id, pin, now);
  }

  #countWrong(patronId: number, pin: string, now: number): PinVerdict {
    let wrong = this.#wrong.get(patronId);
    if (!wrong || now - wrong.since > this.#limits.within) {
      if (this.#wrong.size >= this.#limits.cards) this.#wrong.delete(this.#wrong.keys().next().value!);
      wrong = { since: now, digests: new Set(), lockedUntil: 0 };
      this.#wrong.set(patronId, wrong);
    }
    wrong.digests.add(this.#verified.digest(pin));
    if (wrong.digests.size < this.#limits.distinctWrong) return 'wrong';
    wrong.lockedUntil = now + this.#limits.lockedFor;
    wrong.digests.clear();
    return 'locked';
  }
}
