import { integer, serial, word } from './columns.ts';

/** What readers paid at terminals. */
export const paymentTables = {
  payments: {
    id: serial,
    deviceId: integer,
    transactionKey: word(64),
    at: integer,
    cents: integer,
    feeType: word(2),
    paymentType: word(2),
  },
};
