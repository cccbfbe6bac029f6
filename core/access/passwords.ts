import { randomBytes } from 'node:crypto';
import { refused, type Refused } from '../outcome.ts';

/** Shortest and longest password of a console account, in characters. */
export const shortestPassword = 12;
export const longestPassword = 256;
/** Milliseconds within which a password made for somebody must be used. */
export const oneTimePasswordLasts = 7 * 24 * 3_600_000;

/** A password nobody chose: 160 bits. */
export function generatedPassword(): string {
  return randomBytes(20).toString('base64url');
}

/** Why a password is not accepted (facts.reason: too-short, too-long, has-login, repeats), null when it is. */
export function wrongPassword(chosen: string, login: string): Refused | null {
  const reason =
    chosen.length < shortestPassword
      ? 'too-short'
      : chosen.length > longestPassword
        ? 'too-long'
        : chosen.toLowerCase().includes(login.toLowerCase())
          ? 'has-login'
          : new Set(chosen).size < 5
            ? 'repeats'
            : null;
  return reason && refused('password-not-acceptable', { reason, shortest: shortestPassword });
}
