import { createHash, randomBytes } from 'node:crypto';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { Role, SecondFactor, StaffUser } from '../ports/staff.ts';
import type { Work } from '../ports/store.ts';
import { base32, matchingStep, newSecret, stepOf } from './totp.ts';

/** How second factors are asked for. */
export interface SecondFactorSettings {
  /** Roles that do nothing without one. Whoever enrolled of himself is asked too. */
  readonly roles: readonly Role[];
  /** Steps of thirty seconds a passcode may be early or late (RFC 6238 §5.2). */
  readonly window: number;
  /** Wrong passcodes in a row before one waits; milliseconds of the first wait, doubled each time up to the longest. */
  readonly tries: number;
  readonly firstWait: number;
  readonly longestWait: number;
  readonly recoveryCodes: number;
}
/** What every network begins with, but for the roles: whoever composes the library says which. */
export const defaultSecondFactor: Omit<SecondFactorSettings, 'roles'> = {
  window: 1,
  tries: 5,
  firstWait: 60_000,
  longestWait: 30 * 60_000,
  recoveryCodes: 10,
};

/** Keeps secrets out of the database: what is sealed opens only with the key of the data folder. */
export interface Sealing {
  seal(values: readonly string[]): string | null;
  /** Null when it was sealed with another key, or altered. */
  open(sealed: string | null): readonly string[] | null;
}

/** Bytes of a recovery code: 80 bits, which no one guesses and a plain SHA-256 keeps. */
const recoveryBytes = 10;

/** What came of a passcode. Its failures must be kept: it is never a refusal, which would undo them. */
export type Tried =
  | { readonly kind: 'right'; readonly by: 'passcode' | 'recovery-code' }
  | { readonly kind: 'wrong'; readonly lockedUntil: number | null };

/** Begins an enrolment: keeps a new secret, and returns it as it is typed into an authenticator (base 32). */
export async function beginEnrolment(work: Work, user: StaffUser, sealing: Sealing): Promise<string> {
  const secret = newSecret();
  const sealed = sealing.seal([Buffer.from(secret).toString('base64url')])!;
  const factor = { userId: user.id, enrolledAt: null, lastStep: 0, failures: 0, lockedUntil: 0 };
  await work.staff.saveSecondFactor({ ...factor, secret: sealed });
  return base32(secret);
}

/**
 * Tries a passcode, or a recovery code, against the factor of an account that is claimed. Refused
 * `second-factor-not-possible` (facts.reason), `second-factor-locked` (facts.until).
 */
export async function tryPasscode(
  work: Work,
  factor: SecondFactor | null,
  passcode: string,
  { sealing, settings, now }: { sealing: Sealing; settings: SecondFactorSettings; now: number },
): Promise<Outcome<Tried>> {
  if (!factor) return refused('second-factor-not-possible', { reason: 'not-enrolled' });
  if (factor.lockedUntil > now) return refused('second-factor-locked', { until: factor.lockedUntil });
  const opened = sealing.open(factor.secret);
  if (!opened) return refused('second-factor-not-possible', { reason: 'unreadable' });

  const typed = passcode.replace(/[\s-]/g, '').toUpperCase();
  const step = matchingStep(Buffer.from(opened[0]!, 'base64url'), typed, now, settings.window);
  // A passcode is good once: whoever read it over a shoulder comes too late (RFC 6238 §5.2).
  if (step !== null && step > factor.lastStep) {
    await work.staff.saveSecondFactor({ ...factor, lastStep: step, failures: 0 });
    return granted({ kind: 'right', by: 'passcode' });
  }
  if (factor.enrolledAt !== null && (await work.staff.useRecoveryCode(factor.userId, recoveryHash(typed), now))) {
    await work.staff.saveSecondFactor({ ...factor, lastStep: Math.max(factor.lastStep, stepOf(now)), failures: 0 });
    return granted({ kind: 'right', by: 'recovery-code' });
  }
  const failures = factor.failures + 1;
  const wait = waitAfter(failures, settings);
  const lockedUntil = wait === 0 ? 0 : now + wait;
  await work.staff.saveSecondFactor({ ...factor, failures, lockedUntil });
  return granted({ kind: 'wrong', lockedUntil: wait === 0 ? null : lockedUntil });
}

/** Milliseconds to wait after so many failures in a row: none at first, then twice as long each time. */
export function waitAfter(
  failures: number,
  { tries, firstWait, longestWait }: Pick<SecondFactorSettings, 'tries' | 'firstWait' | 'longestWait'>,
): number {
  if (failures < tries) return 0;
  return Math.min(longestWait, firstWait * 2 ** Math.min(30, failures - tries));
}

/** Draws recovery codes and keeps their digests; they are told once: `ABCD-EFGH-IJKL-MNOP`. */
export async function renewRecoveryCodes(work: Work, userId: number, count: number): Promise<string[]> {
  const codes = Array.from({ length: count }, () => base32(randomBytes(recoveryBytes)));
  await work.staff.setRecoveryCodes(userId, codes.map(recoveryHash));
  return codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'));
}

function recoveryHash(code: string): string {
  return createHash('sha256').update(`recovery ${code}`).digest('hex');
}
