import type { Carrier, RecordStatus } from '../catalogue/record.ts';
import type { Audience, HarvestingAudience } from '../digital/audiences.ts';
import type { ResourceAccess, ResourceType } from '../digital/entities.ts';

/**
 * Which records a set holds by itself: every condition stated holds; of a list, one value is enough, and an empty list
 * admits nothing. No condition: every record.
 */
export interface SetRule {
  readonly carriers?: readonly Carrier[];
  /** Codes of libraries: one of them has a copy that is not withdrawn. */
  readonly libraries?: readonly string[];
  /** ISO 639-2 codes. */
  readonly languages?: readonly string[];
  /** UNIMARC 100 $a position 17. */
  readonly audiences?: readonly string[];
  /** Where records came from: `LENS`, `demo`. */
  readonly sources?: readonly string[];
  /** UNIMARC tags, one of which the record has: `856` is what can be read on line. */
  readonly fields?: readonly string[];
  /** Years of publication, both included. */
  readonly fromYear?: number;
  readonly untilYear?: number;
  /** It describes a resource read on line of which all this holds; `{}`: any. */
  readonly digital?: DigitalRule;
  /** Records of this rule are left out. */
  readonly except?: SetRule;
}

/** Of each list, one value is enough. */
export interface DigitalRule {
  readonly types?: readonly ResourceType[];
  readonly access?: readonly ResourceAccess[];
  /** Codes of the repositories they were harvested from. */
  readonly sources?: readonly string[];
  /** To one of whom it may be shown. */
  readonly audiences?: readonly Audience[];
}

/** Who may see that a set exists. `repositories`: only the virtual repositories that offer it. */
export type SetAudience = 'everyone' | 'repositories';

/** A set of OAI-PMH (Protocol §2.6): a row with a rule. Its members are those of its rule and those of its children. */
export interface DisseminationSet {
  /** `catalogue:livres`: its parents, then its own name. */
  readonly setSpec: string;
  readonly name: string;
  /** Shown as a Dublin Core description; empty when there is none. */
  readonly description: string;
  /** Null: it only holds what its children hold. */
  readonly rule: SetRule | null;
  readonly audience: SetAudience;
  /** Since when it is offered no more; those who harvested it are told that everything left. UTC milliseconds. */
  readonly retiredAt: number | null;
}

/** A repository of its own for one partner, at `/oai/<name>`: what is in one of its sets, in its formats. */
export interface VirtualRepository {
  /** Last segment of its base URL. Never changes. */
  readonly name: string;
  readonly title: string;
  /** setSpecs; with each, its children. */
  readonly sets: readonly string[];
  /** metadataPrefixes. */
  readonly formats: readonly string[];
  /** Addresses and networks (CIDR) it answers; empty: everybody. */
  readonly addresses: readonly string[];
  /** Who harvests it: what the licence of a source keeps from them is not there. */
  readonly audience: HarvestingAudience;
  /** Since when it answers nobody. UTC milliseconds. */
  readonly closedAt: number | null;
}

/** What a rule can be asked of. */
export interface RecordFacts {
  readonly carrier: Carrier;
  readonly libraries: readonly string[];
  readonly language: string;
  readonly audience: string;
  readonly source: string;
  readonly year: number | null;
  readonly fields: ReadonlySet<string>;
  /** The live resources it describes. */
  readonly digital: readonly DigitalFacts[];
}

/** What a rule can be asked of something read on line. */
export interface DigitalFacts {
  readonly type: ResourceType;
  readonly access: ResourceAccess;
  /** Code of the repository it was harvested from; null: ours. */
  readonly source: string | null;
  readonly audiences: readonly Audience[];
}

/** What the catalogue holds of a record, as the follower of harvesters reads it. */
export interface RecordStanding {
  readonly recordId: number;
  readonly controlNumber: string;
  readonly status: RecordStatus;
  readonly suppressedAt: number | null;
  readonly updatedAt: number;
  readonly source: string;
  readonly carrier: Carrier;
  readonly language: string;
  readonly audience: string;
  readonly year: number | null;
  readonly marc: Uint8Array;
}

/**
 * What harvesters are told of one record. `scopes` are the sets it is in, ancestors too, and `@name` for each virtual
 * repository that shows it.
 */
export interface DisseminatedItem {
  readonly controlNumber: string;
  readonly recordId: number;
  /** UTC milliseconds, whole seconds; never goes back. */
  readonly datestamp: number;
  /** Whether the whole repository shows it no more. */
  readonly deleted: boolean;
  /** Whether the whole repository never showed it: its licence lets partners alone have it. */
  readonly reserved: boolean;
  readonly scopes: readonly string[];
  /** What was told, as a digest: another one is another datestamp. Empty once deleted. */
  readonly state: string;
}

/** A record in one scope. Gone: it left, and whoever walks that scope is told that it is deleted, as of `datestamp`. */
export interface Membership {
  readonly scope: string;
  readonly controlNumber: string;
  readonly datestamp: number;
  readonly gone: boolean;
}

/** The scope of a virtual repository; `@` stands in no setSpec. */
export function repositoryScope(name: string): string {
  return `@${name}`;
}

/**
 * The scope by which a set is walked in a repository. A partner with a licence of his own gets one of his own: what is in
 * the set for everybody is not what he may have; `/` stands in no setSpec.
 */
export function setScope({ name, audience }: Pick<VirtualRepository, 'name' | 'audience'>, setSpec: string): string {
  return audience === 'harvesters' ? setSpec : `${repositoryScope(name)}/${setSpec}`;
}
