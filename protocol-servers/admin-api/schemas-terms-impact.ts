import { z } from 'zod';
import { itemTypes } from '../../core/circulation/entities.ts';
import type {
  CalendarImpactView,
  ClosingRequest,
  PolicyImpactRequest,
  PolicyImpactView,
  PolicyMatrixView,
} from './contract-impact.ts';
import type { ListView } from './contract.ts';
import { policyRequest, policyView } from './schemas-terms.ts';
import { named } from './schemas.ts';

const code = z.string().min(1).max(32);
const isoDate = z.iso.date();
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const matrixQuery = z.strictObject({ library: code.optional().describe('None: where none has its own rows.') });
export const policyMatrix = z.object({
  library: z.string().nullable(),
  categories: z.array(z.object({ code: z.string(), label: z.string() })).readonly(),
  itemTypes: z.array(z.enum(itemTypes)).readonly(),
  policies: z.array(policyView).readonly(),
  cells: z
    .array(
      z.object({
        category: z.string(),
        itemType: z.enum(itemTypes),
        policy: z.int().describe('The row that decides.'),
        elsewhere: z.array(z.string()).readonly().describe('Libraries whose own row decides there instead.'),
      }),
    )
    .readonly(),
}) satisfies z.ZodType<PolicyMatrixView>;

export const policyImpactRequest = z.strictObject({
  id: z.int().positive().nullable().describe('Null: a new row.'),
  policy: policyRequest.nullable().describe('Null: the row is taken out of use.'),
}) satisfies z.ZodType<PolicyImpactRequest>;
export const policyImpactView = z.object({
  places: z
    .array(
      z.object({
        category: z.string(),
        itemType: z.enum(itemTypes),
        libraries: z.array(z.string()).readonly(),
        differences: z.array(z.object({ term: z.string(), before: scalar, after: scalar })).readonly(),
        openLoans: z.int().describe('Lent there now: they keep their due dates.'),
      }),
    )
    .readonly(),
  readersOver: z.int(),
}) satisfies z.ZodType<PolicyImpactView>;

const dueDates = z
  .enum(['keep', 'move'])
  .describe('What is due on a day that closes: kept, or due on the next opening.');
export const dueDatesQuery = z.strictObject({ dueDates: dueDates.default('keep') });
export const calendarImpactView = z.object({
  library: z.string(),
  days: z.array(z.object({ date: isoDate, change: z.enum(['opens', 'closes']) })).readonly(),
  due: z.array(z.object({ date: isoDate, next: isoDate, loans: z.int() })).readonly(),
  loans: z
    .array(z.object({ barcode: z.string(), title: z.string(), date: isoDate }))
    .readonly()
    .describe('The first hundred.'),
}) satisfies z.ZodType<CalendarImpactView>;
export const calendarImpactList = z.object({
  items: z.array(calendarImpactView),
  total: z.int(),
}) satisfies z.ZodType<ListView<CalendarImpactView>>;
export const closingRequest = z.strictObject({
  libraries: z.array(code).min(1).max(200).readonly(),
  from: isoDate,
  until: isoDate,
  reason: z.string().min(1).max(200),
  dueDates: dueDates.default('keep'),
}) satisfies z.ZodType<ClosingRequest>;

named.add(policyMatrix, { id: 'PolicyMatrix' });
named.add(policyImpactRequest, { id: 'PolicyImpactRequest' });
named.add(policyImpactView, { id: 'PolicyImpactView' });
named.add(calendarImpactView, { id: 'CalendarImpactView' });
named.add(calendarImpactList, { id: 'CalendarImpactList' });
named.add(closingRequest, { id: 'ClosingRequest' });
