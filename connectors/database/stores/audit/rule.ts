/** One invariant that a SELECT can check, the same text on both databases. */
export interface Rule {
  readonly invariant: string;
  /** Selects the rows that break it. */
  readonly rows: string;
  /** Says what is wrong with one row; `{column}` is its value. */
  readonly sentence: string;
}
