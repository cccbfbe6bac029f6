import type { NetworkLibrary } from '../network/network.ts';
import type { Outcome } from '../outcome.ts';
import type { JournalPlace, JournalRow } from '../ports/journal.ts';
import type { StaffUser } from '../ports/staff.ts';
import type { ChainVerdict } from './chain.ts';
import type { JournalFamily } from './families.ts';

/** What somebody looks for in the journal; null: everything. Times are UTC milliseconds, `to` is not part of it. */
export interface JournalAsked {
  readonly from: number | null;
  readonly to: number | null;
  readonly family: JournalFamily | null;
  readonly library: NetworkLibrary | null;
  /** A login, of a person or of a device. */
  readonly actor: string | null;
  /** The barcode of a document, the login of a device, or the beginning of a reader's pseudonym. */
  readonly object: string | null;
}

/**
 * Who did what, provably. Whoever works for one library reads its lines and no other: `library-not-yours`; an object
 * nobody knows is refused `journal-object-unknown`.
 */
export interface JournalDesk {
  /** The newest first. `next`: where to go on, null at the end; a page may be short, or empty, and have one. */
  page(
    by: StaffUser,
    asked: JournalAsked,
    before: JournalPlace | null,
    limit: number,
  ): Promise<Outcome<{ readonly rows: readonly JournalRow[]; readonly next: JournalPlace | null }>>;
  /** Refused `journal-line-unknown`. */
  line(by: StaffUser, seq: number): Promise<Outcome<JournalRow>>;
  /** Walks the whole chain, and tells the journal what was found. `waiting`: lines it has not taken yet. */
  verify(by: StaffUser): Promise<Outcome<ChainVerdict & { readonly at: number; readonly waiting: number }>>;
  /** Every line asked for, told to the journal. Refused `journal-export-too-large` (facts.most). */
  export(by: StaffUser, asked: JournalAsked): Promise<Outcome<readonly JournalRow[]>>;
}
