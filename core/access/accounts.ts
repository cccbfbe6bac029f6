import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import type { NewEvent } from '../ports/journal.ts';
import type { Role, SigningUser, StaffAccount, StaffUser } from '../ports/staff.ts';
import type { Work } from '../ports/store.ts';
import type { AccountDescription, AccountDesk, AccountLine, OneTimePassword } from './desk.ts';
import { generatedPassword, oneTimePasswordLasts } from './passwords.ts';
import { hashSecret, passwordCost } from './secrets.ts';
import { accountEvent, defaultSessionLimits, endOf, lineOf, type SessionLimits } from './sessions.ts';
import type { AccessPorts } from './staff.ts';

/** Whose accounts each role keeps. */
const keeps: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  NETWORK_ADMIN: ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'STAFF', 'IT_REFERENT', 'AUDITOR'],
  COORDINATOR: ['LIBRARY_MANAGER', 'STAFF'],
};
/** Roles that are those of one library; the others are the network's. */
const ofOneLibrary: readonly Role[] = ['LIBRARY_MANAGER', 'STAFF'];
/** A login goes into addresses, journals and the Z39.50 forms `user/password` and `group,user,password`. */
const loginForm = /^[a-z0-9][a-z0-9._-]{1,63}$/;

/** Keeps the accounts of staff: who is in, what he may do and where, and what becomes of it. */
export function accountDesk(ports: AccessPorts, limits: SessionLimits = defaultSessionLimits): AccountDesk {
  const { store, clock, secondFactor } = ports;

  const lineFor = (by: StaffUser, account: StaffAccount): AccountLine => ({
    account,
    secondFactorNeeded: secondFactor.roles.includes(account.role),
    mayChange: protectedFrom(by, account) === null,
  });
  /**
   * One act on an account: claimed, kept from whoever may not, told to the journal. Administrators are claimed first, all
   * together: two who suspend each other come one after the other.
   */
  const act = <T>(
    by: StaffUser,
    login: string,
    run: (work: Work, account: SigningUser, administrators: number) => Promise<Outcome<Told<T>>>,
  ): Promise<Outcome<T>> =>
    store.transaction(async (work) => {
      const administrators = await work.staff.claimAdministrators();
      const account = await work.staff.claim(login);
      if (!account) return refused('account-unknown', { login });
      const fault = protectedFrom(by, account);
      if (fault) return fault;
      const done = await run(work, account, administrators);
      if (!done.granted) return done;
      const { value, ...told } = done.value;
      if (told.payload) {
        await work.journal.append(eventOf(by, clock.now(), { login, ...told.payload }, account.libraryId));
      }
      return granted(value);
    });
  const madePassword = async (): Promise<OneTimePassword & { readonly hash: string }> => {
    const secret = generatedPassword();
    return { secret, until: clock.now() + oneTimePasswordLasts, hash: await hashSecret(secret, passwordCost) };
  };
  const setActive = (by: StaffUser, login: string, active: boolean): Promise<Outcome<null>> =>
    act(by, login, async (work, account, administrators) => {
      if (account.active === active) return granted({ value: null, payload: null });
      if (!active && isLast(account, administrators))
        return refused('account-protected', { reason: lastAdministrator });
      await work.staff.describe(account.id, { ...account, active });
      if (!active) await work.staff.endSessions(account.id);
      return granted({ value: null, payload: { change: active ? 'reinstated' : 'suspended' } });
    });

  return {
    async list(by) {
      return (await store.read.staff.accounts()).map((account) => lineFor(by, account));
    },

    async sheet(by, login) {
      const account = await store.read.staff.account(login);
      if (!account) return refused('account-unknown', { login });
      const sessions = (await store.read.staff.sessions(account.id)).filter((one) => clock.now() <= endOf(one, limits));
      return granted({ ...lineFor(by, account), sessions: sessions.map(lineOf) });
    },

    async create(by, login, as) {
      if (!loginForm.test(login)) return refused('account-invalid', { reason: 'login' });
      const fault = wrongDescription(as) ?? notGiven(by, as.role);
      if (fault) return fault;
      const { secret, until, hash } = await madePassword();
      return store.transaction(async (work) => {
        const user = { ...described(as), login, active: true, passwordHash: hash, temporaryUntil: until };
        if (!(await work.staff.insert(user))) return refused('login-taken', { login });
        const payload = { login, change: 'created', after: textOf(as) };
        await work.journal.append(eventOf(by, clock.now(), payload, as.libraryId));
        return granted({ secret, until });
      });
    },

    change(by, login, as) {
      return act(by, login, async (work, account, administrators) => {
        const fault = wrongDescription(as) ?? notGiven(by, as.role);
        if (fault) return fault;
        const [before, after] = [textOf(account), textOf(as)];
        const mayOtherwise = before !== after;
        if (!mayOtherwise && as.name.trim() === account.name) return granted({ value: null, payload: null });
        if (as.role !== 'NETWORK_ADMIN' && isLast(account, administrators)) {
          return refused('account-protected', { reason: lastAdministrator });
        }
        await work.staff.describe(account.id, { ...described(as), active: account.active });
        if (mayOtherwise) await work.staff.endSessions(account.id);
        const payload: NewEvent['payload'] = mayOtherwise
          ? { change: 'described', before, after }
          : { change: 'renamed' };
        return granted({ value: null, payload });
      });
    },

    suspend: (by, login) => setActive(by, login, false),
    reinstate: (by, login) => setActive(by, login, true),

    async makePassword(by, login) {
      const { secret, until, hash } = await madePassword();
      return act(by, login, async (work, { id }) => {
        await work.staff.setPassword(id, hash, until);
        await work.staff.endSessions(id);
        return granted({ value: { secret, until }, payload: { change: 'password-made' } });
      });
    },

    endSessions(by, login) {
      return act(by, login, async (work, { id }) => {
        const ended = await work.staff.endSessions(id);
        return granted({ value: { ended }, payload: { change: 'sessions-ended', ended } });
      });
    },

    async endSession(by, login, id) {
      const account = await store.read.staff.account(login);
      const known = account ? await store.read.staff.sessions(account.id) : [];
      const meant = known.find((one) => lineOf(one).id === id);
      return act(by, login, async (work, { id: userId }) => {
        if (!meant || !(await work.staff.endSession(userId, meant.tokenHash))) return refused('session-unknown');
        return granted({ value: null, payload: { change: 'sessions-ended', ended: 1 } });
      });
    },

    resetSecondFactor(by, login) {
      return act(by, login, async (work, { id }) => {
        if (!(await work.staff.removeSecondFactor(id))) {
          return refused('second-factor-not-possible', { reason: 'not-enrolled' });
        }
        await work.staff.endSessions(id);
        return granted({ value: null, payload: { change: 'second-factor-reset' } });
      });
    },
  };
}

/** What was done, and what the journal is told of it: null, nothing changed. */
interface Told<T> {
  readonly value: T;
  readonly payload: NewEvent['payload'] | null;
}
const lastAdministrator = 'last-administrator';

/** Why somebody does not keep this account, null when he does. */
function protectedFrom(by: StaffUser, account: Pick<StaffUser, 'login' | 'role'>): Refused | null {
  if (by.login === account.login) return refused('account-protected', { reason: 'own' });
  return notGiven(by, account.role);
}

/** Nobody gives what he may not give: that would be a way to raise himself by another name. */
function notGiven(by: Pick<StaffUser, 'role'>, role: Role): Refused | null {
  return keeps[by.role]?.includes(role) ? null : refused('account-protected', { reason: 'role', role });
}

function wrongDescription({ name, role, libraryId }: AccountDescription): Refused | null {
  const reason =
    name.trim() === ''
      ? 'name'
      : ofOneLibrary.includes(role) && libraryId === null
        ? 'library-needed'
        : !ofOneLibrary.includes(role) && libraryId !== null
          ? 'library-not-possible'
          : null;
  return reason && refused('account-invalid', { reason });
}

function isLast({ role, active }: Pick<StaffUser, 'role' | 'active'>, administrators: number): boolean {
  return role === 'NETWORK_ADMIN' && active && administrators <= 1;
}

function described({ name, role, libraryId }: AccountDescription): AccountDescription {
  return { name: name.trim(), role, libraryId };
}

/** As the journal keeps it: names of staff are not told to it, they change and it forgets nothing. */
function textOf({ role, libraryId }: AccountDescription): string {
  return JSON.stringify({ role, library: libraryId });
}

function eventOf(by: StaffUser, at: number, payload: NewEvent['payload'], libraryId: number | null): NewEvent {
  return { ...accountEvent(`user:${by.login}`, at, 'USER_CHANGED', payload), libraryId };
}
