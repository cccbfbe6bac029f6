import { granted, refused, type Outcome } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { NewEvent } from '../ports/journal.ts';
import type { SigningUser, StaffSession } from '../ports/staff.ts';
import type { Store, Work } from '../ports/store.ts';
import type { OpenSession, StaffDesk } from './desk.ts';
import { wrongPassword } from './passwords.ts';
import {
  beginEnrolment,
  renewRecoveryCodes,
  type Sealing,
  type SecondFactorSettings,
  tryPasscode,
} from './second-factor.ts';
import { hashSecret, passwordCost, secretMatches } from './secrets.ts';
import {
  accountEvent,
  defaultSessionLimits,
  endOf,
  lineOf,
  newToken,
  type SessionLimits,
  stageOf,
  tokenHash,
} from './sessions.ts';

/** What signing in stands on. */
export interface AccessPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly secondFactor: SecondFactorSettings;
  readonly sealing: Sealing;
}
/** A session and the person in it, as they were read. */
interface Visit {
  readonly session: StaffSession;
  readonly user: SigningUser;
}
/** What a passcode was good for, or until when no other is looked at (null: now). */
type Attempt<T> = { readonly value: T } | { readonly wrong: number | null };
/** Characters of what a browser calls itself. */
const longestClient = 64;

/** Signs staff in and out. The cookie's value exists only in the browser: the database knows its SHA-256. */
export function staffDesk(ports: AccessPorts, limits: SessionLimits = defaultSessionLimits): StaffDesk {
  const { store, clock, secondFactor: settings, sealing } = ports;

  const told = ({ session, user: { temporaryUntil, enrolledAt, ...user } }: Visit): OpenSession => {
    const stage = stageOf({ ...user, temporaryUntil, enrolledAt }, session, settings);
    return { user, stage, endsAt: endOf(session, limits) };
  };
  const visit = async (token: string): Promise<Outcome<Visit>> => {
    const found = await store.read.session(tokenHash(token));
    return found?.user.active ? granted(found) : refused('not-authorised');
  };
  /** Tries a passcode in a transaction that keeps its failures; what follows a right one is of the same transaction. */
  const withPasscode = async <T>(
    { user }: Visit,
    passcode: string,
    enrolled: 'enrolled' | 'pending',
    then: (work: Work, at: number) => Promise<T>,
  ): Promise<Outcome<T>> => {
    const at = clock.now();
    const tried = await store.transaction<Attempt<T>>(async (work) => {
      await work.staff.claim(user.login);
      const factor = await work.staff.secondFactor(user.id);
      if (factor && (factor.enrolledAt !== null) !== (enrolled === 'enrolled')) {
        return refused('second-factor-not-possible', {
          reason: enrolled === 'enrolled' ? 'not-enrolled' : 'enrolled',
        });
      }
      const outcome = await tryPasscode(work, factor, passcode, { sealing, settings, now: at });
      if (!outcome.granted) return outcome;
      if (outcome.value.kind === 'wrong') {
        await work.journal.append(accountEvent(`user:${user.login}`, at, 'SECOND_FACTOR_FAILED', {}));
        return granted({ wrong: outcome.value.lockedUntil });
      }
      if (outcome.value.by === 'recovery-code') {
        await work.journal.append(accountEvent(`user:${user.login}`, at, 'RECOVERY_CODE_USED', {}));
      }
      return then(work, at).then((value) => granted<Attempt<T>>({ value }));
    });
    if (!tried.granted) return tried;
    if ('value' in tried.value) return granted(tried.value.value);
    const until = tried.value.wrong;
    return until === null ? refused('second-factor-wrong') : refused('second-factor-locked', { until });
  };
  const note = (event: NewEvent) =>
    store.transaction(async (work) => {
      await work.journal.append(event);
      return granted(null);
    });

  return {
    async signIn(login, password, client = '') {
      const found = await store.read.staffUser(login);
      const right = await secretMatches(password, found?.passwordHash ?? null, passwordCost);
      const now = clock.now();
      const isLate = found !== null && found.temporaryUntil !== null && found.temporaryUntil < now;
      if (!found?.active || !right || isLate) {
        await note(accountEvent(found ? `user:${found.login}` : 'anonymous', now, 'SIGN_IN_FAILED', {}));
        return refused('credentials-wrong');
      }
      const token = newToken();
      const session: StaffSession = {
        ...{ tokenHash: tokenHash(token), userId: found.id, createdAt: now, lastSeenAt: now },
        ...{ passedAt: null, client: client.slice(0, longestClient) },
      };
      return store.transaction(async (work) => {
        // As he is now: he may have been suspended while his password was derived.
        const user = await work.staff.claim(found.login);
        if (!user?.active) return refused('credentials-wrong');
        await work.staff.openSession(session);
        await work.journal.append(accountEvent(`user:${user.login}`, now, 'SIGN_IN', {}));
        return granted({ ...told({ session, user }), token });
      });
    },

    async session(token, use = 'request') {
      const found = await visit(token);
      if (!found.granted) return found;
      const { session, user } = found.value;
      const now = clock.now();
      if (now > endOf(session, limits)) {
        await store.administration.closeSession(session.tokenHash);
        return refused('not-authorised');
      }
      const isTouched = use === 'request' && now - session.lastSeenAt > limits.touchEvery;
      if (isTouched) await store.administration.touchSession(session.tokenHash, now);
      return granted(told({ user, session: isTouched ? { ...session, lastSeenAt: now } : session }));
    },

    async signOut(token) {
      await store.administration.closeSession(tokenHash(token));
    },

    async givePasscode(token, passcode) {
      const found = await visit(token);
      if (!found.granted) return found;
      const next = newToken();
      const passed = await withPasscode(found.value, passcode, 'enrolled', async (work, passedAt) => {
        await work.staff.passSession(tokenHash(token), { tokenHash: tokenHash(next), passedAt });
        return passedAt;
      });
      if (!passed.granted) return passed;
      const { user, session } = found.value;
      return granted({ ...told({ user, session: { ...session, passedAt: passed.value } }), token: next });
    },

    async choosePassword(token, current, chosen) {
      const found = await visit(token);
      if (!found.granted) return found;
      const { user, session } = found.value;
      const wrong = wrongPassword(chosen, user.login);
      if (wrong) return wrong;
      if (current === chosen) return refused('password-not-acceptable', { reason: 'same' });
      const { passwordHash } = (await store.read.staffUser(user.login))!;
      if (!(await secretMatches(current, passwordHash, passwordCost))) {
        return refused('password-not-acceptable', { reason: 'current-wrong' });
      }
      const hash = await hashSecret(chosen, passwordCost);
      return store.transaction(async (work) => {
        await work.staff.claim(user.login);
        await work.staff.setPassword(user.id, hash, null);
        await work.staff.endSessions(user.id, session.tokenHash);
        const what = { login: user.login, change: 'password' };
        await work.journal.append(accountEvent(`user:${user.login}`, clock.now(), 'USER_CHANGED', what));
        return granted(told({ user: { ...user, temporaryUntil: null }, session }));
      });
    },

    async beginEnrolment(token) {
      const found = await visit(token);
      if (!found.granted) return found;
      const { user } = found.value;
      return store.transaction(async (work) => {
        const claimed = await work.staff.claim(user.login);
        if (claimed === null || claimed.enrolledAt !== null)
          return refused('second-factor-not-possible', { reason: 'enrolled' });
        return granted({ secret: await beginEnrolment(work, user, sealing), account: user.login });
      });
    },

    async confirmEnrolment(token, passcode) {
      const found = await visit(token);
      if (!found.granted) return found;
      const { user, session } = found.value;
      const next = newToken();
      const done = await withPasscode(found.value, passcode, 'pending', async (work, at) => {
        const factor = (await work.staff.secondFactor(user.id))!;
        await work.staff.saveSecondFactor({ ...factor, enrolledAt: at });
        const recoveryCodes = await renewRecoveryCodes(work, user.id, settings.recoveryCodes);
        await work.staff.passSession(tokenHash(token), { tokenHash: tokenHash(next), passedAt: at });
        const what = { login: user.login, change: 'second-factor-enrolled' };
        await work.journal.append(accountEvent(`user:${user.login}`, at, 'USER_CHANGED', what));
        return { recoveryCodes, at };
      });
      if (!done.granted) return done;
      const { recoveryCodes, at } = done.value;
      const now = told({ user: { ...user, enrolledAt: at }, session: { ...session, passedAt: at } });
      return granted({ ...now, token: next, recoveryCodes });
    },

    async renewRecoveryCodes(token, passcode) {
      const found = await visit(token);
      if (!found.granted) return found;
      const { user } = found.value;
      return withPasscode(found.value, passcode, 'enrolled', async (work, at) => {
        const what = { login: user.login, change: 'recovery-codes-renewed' };
        await work.journal.append(accountEvent(`user:${user.login}`, at, 'USER_CHANGED', what));
        return { recoveryCodes: await renewRecoveryCodes(work, user.id, settings.recoveryCodes) };
      });
    },

    async own(token) {
      const found = await visit(token);
      if (!found.granted) return found;
      const { user, session } = found.value;
      const { read } = store;
      const [sessions, recoveryCodesLeft, account] = await Promise.all([
        read.staff.sessions(user.id),
        read.staff.recoveryCodesLeft(user.id),
        read.staff.account(user.login),
      ]);
      const isLive = (one: StaffSession): boolean => clock.now() <= endOf(one, limits);
      return granted({
        enrolledAt: user.enrolledAt,
        secondFactorNeeded: settings.roles.includes(user.role),
        recoveryCodesLeft,
        lastSignInAt: account?.lastSignInAt ?? null,
        sessions: sessions
          .filter(isLive)
          .map((one) => ({ ...lineOf(one), isThis: one.tokenHash === session.tokenHash })),
      });
    },

    async endOwnSession(token, id) {
      const found = await visit(token);
      if (!found.granted) return found;
      const { user } = found.value;
      const meant = (await store.read.staff.sessions(user.id)).find((one) => lineOf(one).id === id);
      if (!meant) return refused('session-unknown');
      return store.transaction(async (work) => {
        await work.staff.claim(user.login);
        await work.staff.endSession(user.id, meant.tokenHash);
        return granted(null);
      });
    },
  };
}
