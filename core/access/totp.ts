import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Seconds a passcode lasts (RFC 6238 §4.1, X), and its digits: what every authenticator does. */
export const passcodeSeconds = 30;
export const passcodeDigits = 6;
/** Bytes of a secret: the length of the HMAC's output (RFC 4226 §4, R6). */
const secretBytes = 20;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A secret to be shared with an authenticator. */
export function newSecret(): Uint8Array {
  return randomBytes(secretBytes);
}

/** HOTP of a counter (RFC 4226 §5.3): dynamic truncation of HMAC-SHA-1, to so many digits. */
export function passcodeAt(secret: Uint8Array, counter: number, digits = passcodeDigits): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac('sha1', secret).update(message).digest();
  const offset = mac[mac.length - 1]! & 0x0f;
  const truncated = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(truncated % 10 ** digits).padStart(digits, '0');
}

/** The time step of a moment (RFC 6238 §4.2, T); UTC milliseconds. */
export function stepOf(at: number): number {
  return Math.floor(at / 1_000 / passcodeSeconds);
}

/**
 * The time step a passcode is of, null when of none within `window` steps of now: a clock may be late, and typing takes
 * time (RFC 6238 §5.2). The oldest is tried first.
 */
export function matchingStep(secret: Uint8Array, passcode: string, now: number, window: number): number | null {
  const given = Buffer.from(passcode);
  let found: number | null = null;
  for (let step = stepOf(now) - window; step <= stepOf(now) + window; step += 1) {
    const expected = Buffer.from(passcodeAt(secret, step));
    if (given.length === expected.length && timingSafeEqual(given, expected)) found ??= step;
  }
  return found;
}

/** Base 32 without padding (RFC 4648 §6): how secrets and recovery codes are written for people. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let value = 0;
  let bits = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(value >>> bits) & 31];
    }
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + alphabet[(value << (5 - bits)) & 31] : text;
}
