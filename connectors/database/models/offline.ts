import { flag, integer, optional, serial, text, word } from './columns.ts';

/** Batches of off-line facts, and their lines. */
export const offlineTables = {
  offline_batches: {
    id: serial,
    batchKey: word(64),
    digest: word(64),
    receivedAt: integer,
    receivedBy: word(128),
    lineCount: integer,
    finishedAt: optional(integer),
  },
  offline_lines: {
    id: serial,
    batchId: integer,
    position: integer,
    lineKey: word(64),
    kind: word(16),
    libraryId: integer,
    deviceId: optional(integer),
    login: word(128),
    reportedAt: integer,
    at: integer,
    barcode: word(255),
    itemId: optional(integer),
    itemSince: optional(integer),
    card: optional(word(255)),
    dueAt: optional(integer),
    outcome: optional(word(16)),
    changed: flag('changed'),
    reasons: text,
    settledAt: optional(integer),
    resolvedAt: optional(integer),
    resolvedBy: optional(word(128)),
    note: optional(text),
  },
};
