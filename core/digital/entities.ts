import type { Audience } from './audiences.ts';

/** What a reader gets on line. */
export const resourceTypes = ['EBOOK', 'PRESS', 'VIDEO', 'MUSIC', 'TRAINING', 'GAME', 'HERITAGE'] as const;
export type ResourceType = (typeof resourceTypes)[number];

/** Who may open it: anybody, any reader of the network, readers within the walls of a library. */
export const resourceAccess = ['FREE', 'READERS', 'ON_SITE'] as const;
export type ResourceAccess = (typeof resourceAccess)[number];

/** Where it is known from: a harvest, the 856 of a record, a cataloguer's hand. */
export const resourceOrigins = ['HARVEST', 'FIELD_856', 'HAND'] as const;
export type ResourceOrigin = (typeof resourceOrigins)[number];

/** Something read on line. The record that describes it is one of the catalogue: it is searched with the others. */
export interface DigitalResource {
  readonly id: number;
  /** SHA-256 of its ARK, else of its address. */
  readonly identityKey: string;
  readonly recordId: number;
  readonly origin: ResourceOrigin;
  /** Of a harvest. */
  readonly sourceId: number | null;
  readonly status: 'LIVE' | 'WITHDRAWN';
  readonly resourceType: ResourceType;
  readonly access: ResourceAccess;
  readonly url: string;
  /** Empty: none. */
  readonly thumbnail: string;
  readonly title: string;
  readonly rights: string;
  readonly rightsUri: string;
  readonly audiences: readonly Audience[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A record of something printed (or recorded) that a resource is another manifestation of. */
export interface DigitalLink {
  readonly resourceId: number;
  readonly recordId: number;
  readonly state: LinkState;
  readonly score: number;
  /** What it was found on: `isbn 978…, title-equal`. */
  readonly evidence: string;
  readonly decidedBy: string | null;
  readonly at: number;
}
export const linkStates = ['LINKED', 'PROPOSED', 'REFUSED'] as const;
export type LinkState = (typeof linkStates)[number];
