import { pinCost, type VerifiedSecrets } from '../access/secrets.ts';
import { granted, refused } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
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
}
export const defaultPinLimits: PinLimits = {
  distinctWrong: 5,
  within: 24 * 3_600_000,
  lockedFor: 30 * 60_000,
};

/**
 * Checks PINs and locks a card after too many distinct wrong ones. What was tried is kept in the database, as digests:
 * it survives a restart and is counted over all servers.
 */
export class Pins {
  readonly #verified: VerifiedSecrets;
  readonly #clock: Clock;
  readonly #store: Store;
  readonly #limits: PinLimits;

  constructor(verified: VerifiedSecrets, clock: Clock, store: Store, limits: PinLimits = defaultPinLimits) {
    this.#verified = verified;
    this.#clock = clock;
    this.#store = store;
    this.#limits = limits;
  }

  /** An absent PIN is `not-given`; an empty one is wrong. A right PIN on a locked card is still `locked`. */
  async check(patron: Patron, pin: string | undefined, postId: number | null): Promise<PinVerdict> {
    if (pin === undefined) return 'not-given';
    const now = this.#clock.now();
    const { read } = this.#store;
    if ((patron.pinLockedUntil ?? 0) > now) return 'locked';

    const who = `${postId ?? 'desk'} ${patron.id}`;
    const { right, digest } = await this.#verified.examine(who, pin, patron.pinHash, pinCost, now);
    if (digest === null) return 'right';
    if (!right || pin === '') return this.#countWrong(patron.id, digest, now);
    if (await read.patronAccounts.hasPinFailures(patron.id)) return this.#forgive(patron.id, now);
    return 'right';
  }

  /** Whoever gave the right PIN in the end is the reader: what he mistyped before is forgotten. */
  async #forgive(patronId: number, now: number): Promise<PinVerdict> {
    const outcome = await this.#store.transaction(async (work) => {
      const patron = await work.patronAccounts.lock(patronId);
      if (!patron || (patron.pinLockedUntil ?? 0) > now) return refused('pin-locked');
      await work.patronAccounts.forgivePin(patronId);
      return granted('right' as const);
    });
    return outcome.granted ? outcome.value : 'locked';
  }

  async #countWrong(patronId: number, digest: string, now: number): Promise<PinVerdict> {
    const { within, distinctWrong, lockedFor } = this.#limits;
    const outcome = await this.#store.transaction(async (work) => {
      const patron = await work.patronAccounts.lock(patronId);
      if (!patron) return granted('wrong' as const);
      if ((patron.pinLockedUntil ?? 0) > now) return granted('locked' as const);
      const wrong = await work.patronAccounts.pinFailed(patronId, digest, now, now - within);
      if (wrong < distinctWrong) return granted('wrong' as const);
      await work.patronAccounts.lockPin(patronId, now + lockedFor);
      await work.journal.append({
        at: now,
        type: 'PIN_LOCKED',
        actor: 'system',
        libraryId: null,
        deviceId: null,
        itemId: null,
        patronRef: patron.pseudonym,
        payload: { distinct: wrong, until: now + lockedFor },
      });
      return granted('locked' as const);
    });
    return outcome.granted ? outcome.value : 'wrong';
  }
}
