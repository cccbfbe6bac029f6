import { z } from 'zod';
import { audiences } from '../../core/digital/audiences.ts';
import { linkStates, resourceAccess, resourceOrigins, resourceTypes } from '../../core/digital/entities.ts';
import { partners } from '../../core/digital/readiness.ts';
import { reportForms } from '../../core/statistics/usage/report.ts';
import { usageFileBytes } from '../../core/statistics/usage/usage.ts';
import type {
  LinkDecisionRequest,
  NewResourceRequest,
  ReadinessSummaryView,
  ReadinessView,
  ResourceReadinessView,
  RecordResourceView,
  ResourceDetailsRequest,
  ResourceLineView,
  ResourceLinkView,
  ResourceSheetView,
  ResourceView,
  UsageFileRequest,
  UsageImportView,
  UsageReportView,
  UsageYearView,
} from './contract-digital.ts';
import { named } from './schemas.ts';

const id = z.coerce.number().int().min(1);
const count = z.int().nonnegative();
const controlNumber = z.string().min(1).max(64);
export const resourceParams = z.strictObject({ id });
export const linkParams = z.strictObject({ id, record: controlNumber });
export const ofRecordParams = z.strictObject({ record: controlNumber });
export const readinessParams = z.strictObject({ id, partner: z.enum(partners) });
export const partnerParams = z.strictObject({ partner: z.enum(partners) });
export const yearParams = z.strictObject({ year: z.coerce.number().int().min(2000).max(2100) });
/** A year narrowed to a library, to a type. */
export const usageQuery = z.strictObject({
  library: z.string().max(32).optional(),
  type: z.enum(resourceTypes).optional(),
});
export const usageReportQuery = z.strictObject({
  form: z.enum(reportForms).default('spreadsheet').describe('For a French spreadsheet, or for another program.'),
});
export const resourcesQuery = z.strictObject({
  q: z.string().max(200).optional().describe('A part of the title.'),
  type: z.enum(resourceTypes).optional(),
  access: z.enum(resourceAccess).optional(),
  origin: z.enum(resourceOrigins).optional(),
  source: z.string().max(32).optional(),
  status: z.enum(['LIVE', 'WITHDRAWN']).optional(),
  linked: z.enum(['true', 'false']).optional().describe('Whether it goes with a record of something printed.'),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

const details = {
  type: z.enum(resourceTypes),
  access: z.enum(resourceAccess),
  thumbnail: z.string().max(1_000),
  rights: z.string().max(1_000),
  rightsUri: z.string().max(1_000),
  audiences: z.array(z.enum(audiences)).max(audiences.length).readonly(),
};
export const resourceDetails = z.strictObject(details) satisfies z.ZodType<ResourceDetailsRequest>;
export const newResource = z.strictObject({
  ...details,
  url: z.string().max(1_000),
  title: z.string().max(1_000),
  creator: z.string().max(500),
  language: z.string().max(20),
}) satisfies z.ZodType<NewResourceRequest>;

export const resourceView = z.object({
  id: z.int(),
  ...details,
  origin: z.enum(resourceOrigins),
  status: z.enum(['LIVE', 'WITHDRAWN']),
  url: z.string(),
  title: z.string(),
  updatedAt: z.iso.datetime(),
}) satisfies z.ZodType<ResourceView>;
const source = z.object({ code: z.string(), name: z.string() }).nullable();
export const resourceList = z.object({
  items: z.array(
    z.object({
      ...resourceView.shape,
      record: z.string(),
      source,
      linked: count,
      proposed: count,
    }) satisfies z.ZodType<ResourceLineView>,
  ),
  total: count,
});
const linkView = z.object({
  resource: z.int(),
  resourceTitle: z.string(),
  record: z.string(),
  recordTitle: z.string(),
  state: z.enum(linkStates),
  score: z.number(),
  evidence: z.string(),
  decidedBy: z.string().nullable(),
}) satisfies z.ZodType<ResourceLinkView>;
export const linkList = z.object({ items: z.array(linkView) });
export const resourceSheet = z.object({
  ...resourceView.shape,
  record: z.string(),
  source,
  links: z.array(linkView),
}) satisfies z.ZodType<ResourceSheetView>;
export const recordResources = z.object({
  items: z.array(
    z.object({
      ...resourceView.shape,
      link: z.enum(linkStates).nullable().describe('Null: the record describes it.'),
    }) satisfies z.ZodType<RecordResourceView>,
  ),
});
export const linkDecision = z.strictObject({
  state: z.enum(['LINKED', 'REFUSED']),
}) satisfies z.ZodType<LinkDecisionRequest>;

const sentences = { code: z.string(), fr: z.string(), en: z.string() };
export const readinessView = z.object({
  partner: z.enum(partners),
  ready: z.boolean(),
  shortcomings: z.array(z.object({ ...sentences, weight: z.enum(['required', 'advised']) })).readonly(),
}) satisfies z.ZodType<ReadinessView>;
export const readinessQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const readinessList = z.object({
  items: z.array(
    z.object({
      ...readinessView.shape,
      resource: z.int(),
      title: z.string(),
      record: z.string(),
    }) satisfies z.ZodType<ResourceReadinessView>,
  ),
});
export const readinessSummary = z.object({
  partner: z.enum(partners),
  resources: count,
  ready: count,
  lacking: z.array(z.object({ ...sentences, resources: count })).readonly(),
}) satisfies z.ZodType<ReadinessSummaryView>;

/** Bytes of a supplier's file: a year of thirty-six libraries and a dozen platforms is a hundredth of it. */
export const usageFile = z.strictObject({
  platform: z.string().min(1).max(64),
  type: z.enum(resourceTypes).describe('Of what the file does not say the type of.'),
  csv: z.string().min(1).max(usageFileBytes),
}) satisfies z.ZodType<UsageFileRequest>;
const usageImport = z.object({
  id: z.int(),
  platform: z.string(),
  importedAt: z.iso.datetime(),
  importedBy: z.string(),
  lines: count,
}) satisfies z.ZodType<UsageImportView>;
export const usageImports = z.object({ items: z.array(usageImport) });
export const usageReport = z.object({
  ...usageImport.shape,
  months: z.array(z.string()).readonly(),
  unread: z.array(z.object({ line: z.int(), why: z.enum(['month', 'count', 'type', 'metric']) })).readonly(),
  unknownLibraries: z.array(z.string()).readonly().describe('Counted for no library.'),
}) satisfies z.ZodType<UsageReportView>;
const counts = { sessions: count, views: count, downloads: count };
const type = z.enum(resourceTypes);
export const usageYear = z.object({
  year: z.int(),
  total: z.object(counts),
  before: z.object(counts),
  byMonth: z.array(z.object({ month: z.string(), ...counts })).readonly(),
  byType: z.array(z.object({ type, ...counts })).readonly(),
  byPlatform: z.array(z.object({ platform: z.string(), ...counts })).readonly(),
  byLibrary: z
    .array(z.object({ library: z.string().nullable().describe('Null: not shared out.'), type, ...counts }))
    .readonly(),
}) satisfies z.ZodType<UsageYearView>;

named.add(resourceDetails, { id: 'DigitalResourceDetails' });
named.add(newResource, { id: 'NewDigitalResource' });
named.add(resourceView, { id: 'DigitalResource' });
named.add(resourceList, { id: 'DigitalResources' });
named.add(resourceSheet, { id: 'DigitalResourceSheet' });
named.add(recordResources, { id: 'DigitalResourcesOfRecord' });
named.add(linkList, { id: 'DigitalLinks' });
named.add(linkDecision, { id: 'DigitalLinkDecision' });
named.add(readinessView, { id: 'PartnerReadiness' });
named.add(readinessList, { id: 'PartnerReadinessOfResources' });
named.add(readinessSummary, { id: 'PartnerReadinessSummary' });
named.add(usageFile, { id: 'UsageFile' });
named.add(usageReport, { id: 'UsageReport' });
named.add(usageImports, { id: 'UsageImports' });
named.add(usageYear, { id: 'UsageYear' });
