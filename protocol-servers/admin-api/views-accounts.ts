import type { AccountLine, OneTimePassword, OpenSession, OwnAccount, SessionLine } from '../../core/access/desk.ts';
import type { Library } from '../../core/library.ts';
import type { AccountView, OneTimePasswordView, OwnAccountView, SessionLineView } from './contract-accounts.ts';
import type { SessionView } from './contract.ts';
import { csrfTokenOf } from './session-cookie.ts';
import { viewUser } from './views.ts';

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

/** A session as whoever has it is told. */
export function viewSession(
  { user, stage, endsAt }: OpenSession,
  token: string,
  network: Library['network'],
): SessionView {
  return { user: viewUser(user, network), csrfToken: csrfTokenOf(token), stage, endsAt: iso(endsAt) };
}

/** A session in a list. */
export function viewSessionLine({ id, openedAt, lastSeenAt, client }: SessionLine): SessionLineView {
  return { id, openedAt: iso(openedAt), lastSeenAt: iso(lastSeenAt), client };
}

/** What somebody is told of his own account. */
export function viewOwnAccount({ enrolledAt, lastSignInAt, sessions, ...rest }: OwnAccount): OwnAccountView {
  return {
    ...rest,
    enrolledAt: isoOrNull(enrolledAt),
    lastSignInAt: isoOrNull(lastSignInAt),
    sessions: sessions.map(({ isThis, ...line }) => ({ ...viewSessionLine(line), isThis })),
  };
}

/** An account as those who keep accounts see it. */
export function viewAccount(
  { account, secondFactorNeeded, mayChange }: AccountLine,
  network: Library['network'],
): AccountView {
  const { login, active, temporaryUntil, enrolledAt, lastSignInAt, sessions } = account;
  return {
    ...{ ...viewUser(account, network), login, active, sessions, mayChange },
    temporaryUntil: isoOrNull(temporaryUntil),
    secondFactor: enrolledAt !== null ? 'enrolled' : secondFactorNeeded ? 'needed' : 'none',
    lastSignInAt: isoOrNull(lastSignInAt),
  };
}

export function viewOneTimePassword({ secret, until }: OneTimePassword): OneTimePasswordView {
  return { secret, until: iso(until) };
}

type Signs = readonly (readonly [name: string, sign: RegExp])[];
const browsers: Signs = [
  ['Firefox', /Firefox\//],
  ['Edge', /Edg\//],
  ['Opera', /OPR\//],
  ['Chrome', /Chrom(e|ium)\//],
  ['Safari', /Safari\//],
];
const systems: Signs = [
  ['Windows', /Windows/],
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
];

/** The browser and the system a `User-Agent` names, no more of it: `Firefox, Windows`. Empty when it names none. */
export function clientOf(userAgent: string | undefined): string {
  const named = (table: Signs) => table.find(([, sign]) => sign.test(userAgent ?? ''))?.[0] ?? null;
  return [named(browsers), named(systems)].filter((name) => name !== null).join(', ');
}
