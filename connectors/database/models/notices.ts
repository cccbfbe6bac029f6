import { integer, key, optional, serial, text, word } from './columns.ts';

/** What readers are told, and in what words. */
export const noticeTables = {
  notices: {
    id: serial,
    dedupKey: word(191),
    kind: word(24),
    patronId: optional(integer),
    libraryId: integer,
    holdId: optional(integer),
    level: integer,
    subjectDate: word(32),
    createdAt: integer,
    state: word(16),
    reason: optional(text),
    attempts: integer,
    nextAttemptAt: integer,
    claimToken: optional(word(32)),
    claimedUntil: optional(integer),
    settledAt: optional(integer),
    settledBy: optional(word(128)),
  },
  notice_templates: { kind: key(word(24)), language: key(word(8)), subject: text, text },
};
