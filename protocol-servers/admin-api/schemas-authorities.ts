import { z } from 'zod';
import { authorityTypes, identifierSchemes, nameRelations, unlinkedReasons } from '../../core/authorities/entities.ts';
import type {
  AuthorityLineView,
  AuthorityMergePreviewView,
  AuthorityView,
  HeadingProposalView,
  LinkedRecordView,
  RecordAuthorityView,
  UnlinkedView,
} from './contract-authorities.ts';
import { controlNumber } from './schemas-cataloguing.ts';
import { anyField, dataField, differenceView, marc, marcView } from './schemas-marc.ts';
import { named } from './schemas.ts';

export const authorityParams = z.object({ number: controlNumber });
/** Bytes of a file of authorities sent over the API; longer ones are for the command line. */
export const authorityFileBytes = 24 * 1024 * 1024;
const type = z.enum(authorityTypes);
const limit = z.coerce.number().int().min(1).max(200).default(50);

export const browseQuery = z.object({
  type: type.optional(),
  from: z.string().max(255).default('').describe('How the heading begins.'),
  after: z.string().max(300).optional().describe('`next` of the page before.'),
  stubs: z.enum(['true', 'false']).default('false').describe('Only those that are nothing but a heading.'),
  unused: z.enum(['true', 'false']).default('false').describe('Only those that control nothing.'),
  limit,
});
const line = z.object({
  authority: z.string(),
  type,
  heading: z.string(),
  stub: z.boolean(),
  links: z.int(),
}) satisfies z.ZodType<AuthorityLineView>;
export const authorityList = z.object({ items: z.array(line).readonly(), next: z.string().nullable() });
export const authorityView = z.object({
  ...line.shape,
  version: z.int(),
  status: z.enum(['LIVE', 'MERGED', 'DELETED']),
  mergedInto: z.string().nullable(),
  source: z.string(),
  names: z
    .array(z.object({ relation: z.enum(nameRelations), heading: z.string(), identifier: z.string().nullable() }))
    .readonly(),
  identifiers: z.array(z.object({ scheme: z.enum(identifierSchemes), value: z.string() })).readonly(),
  marc: marcView,
  propagations: z
    .array(
      z.object({
        total: z.int(),
        done: z.int(),
        changed: z.int(),
        startedAt: z.iso.datetime(),
        finishedAt: z.iso.datetime().nullable(),
      }),
    )
    .readonly(),
}) satisfies z.ZodType<AuthorityView>;
export const authorityRequest = z.strictObject({ marc });
export const mergeAuthorityRequest = z.strictObject({ absorbed: controlNumber, absorbedVersion: z.int().positive() });
export const recordsQuery = z.object({ after: z.coerce.number().int().nonnegative().default(0), limit });
const linkedRecord = z.object({
  record: z.string(),
  title: z.string(),
  authors: z.array(z.string()).readonly(),
  year: z.int().nullable(),
}) satisfies z.ZodType<LinkedRecordView>;
export const linkedList = z.object({ items: z.array(linkedRecord).readonly(), next: z.int().nullable() });

export const recordAuthorities = z.object({
  items: z.array(
    z.object({
      tag: z.string(),
      occurrence: z.int(),
      authority: z.string(),
      type,
      heading: z.string(),
    }) satisfies z.ZodType<RecordAuthorityView>,
  ),
});
export const proposalRequest = z.strictObject({
  field: dataField.describe('As it is typed, in a bibliographic record.'),
  limit: z.int().min(1).max(20).default(8),
});
export const proposalList = z.object({
  items: z.array(
    z.object({ ...line.shape, also: z.string().nullable(), field: anyField }) satisfies z.ZodType<HeadingProposalView>,
  ),
});
export const mergeAuthorityPreviewRequest = z.strictObject({ absorbed: controlNumber });
export const mergeAuthorityPreview = z.object({
  absorbed: z.object({ ...line.shape, version: z.int() }),
  differences: z.array(differenceView).readonly(),
  records: z.int(),
  examples: z.array(z.object({ record: z.string(), title: z.string(), before: anyField, after: anyField })).readonly(),
}) satisfies z.ZodType<AuthorityMergePreviewView>;

export const unlinkedQuery = z.object({
  type: type.optional(),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
  limit,
});
export const unlinkedList = z.object({
  items: z.array(
    z.object({
      type,
      key: z.string(),
      heading: z.string(),
      reason: z.enum(unlinkedReasons),
      occurrences: z.int(),
      example: linkedRecord.nullable(),
      proposals: z.array(z.object({ authority: z.string(), heading: z.string() })).readonly(),
    }) satisfies z.ZodType<UnlinkedView>,
  ),
  total: z.int(),
}); // prettier-ignore
export const adoptRequest = z.strictObject({ key: z.string().min(1).max(255) });
export const fromHeadingRequest = z.strictObject({ type, key: z.string().min(1).max(255) });
export const adopted = z.object({ records: z.int() });
export const importRequest = z.strictObject({
  source: z.string().regex(/^[A-Z0-9-]{1,64}$/).describe('Where they come from: their numbers are unique under it.'),
  iso2709: z.base64().max(authorityFileBytes),
  dryRun: z.boolean().default(false),
}); // prettier-ignore
export const importReport = z.object({
  read: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  known: z.int(),
  rejected: z.int(),
  stubs: z.int(),
  rejects: z.array(z.object({ offset: z.int(), reason: z.string() })).readonly(),
});

const schemas = {
  AuthorityList: authorityList, Authority: authorityView, AuthorityRequest: authorityRequest, MergeAuthorityRequest: mergeAuthorityRequest,
  LinkedRecordList: linkedList, UnlinkedList: unlinkedList, AdoptRequest: adoptRequest, Adopted: adopted,
  RecordAuthorityList: recordAuthorities, HeadingProposalRequest: proposalRequest, HeadingProposalList: proposalList, AuthorityFromHeadingRequest: fromHeadingRequest,
  MergeAuthorityPreviewRequest: mergeAuthorityPreviewRequest, MergeAuthorityPreview: mergeAuthorityPreview,
  AuthorityImportRequest: importRequest, AuthorityImportReport: importReport,
}; // prettier-ignore
for (const [id, schema] of Object.entries(schemas)) named.add(schema, { id });
