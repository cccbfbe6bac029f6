import type { FieldDifferenceView, MarcFieldView, MarcView } from './contract-cataloguing.ts';

/** Authorities, as the console and the admin API say them. Types only. */

export type AuthorityTypeCode =
  'PERSON' | 'CORPORATE' | 'PLACE' | 'MARK' | 'FAMILY' | 'TITLE' | 'NAME_TITLE' | 'TOPIC' | 'IMPRINT_PLACE' | 'FORM';

/** GET /authorities, by heading. */
export interface AuthorityLineView {
  readonly authority: string;
  readonly type: AuthorityTypeCode;
  readonly heading: string;
  /** Nothing but a heading. */
  readonly stub: boolean;
  /** Headings of the catalogue it controls. */
  readonly links: number;
}
/** GET /authorities/:number, with its version as ETag. */
export interface AuthorityView extends AuthorityLineView {
  readonly version: number;
  readonly status: 'LIVE' | 'MERGED' | 'DELETED';
  readonly mergedInto: string | null;
  readonly source: string;
  readonly names: readonly {
    readonly relation: 'SEE_FROM' | 'SEE_ALSO' | 'BROADER' | 'NARROWER' | 'PARALLEL';
    readonly heading: string;
    readonly identifier: string | null;
  }[];
  readonly identifiers: readonly {
    readonly scheme: 'FRBNF' | 'IDREF' | 'ARK' | 'ISNI' | 'LOCAL';
    readonly value: string;
  }[];
  readonly marc: MarcView;
  /** Changes of its heading on their way to the records, the last first. */
  readonly propagations: readonly {
    readonly total: number;
    readonly done: number;
    readonly changed: number;
    readonly startedAt: string;
    readonly finishedAt: string | null;
  }[];
}
/** GET /authorities/:number/records: a record that bears a heading of it. */
export interface LinkedRecordView {
  readonly record: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly year: number | null;
}
/** GET /records/:number/authorities: a heading of a record, and the authority that controls it. */
export interface RecordAuthorityView {
  readonly tag: string;
  /** Among the fields of this tag, from 1. */
  readonly occurrence: number;
  readonly authority: string;
  readonly type: AuthorityTypeCode;
  readonly heading: string;
}
/** POST /authorities/proposals: an authority for a heading as it is typed. */
export interface HeadingProposalView extends AuthorityLineView {
  /** The other name it was found by; null when it is its heading. */
  readonly also: string | null;
  /** The field once linked: the number in $3, the words of the authority. */
  readonly field: MarcFieldView;
}
/** POST /authorities/:number/merge-preview */
export interface AuthorityMergePreviewView {
  readonly absorbed: AuthorityLineView & { readonly version: number };
  /** The text of the authority that stays. */
  readonly differences: readonly FieldDifferenceView[];
  /** Records whose headings go over. */
  readonly records: number;
  /** The first of them. */
  readonly examples: readonly {
    readonly record: string;
    readonly title: string;
    readonly before: MarcFieldView;
    readonly after: MarcFieldView;
  }[];
}
/** GET /unlinked-headings, the most frequent first. */
export interface UnlinkedView {
  readonly type: AuthorityTypeCode;
  /** As it is compared; sent back to have it adopted. */
  readonly key: string;
  readonly heading: string;
  readonly reason: 'UNKNOWN' | 'AMBIGUOUS' | 'IDENTIFIER_UNKNOWN';
  readonly occurrences: number;
  /** The first record that bears it. */
  readonly example: LinkedRecordView | null;
  readonly proposals: readonly { readonly authority: string; readonly heading: string }[];
}
