import type { BibRecord } from '../catalogue/record.ts';
import type { Audience } from '../digital/audiences.ts';
import type { DigitalFacts } from '../dissemination/entities.ts';
import type { HarvestedRecord } from '../harvest/entities.ts';
import type {
  DigitalLink,
  DigitalResource,
  LinkState,
  ResourceAccess,
  ResourceOrigin,
  ResourceType,
} from '../digital/entities.ts';

export type NewResource = Omit<DigitalResource, 'id'>;
/** What of a resource may change. */
export type ResourceFacts = Omit<DigitalResource, 'id' | 'origin' | 'createdAt'>;

/** The digital library, as one transaction changes it. Whoever calls holds the lock of the catalogue. */
export interface DigitalWork {
  byIdentity(identityKey: string): Promise<DigitalResource | null>;
  resource(resourceId: number): Promise<DigitalResource | null>;
  /** Of the 856 of a record. */
  ofField856(recordId: number): Promise<DigitalResource[]>;
  insertResource(resource: NewResource): Promise<number>;
  changeResource(resourceId: number, to: ResourceFacts): Promise<void>;
  /** The first of the other harvested records that give this resource, and live; null when none does. */
  otherGiver(resourceId: number, exceptRecordId: number): Promise<Pick<HarvestedRecord, 'id' | 'sourceId'> | null>;
  /** That harvested record waits to be mapped again: the resource is described by it from now on. */
  mapAgain(harvestedId: number): Promise<void>;

  links(resourceId: number): Promise<DigitalLink[]>;
  /** Makes a link, or replaces what is known of it. */
  setLink(link: DigitalLink): Promise<void>;
  unlink(resourceId: number, recordId: number): Promise<void>;

  /** How far the catalogue has been read for its 856. A write: it takes the lock. */
  lockCursor(): Promise<{ updatedAt: number; recordId: number }>;
  keepCursor(to: { readonly updatedAt: number; readonly recordId: number }): Promise<void>;
}

export interface ResourceFilter {
  readonly type?: ResourceType | undefined;
  readonly origin?: ResourceOrigin | undefined;
  readonly sourceId?: number | undefined;
  readonly status?: DigitalResource['status'] | undefined;
  readonly after: number;
  readonly limit: number;
}

/** A link, with the titles of both ends. */
export interface LinkLine extends DigitalLink {
  readonly resourceTitle: string;
  readonly controlNumber: string;
  readonly recordTitle: string;
}

/** What staff look for among the resources. */
export interface ResourceSearch extends Pick<ResourceFilter, 'type' | 'origin' | 'sourceId' | 'status'> {
  readonly access?: ResourceAccess | undefined;
  /** A part of its title, as `titleSort` of records is written. */
  readonly words?: string | undefined;
  /** Whether it goes with a record of something printed. */
  readonly linked?: boolean | undefined;
  readonly offset: number;
  readonly limit: number;
}
/** A resource in a list. */
export interface ResourceLine {
  readonly resource: DigitalResource;
  /** Of the record that describes it. */
  readonly controlNumber: string;
  /** The repository it was harvested from; null for the others. */
  readonly source: { readonly code: string; readonly name: string } | null;
  /** Records it goes with, and those it may go with. */
  readonly linked: number;
  readonly proposed: number;
}

export interface DigitalReading {
  /** By title. */
  search(asked: ResourceSearch): Promise<{ readonly lines: readonly ResourceLine[]; readonly total: number }>;
  resources(filter: ResourceFilter): Promise<DigitalResource[]>;
  countResources(): Promise<{ type: ResourceType; status: DigitalResource['status']; resources: number }[]>;
  resource(resourceId: number): Promise<DigitalResource | null>;
  byIdentities(identityKeys: readonly string[]): Promise<DigitalResource[]>;
  /** Those that a record describes, and those it is linked to. */
  ofRecord(recordId: number): Promise<{ resource: DigitalResource; link: LinkState | null }[]>;
  linksOf(resourceId: number): Promise<LinkLine[]>;
  proposals(after: number, limit: number): Promise<LinkLine[]>;
  cursor(): Promise<{ updatedAt: number; recordId: number }>;
  /** Records that changed since, whatever became of them, by (updatedAt, id): in the order in which they were committed. */
  changedRecords(after: { readonly updatedAt: number; readonly recordId: number }, limit: number): Promise<BibRecord[]>;
  /** What each of these records describes that is read on line, and live. */
  described(recordIds: readonly number[]): Promise<Map<number, DigitalFacts[]>>;
  /** Which of these records may not be shown to an audience, as the licence of their source, or who made them, says. */
  withheld(recordIds: readonly number[], audience: Audience): Promise<Set<number>>;
}
