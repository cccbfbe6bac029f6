import { z } from 'zod';
import { journalFamilies } from '../../core/journal/families.ts';
import type {
  JournalExportRequest,
  JournalExportView,
  JournalLineView,
  JournalPageView,
  JournalSheetView,
  JournalVerdictView,
} from './contract-journal.ts';
import { named } from './schemas.ts';

const moment = z.iso.datetime();
const short = z.string().min(1).max(128);
const family = z.enum(journalFamilies);

export const journalQuery = z.strictObject({
  from: moment.optional(),
  to: moment.optional(),
  family: family.optional(),
  library: short.optional(),
  actor: short.optional(),
  object: short.optional(),
  before: z
    .string()
    .regex(/^\d{1,16}\.[A-Z0-9_]{0,32}\.\d{1,16}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const journalExportRequest = z.strictObject({
  from: moment.nullable(),
  to: moment.nullable(),
  family: family.nullable(),
  library: short.nullable(),
  actor: short.nullable(),
  object: short.nullable(),
}) satisfies z.ZodType<JournalExportRequest>;
export const journalParams = z.strictObject({ seq: z.coerce.number().int().positive() });

const fact = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export const journalLine = z.object({
  seq: z.int(),
  at: moment,
  type: z.string(),
  family,
  actor: z.string(),
  library: z.string().nullable(),
  barcode: z.string().nullable(),
  title: z.string().nullable(),
  device: z.string().nullable(),
  reader: z.string().nullable().describe('The beginning of a pseudonym, or `erased`.'),
  position: z.int().nullable(),
}) satisfies z.ZodType<JournalLineView>;
const items = z.array(journalLine).readonly();
export const journalPage = z.object({
  items,
  next: z.string().nullable().describe('Goes into `before`. A page may be short and have one.'),
}) satisfies z.ZodType<JournalPageView>;
export const journalExport = z.object({ items }) satisfies z.ZodType<JournalExportView>;
export const journalSheet = journalLine.extend({
  facts: z.array(z.object({ name: z.string(), value: fact })).readonly(),
  changes: z.array(z.object({ name: z.string(), before: z.string(), after: z.string() })).readonly(),
  hash: z.string().nullable(),
}) satisfies z.ZodType<JournalSheetView>;
export const journalVerdict = z.object({
  at: moment,
  lines: z.int(),
  lastAt: moment.nullable(),
  waiting: z.int(),
  broken: z
    .object({
      fault: z.enum([
        'head-lost',
        'line-missing',
        'does-not-follow',
        'reader-changed',
        'line-changed',
        'end-cut',
        'head-elsewhere',
      ]),
      position: z.int(),
      found: z.object({ seq: z.int(), position: z.int() }).nullable(),
    })
    .nullable(),
}) satisfies z.ZodType<JournalVerdictView>;

named.add(journalExportRequest, { id: 'JournalExportRequest' });
named.add(journalLine, { id: 'JournalLine' });
named.add(journalPage, { id: 'JournalPage' });
named.add(journalExport, { id: 'JournalExport' });
named.add(journalSheet, { id: 'JournalSheet' });
named.add(journalVerdict, { id: 'JournalVerdict' });
