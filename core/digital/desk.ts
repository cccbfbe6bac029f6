import type { Outcome } from '../outcome.ts';
import type { LinkLine, ResourceLine, ResourceSearch } from '../ports/digital.ts';
import type { Audience } from './audiences.ts';
import type { DigitalResource, LinkState, ResourceAccess, ResourceType } from './entities.ts';
import type { Partner, Readiness } from './readiness.ts';

/** A resource as staff see it. */
export interface ResourceSheet extends Pick<ResourceLine, 'resource' | 'controlNumber' | 'source'> {
  readonly links: readonly LinkLine[];
}
/** A resource made by hand. */
export interface NewDigitalResource extends ResourceDetails {
  readonly url: string;
  readonly title: string;
  readonly creator: string;
  readonly language: string;
}
/** What people say of a resource that no source describes. */
export interface ResourceDetails {
  readonly resourceType: ResourceType;
  readonly access: ResourceAccess;
  readonly thumbnail: string;
  readonly rights: string;
  readonly rightsUri: string;
  readonly audiences: readonly Audience[];
}
/** A resource, the record that describes it, and what it lacks for a partner. */
export interface ResourceReadiness {
  readonly resource: DigitalResource;
  /** Control number. */
  readonly record: string;
  readonly readiness: Readiness;
}
/** How many resources a partner would take, and what the others lack. */
export interface ReadinessSummary {
  readonly partner: Partner;
  readonly resources: number;
  readonly ready: number;
  readonly lacking: readonly {
    readonly code: string;
    readonly fr: string;
    readonly en: string;
    readonly resources: number;
  }[];
}
export interface By {
  readonly login: string;
}

/** The digital library: what is read on line, beside the print and never in its place. */
export interface DigitalDesk {
  /** By title; `words` are a part of it, as a person writes them. Refused `source-unknown`. */
  resources(
    asked: Omit<ResourceSearch, 'sourceId'> & { readonly source?: string | undefined },
  ): Promise<Outcome<{ readonly lines: readonly ResourceLine[]; readonly total: number }>>;
  counts(): Promise<
    readonly { readonly type: ResourceType; readonly status: DigitalResource['status']; readonly resources: number }[]
  >;
  /** Refused `resource-unknown`. */
  resource(id: number): Promise<Outcome<ResourceSheet>>;
  /** Those a record describes or goes with. Refused `record-unknown`. */
  ofRecord(controlNumber: string): Promise<Outcome<readonly { resource: DigitalResource; link: LinkState | null }[]>>;
  /** Makes a resource and the record that describes it. Refused `resource-not-valid` (facts.field), `resource-taken`. */
  add(by: By, resource: NewDigitalResource): Promise<Outcome<ResourceSheet>>;
  /** Refused `resource-unknown`, and `resource-not-valid` for what a source describes. */
  change(by: By, id: number, to: ResourceDetails): Promise<Outcome<ResourceSheet>>;
  /** Takes away one that was made by hand, with its record. Refused as `change`. */
  withdraw(by: By, id: number): Promise<Outcome<null>>;
  /** Says whether a resource goes with a record; no harvest changes it any more. Refused `resource-unknown`, `record-unknown`. */
  link(by: By, id: number, controlNumber: string, state: 'LINKED' | 'REFUSED'): Promise<Outcome<ResourceSheet>>;
  proposals(after: number, limit: number): Promise<readonly LinkLine[]>;
  /** What a resource lacks for a partner. Refused `resource-unknown`. */
  readiness(id: number, partner: Partner): Promise<Outcome<Readiness>>;
  readinessOfAll(partner: Partner): Promise<ReadinessSummary>;
  /** What each resource that lives lacks for a partner, in the order of their numbers. */
  readinessOfEach(partner: Partner, after: number, limit: number): Promise<readonly ResourceReadiness[]>;
  /** Which of these records (by their ids) an audience may not be shown, by the licence of their source. */
  withheld(recordIds: readonly number[], audience: Audience): Promise<ReadonlySet<number>>;
}
