import { flag, integer, key, optional, serial, text, word } from './columns.ts';

/** Readers, the cards they hold or held, and what stops them. */
export const readerTables = {
  patrons: {
    id: serial,
    pseudonym: optional(word(32)),
    cardNumber: optional(word(255)),
    firstName: text,
    lastName: text,
    birthDate: optional(word(10)),
    email: optional(text),
    phone: optional(text),
    address: optional(text),
    homeLibraryId: integer,
    categoryId: integer,
    expiresAt: integer,
    state: word(16),
    language: word(8),
    pinHash: optional(text),
  },
  patron_cards: { cardKey: key(word(255)), patronId: integer, retiredAt: optional(integer) },
  blocks: {
    id: serial,
    patronId: integer,
    kind: word(16),
    since: integer,
    until: optional(integer),
    note: text,
    author: text,
    stopsCheckOut: flag('stopsCheckOut'),
    stopsHold: flag('stopsHold'),
    stopsRenewal: flag('stopsRenewal'),
  },
};
