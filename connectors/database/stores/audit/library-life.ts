import type { Rule } from './rule.ts';

/** The life of libraries. */
export const libraryLifeRules: readonly Rule[] = [
  {
    invariant: 'library-state-as-told',
    rows: `SELECT libraries.id, libraries.state, told.state AS toldState FROM libraries JOIN library_states AS told ON told.id =
      (SELECT MAX(id) FROM library_states WHERE libraryId = libraries.id) WHERE told.state <> libraries.state`,
    sentence: 'library {id} is {state}, and was last told to be {toldState}',
  },
  {
    invariant: 'library-that-left-lends-nothing',
    rows: `SELECT libraries.id, loans.id AS loanId FROM libraries JOIN items ON items.homeLibraryId = libraries.id
      JOIN loans ON loans.openItemId = items.id WHERE libraries.state = 'LEFT'`,
    sentence: 'library {id} left the network, and loan {loanId} of its documents is open',
  },
];
