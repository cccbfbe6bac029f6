import { integer, key, word } from './columns.ts';

/** Who sees to an alert. */
export const alertTables = {
  alert_acknowledgements: { alertKey: key(word(191)), login: word(64), at: integer },
};
