import { bytes, integer, key, optional, serial, text, word } from './columns.ts';

/** Versions, editing locks, merges, rules, and changes of many copies. */
export const cataloguingTables = {
  record_versions: {
    recordId: key(integer),
    version: key(integer),
    at: integer,
    actor: word(160),
    act: word(16),
    reason: text,
    status: word(16),
    mergedIntoId: optional(integer),
    suppressedAt: optional(integer),
    hash: word(64),
    marc: bytes,
  },
  record_locks: {
    recordId: key(integer),
    login: word(128),
    sessionHash: word(64),
    since: integer,
    expiresAt: integer,
  },
  record_merges: {
    id: serial,
    fromRecordId: integer,
    intoRecordId: integer,
    fromVersion: integer,
    intoVersion: integer,
    mergedVersion: integer,
    itemIds: text,
    at: integer,
    actor: word(160),
    undoneAt: optional(integer),
  },
  cataloguing_rules: { id: key(integer), version: integer, rules: text },
  item_changes: {
    id: serial,
    wanted: text,
    actor: word(160),
    libraryId: optional(integer),
    createdAt: integer,
    startedAt: optional(integer),
    finishedAt: optional(integer),
  },
  item_change_lines: {
    changeId: key(integer),
    position: key(integer),
    barcode: word(255),
    outcome: optional(word(16)),
    reason: optional(word(64)),
  },
};
