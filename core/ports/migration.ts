import type {
  Decision,
  Finding,
  FindingKind,
  ItemTally,
  LineOutcome,
  MigrationBatch,
  MigrationLine,
  NewBatch,
  NewLine,
} from '../migration/entities.ts';
import type { Correction } from '../marc/corrections.ts';
import type { Proposal, Target } from '../migration/decide.ts';
import type { EvidenceCode, MatchingRules } from '../migration/score.ts';
import type { SourceProfile } from '../migration/profile.ts';
import type { BibRecord, KnownRecord } from '../catalogue/record.ts';
import type { Item } from '../circulation/entities.ts';

/** Tables whose rows a batch may touch, and the columns that name a row. */
export const touchedTables = {
  bib_records: ['id'],
  items: ['id'],
  item_aliases: ['libraryId', 'barcodeKey'],
  patrons: ['id'],
  patron_cards: ['cardKey'],
  loans: ['id'],
} as const;
export type TouchedTable = keyof typeof touchedTables;
/** A row by its key, in the order of the columns. */
export type RowKey = readonly (string | number)[];

/** What one transaction may do with batches. */
export interface MigrationWork {
  insertBatch(batch: NewBatch): Promise<number>;
  /** Locks a batch by a write; null when there is none. */
  lock(batchId: number): Promise<MigrationBatch | null>;
  change(
    batchId: number,
    to: Partial<
      Pick<
        MigrationBatch,
        | 'state'
        | 'step'
        | 'done'
        | 'lineCount'
        | 'analysedAt'
        | 'appliedAt'
        | 'signedBy'
        | 'signedAt'
        | 'stopReason'
        | 'stopDetail'
      >
    >,
    at: number,
  ): Promise<void>;
  insertLines(batchId: number, lines: readonly NewLine[]): Promise<void>;
  decide(batchId: number, decided: readonly DecidedLine[]): Promise<void>;
  /**
   * Keeps up to `limit` lines after one that wait for a person for somebody until a moment, and returns their numbers;
   * those that others keep are passed over.
   */
  claim(batchId: number, claim: LineClaim): Promise<number[]>;
  /** Lets go of what somebody keeps of a batch, one line or all; null: everybody. */
  release(batchId: number, login: string | null, line?: number): Promise<void>;
  /** How a line stands, and who keeps it at a moment; null when there is no such line. */
  standing(batchId: number, line: number, at: number): Promise<LineStanding | null>;
  settle(batchId: number, settled: readonly SettledLine[]): Promise<void>;
  insertFindings(batchId: number, findings: readonly Finding[]): Promise<void>;
  forgetFindings(batchId: number, kinds: readonly FindingKind[]): Promise<void>;
  /** Adds these counts to those of the batch. */
  tally(batchId: number, tallies: readonly ItemTally[]): Promise<void>;
  /** What became of the lines of a batch that was taken back. */
  forgetOutcomes(batchId: number): Promise<void>;
  /** What rows say of readers, once it has served. */
  forgetPeople(batchId: number): Promise<void>;

  /** Keeps each row as it is before the batch touches it; a row it touched already keeps its first image. */
  keepBefore(batchId: number, table: TouchedTable, keys: readonly RowKey[]): Promise<void>;
  /** Notes rows the batch made. */
  noteCreated(batchId: number, table: TouchedTable, keys: readonly RowKey[]): Promise<void>;
  /** Digests the rows kept or noted since the last call: a revert knows by it that nobody changed them since. */
  sealImages(batchId: number): Promise<void>;
  /** Puts `limit` images back, the last first; returns the records concerned and how many images are left. */
  putBack(batchId: number, limit: number): Promise<{ recordIds: number[]; left: number }>;

  /** Gives an item the barcode it bore in a library that has another such barcode. */
  addAliases(aliases: readonly { libraryId: number; barcode: string; itemId: number }[]): Promise<void>;
  /** Writes the keys of records anew. */
  replaceKeys(records: readonly { readonly id: number; readonly keys: readonly string[] }[]): Promise<void>;
  /** Records as they are now, whatever their status. */
  records(ids: readonly number[]): Promise<BibRecord[]>;
  items(ids: readonly number[]): Promise<Item[]>;
  /** Line → the record it became, of those that became one. */
  results(batchId: number, lines: readonly number[]): Promise<Map<number, number>>;
  /** The items that bear these barcodes at a library, by alias; barcodes as they are compared. */
  aliased(libraryId: number, barcodes: readonly string[]): Promise<Map<string, number>>;
  /** Moves a reader of a source to his account, for loans that name his old card. */
  rememberReaders(source: string, readers: readonly { sourceId: string; patronId: number }[]): Promise<void>;
  knownReaders(source: string, sourceIds: readonly string[]): Promise<Map<string, number>>;
  /** Which of these numbers are those of cards, in use, past or spent, or of items; as they are compared. */
  numbersTaken(numbers: readonly string[]): Promise<Set<string>>;

  saveProfile(profile: SourceProfile, by: { login: string; at: number }): Promise<number>;
  saveRules(rules: MatchingRules, by: { login: string; at: number }): Promise<void>;
}
export interface DecidedLine {
  readonly line: number;
  readonly decision: Decision;
  readonly target: Target | null;
  readonly proposals: readonly Proposal[];
  readonly decidedBy: string;
}
export interface LineClaim {
  readonly login: string;
  readonly after: number;
  readonly limit: number;
  readonly now: number;
  readonly until: number;
}
export type LineStanding = Pick<MigrationLine, 'decision' | 'decidedBy'> & { readonly claimedBy: string | null };
export interface SettledLine {
  readonly line: number;
  readonly outcome: LineOutcome;
  readonly resultId: number | null;
  readonly reason: string | null;
  readonly detail: string | null;
}

/** Which lines of a batch. */
export interface LineFilter {
  readonly decision?: Decision;
  readonly outcome?: LineOutcome;
  readonly decidedBy?: string;
}

/** A row of the catalogue that is no longer as a batch left it. */
export interface ChangedRow {
  readonly table: TouchedTable;
  readonly key: string;
  readonly why: 'changed' | 'gone' | 'in-use';
}

/** Rows of one table that a batch made, and that it changed. */
export interface TouchedRows {
  readonly table: TouchedTable;
  readonly made: number;
  readonly changed: number;
}
/** The lines of a batch that wait for a person, and how many of them somebody keeps. */
export interface WaitingLines {
  readonly batchId: number;
  readonly waiting: number;
  readonly claimed: number;
}

/** Reads of batches. None of them locks. */
export interface MigrationReading {
  batch(batchId: number): Promise<MigrationBatch | null>;
  batches(libraryId: number | null): Promise<MigrationBatch[]>;
  /** Lines after one, in their order. */
  lines(batchId: number, afterLine: number, limit: number, filter?: LineFilter): Promise<MigrationLine[]>;
  linesNumbered(batchId: number, lines: readonly number[]): Promise<MigrationLine[]>;
  /** What lines are matched by, without their content. */
  facts(batchId: number, afterLine: number, limit: number): Promise<FactsLine[]>;
  factsNumbered(batchId: number, lines: readonly number[]): Promise<FactsLine[]>;
  /** What is known of the records of a source, as `RecordsWork.findBySource` says. */
  recordsBySource(source: string, sourceIds: readonly string[]): Promise<Map<string, KnownRecord>>;
  /** The first line with this identifier, for each that has one. */
  firstOf(batchId: number, sourceIds: readonly string[]): Promise<Map<string, { line: number; identity: string }>>;
  countLines(batchId: number): Promise<LineCount[]>;
  /** What the lines after one, up to another, add to a report. */
  lineSums(batchId: number, after: number, upTo: number): Promise<LineSums>;
  findings(batchId: number, kind: FindingKind | null, limit: number): Promise<Finding[]>;
  countFindings(batchId: number): Promise<{ kind: FindingKind; findings: number }[]>;
  tallies(batchId: number): Promise<ItemTally[]>;
  /** The analysed batches where lines wait for a person, the oldest first. */
  waiting(libraryId: number | null, at: number): Promise<WaitingLines[]>;
  /** The batches on a file of this digest, the newest first. */
  batchesOn(digest: string): Promise<MigrationBatch[]>;
  /** What taking a batch back would put back and take out. */
  touched(batchId: number): Promise<TouchedRows[]>;
  /** Rows that a revert would find changed. */
  changedSince(batchId: number, limit: number): Promise<ChangedRow[]>;
  /** Key (`isbn:978…`) → records that have it. Keys that more than `most` records share are left out. */
  recordsByKeys(keys: readonly string[], most: number): Promise<Map<string, number[]>>;
  /** Barcode over the network of the item that bears this one at a library, by alias. */
  aliased(libraryId: number, barcode: string): Promise<string | null>;
  /** The barcodes that find an item at some library, by alias, as they are compared. */
  aliasesOf(itemId: number): Promise<{ libraryId: number; barcode: string }[]>;
  /** Libraries where some barcode is an alias. */
  librariesWithAliases(): Promise<number[]>;
  profiles(): Promise<SourceProfile[]>;
  rules(): Promise<MatchingRules | null>;
  /** SHA-256 of every row of the catalogue: records, items, aliases, keys. Two equal digests are two equal catalogues. */
  digest(of: 'everything' | 'everything-but-times'): Promise<string>;
}
export type FactsLine = Pick<MigrationLine, 'line' | 'sourceId' | 'hash' | 'decision' | 'target' | 'decidedBy'> &
  Pick<NewLine, 'facts'>;
/** What only the lines themselves tell, of some of them. */
export interface LineSums {
  readonly unlinkedHeadings: number;
  readonly recordsWithoutItem: number;
  /** Lines that something was put right in, and the byte where the first of them begins. */
  readonly corrections: readonly { code: Correction['code']; lines: number; firstOffset: number }[];
  /** Each piece of evidence of each automatic match. */
  readonly matchedBy: readonly EvidenceCode[];
  /** Lines left out, in their order. */
  readonly rejects: readonly { line: number; offset: number; reason: string | null; detail: string | null }[];
}
export interface LineCount {
  readonly decision: Decision | null;
  readonly decidedBy: string | null;
  readonly outcome: LineOutcome | null;
  readonly count: number;
}
