import { z } from 'zod';
import { bulkOutcomes } from '../../core/catalogue/copies/entities.ts';
import { itemStatuses, itemTypes } from '../../core/circulation/entities.ts';
import type { CopyChangeView, CopyEventView, CopySheetView } from './contract-copies.ts';
import { controlNumber } from './schemas-cataloguing.ts';
import { named } from './schemas.ts';

const barcode = z.string().trim().min(1).max(100);
const text = z.string().trim().max(250);
const note = z.string().trim().max(2_000);
const instant = z.iso.datetime();
export const copyParams = z.object({ barcode });

const shared = {
  type: z.enum(itemTypes).optional(),
  location: text.optional(),
  callNumber: text.optional(),
  loanable: z.boolean().optional(),
  minAge: z.int().min(0).max(99).nullable().optional(),
  notes: z
    .strictObject({
      public: note.optional(),
      staff: note.optional(),
      checkin: note.optional(),
      checkout: note.optional(),
    })
    .optional(),
};
const own = { ...shared, volume: text.optional(), inventoryNo: text.optional() };
export const newCopyRequest = z.strictObject({
  barcode,
  library: z.string().min(1).max(32).describe('Its home.'),
  status: z.enum(['AVAILABLE', 'IN_PROCESSING', 'ON_ORDER']).default('AVAILABLE'),
  ...own,
});
export const editCopyRequest = z.strictObject({ barcode: barcode.optional(), ...own });
export const moveCopyRequest = z.strictObject({ record: controlNumber.describe('Where it goes.') });
export const removeCopyRequest = z.strictObject({
  how: z.enum(['withdraw', 'delete']).describe('delete: it was never used, as if it had not been entered.'),
});
export const copySheet = z.object({
  barcode: z.string(),
  record: z.string(),
  title: z.string(),
  homeLibrary: z.string(),
  holdingLibrary: z.string(),
  type: z.enum(itemTypes),
  location: z.string(),
  callNumber: z.string(),
  volume: z.string(),
  inventoryNo: z.string(),
  loanable: z.boolean(),
  minAge: z.int().nullable(),
  notes: z.object({ public: z.string(), staff: z.string(), checkin: z.string(), checkout: z.string() }),
  status: z.enum(itemStatuses),
  statusSince: instant,
  version: z.int(),
}) satisfies z.ZodType<CopySheetView>;

const event = z.object({
  seq: z.int(),
  at: instant,
  type: z.string(),
  by: z.string(),
  library: z.string().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
}) satisfies z.ZodType<CopyEventView>;
export const copyHistory = z.object({ items: z.array(event).readonly(), next: z.int().nullable() });
export const historyQuery = z.object({
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const copyChangeRequest = z.strictObject({
  select: z.union([
    z.strictObject({ barcodes: z.array(barcode).min(1).max(20_000).readonly() }),
    z.strictObject({
      filter: z.strictObject({
        library: z.string().min(1).max(32).optional(),
        type: z.enum(itemTypes).optional(),
        status: z.enum(itemStatuses).optional(),
        location: z.string().max(250).optional().describe('The whole location.'),
        callNumber: z.string().max(250).optional().describe('How it begins.'),
      }),
    }),
  ]),
  change: z.strictObject(shared),
});
export const copyChange = z.object({
  id: z.int(),
  by: z.string(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  selected: z.int(),
  counts: z.object({ waiting: z.int(), changed: z.int(), unchanged: z.int(), refused: z.int() }),
}) satisfies z.ZodType<CopyChangeView>;
export const changeParams = z.object({ id: z.coerce.number().int().positive() });
export const linesQuery = z.object({
  after: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
});
export const changeLines = z.object({
  items: z
    .array(
      z.object({
        position: z.int(),
        barcode: z.string(),
        outcome: z.enum(bulkOutcomes).nullable(),
        reason: z.string().nullable(),
      }),
    )
    .readonly(),
  next: z.int().nullable(),
});

const schemas = {
  NewCopyRequest: newCopyRequest, EditCopyRequest: editCopyRequest, MoveCopyRequest: moveCopyRequest, RemoveCopyRequest: removeCopyRequest,
  CopySheet: copySheet, CopyHistory: copyHistory, CopyChangeRequest: copyChangeRequest, CopyChange: copyChange, CopyChangeLines: changeLines,
}; // prettier-ignore
for (const [id, schema] of Object.entries(schemas)) named.add(schema, { id });
