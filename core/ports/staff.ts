export const roles = ['NETWORK_ADMIN', 'COORDINATOR', 'LIBRARY_MANAGER', 'STAFF', 'IT_REFERENT', 'AUDITOR'] as const;
export type Role = (typeof roles)[number];

/** A person who signs in to the console. */
export interface StaffUser {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** Null: the whole network. */
  readonly libraryId: number | null;
  readonly active: boolean;
}

/** A console that is signed in. Times are UTC milliseconds. */
export interface StaffSession {
  /** SHA-256 of the cookie value, hexadecimal: the value itself is never stored. */
  readonly tokenHash: string;
  readonly userId: number;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  /** When the second factor was given in it, null while it was not. */
  readonly passedAt: number | null;
  /** The browser, as it calls itself: `Firefox, Windows`. Empty when it said nothing. */
  readonly client: string;
}

/** Somebody who signs in, with what decides how far he comes. */
export interface SigningUser extends StaffUser {
  /** The password was made by somebody else, and opens nothing after this moment; null once he chose his own. */
  readonly temporaryUntil: number | null;
  /** Since when he has a second factor, null while he has none. */
  readonly enrolledAt: number | null;
}

/** An account as those who keep accounts see it. */
export interface StaffAccount extends SigningUser {
  readonly lastSignInAt: number | null;
  /** Consoles that are signed in, as far as the database knows. */
  readonly sessions: number;
}

/** The second factor of an account: a secret shared with an authenticator. */
export interface SecondFactor {
  readonly userId: number;
  /** Sealed: the database alone does not tell it. */
  readonly secret: string;
  /** Null while the first passcode was not given. */
  readonly enrolledAt: number | null;
  /** The last time step a passcode was taken of: none is taken twice. */
  readonly lastStep: number;
  /** Wrong passcodes in a row, and until when no other is looked at (0: now). */
  readonly failures: number;
  readonly lockedUntil: number;
}

/** Reads of accounts. */
export interface StaffReading {
  accounts(): Promise<StaffAccount[]>;
  account(login: string): Promise<StaffAccount | null>;
  /** The sessions of an account, the newest first. */
  sessions(userId: number): Promise<StaffSession[]>;
  /** Recovery codes that were not used. */
  recoveryCodesLeft(userId: number): Promise<number>;
}

/** What one transaction may do with accounts. Each of them begins by `claim` or `claimAdministrators`: a write. */
export interface StaffWork {
  /** Locks an account by a write; null when nobody bears this login. */
  claim(login: string): Promise<SigningUser | null>;
  /** Locks the accounts of the network's administrators and counts those in use. */
  claimAdministrators(): Promise<number>;
  /** False when the login is taken. */
  insert(user: Omit<StaffUser, 'id'> & { passwordHash: string; temporaryUntil: number | null }): Promise<boolean>;
  describe(userId: number, as: Pick<StaffUser, 'name' | 'role' | 'libraryId' | 'active'>): Promise<void>;
  setPassword(userId: number, passwordHash: string, temporaryUntil: number | null): Promise<void>;
  openSession(session: StaffSession): Promise<void>;
  /** The second factor was given: the session goes on under another token. False when it has ended. */
  passSession(tokenHash: string, as: { readonly tokenHash: string; readonly passedAt: number }): Promise<boolean>;
  /** Ends the sessions of an account but one, and says how many. */
  endSessions(userId: number, except?: string): Promise<number>;
  endSession(userId: number, tokenHash: string): Promise<boolean>;
  secondFactor(userId: number): Promise<SecondFactor | null>;
  /** Replaces what there was. */
  saveSecondFactor(factor: SecondFactor): Promise<void>;
  removeSecondFactor(userId: number): Promise<boolean>;
  /** SHA-256 of each, hexadecimal; they replace those there were. */
  setRecoveryCodes(userId: number, hashes: readonly string[]): Promise<void>;
  /** False when there is none such, or it was used. */
  useRecoveryCode(userId: number, hash: string, at: number): Promise<boolean>;
}
