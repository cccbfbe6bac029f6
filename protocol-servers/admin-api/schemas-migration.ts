import { z } from 'zod';
import { itemTypes } from '../../core/circulation/entities.ts';
import { batchKinds, batchStates, decisions, findingKinds, outcomes, steps } from '../../core/migration/entities.ts';
import { evidenceCodes } from '../../core/migration/score.ts';
import type {
  BatchView,
  ClaimRequest,
  ClaimView,
  ComparisonView,
  DecisionRequest,
  FilePartRequest,
  FileRequest,
  FileView,
  FindingView,
  LineView,
  MatchingRulesView,
  OpenBatchRequest,
  ReportView,
  ReviewQueueView,
  SourceProfileView,
  TriedProfileView,
  UndoingView,
} from './contract-migration.ts';
import { named } from './schemas.ts';

const id = z.coerce.number().int().min(1);
export const batchParams = z.strictObject({ id });
export const stepParams = z.strictObject({ id, step: z.enum(steps) });
export const lineParams = z.strictObject({ id, line: id });
export const profileParams = z.strictObject({ name: z.string().min(1).max(64) });
export const linesQuery = z.strictObject({
  decision: z.enum(decisions).optional(),
  outcome: z.enum(outcomes).optional(),
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export const findingsQuery = z.strictObject({ kind: z.enum(findingKinds).optional() });

export const batchView = z.object({
  id: z.int(),
  kind: z.enum(batchKinds),
  library: z.string(),
  profile: z.string(),
  profileVersion: z.int(),
  state: z.enum(batchStates),
  step: z.enum(steps).nullable().describe('Under way, or stopped: taken again it goes on.'),
  stopped: z.boolean(),
  stopReason: z.string().nullable(),
  stopDetail: z.string().nullable(),
  file: z.string(),
  size: z.int(),
  done: z.int(),
  lines: z.int(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  appliedAt: z.iso.datetime().nullable(),
  signedBy: z.string().nullable(),
}) satisfies z.ZodType<BatchView>;
export const batchList = z.object({ items: z.array(batchView), total: z.int() });
export const openBatchRequest = z.strictObject({
  kind: z.enum(batchKinds),
  library: z.string().min(1).max(32),
  profile: z.string().min(1).max(64),
  file: z
    .string()
    .regex(/^(?!\.)[\p{L}\p{N}._ -]{1,200}$/u, 'un nom de fichier, sans dossier')
    .describe('Name of a file in the folder `migration` of the server’s data.'),
  again: z.boolean().optional().describe('Although a batch that stands brought the very same bytes.'),
}) satisfies z.ZodType<OpenBatchRequest>;

/** Bytes of one part of a file: small enough for the server to serve others between two. */
export const partBytes = 1024 * 1024;
/** Base64 takes four characters for three bytes. */
export const partBodyBytes = Math.ceil(partBytes / 3) * 4 + 4_096;
export const fileRequest = z.strictObject({
  library: z.string().min(1).max(32),
  name: z.string().regex(/^(?!\.)[\p{L}\p{N}._ -]{1,100}$/u, 'un nom de fichier, sans dossier'),
  size: z.int().min(1),
}) satisfies z.ZodType<FileRequest>;
export const filePartRequest = z.strictObject({
  ...fileRequest.shape,
  offset: z.int().min(0),
  bytes: z
    .base64()
    .min(4)
    .max(Math.ceil(partBytes / 3) * 4),
}) satisfies z.ZodType<FilePartRequest>;
export const fileView = z.object({
  received: z.int(),
  partBytes: z.int(),
  file: z.string().nullable(),
}) satisfies z.ZodType<FileView>;

const target = z.union([z.strictObject({ record: z.int().min(1) }), z.strictObject({ line: z.int().min(1) })]);
const evidence = z.object({ code: z.string(), score: z.number(), detail: z.string() });
export const lineView = z.object({
  line: z.int(),
  offset: z.int(),
  sourceId: z.string(),
  title: z.string().nullable(),
  decision: z.enum(decisions).nullable(),
  decidedBy: z.string().nullable(),
  target: target.nullable(),
  proposals: z.array(z.object({ target, score: z.number(), evidence: z.array(evidence) })),
  outcome: z.enum(outcomes).nullable(),
  result: z.int().nullable(),
  reason: z.string().nullable(),
  detail: z.string().nullable(),
}) satisfies z.ZodType<LineView>;
export const lineList = z.object({ items: z.array(lineView) });
const fieldView = z.object({ tag: z.string(), text: z.string() });
const copies = z.array(z.object({ library: z.string(), copies: z.int() }));
export const comparisonView = z.object({
  line: lineView,
  fields: z.array(fieldView),
  copies,
  candidates: z.array(
    z.object({
      target,
      controlNumber: z.string().nullable(),
      score: z.number(),
      evidence: z.array(evidence),
      fields: z.array(fieldView),
      differences: z.array(z.string()).describe('Tags that are not the same in both.'),
      copies,
      holds: z.int(),
    }),
  ),
}) satisfies z.ZodType<ComparisonView>;
export const decisionRequest = z.strictObject({
  decision: z.enum(['MERGE', 'NEW', 'REJECT', 'REVIEW']),
  into: target.optional().describe('Of a merge: where.'),
  seen: z.enum(decisions).optional().describe('How it stood when whoever decides saw it.'),
}) satisfies z.ZodType<DecisionRequest>;

export const queueList = z.object({
  items: z.array(
    z.object({ batch: batchView, waiting: z.int(), claimed: z.int() }) satisfies z.ZodType<ReviewQueueView>,
  ),
});
/** Lines one looks at and those shown next: more would be kept from colleagues for nothing. */
const claimedAtOnce = 10;
export const claimRequest = z.strictObject({
  after: z.int().min(0),
  limit: z.int().min(1).max(claimedAtOnce),
}) satisfies z.ZodType<ClaimRequest>;
export const claimView = z.object({
  items: z.array(comparisonView),
  waiting: z.int(),
  elsewhere: z.int(),
}) satisfies z.ZodType<ClaimView>;
export const undoingView = z.object({
  rows: z.array(z.object({ table: z.string(), made: z.int(), changed: z.int() })),
  inTheWay: z.array(z.object({ table: z.string(), key: z.string(), why: z.string() })),
}) satisfies z.ZodType<UndoingView>;

const counts = z.record(z.string(), z.int());
export const reportView = z.object({
  batch: batchView,
  lines: counts,
  items: z.array(
    z.object({
      library: z.string(),
      itemType: z.enum([...itemTypes, 'UNKNOWN']),
      read: z.int(),
      created: z.int(),
      known: z.int(),
      rejected: z.int(),
    }),
  ),
  rejects: z.array(z.object({ line: z.int(), offset: z.int(), reason: z.string(), detail: z.string() })),
  corrections: z.array(z.object({ code: z.string(), what: z.string(), lines: z.int(), firstOffset: z.int() })),
  matchedBy: counts,
  unlinkedHeadings: z.int(),
  recordsWithoutItem: z.int(),
  findings: counts,
  loansCarriedOver: z.int(),
}) satisfies z.ZodType<ReportView>;
export const csvView = z.object({ csv: z.string() });
export const findingList = z.object({
  items: z.array(
    z.object({
      line: z.int(),
      kind: z.string(),
      subject: z.string(),
      detail: z.string(),
    }) satisfies z.ZodType<FindingView>,
  ),
});

export const matchingRules = z.strictObject({
  weights: z.strictObject(Object.fromEntries(evidenceCodes.map((code) => [code, z.int().min(-10_000).max(10_000)]))),
  automatic: z.int(),
  review: z.int(),
  lead: z.int(),
  near: z.number(),
  close: z.number(),
  setIsbnTitles: z.int(),
}) satisfies z.ZodType<MatchingRulesView>;

const words = z.record(z.string().max(200), z.string().max(200));
const itemType = z.enum(itemTypes);
const columns = <Name extends string>(...names: Name[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, z.string().max(200)])) as Record<Name, z.ZodString>);
const profileShape = {
  label: z.string().min(1).max(200),
  tag: z.string(),
  subfields: columns(
    ...(['barcode', 'barcodeParts', 'owner', 'location', 'callNumber', 'volume', 'inventoryNo'] as const),
    ...(['documentType', 'circulation'] as const),
  ),
  libraries: words,
  documentTypes: z.record(z.string().max(200), itemType),
  circulation: z.record(z.string().max(200), z.strictObject({ type: itemType.optional(), loanable: z.boolean() })),
  barcodePrefix: z.string().max(40),
  localTags: z.array(z.string()).max(100),
  readers: columns(
    ...(['card', 'lastName', 'firstName', 'birthDate', 'email', 'phone', 'address', 'category', 'expiresOn'] as const),
  ),
  loans: columns('barcode', 'card', 'lentOn', 'dueOn', 'renewals'),
  categories: words,
  dates: z.enum(['YYYY-MM-DD', 'DD/MM/YYYY', 'YYYYMMDD']),
};
export const profileRequest = z.strictObject(profileShape);
export const profileView = z.object({
  name: z.string(),
  version: z.int(),
  ...profileShape,
}) satisfies z.ZodType<SourceProfileView>;
export const profileList = z.object({ items: z.array(profileView), total: z.int() });
export const tryProfileRequest = z.strictObject({
  profile: profileRequest,
  library: z.string().min(1).max(32),
  record: z.base64().max(140_000).describe('One record, ISO 2709, in base64.'),
});
export const triedProfileView = z.object({
  title: z.string().nullable(),
  fault: z.string().nullable(),
  items: z.array(
    z.object({
      barcode: z.string(),
      owner: z.string(),
      type: itemType,
      location: z.string(),
      callNumber: z.string(),
      loanable: z.boolean(),
      outside: z.array(z.string()),
    }),
  ),
  unusableItems: z.array(z.object({ fault: z.string(), detail: z.string() })),
}) satisfies z.ZodType<TriedProfileView>;

for (const [name, schema] of Object.entries({
  batchView,
  batchList,
  openBatchRequest,
  lineView,
  lineList,
  comparisonView,
  fileRequest,
  filePartRequest,
  fileView,
  queueList,
  claimRequest,
  claimView,
  undoingView,
})) {
  named.add(schema, { id: `Migration${name.charAt(0).toUpperCase()}${name.slice(1)}` });
}
named.add(decisionRequest, { id: 'MigrationDecisionRequest' });
named.add(csvView, { id: 'MigrationReportCsv' });
named.add(reportView, { id: 'MigrationReport' });
named.add(findingList, { id: 'MigrationFindings' });
named.add(matchingRules, { id: 'MatchingRules' });
named.add(profileRequest, { id: 'SourceProfileRequest' });
named.add(profileView, { id: 'SourceProfile' });
named.add(profileList, { id: 'SourceProfileList' });
named.add(tryProfileRequest, { id: 'TryProfileRequest' });
named.add(triedProfileView, { id: 'TriedProfile' });
