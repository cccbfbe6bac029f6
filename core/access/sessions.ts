import { createHash, randomBytes } from 'node:crypto';
import type { NewEvent } from '../ports/journal.ts';
import type { SigningUser, StaffSession } from '../ports/staff.ts';
import type { SessionLine, SessionStage } from './desk.ts';
import type { SecondFactorSettings } from './second-factor.ts';

/** Milliseconds a session lives without being used, and in all. */
export interface SessionLimits {
  readonly idle: number;
  readonly absolute: number;
  /** A session in use is written again at most this often. */
  readonly touchEvery: number;
}
export const defaultSessionLimits: SessionLimits = {
  idle: 30 * 60_000,
  absolute: 12 * 3_600_000,
  touchEvery: 60_000,
};

/** A cookie's value: 256 bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database knows of it. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** What is still asked of somebody before his session does anything: first that it is he, then what he owes. */
export function stageOf(
  user: SigningUser,
  session: Pick<StaffSession, 'passedAt'>,
  { roles }: Pick<SecondFactorSettings, 'roles'>,
): SessionStage {
  if (user.enrolledAt !== null && session.passedAt === null) return 'passcode';
  if (user.temporaryUntil !== null) return 'password';
  return user.enrolledAt === null && roles.includes(user.role) ? 'enrolment' : 'open';
}

/** When a session ends by itself, UTC milliseconds. */
export function endOf(session: Pick<StaffSession, 'lastSeenAt' | 'createdAt'>, limits: SessionLimits): number {
  return Math.min(session.lastSeenAt + limits.idle, session.createdAt + limits.absolute);
}

/** A session in a list: its name there is the beginning of its digest. */
export function lineOf({ tokenHash: hash, createdAt, lastSeenAt, client }: StaffSession): SessionLine {
  return { id: hash.slice(0, 16), openedAt: createdAt, lastSeenAt, client };
}

/** A line of the journal about an account: who did it, to whom, what. */
export function accountEvent(
  actor: string,
  at: number,
  type: NewEvent['type'],
  payload: NewEvent['payload'],
): NewEvent {
  const nowhere = { libraryId: null, deviceId: null, itemId: null, patronRef: null };
  return { at, type, actor, ...nowhere, payload };
}
