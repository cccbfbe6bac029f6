import type { Problem } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';

/** Why a password was not taken. */
const passwordReasons: Readonly<Record<string, MessageKey>> = {
  'too-short': 'password.tooShort',
  'too-long': 'password.tooLong',
  'has-login': 'password.hasLogin',
  repeats: 'password.repeats',
  same: 'password.same',
  'current-wrong': 'password.currentWrong',
};

/** What a refusal about one's own access means; null: it is none of those. `until` says when one may try again. */
export function accessRefusal(
  problem: Problem | null,
): { readonly word: MessageKey; readonly until: number | null } | null {
  const until = typeof problem?.facts?.['until'] === 'number' ? problem.facts['until'] : null;
  switch (problem?.code) {
    case 'too-many-attempts':
      return { word: until === null ? 'signIn.locked' : 'signIn.lockedUntil', until };
    case 'second-factor-wrong':
      return { word: 'passcode.wrong', until };
    case 'second-factor-locked':
      return { word: 'passcode.locked', until };
    case 'second-factor-not-possible':
      return { word: 'passcode.notPossible', until };
    case 'password-not-acceptable':
      return { word: passwordReasons[String(problem.facts?.['reason'])] ?? 'password.refused', until };
    default:
      return null;
  }
}

/** The secret in groups of four, as one types it from a screen. */
export function spaced(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}

/** What an authenticator opens (Key URI format). */
export function otpauthLink(secret: string, account: string): string {
  const issuer = 'Passerelle';
  return `otpauth://totp/${issuer}:${encodeURIComponent(account)}?secret=${secret}&issuer=${issuer}`;
}
