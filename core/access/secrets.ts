import { hash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Cost of a hash: memory is 128 × N × r bytes. */
export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}
/** CNIL recommendation of 2022 and measured cost: staff passwords take about 0.3 s, PINs and device secrets 0.08 s. */
export const passwordCost: ScryptCost = { N: 2 ** 17, r: 8, p: 1 };
export const pinCost: ScryptCost = { N: 2 ** 15, r: 8, p: 1 };

/** Hashes a secret into one string that carries its own parameters: `scrypt$N$r$p$salt$hash`, base64url. */
export async function hashSecret(secret: string, cost: ScryptCost): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(secret, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** True when the secret is the one that was hashed. A null hash costs the same time and is never right. */
export async function secretMatches(secret: string, stored: string | null, cost: ScryptCost): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = (stored ?? '').split('$');
  if (scheme !== 'scrypt' || !salt || !key) {
    await derive(secret, Buffer.alloc(16), cost);
    return false;
  }
  const expected = Buffer.from(key, 'base64url');
  const actual = await derive(secret, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function derive(secret: string, salt: Buffer, { N, r, p }: ScryptCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret.normalize('NFKC'), salt, 32, { N, r, p, maxmem: 2 ** 20 + 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
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
    const digest = this.digest(`${stored}\n${secret}`);
    const known = this.#known.get(who);
    if (known && known.until > now && known.digest === digest) return true;
    if (!(await secretMatches(secret, stored, cost))) return false;
    if (this.#known.size >= this.#entries) this.#known.delete(this.#known.keys().next().value!);
    this.#known.set(who, { digest, until: now + this.#milliseconds });
    return true;
  }

  /** Keyed digest of a value that must not stay readable in memory. */
  digest(value: string): string {
    return hash('sha256', this.#key + value, 'base64url');
  }
}
