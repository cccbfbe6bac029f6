import { integer, key, serial, text, word } from './columns.ts';

/** Whom to call in a library, and the states it went through. */
export const libraryLifeTables = {
  library_contacts: { libraryId: key(integer), person: text, phone: text, email: text, address: text },
  library_states: { id: serial, libraryId: integer, state: word(16), since: integer, byLogin: word(128), why: text },
};
