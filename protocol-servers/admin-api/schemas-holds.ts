import { z } from 'zod';
import { holdStatuses } from '../../core/circulation/entities.ts';
import { copyVerdicts, holdObstacles } from '../../core/holds/explanation.ts';
import type {
  CancelHoldRequest,
  EndedOnShelfView,
  HoldExplanationView,
  HoldPickupRequest,
  HoldView,
  PlaceHoldRequest,
  PullLineView,
  PullPrintRequest,
  PullPrintView,
  StrayView,
  SuspendHoldRequest,
} from './contract-holds.ts';
import type { ListView } from './contract.ts';
import { named, pageQuery } from './schemas.ts';

/** Lines one print takes: a page of the longest list. */
const mostPrinted = 1_000;

const code = z.string().min(1).max(32);
const scanned = z.string().min(1).max(255);
const instant = z.iso.datetime();
const state = z.enum(holdStatuses);

export const holdView = z.object({
  id: z.int(),
  state,
  record: z.string(),
  title: z.string(),
  volume: z.string(),
  barcode: z.string().nullable(),
  patron: z.object({ card: z.string(), firstName: z.string(), lastName: z.string() }),
  pickup: z.string(),
  placedAt: instant,
  notBefore: instant.nullable(),
  suspendedUntil: instant.nullable(),
  expiresAt: instant.nullable(),
  shelvedAt: instant.nullable(),
  pickupDeadline: instant.nullable(),
  position: z.int().nullable().describe('1 is the next to be served; null once ended.'),
  cancelReason: z.string().nullable(),
  endedAt: instant.nullable(),
}) satisfies z.ZodType<HoldView>;
export const holdList = listOf(holdView) satisfies z.ZodType<ListView<HoldView>>;

export const pullLineView = z.object({
  hold: z.int(),
  barcode: z.string(),
  title: z.string(),
  location: z.string(),
  callNumber: z.string(),
  volume: z.string(),
  pickup: z.string(),
  since: instant,
  printedAt: instant.nullable().describe('When this line was last put on paper.'),
  others: z.int().nonnegative().describe('Other copies on the shelves there that would do as well.'),
  failedSearches: z.int().nonnegative(),
}) satisfies z.ZodType<PullLineView>;
export const pullList = listOf(pullLineView) satisfies z.ZodType<ListView<PullLineView>>;

export const pullPrintRequest = z.strictObject({
  holds: z.array(z.int().min(1)).min(1).max(mostPrinted),
}) satisfies z.ZodType<PullPrintRequest>;
export const pullPrintView = z.object({ printed: z.int().nonnegative() }) satisfies z.ZodType<PullPrintView>;

export const holdExplanationView = z.object({
  hold: holdView,
  ahead: z.int().nonnegative().describe('Live holds of the same document that come before.'),
  obstacles: z.array(z.enum(holdObstacles)),
  copies: z.array(
    z.object({
      barcode: z.string(),
      library: z.string(),
      callNumber: z.string(),
      volume: z.string(),
      status: z.string(),
      dueAt: instant.nullable(),
      verdict: z.enum(copyVerdicts),
    }),
  ),
}) satisfies z.ZodType<HoldExplanationView>;

export const endedOnShelfView = z.object({
  hold: z.int(),
  barcode: z.string(),
  title: z.string(),
  state,
  cancelReason: z.string().nullable(),
  since: instant,
}) satisfies z.ZodType<EndedOnShelfView>;
export const endedOnShelfList = listOf(endedOnShelfView) satisfies z.ZodType<ListView<EndedOnShelfView>>;

export const strayView = z.object({
  barcode: z.string(),
  title: z.string(),
  at: z.string().describe('Code of the library where it stands.'),
}) satisfies z.ZodType<StrayView>;
export const strayList = listOf(strayView) satisfies z.ZodType<ListView<StrayView>>;

export const holdParams = z.strictObject({ id: z.coerce.number().int().min(1) });
export const libraryCodeParams = z.strictObject({ code });
export const holdsQuery = pageQuery.extend({
  card: scanned.optional(),
  record: z.string().min(1).max(64).optional().describe('Control number.'),
  title: z.string().trim().min(1).max(200).optional().describe('Words of the title; accents and case do not count.'),
  library: code.optional().describe('Where they are picked up.'),
  state: z
    .enum([...holdStatuses, 'live'])
    .optional()
    .describe('One state, or all those that still want a document.'),
});

export const placeHoldRequest = z.strictObject({
  card: scanned,
  record: z.string().min(1).max(64).describe('Control number.'),
  barcode: scanned.optional().describe('Of one copy, when no other will do.'),
  volume: z.string().max(64).optional(),
  pickup: code,
  notBefore: instant.optional(),
  suspendedUntil: instant.optional(),
  expiresAt: instant.optional(),
}) satisfies z.ZodType<PlaceHoldRequest>;
export const cancelHoldRequest = z.strictObject({
  reason: z.enum(['patron', 'staff', 'no-copy']),
}) satisfies z.ZodType<CancelHoldRequest>;
export const suspendHoldRequest = z.strictObject({
  until: instant.nullable().describe('Null: the reader waits again.'),
}) satisfies z.ZodType<SuspendHoldRequest>;
export const holdPickupRequest = z.strictObject({ library: code }) satisfies z.ZodType<HoldPickupRequest>;

function listOf<View extends z.ZodType>(view: View) {
  return z.object({ items: z.array(view), total: z.int().nonnegative() });
}

named.add(holdView, { id: 'HoldView' });
named.add(holdList, { id: 'HoldList' });
named.add(pullLineView, { id: 'PullLineView' });
named.add(pullList, { id: 'PullList' });
named.add(endedOnShelfView, { id: 'EndedOnShelfView' });
named.add(endedOnShelfList, { id: 'EndedOnShelfList' });
named.add(strayView, { id: 'StrayView' });
named.add(strayList, { id: 'StrayList' });
named.add(placeHoldRequest, { id: 'PlaceHoldRequest' });
named.add(cancelHoldRequest, { id: 'CancelHoldRequest' });
named.add(suspendHoldRequest, { id: 'SuspendHoldRequest' });
named.add(holdPickupRequest, { id: 'HoldPickupRequest' });
named.add(pullPrintRequest, { id: 'PullPrintRequest' });
named.add(pullPrintView, { id: 'PullPrintView' });
named.add(holdExplanationView, { id: 'HoldExplanationView' });
