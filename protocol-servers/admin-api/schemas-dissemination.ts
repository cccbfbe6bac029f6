import { z } from 'zod';
import { carriers } from '../../core/catalogue/record.ts';
import { audiences, harvestingAudiences } from '../../core/digital/audiences.ts';
import { resourceAccess, resourceTypes } from '../../core/digital/entities.ts';
import type {
  FormatView,
  PreviewView,
  RecordPreviewView,
  RepositoryRequest,
  RepositoryView,
  SetEstimateRequest,
  SetEstimateView,
  SetRequest,
  SetView,
  UnwritableView,
} from './contract-dissemination.ts';
import { named } from './schemas.ts';

/** A few hundred libraries and sources at most. */
const list = (word: z.ZodString) => z.array(word).max(500).readonly().optional();
const code = z.string().min(1).max(64);
const year = z.int().min(0).max(2_200).optional();
const conditions = z.strictObject({
  carriers: z.array(z.enum(carriers)).max(carriers.length).readonly().optional(),
  libraries: list(code).describe('Libraries that have a copy: one of these.'),
  languages: list(z.string().regex(/^[a-z]{3}$/)).describe('ISO 639-2.'),
  audiences: list(z.string().length(1)).describe('UNIMARC 100 $a, position 17.'),
  sources: list(code),
  fields: list(z.string().regex(/^\d{3}$/)).describe('UNIMARC tags, one of which the record has.'),
  fromYear: year,
  untilYear: year,
  digital: z
    .strictObject({
      types: z.array(z.enum(resourceTypes)).max(resourceTypes.length).readonly().optional(),
      access: z.array(z.enum(resourceAccess)).max(resourceAccess.length).readonly().optional(),
      sources: list(code),
      audiences: z.array(z.enum(audiences)).max(audiences.length).readonly().optional(),
    })
    .optional()
    .describe('It describes something read on line of which all this holds.'),
});
const rule = conditions.extend({ except: conditions.optional().describe('Left out.') });

export const setRequest = z.strictObject({
  name: z.string().trim().min(1).max(255),
  description: z.string().trim().max(2_000),
  rule: rule.nullable().describe('Null: it only holds what its children hold.'),
  audience: z.enum(['everyone', 'repositories']),
}) satisfies z.ZodType<SetRequest>;
const count = z.int().nonnegative();
export const setView = z.object({
  spec: z.string(),
  ...setRequest.shape,
  records: count,
  gone: count,
  retiredAt: z.iso.datetime().nullable(),
}) satisfies z.ZodType<SetView>;
export const setList = z.object({ items: z.array(setView), total: count });
export const setParams = z.strictObject({ spec: z.string().min(1).max(200) });

export const repositoryRequest = z.strictObject({
  title: z.string().trim().min(1).max(255),
  sets: z.array(z.string().min(1).max(200)).min(1).max(50).readonly(),
  formats: z.array(z.string().min(1).max(64)).min(1).max(20).readonly(),
  addresses: z.array(z.string().min(1).max(64)).max(200).readonly(),
  audience: z.enum(harvestingAudiences).default('harvesters').describe('What licences keep from them is not there.'),
}) satisfies z.ZodType<RepositoryRequest>;
export const repositoryView = z.object({
  name: z.string(),
  ...repositoryRequest.shape,
  closedAt: z.iso.datetime().nullable(),
}) satisfies z.ZodType<RepositoryView>;
export const repositoryList = z.object({ items: z.array(repositoryView), total: count });
export const repositoryParams = z.strictObject({ name: z.string().min(1).max(64) });

export const previewQuery = z.strictObject({ record: z.string().min(1).max(64), format: z.string().min(1).max(64) });
export const previewView = z.object({
  record: z.string(),
  format: z.string(),
  xml: z.string(),
  findings: z.array(z.string()).readonly(),
}) satisfies z.ZodType<PreviewView>;
export const formatList = z.object({
  items: z.array(
    z.object({ prefix: z.string(), schema: z.string(), namespace: z.string() }) satisfies z.ZodType<FormatView>,
  ),
  total: count,
});
export const setPreviewQuery = z.strictObject({
  format: z.string().min(1).max(64),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});
export const recordPreviewList = z.object({
  items: z.array(z.object({ ...previewView.shape, title: z.string() }) satisfies z.ZodType<RecordPreviewView>),
  total: count,
});
export const setEstimateRequest = z.strictObject({ rule: rule.nullable() }) satisfies z.ZodType<SetEstimateRequest>;
export const setEstimateView = z.object({
  ...{ records: count, enters: count, leaves: count, looked: count, whole: z.boolean() },
}) satisfies z.ZodType<SetEstimateView>;
export const unwritableView = z.object({
  count,
  latest: z
    .array(z.object({ record: z.string(), format: z.string(), reason: z.string(), at: z.iso.datetime() }))
    .readonly(),
}) satisfies z.ZodType<UnwritableView>;

named.add(setRequest, { id: 'DisseminationSetRequest' });
named.add(setView, { id: 'DisseminationSet' });
named.add(setList, { id: 'DisseminationSets' });
named.add(repositoryRequest, { id: 'VirtualRepositoryRequest' });
named.add(repositoryView, { id: 'VirtualRepository' });
named.add(repositoryList, { id: 'VirtualRepositories' });
named.add(previewView, { id: 'DisseminationPreview' });
named.add(unwritableView, { id: 'UnwritableRecords' });
named.add(formatList, { id: 'DisseminationFormats' });
named.add(recordPreviewList, { id: 'DisseminationSetPreview' });
named.add(setEstimateRequest, { id: 'DisseminationEstimateRequest' });
named.add(setEstimateView, { id: 'DisseminationEstimate' });
