import { flag, integer, key, optional, serial, text, word } from './columns.ts';

/** Console accounts, their second factors and their sessions. */
export const staffTables = {
  staff_users: {
    id: serial,
    login: word(128),
    name: text,
    role: word(16),
    libraryId: optional(integer),
    active: flag('active'),
    passwordHash: text,
    temporaryUntil: optional(integer),
    lastSignInAt: optional(integer),
  },
  staff_sessions: {
    tokenHash: key(word(64)),
    userId: integer,
    createdAt: integer,
    lastSeenAt: integer,
    passedAt: optional(integer),
    client: word(64),
  },
  staff_second_factors: {
    userId: key(integer),
    secret: text,
    enrolledAt: optional(integer),
    lastStep: integer,
    failures: integer,
    lockedUntil: integer,
  },
  staff_recovery_codes: { codeHash: key(word(64)), userId: integer, usedAt: optional(integer) },
};
