import { integer, key, text, word } from './columns.ts';

/** How sorters share out what comes back; `conditions` is JSON. */
export const sortingTables = {
  sort_bin_rules: { libraryId: key(integer), position: key(integer), bin: word(20), conditions: text },
};
