/** Accounts, second factors and sessions, as the console and the admin API say them. Types only. */
import type { Role, SessionView } from './contract.ts';

/** POST /session/passcode → 200 SessionView and another cookie; 403 `second-factor-wrong`, 429 `second-factor-locked` (facts.until). */
export interface PasscodeRequest {
  /** Six digits of the authenticator, or a recovery code. */
  readonly passcode: string;
}
/** PUT /session/password → 200 SessionView; 422 `password-not-acceptable` (facts.reason). */
export interface OwnPasswordRequest {
  readonly currentPassword: string;
  readonly password: string;
}
/** POST /session/enrolment → 200; 409 `second-factor-not-possible`. */
export interface EnrolmentView {
  /** Base 32: to be typed into an authenticator, or told to it by an otpauth link. Told this once. */
  readonly secret: string;
  readonly account: string;
}
/** POST /session/enrolment/confirmation → 200 and another cookie. */
export interface EnrolledView extends SessionView {
  /** Told this once: each opens one session in the place of a passcode. */
  readonly recoveryCodes: readonly string[];
}
/** POST /session/recovery-codes → 200 */
export interface RecoveryCodesView {
  readonly recoveryCodes: readonly string[];
}
/** One console that is signed in. Times are ISO 8601, UTC. */
export interface SessionLineView {
  readonly id: string;
  readonly openedAt: string;
  readonly lastSeenAt: string;
  /** `Firefox, Windows`; empty when the browser did not say. */
  readonly client: string;
}
/** GET /session/account; DELETE /session/others/:id → 204. */
export interface OwnAccountView {
  readonly enrolledAt: string | null;
  readonly secondFactorNeeded: boolean;
  readonly recoveryCodesLeft: number;
  readonly lastSignInAt: string | null;
  readonly sessions: readonly (SessionLineView & { readonly isThis: boolean })[];
}

/** GET /accounts */
export interface AccountView {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** Code of its library; null: the whole network. */
  readonly library: string | null;
  readonly active: boolean;
  /** Until when the password that was made for him opens the console; null once he chose his own. */
  readonly temporaryUntil: string | null;
  readonly secondFactor: 'enrolled' | 'needed' | 'none';
  readonly lastSignInAt: string | null;
  readonly sessions: number;
  /** Whether whoever asks keeps this account. */
  readonly mayChange: boolean;
}
/** GET /accounts/:login */
export interface AccountSheetView extends AccountView {
  readonly open: readonly SessionLineView[];
}
/** PUT /accounts/:login → 204; 403 `account-protected` (facts.reason: own, role, last-administrator), 422 `account-invalid`. */
export interface AccountRequest {
  readonly name: string;
  readonly role: Role;
  readonly library: string | null;
}
/** POST /accounts → 200; 409 `login-taken`. */
export interface NewAccountRequest extends AccountRequest {
  readonly login: string;
}
/** POST /accounts, POST /accounts/:login/password: told this once. */
export interface OneTimePasswordView {
  readonly secret: string;
  readonly until: string;
}
/** PUT /accounts/:login/active → 204 */
export interface ActiveRequest {
  readonly active: boolean;
}
