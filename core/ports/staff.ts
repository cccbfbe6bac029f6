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
}
