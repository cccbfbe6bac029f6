import { integer, key, serial, word } from './columns.ts';

/** What goes with the queues of holds; the holds themselves are with the circulation. */
export const holdTables = {
  hold_searches: {
    id: serial,
    holdId: integer,
    itemId: integer,
    libraryId: integer,
    at: integer,
    actor: word(160),
  },
  pull_prints: { holdId: key(integer), itemId: key(integer), printedAt: integer, actor: word(160) },
  floating_rules: { itemType: key(word(16)), libraryId: key(integer) },
};
