import { flag, integer, key, optional, serial, text, word } from './columns.ts';

/** Console accounts and their sessions. */
export const staffTables = {
  staff_users: {
    id: serial,
    login: word(128),
    name: text,
    role: word(16),
    libraryId: optional(integer),
    active: flag('active'),
    passwordHash: text,
  },
  staff_sessions: { tokenHash: key(word(64)), userId: integer, createdAt: integer, lastSeenAt: integer },
};
