import type { Outcome } from '../outcome.ts';
import type { Role, StaffAccount, StaffUser } from '../ports/staff.ts';

/**
 * How far a session has come: `open` does what its role may; before it, somebody gives his passcode, chooses his own
 * password, or enrols his authenticator, and does nothing else.
 */
export type SessionStage = 'open' | 'passcode' | 'password' | 'enrolment';

/** A session at this moment. */
export interface OpenSession {
  readonly user: StaffUser;
  readonly stage: SessionStage;
  /** When it ends if nobody does anything, UTC milliseconds. */
  readonly endsAt: number;
}
/** A session as somebody who looks at the list sees it. */
export interface SessionLine {
  /** Names it in the list; it opens nothing. */
  readonly id: string;
  readonly openedAt: number;
  readonly lastSeenAt: number;
  readonly client: string;
}

/** Signing in, and what each does with his own account. `token` is always the cookie's value. */
export interface StaffDesk {
  /**
   * Refused `credentials-wrong` alike for an unknown login and a wrong password; and for a password made by somebody else
   * that was not used in time. `client`: what the browser calls itself.
   */
  signIn(login: string, password: string, client?: string): Promise<Outcome<OpenSession & { readonly token: string }>>;
  /**
   * Refused `not-authorised` when the session is unknown, idle for too long or too old. A `stream` left open is not
   * somebody at work: it does not put off the end of an idle session.
   */
  session(token: string, use?: 'request' | 'stream'): Promise<Outcome<OpenSession>>;
  signOut(token: string): Promise<void>;
  /**
   * Gives the passcode of the moment, or a recovery code; the session goes on under another token. Refused
   * `second-factor-wrong`, `second-factor-locked` (facts.until), `second-factor-not-possible` (facts.reason).
   */
  givePasscode(token: string, passcode: string): Promise<Outcome<OpenSession & { readonly token: string }>>;
  /** Chooses his own password. Refused `password-not-acceptable` (facts.reason). His other sessions end. */
  choosePassword(token: string, current: string, chosen: string): Promise<Outcome<OpenSession>>;
  /** A secret for his authenticator, in base 32, told this once. Refused `second-factor-not-possible` when he has one. */
  beginEnrolment(token: string): Promise<Outcome<{ readonly secret: string; readonly account: string }>>;
  /** Proves that the authenticator knows it. The session goes on under another token; the recovery codes are told once. */
  confirmEnrolment(
    token: string,
    passcode: string,
  ): Promise<Outcome<OpenSession & { readonly token: string; readonly recoveryCodes: readonly string[] }>>;
  /** Other recovery codes in the place of those he has, against a passcode. */
  renewRecoveryCodes(token: string, passcode: string): Promise<Outcome<{ readonly recoveryCodes: readonly string[] }>>;
  own(token: string): Promise<Outcome<OwnAccount>>;
  /** Ends one of his own sessions. Refused `session-unknown`. */
  endOwnSession(token: string, id: string): Promise<Outcome<null>>;
}
export interface OwnAccount {
  readonly enrolledAt: number | null;
  /** His role does nothing without one. */
  readonly secondFactorNeeded: boolean;
  readonly recoveryCodesLeft: number;
  readonly lastSignInAt: number | null;
  readonly sessions: readonly (SessionLine & { readonly isThis: boolean })[];
}

/** What an account is, and may be told to be. */
export interface AccountDescription {
  readonly name: string;
  readonly role: Role;
  readonly libraryId: number | null;
}
export interface AccountLine {
  readonly account: StaffAccount;
  readonly secondFactorNeeded: boolean;
  /** Whether whoever looks keeps this account. */
  readonly mayChange: boolean;
}
export interface AccountSheet extends AccountLine {
  readonly sessions: readonly SessionLine[];
}
/** A password made for somebody: told once, good until he chose his own. */
export interface OneTimePassword {
  readonly secret: string;
  /** UTC milliseconds. */
  readonly until: number;
}

/**
 * Keeps accounts. An administrator keeps all of them, a coordinator those of managers and agents; nobody his own. Every
 * act is refused `account-unknown`, `account-protected` (facts.reason: `own`, `role`, `last-administrator`), and is told
 * to the journal.
 */
export interface AccountDesk {
  list(by: StaffUser): Promise<readonly AccountLine[]>;
  sheet(by: StaffUser, login: string): Promise<Outcome<AccountSheet>>;
  /** Refused `account-invalid` (facts.reason), `login-taken`. */
  create(by: StaffUser, login: string, as: AccountDescription): Promise<Outcome<OneTimePassword>>;
  /** His sessions end when what he may do changes. Refused `account-invalid`. */
  change(by: StaffUser, login: string, as: AccountDescription): Promise<Outcome<null>>;
  suspend(by: StaffUser, login: string): Promise<Outcome<null>>;
  reinstate(by: StaffUser, login: string): Promise<Outcome<null>>;
  /** For who forgot his: a new one, told once; his sessions end. */
  makePassword(by: StaffUser, login: string): Promise<Outcome<OneTimePassword>>;
  endSessions(by: StaffUser, login: string): Promise<Outcome<{ readonly ended: number }>>;
  /** Refused `session-unknown`. */
  endSession(by: StaffUser, login: string, id: string): Promise<Outcome<null>>;
  /** Who lost his telephone enrols again at his next sign-in. Refused `second-factor-not-possible` when he has none. */
  resetSecondFactor(by: StaffUser, login: string): Promise<Outcome<null>>;
}
