import { z } from 'zod';
import { transitReasons } from '../../core/circulation/entities.ts';
import {
  cancelReasons,
  crateStates,
  discrepancyKinds,
  resolutions,
  runStates,
  skipReasons,
} from '../../core/navette/entities.ts';
import type {
  CrateLineView,
  CrateRequest,
  CrateSheetView,
  CrateSummaryView,
  CrateView,
  DiscrepancyView,
  DispatchView,
  LateTransitView,
  LoadRequest,
  MovingItemView,
  ReceptionRequest,
  ReceptionView,
  ResolutionRequest,
  ShuttleRouteRequest,
  ShuttleRouteView,
  ShuttleRunView,
} from './contract-navette.ts';
import type { ListView } from './contract.ts';
import { named, pageQuery } from './schemas.ts';

/** Barcodes one reception brings at once; a crate holds far fewer. */
const mostBarcodes = 1_000;

const code = z.string().min(1).max(32);
const barcode = z.string().trim().min(1).max(128);
const instant = z.iso.datetime();
const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const count = z.int().nonnegative();
const list = <Row extends z.ZodType>(row: Row) => z.object({ items: z.array(row), total: count });

export const idParams = z.strictObject({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });
export const dispatchParams = z.strictObject({ code });
export const runsQuery = pageQuery.extend({ from: z.iso.date(), to: z.iso.date() });
export const ofLibraryPageQuery = pageQuery.extend({ library: code.optional() });
export const cratesQuery = pageQuery.extend({
  library: code.optional(),
  state: z.enum(crateStates).optional(),
  run: z.coerce
    .number()
    .int()
    .min(1)
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .describe('What this run carries, or is to.'),
});

const stop = z.strictObject({
  weekday: z.int().min(1).max(7).describe('1 is Monday.'),
  sequence: z.int().min(1).max(1_000),
  library: code,
  from: localTime,
  to: localTime,
});
const route = { name: z.string().trim().min(1).max(128), hub: code };
export const routeRequest = z.strictObject({
  ...route,
  stops: z.array(stop).max(500),
}) satisfies z.ZodType<ShuttleRouteRequest>;
export const routeView = z.object({
  id: z.int(),
  ...route,
  stops: z.array(stop),
}) satisfies z.ZodType<ShuttleRouteView>;
export const routeList = list(routeView) satisfies z.ZodType<ListView<ShuttleRouteView>>;

export const runView = z.object({
  id: z.int(),
  route: z.int(),
  date: z.iso.date(),
  state: z.enum(runStates),
  cancelReason: z.enum(cancelReasons).nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  stops: z.array(
    z.object({
      sequence: z.int(),
      library: code,
      opensAt: instant,
      closesAt: instant,
      skipped: z.enum(skipReasons).nullable(),
    }),
  ),
}) satisfies z.ZodType<ShuttleRunView>;
export const runList = list(runView) satisfies z.ZodType<ListView<ShuttleRunView>>;

export const movingItemView = z.object({
  barcode: z.string(),
  title: z.string(),
  callNumber: z.string(),
  reason: z.enum(transitReasons),
  from: code,
  to: code,
  lastSeen: code,
  since: instant,
  crate: z.string().nullable(),
}) satisfies z.ZodType<MovingItemView>;
export const dispatchView = z.object({
  items: z.array(movingItemView),
  total: count,
  nextDeparture: instant.nullable(),
}) satisfies z.ZodType<DispatchView>;
export const lateTransitView = movingItemView.extend({
  promisedAt: instant.describe('What the timetable promised when the move began.'),
  daysLate: count,
}) satisfies z.ZodType<LateTransitView>;
export const lateList = list(lateTransitView) satisfies z.ZodType<ListView<LateTransitView>>;

export const crateRequest = z.strictObject({
  from: code.optional().describe('For an account of the whole network; the others send from their own library.'),
  to: code.nullable().describe('Null: to be sorted at the hub.'),
}) satisfies z.ZodType<CrateRequest>;
export const crateView = z.object({
  id: z.int(),
  code: z.string(),
  from: code,
  to: code.nullable(),
  run: z.int().nullable(),
  state: z.enum(crateStates),
  openedAt: instant,
  sealedAt: instant.nullable(),
  loadedAt: instant.nullable(),
  receivedAt: instant.nullable(),
  receivedAtLibrary: code.nullable(),
}) satisfies z.ZodType<CrateView>;
export const crateList = list(crateView.extend({ items: count })) satisfies z.ZodType<ListView<CrateSummaryView>>;
export const crateLineView = z.object({
  barcode: z.string(),
  title: z.string(),
  to: code.nullable(),
  reason: z.string().nullable(),
  state: z.enum(['IN_CRATE', 'SEEN', 'LEFT', 'MISSING', 'GIVEN_UP']),
  unexpected: z.boolean(),
  resolution: z.enum(resolutions).nullable(),
}) satisfies z.ZodType<CrateLineView>;
export const crateSheetView = z.object({
  crate: crateView,
  lines: z.array(crateLineView),
}) satisfies z.ZodType<CrateSheetView>;
export const crateScan = z.strictObject({ barcode });

export const loadRequest = z.strictObject({
  run: z.int().min(1).describe('A run that is on its way.'),
}) satisfies z.ZodType<LoadRequest>;

export const receptionRequest = z.strictObject({
  library: code.optional().describe('Where it is received, for an account of the whole network.'),
  barcodes: z.array(barcode).max(mostBarcodes),
  closing: z.enum(['now', 'when-all-seen']).optional().describe('When what was not seen is missing; now, unless told.'),
}) satisfies z.ZodType<ReceptionRequest>;
export const receptionView = z.object({
  crate: crateView,
  results: z.array(
    z.object({
      barcode: z.string(),
      title: z.string().nullable(),
      result: z.enum(['announced', 'unexpected', 'refused']),
      routing: z.string().nullable(),
      destination: code.nullable(),
      refusal: z.string().nullable(),
    }),
  ),
  missing: z.array(z.object({ barcode: z.string(), title: z.string() })),
}) satisfies z.ZodType<ReceptionView>;

export const discrepancyList = list(
  z.object({
    id: z.int(),
    kind: z.enum(discrepancyKinds),
    notedAt: instant,
    barcode: z.string(),
    title: z.string(),
    lastSeen: code.describe('Code of the library where it was last seen.'),
    lastSeenAt: instant,
    crate: crateView,
  }),
) satisfies z.ZodType<ListView<DiscrepancyView>>;
export const resolutionRequest = z.strictObject({
  resolution: z.enum(resolutions),
}) satisfies z.ZodType<ResolutionRequest>;

named.add(routeRequest, { id: 'ShuttleRouteRequest' });
named.add(routeView, { id: 'ShuttleRouteView' });
named.add(routeList, { id: 'ShuttleRouteList' });
named.add(runView, { id: 'ShuttleRunView' });
named.add(runList, { id: 'ShuttleRunList' });
named.add(dispatchView, { id: 'DispatchView' });
named.add(lateList, { id: 'LateTransitList' });
named.add(crateRequest, { id: 'CrateRequest' });
named.add(crateView, { id: 'CrateView' });
named.add(crateList, { id: 'CrateList' });
named.add(crateSheetView, { id: 'CrateSheetView' });
named.add(crateScan, { id: 'CrateScan' });
named.add(loadRequest, { id: 'CrateLoadRequest' });
named.add(receptionRequest, { id: 'ReceptionRequest' });
named.add(receptionView, { id: 'ReceptionView' });
named.add(discrepancyList, { id: 'DiscrepancyList' });
named.add(resolutionRequest, { id: 'ResolutionRequest' });
