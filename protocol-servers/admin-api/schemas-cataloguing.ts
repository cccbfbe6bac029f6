import { z } from 'zod';
import { encodingLevels } from '../../core/catalogue/rules/network-rules.ts';
import { fieldChoices } from '../../core/catalogue/editing/merged-record.ts';
import { recordStatuses } from '../../core/catalogue/record.ts';
import { itemTypes } from '../../core/circulation/entities.ts';
import type {
  EditingLockView,
  MergePreviewView,
  NetworkRulesView,
  NewRecordRequest,
  RecordSheetView,
  SplitView,
  VersionSheetView,
  VersionView,
} from './contract-cataloguing.ts';
import { differenceView, findingView, marc, marcView, recordBodyBytes } from './schemas-marc.ts';
import { named } from './schemas.ts';

export const controlNumber = z.string().min(1).max(64);
export const recordParams = z.object({ number: controlNumber });
export const versionParams = z.object({ number: controlNumber, version: z.coerce.number().int().positive() });
const reason = z.string().trim().max(500).optional().describe('Kept with the version. Names no reader.');
const instant = z.iso.datetime();

export const lockView = z.object({
  by: z.string(),
  since: instant,
  until: instant,
}) satisfies z.ZodType<EditingLockView>;
export const recordSheet = z.object({
  record: z.string(),
  version: z.int(),
  status: z.enum(recordStatuses),
  mergedInto: z.string().nullable(),
  suppressedAt: instant.nullable(),
  source: z.string(),
  createdAt: instant,
  updatedAt: instant,
  title: z.string(),
  authors: z.array(z.string()).readonly(),
  year: z.int().nullable(),
  carrier: z.string(),
  language: z.string(),
  isbn: z.array(z.string()).readonly(),
  marc: marcView,
  lock: lockView.nullable(),
  merges: z.array(z.object({ id: z.int(), at: instant, by: z.string(), items: z.int() })).readonly(),
}) satisfies z.ZodType<RecordSheetView>;

export const newRecordRequest = z.union([
  z.strictObject({
    template: z.string().min(1).max(32),
    title: z.string().trim().min(1).max(2_000),
    language: z.string().regex(/^[a-z]{3}$/).optional().describe('ISO 639-2; fre when left out.'),
    year: z.int().min(1000).max(2100).optional(),
    reason,
  }),
  z.strictObject({ marc, reason }),
  z.strictObject({ marcXchange: z.string().min(1).max(recordBodyBytes).describe('One record, MarcXchange or MARCXML.'), reason }),
  z.strictObject({ iso2709: z.base64().max(recordBodyBytes).describe('One record, base64.'), reason }),
]) satisfies z.ZodType<NewRecordRequest>; // prettier-ignore
export const editRecordRequest = z.strictObject({ marc, reason });
export const judgeRequest = z.strictObject({ marc });
export const restoreRequest = z.strictObject({ version: z.int().positive(), reason });
export const suppressionRequest = z.strictObject({ hidden: z.boolean(), reason });
export const deletionRequest = z.strictObject({ reason });
export const lockRequest = z.strictObject({
  takeOver: z.string().trim().min(1).max(200).optional().describe('Why it is taken over from whoever holds it.'),
});

const choices = z
  .record(z.string().regex(/^\d{3}$/), z.enum(fieldChoices))
  .optional()
  .describe('Whose fields of a tag are kept; the others follow the rules of the network.');
export const mergePreviewRequest = z.strictObject({ absorbed: controlNumber, choices });
export const mergeRequest = z.strictObject({
  absorbed: controlNumber,
  absorbedVersion: z.int().positive().describe('The version of it that was looked at.'),
  choices,
  reason,
});
export const mergePreview = z.object({
  marc: marcView,
  findings: z.array(findingView).readonly(),
  differences: z.array(differenceView).readonly(),
}) satisfies z.ZodType<MergePreviewView>;
export const splitRequest = z.union([
  z.strictObject({ merge: z.int().positive().describe('The merge to undo.'), reason }),
  z.strictObject({
    items: z.array(z.string().trim().min(1).max(100)).min(1).max(500).readonly().describe('Barcodes that leave.'),
    marc: marc.optional().describe('Of their own record; a copy of this one when left out.'),
    reason,
  }),
]);
export const splitView = z.object({
  survivor: recordSheet,
  other: recordSheet,
  moved: z.array(z.string()).readonly(),
  stayed: z.array(z.string()).readonly(),
  textUndone: z.boolean(),
}) satisfies z.ZodType<SplitView>;

export const versionView = z.object({
  version: z.int(),
  at: instant,
  by: z.string(),
  act: z.string(),
  reason: z.string(),
  status: z.enum(recordStatuses),
}) satisfies z.ZodType<VersionView>;
export const versionList = z.object({ items: z.array(versionView).readonly(), next: z.int().nullable() });
export const versionSheet = z.object({
  ...versionView.shape,
  marc: marcView,
  differences: z.array(differenceView).readonly(),
}) satisfies z.ZodType<VersionSheetView>;
export const versionsQuery = z.object({
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const sourceView = z.object({ iso2709: z.base64(), marcXchange: z.string() });
export const suppressedQuery = z.object({
  after: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const suppressedList = z.object({
  items: z.array(z.object({ record: z.string(), title: z.string(), suppressedAt: instant })).readonly(),
  next: z.int().nullable(),
});

const words = { fr: z.string().min(1).max(200), en: z.string().min(1).max(200), active: z.boolean() };
const code = z.string().min(1).max(64);
const required = z.array(
  z.strictObject({
    tags: z.array(z.string().regex(/^\d{3}$/)).min(1).max(10).readonly(),
    code: z.string().regex(/^[0-9a-z]$/).nullable(),
  }),
).max(200).readonly(); // prettier-ignore
export const networkRules = z.strictObject({
  required: z.strictObject(Object.fromEntries(encodingLevels.map((level) => [level, required])) as Record<(typeof encodingLevels)[number], typeof required>),
  itemTypes: z.array(z.strictObject({ code: z.enum(itemTypes), ...words, loanable: z.boolean() })).max(100).readonly(),
  audiences: z.array(z.strictObject({ code, ...words })).max(100).readonly(),
  locations: z.array(z.strictObject({ code, ...words, library: z.string().max(32).nullable() })).max(5_000).readonly(),
}) satisfies z.ZodType<NetworkRulesView>; // prettier-ignore
export const keptRules = z.object({ rules: networkRules, version: z.int() });

const wordsView = z.object({ fr: z.string(), en: z.string() });
export const formatQuery = z.object({ format: z.enum(['B', 'A']).default('B') });
export const formatView = z.object({
  format: z.enum(['B', 'A']),
  fields: z.array(
    z.object({
      tag: z.string(),
      label: wordsView,
      repeatable: z.boolean(),
      mandatory: z.boolean(),
      indicators: z.array(z.string()).describe('Characters allowed; # is a blank. Empty: a control field.'),
      subfields: z.array(z.object({ code: z.string(), repeatable: z.boolean(), mandatory: z.boolean() })).readonly(),
    }),
  ),
  coded: z.array(
    z.object({
      tag: z.string(),
      code: z.string(),
      length: z.int().nullable(),
      positions: z.array(
        z.object({
          from: z.int(),
          length: z.int(),
          label: wordsView,
          values: z.array(z.object({ code: z.string(), label: wordsView })).readonly().nullable(),
          pattern: z.string().nullable(),
        }),
      ),
    }),
  ),
}); // prettier-ignore
export const templateList = z.object({
  items: z.array(z.object({ code: z.string(), label: wordsView, carrier: z.string(), itemType: z.enum(itemTypes) })),
  total: z.int(),
});

const schemas = {
  RecordSheet: recordSheet, NewRecordRequest: newRecordRequest, EditRecordRequest: editRecordRequest, JudgeRequest: judgeRequest,
  RestoreRequest: restoreRequest, SuppressionRequest: suppressionRequest, DeletionRequest: deletionRequest, LockRequest: lockRequest,
  EditingLock: lockView, MergePreviewRequest: mergePreviewRequest, MergeRequest: mergeRequest, MergePreview: mergePreview,
  SplitRequest: splitRequest, Split: splitView, VersionList: versionList, VersionSheet: versionSheet, RecordSource: sourceView,
  SuppressedList: suppressedList, NetworkRules: networkRules, KeptRules: keptRules, UnimarcFormat: formatView, TemplateList: templateList,
}; // prettier-ignore
for (const [id, schema] of Object.entries(schemas)) named.add(schema, { id });
