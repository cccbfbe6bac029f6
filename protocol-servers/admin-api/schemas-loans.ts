import { z } from 'zod';
import { itemMarks } from '../../core/circulation/entities.ts';
import { refusals } from '../../core/outcome.ts';
import type {
  CopyView,
  ItemSheetView,
  ItemStatusRequest,
  ItemStatusView,
  LoanRequest,
  LoanView,
  RenewAllRequest,
  RenewAllView,
  RenewalRequest,
  ReturnRequest,
  ReturnView,
} from './contract-loans.ts';
import { named } from './schemas.ts';

export const scanned = z.string().trim().min(1).max(64);
export const libraryCode = z
  .string()
  .min(1)
  .max(32)
  .optional()
  .describe('Named by whoever works for the whole network.');
const why = z.string().trim().min(3).max(200).describe('Stays in the journal: it names no reader.');
const instant = z.iso.datetime();
export const override = z
  .strictObject({ reasons: z.array(z.enum(refusals)).min(1).max(20), why })
  .describe('Goes on in spite of exactly these reasons; a reason not named refuses.');

export const loanRequest = z.strictObject({
  card: scanned,
  item: scanned,
  library: libraryCode,
  renew: z.boolean().optional().describe('Renew when the reader has it already.'),
  override: override.optional(),
}) satisfies z.ZodType<LoanRequest>;
export const returnRequest = z.strictObject({
  item: scanned,
  library: libraryCode,
  fromBin: z.boolean().optional().describe('Out of the return bin: dated at the last opening before today.'),
}) satisfies z.ZodType<ReturnRequest>;
export const renewalRequest = z.strictObject({
  card: scanned,
  item: scanned,
  library: libraryCode,
  override: override.optional(),
}) satisfies z.ZodType<RenewalRequest>;
export const renewAllRequest = z.strictObject({
  card: scanned,
  library: libraryCode,
}) satisfies z.ZodType<RenewAllRequest>;
export const itemStatusRequest = z.strictObject({
  mark: z.enum(itemMarks),
  library: libraryCode,
  why,
}) satisfies z.ZodType<ItemStatusRequest>;
export const itemParams = z.strictObject({ barcode: scanned });

export const copyView = z.object({
  barcode: z.string(),
  title: z.string(),
  status: z.string(),
}) satisfies z.ZodType<CopyView>;
export const loanView = z.object({
  item: copyView,
  at: instant,
  dueAt: instant,
  renewals: z.int(),
  renewed: z.boolean(),
  warnings: z.array(z.enum(refusals)),
  note: z.string(),
}) satisfies z.ZodType<LoanView>;
export const returnView = z.object({
  item: copyView,
  routing: z.enum(['no-change', 'shelf', 'hold-shelf', 'transit-hold', 'transit-home']),
  destination: z.object({ code: z.string(), name: z.string() }),
  returnedAt: instant.nullable(),
  hold: z.int().nullable(),
  found: z.boolean(),
  alert: z.enum(['withdrawn-item-seen', 'found', 'checkin-note']).nullable(),
  bin: z.string().nullable().describe('Of the sorter of this library.'),
  note: z.string(),
}) satisfies z.ZodType<ReturnView>;
export const renewAllView = z.object({
  results: z.array(
    z.object({
      barcode: z.string(),
      title: z.string(),
      dueAt: instant.nullable(),
      renewals: z.int().nullable(),
      refusal: z.enum(refusals).nullable(),
    }),
  ),
}) satisfies z.ZodType<RenewAllView>;
export const itemSheetView = z.object({
  item: copyView,
  record: z.string().describe('Control number of its record.'),
  type: z.string(),
  location: z.string(),
  callNumber: z.string(),
  volume: z.string(),
  inventoryNo: z.string(),
  loanable: z.boolean(),
  minAge: z.int().nullable(),
  home: z.string(),
  holding: z.string(),
  statusSince: instant,
  owner: z.string().nullable(),
  returnToOwnerOn: z.iso.date().nullable(),
  notes: z.object({ public: z.string(), staff: z.string(), checkin: z.string(), checkout: z.string() }),
  rfid: z.object({ uid: z.string(), afi: z.int(), dsfid: z.int() }).nullable(),
  version: z.int(),
  loan: z
    .object({
      id: z.int(),
      reader: z.int().nullable(),
      library: z.string(),
      at: instant,
      dueAt: instant,
      renewals: z.int(),
    })
    .nullable(),
  transit: z.object({ from: z.string(), to: z.string(), reason: z.string(), since: instant }).nullable(),
  hold: z.object({ id: z.int(), status: z.string(), pickup: z.string() }).nullable(),
  queueLength: z.int().nonnegative(),
}) satisfies z.ZodType<ItemSheetView>;
export const itemStatusView = z.object({
  item: copyView,
  checkedIn: returnView.nullable(),
}) satisfies z.ZodType<ItemStatusView>;

named.add(loanRequest, { id: 'LoanRequest' });
named.add(loanView, { id: 'LoanView' });
named.add(returnRequest, { id: 'ReturnRequest' });
named.add(returnView, { id: 'ReturnView' });
named.add(renewalRequest, { id: 'RenewalRequest' });
named.add(renewAllRequest, { id: 'RenewAllRequest' });
named.add(renewAllView, { id: 'RenewAllView' });
named.add(itemSheetView, { id: 'ItemSheetView' });
named.add(itemStatusRequest, { id: 'ItemStatusRequest' });
named.add(itemStatusView, { id: 'ItemStatusView' });
