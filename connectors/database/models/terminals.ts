import { integer, key, optional, serial, text, word } from './columns.ts';

/** What terminals said; `request` and `response` are JSON, `personal` is sealed. */
export const terminalTables = {
  exchanges: {
    id: serial,
    at: integer,
    took: integer,
    deviceId: optional(integer),
    libraryId: optional(integer),
    address: word(64),
    message: word(32),
    outcome: word(16),
    cause: optional(word(64)),
    itemKey: optional(word(255)),
    cardDigest: optional(word(43)),
    request: text,
    response: text,
    personal: optional(text),
  },
  rfid_tags: {
    uid: key(word(64)),
    itemId: integer,
    part: integer,
    taggedAt: optional(integer),
    taggedOn: optional(word(10)),
    taggedBy: optional(word(128)),
  },
};
