import { integer, key, optional, serial, text, word } from './columns.ts';

/** The journal, what must follow a commit, answers already given, and who does what alone. */
export const journalTables = {
  events: {
    seq: serial,
    at: integer,
    type: word(32),
    actor: word(160),
    libraryId: optional(integer),
    deviceId: optional(integer),
    itemId: optional(integer),
    patronRef: optional(word(32)),
    payload: text,
    position: optional(integer),
    patronSalt: optional(word(64)),
    patronDigest: optional(word(64)),
    prevHash: optional(word(64)),
    hash: optional(word(64)),
    recordedAt: integer,
  },
  journal_head: { id: key(integer), position: integer, hash: word(64) },
  outbox: { id: serial, topic: word(32), payload: text, createdAt: integer },
  answers: { businessKey: key(word(512)), answer: text, at: integer },
  leases: { name: key(word(64)), owner: word(128), expiresAt: integer },
};
