import { createHash, randomBytes } from 'node:crypto';
import type { StaffDesk } from '../library.ts';
import { granted, refused } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { passwordCost, secretMatches } from './secrets.ts';

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

/** Signs staff in and out. The cookie's value exists only in the browser: the database knows its SHA-256. */
export function staffDesk(
  { store, clock }: { store: Store; clock: Clock },
  limits: SessionLimits = defaultSessionLimits,
): StaffDesk {
  return {
    async signIn(login, password) {
      const found = await store.read.staffUser(login);
      const right = await secretMatches(password, found?.passwordHash ?? null, passwordCost);
      const now = clock.now();
      if (!found?.active || !right) {
        await note('SIGN_IN_FAILED', found ? `user:${found.login}` : 'anonymous', now);
        return refused('credentials-wrong');
      }
      const token = randomBytes(32).toString('base64url');
      await store.administration.openSession({
        tokenHash: tokenHash(token),
        userId: found.id,
        createdAt: now,
        lastSeenAt: now,
      });
      await note('SIGN_IN', `user:${found.login}`, now);
      const { passwordHash: _password, ...user } = found;
      return granted({ user, token });
    },

    async session(token, use = 'request') {
      const found = await store.read.session(tokenHash(token));
      const now = clock.now();
      if (!found?.user.active) return refused('not-authorised');
      const { session, user } = found;
      if (now - session.lastSeenAt > limits.idle || now - session.createdAt > limits.absolute) {
        await store.administration.closeSession(session.tokenHash);
        return refused('not-authorised');
      }
      const stale = now - session.lastSeenAt > limits.touchEvery;
      if (use === 'request' && stale) await store.administration.touchSession(session.tokenHash, now);
      return granted(user);
    },

    async signOut(token) {
      await store.administration.closeSession(tokenHash(token));
    },
  };

  async function note(type: 'SIGN_IN' | 'SIGN_IN_FAILED', actor: string, at: number): Promise<void> {
    await store.transaction(async (work) => {
      await work.journal.append({
        at,
        type,
        actor,
        libraryId: null,
        deviceId: null,
        itemId: null,
        patronRef: null,
        payload: {},
      });
      return granted(null);
    });
  }
}

function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
