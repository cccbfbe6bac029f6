import { createHmac, hash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { Turns } from './turns.ts';

/** Cost of a hash: memory is 128 × N × r bytes. */
export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}
/** CNIL recommendation of 2022 and measured cost: staff passwords take about 0.3 s, PINs and device secrets 0.08 s. */
export const passwordCost: ScryptCost = { N: 2 ** 17, r: 8, p: 1 };
export const pinCost: ScryptCost = { N: 2 ** 15, r: 8, p: 1 };

/**
 * Derivations at once. They run on Node's pool of four threads, which also flushes the database: whoever comes after
 * waits his turn, and a rush of PINs never holds up a commit.
 */
export const derivationsAtOnce = 2;
const turns = new Turns(derivationsAtOnce);

/** Hashes a secret into one string that carries its own parameters: `scrypt$N$r$p$salt$hash`, base64url. */
export async function hashSecret(secret: string, cost: ScryptCost): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(secret, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** True when the secret is the one that was hashed. A null hash costs the same time and is never right. */
export async function secretMatches(secret: string, stored: string | null, cost: ScryptCost): Promise<boolean> {
  return (await examineSecret(secret, stored, cost)).right;
}

/** What a secret that was tried is worth. */
export interface ExaminedSecret {
  readonly right: boolean;
  /**
   * Tells two values tried against one stored hash apart, in any process. Its key is what scrypt makes of the value under
   * the hash's own salt: to find the value costs as much as to find the secret itself.
   */
  readonly digest: string;
}

/** Tries a secret against what was hashed. A null hash costs the same time and is never right. */
export async function examineSecret(secret: string, stored: string | null, cost: ScryptCost): Promise<ExaminedSecret> {
  const [scheme, N, r, p, salt, key] = (stored ?? '').split('$');
  if (scheme !== 'scrypt' || !salt || !key) {
    return { right: false, digest: digestUnder(await derive(secret, Buffer.alloc(16), cost)) };
  }
  const expected = Buffer.from(key, 'base64url');
  const actual = await derive(secret, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  return {
    right: expected.length === actual.length && timingSafeEqual(expected, actual),
    digest: digestUnder(actual),
  };
}

function digestUnder(key: Buffer): string {
  return createHmac('sha256', key).update('tried').digest('hex');
}

function derive(secret: string, salt: Buffer, { N, r, p }: ScryptCost): Promise<Buffer> {
  const derivation = (): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      scrypt(secret.normalize('NFKC'), salt, 32, { N, r, p, maxmem: 2 ** 20 + 256 * N * r }, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    });
  return turns.take(derivation);
}

/**
 * Secrets already found right, for a while, so that a kiosk which sends the same PIN with each message does not cost a
 * scrypt each time. Kept in memory only, as a digest under a key drawn at start.
 */
export class VerifiedSecrets {
  readonly #key = randomBytes(32).toString('base64url');
  readonly #known = new Map<string, { digest: string; until: number }>();
  readonly #milliseconds: number;
  readonly #entries: number;

  constructor({ milliseconds = 10 * 60_000, entries = 20_000 } = {}) {
    this.#milliseconds = milliseconds;
    this.#entries = entries;
  }

  /** Checks a secret for `who` against its stored hash, from memory when it was right not long ago. */
  async check(who: string, secret: string, stored: string | null, cost: ScryptCost, now: number): Promise<boolean> {
    return (await this.examine(who, secret, stored, cost, now)).right;
  }

  /** As `check`; the digest is null when memory answered. */
  async examine(
    who: string,
    secret: string,
    stored: string | null,
    cost: ScryptCost,
    now: number,
  ): Promise<{ right: true; digest: null } | ExaminedSecret> {
    const digest = this.digest(`${stored}\n${secret}`);
    const known = this.#known.get(who);
    if (known && known.until > now && known.digest === digest) return { right: true, digest: null };
    const examined = await examineSecret(secret, stored, cost);
    if (!examined.right) return examined;
    if (this.#known.size >= this.#entries) this.#known.delete(this.#known.keys().next().value!);
    this.#known.set(who, { digest, until: now + this.#milliseconds });
    return examined;
  }

  /** Keyed digest of a value that must not stay readable in memory. */
  digest(value: string): string {
    return hash('sha256', this.#key + value, 'base64url');
  }
}
