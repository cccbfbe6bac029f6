/** What the whole network decides about its readers. */
export interface PatronSettings {
  /** A younger reader needs a guardian. Years. */
  readonly guardianUnderAge: number;
  /** From this age on a reader may be a guardian, and is no child where a category does not say otherwise. Years. */
  readonly adultAge: number;
  /** What a card number looks like, trimmed. */
  readonly cardShape: RegExp;
  readonly pinShape: RegExp;
  /** Letters of a name before a list is given. */
  readonly namePrefix: number;
  /** Readers a list goes down to. */
  readonly longestList: number;
  /** An account that nobody used since its membership ended is to be erased after as many months. */
  readonly eraseAfterMonths: number;
  /** Accounts marked for erasure, names written and acts noted in one turn of the housekeeping. */
  readonly atOnce: number;
  /** Journal lines one transaction of an erasure walks over. */
  readonly journalLinesAtOnce: number;
}
export const defaultPatronSettings: PatronSettings = {
  guardianUnderAge: 16,
  adultAge: 18,
  cardShape: /^[\p{L}\p{N}-]{4,32}$/u,
  pinShape: /^\d{4,12}$/,
  namePrefix: 2,
  longestList: 1_000,
  eraseAfterMonths: 24,
  atOnce: 500,
  journalLinesAtOnce: 20_000,
};
