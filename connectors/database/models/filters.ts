import { integer, optional, serial, text, word } from './columns.ts';

/** The filters of lists that people keep. `owner` is whoever they are kept for: `user LOGIN`, `library ID`, `network`. */
export const filterTables = {
  saved_filters: {
    id: serial,
    list: word(16),
    owner: word(80),
    name: word(80),
    scope: word(8),
    libraryId: optional(integer),
    login: word(64),
    parameters: text,
    savedAt: integer,
  },
};
