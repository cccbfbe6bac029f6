import type { MarcRecord } from '../../marc/record.ts';
import type { ResourceType } from '../entities.ts';

/** A record of a source as one of the catalogue, and as a resource. */
export interface Mapped {
  readonly kind: 'mapped';
  /** UNIMARC, without control number. */
  readonly record: MarcRecord;
  readonly url: string;
  readonly thumbnail: string;
  readonly type: ResourceType;
  readonly rights: string;
  readonly rightsUri: string;
}
export const rejections = [
  'no-title',
  'no-address',
  'format-unknown',
  'identifier-too-long',
  'unreadable',
  'too-long',
] as const;
export interface Rejected {
  readonly kind: 'rejected';
  readonly reason: (typeof rejections)[number];
}

/** What the record does not say of itself. */
export interface MappingContext {
  /** Of the source. */
  readonly code: string;
  readonly identifier: string;
  readonly resourceType: ResourceType | null;
  /** UTC milliseconds. */
  readonly at: number;
}
