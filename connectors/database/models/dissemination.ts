import { integer, key, optional, text, word } from './columns.ts';

/** What harvesters are told. Lists and rules are JSON, `scopes` is words between spaces. */
export const disseminationTables = {
  dissemination_clock: {
    id: key(integer),
    sealedUntil: integer,
    lastStamp: integer,
    earliest: optional(integer),
    sweepAfter: optional(integer),
    formsVersion: integer,
  },
  dissemination_items: {
    controlNumber: key(word(64)),
    recordId: integer,
    datestamp: integer,
    deleted: integer,
    scopes: text,
    state: word(128),
    reserved: integer,
  },
  dissemination_members: {
    scope: key(word(255)),
    controlNumber: key(word(64)),
    datestamp: integer,
    gone: integer,
  },
  dissemination_sets: {
    setSpec: key(word(255)),
    name: word(255),
    description: text,
    rule: text,
    audience: word(16),
    retiredAt: optional(integer),
  },
  dissemination_repositories: {
    name: key(word(64)),
    title: word(255),
    sets: text,
    formats: text,
    addresses: text,
    closedAt: optional(integer),
    audience: word(16),
  },
};
