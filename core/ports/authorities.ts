import type {
  AuthorityFacts,
  AuthorityIdentifier,
  AuthorityLink,
  AuthorityName,
  AuthorityRecord,
  AuthorityType,
  Propagation,
  UnlinkedHeading,
  UnlinkedReason,
} from '../authorities/entities.ts';

export type NewAuthority = Omit<
  AuthorityRecord,
  'id' | 'version' | 'status' | 'mergedIntoId' | keyof AuthorityFacts
> & {
  readonly facts: AuthorityFacts;
};
/** An authority as headings are compared with it. */
export type Candidate = Pick<AuthorityRecord, 'id' | 'type' | 'heading' | 'headingKey' | 'dates' | 'marc'> & {
  /** The schemes it has a number in: `FRBNF,ISNI`; null when it has none. */
  readonly schemes: string | null;
};

/** What is linked, and what is left unlinked, of one record. */
export interface RecordHeadings {
  readonly links: readonly AuthorityLink[];
  readonly unlinked: readonly UnlinkedHeading[];
}

/** What one transaction does to authorities and to the headings they control. Whoever calls holds the lock of the catalogue. */
export interface AuthoritiesWork {
  /** Takes the lock of the catalogue (a write), then returns the authority as it stands. */
  lock(controlNumber: string): Promise<AuthorityRecord | null>;
  findBySource(source: string, sourceIds: readonly string[]): Promise<Map<string, { id: number; hash: string; controlNumber: string; version: number; status: AuthorityRecord['status'] }>>; // prettier-ignore
  insert(authority: NewAuthority): Promise<number>;
  /** Makes the next version of an authority, its names and identifiers; identifiers that another one holds are left to it. */
  revise(
    authorityId: number,
    to: { marc: Uint8Array; hash: string; facts: AuthorityFacts; status: AuthorityRecord['status']; mergedIntoId: number | null; at: number },
  ): Promise<void>; // prettier-ignore
  byId(authorityId: number): Promise<AuthorityRecord | null>;
  /** Live authorities by number (`identifierKey`). */
  byIdentifiers(identifiers: readonly AuthorityIdentifier[]): Promise<Map<string, Candidate>>;
  /** Live authorities by id. */
  byIds(ids: readonly number[]): Promise<Map<number, Candidate>>;
  /** The numbers of one authority become those of another. */
  moveIdentifiers(fromAuthorityId: number, intoAuthorityId: number): Promise<void>;
  /** Authorities that were merged into this one. */
  mergedInto(authorityId: number): Promise<AuthorityRecord[]>;
  /** The types of which there is any authority, live or not. */
  types(): Promise<Set<AuthorityType>>;
  /** Live authorities of a type under each of these headings, by id, at most `limit` of each. */
  byHeadings(type: AuthorityType, headingKeys: readonly string[], limit: number): Promise<Map<string, Candidate[]>>;
  /** Live authorities of a type that are also called so (see from), by id, at most `limit` of each. */
  byVariants(type: AuthorityType, headingKeys: readonly string[], limit: number): Promise<Map<string, Candidate[]>>;

  links(recordId: number): Promise<AuthorityLink[]>;
  /** What is linked and left unlinked of these records. A record that has no heading is left out. */
  headings(recordIds: readonly number[]): Promise<Map<number, RecordHeadings>>;
  /** Replaces what is linked and left unlinked of one record. */
  setHeadings(recordId: number, links: readonly AuthorityLink[], unlinked: readonly UnlinkedHeading[]): Promise<void>;
  /** The same of many records, each once. */
  setManyHeadings(records: ReadonlyMap<number, RecordHeadings>): Promise<void>;
  countLinks(authorityId: number): Promise<number>;
  /** Links of one authority become those of another; returns how many. */
  moveLinks(fromAuthorityId: number, intoAuthorityId: number): Promise<number>;
  /** Records linked to it after this one, by id. */
  linkedRecords(authorityId: number, afterRecordId: number, limit: number): Promise<number[]>;
  /** Records that bear this heading without authority. */
  waitingRecords(type: AuthorityType, headingKeys: readonly string[], limit: number): Promise<number[]>;

  insertPropagation(authorityId: number, at: number): Promise<number>;
  propagation(id: number): Promise<Propagation | null>;
  advance(id: number, to: Pick<Propagation, 'done' | 'changed' | 'lastRecordId' | 'finishedAt'>): Promise<void>;
}

/** Headings of one name that nothing controls. */
export interface UnlinkedGroup {
  readonly type: AuthorityType;
  readonly headingKey: string;
  /** As one of them is written. */
  readonly heading: string;
  readonly reason: UnlinkedReason;
  readonly occurrences: number;
}

/** What staff read of authorities. */
export interface AuthoritiesReading {
  byControlNumber(controlNumber: string): Promise<AuthorityRecord | null>;
  byIds(ids: readonly number[]): Promise<AuthorityRecord[]>;
  names(authorityId: number): Promise<AuthorityName[]>;
  identifiers(authorityId: number): Promise<AuthorityIdentifier[]>;
  countLinks(authorityIds: readonly number[]): Promise<Map<number, number>>;
  /** By heading, from `from` on. */
  browse(page: {
    type: AuthorityType | null;
    from: string;
    after: { headingKey: string; id: number } | null;
    stubsOnly: boolean;
    /** Only those that control nothing. */
    unusedOnly: boolean;
    limit: number;
  }): Promise<AuthorityRecord[]>;
  /** Live authorities of a type that are also called (see from, in another language) by a name that begins so, by that name. */
  calledLike(
    type: AuthorityType,
    prefix: string,
    limit: number,
  ): Promise<{ authority: AuthorityRecord; name: string }[]>;
  /** Records that bear a heading of one of these authorities, each once. */
  countLinkedRecords(authorityIds: readonly number[]): Promise<number>;
  /** Authorities also called so. */
  alsoCalled(headingKey: string, limit: number): Promise<AuthorityRecord[]>;
  linkedRecords(authorityId: number, afterRecordId: number, limit: number): Promise<number[]>;
  links(recordId: number): Promise<AuthorityLink[]>;
  /** The most frequent first. */
  unlinked(page: { type: AuthorityType | null; offset: number; limit: number }): Promise<{ groups: UnlinkedGroup[]; total: number }>; // prettier-ignore
  unlinkedRecords(type: AuthorityType, headingKey: string, limit: number): Promise<number[]>;
  propagations(authorityId: number): Promise<Propagation[]>;
}
