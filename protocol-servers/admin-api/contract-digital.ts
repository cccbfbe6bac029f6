import type { AudienceCode, ResourceAccessCode, ResourceTypeCode } from './contract-harvest.ts';

/** The digital library and its use, as the console and the admin API say them. Types only. */

/** PUT /digital-resources/:id, of those no source describes. */
export interface ResourceDetailsRequest {
  readonly type: ResourceTypeCode;
  readonly access: ResourceAccessCode;
  /** Empty: none. */
  readonly thumbnail: string;
  readonly rights: string;
  readonly rightsUri: string;
  readonly audiences: readonly AudienceCode[];
}
/** POST /digital-resources */
export interface NewResourceRequest extends ResourceDetailsRequest {
  readonly url: string;
  readonly title: string;
  readonly creator: string;
  readonly language: string;
}
/** A resource as it is told. */
export interface ResourceView extends ResourceDetailsRequest {
  readonly id: number;
  readonly origin: 'HARVEST' | 'FIELD_856' | 'HAND';
  readonly status: 'LIVE' | 'WITHDRAWN';
  readonly url: string;
  readonly title: string;
  readonly updatedAt: string;
}
/** The repository it was harvested from; null for the others. */
export interface ResourceSource {
  readonly code: string;
  readonly name: string;
}
/** GET /digital-resources?q=&type=&access=&origin=&source=&status=&linked=&offset=&limit=, by title */
export interface ResourceLineView extends ResourceView {
  /** Control number of the record that describes it. */
  readonly record: string;
  readonly source: ResourceSource | null;
  /** Records it goes with, and those it may go with. */
  readonly linked: number;
  readonly proposed: number;
}
/** GET /digital-resources/:id */
export interface ResourceSheetView extends ResourceView {
  /** Control number of the record that describes it. */
  readonly record: string;
  readonly source: ResourceSource | null;
  readonly links: readonly ResourceLinkView[];
}
/** GET /digital-links/proposals?after=&limit= */
export interface ResourceLinkView {
  readonly resource: number;
  readonly resourceTitle: string;
  /** Control number. */
  readonly record: string;
  readonly recordTitle: string;
  readonly state: 'LINKED' | 'PROPOSED' | 'REFUSED';
  readonly score: number;
  readonly evidence: string;
  readonly decidedBy: string | null;
}
/** PUT /digital-resources/:id/links/:record */
export interface LinkDecisionRequest {
  readonly state: 'LINKED' | 'REFUSED';
}
/** GET /records/:record/digital-resources */
export interface RecordResourceView extends ResourceView {
  /** Null: the record describes it. */
  readonly link: ResourceLinkView['state'] | null;
}
/** GET /digital-resources/:id/readiness/:partner */
export interface ReadinessView {
  readonly partner: 'gallica' | 'europeana';
  readonly ready: boolean;
  readonly shortcomings: readonly {
    readonly code: string;
    readonly weight: 'required' | 'advised';
    readonly fr: string;
    readonly en: string;
  }[];
}
/** GET /digital-readiness/:partner/resources?after=&limit= → {items}: resource by resource. */
export interface ResourceReadinessView extends ReadinessView {
  readonly resource: number;
  readonly title: string;
  /** Control number of the record that describes it. */
  readonly record: string;
}
/** GET /digital-readiness/:partner */
export interface ReadinessSummaryView {
  readonly partner: ReadinessView['partner'];
  readonly resources: number;
  readonly ready: number;
  readonly lacking: readonly {
    readonly code: string;
    readonly fr: string;
    readonly en: string;
    readonly resources: number;
  }[];
}

/** POST /digital-usage/imports: a supplier's file (CSV). Months in it replace what was counted of them before. */
export interface UsageFileRequest {
  readonly platform: string;
  /** Of what the file does not say the type of. */
  readonly type: ResourceTypeCode;
  readonly csv: string;
}
/** GET /digital-usage/imports */
export interface UsageImportView {
  readonly id: number;
  readonly platform: string;
  readonly importedAt: string;
  readonly importedBy: string;
  readonly lines: number;
}
export interface UsageReportView extends UsageImportView {
  readonly months: readonly string[];
  /** Lines that could not be read, and why. */
  readonly unread: readonly { readonly line: number; readonly why: 'month' | 'count' | 'type' | 'metric' }[];
  /** Counted for no library. */
  readonly unknownLibraries: readonly string[];
}
export interface UsageCountsView {
  readonly sessions: number;
  readonly views: number;
  readonly downloads: number;
}
/** GET /digital-usage/:year?library=&type=: never by person. */
export interface UsageYearView {
  readonly year: number;
  readonly total: UsageCountsView;
  /** Of the year before. */
  readonly before: UsageCountsView;
  readonly byMonth: readonly ({ readonly month: string } & UsageCountsView)[];
  readonly byType: readonly ({ readonly type: ResourceTypeCode } & UsageCountsView)[];
  readonly byPlatform: readonly ({ readonly platform: string } & UsageCountsView)[];
  /** `library` null: what suppliers do not share out. */
  readonly byLibrary: readonly ({
    readonly library: string | null;
    readonly type: ResourceTypeCode;
  } & UsageCountsView)[];
}
