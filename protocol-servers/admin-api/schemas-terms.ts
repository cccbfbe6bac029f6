import { z } from 'zod';
import { itemTypes } from '../../core/circulation/entities.ts';
import { refusals } from '../../core/outcome.ts';
import type {
  AnswerView,
  CalendarRequest,
  CalendarView,
  DivergenceView,
  DueStepView,
  ExplanationView,
  OpeningsView,
  PolicyRequest,
  PolicyView,
  SimulationRequest,
  SimulationView,
} from './contract-terms.ts';
import type { ListView } from './contract.ts';
import { named } from './schemas.ts';

const code = z.string().min(1).max(32);
const isoDate = z.iso.date();
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const facts = z
  .record(z.string(), scalar)
  .readonly()
  .describe('What it was decided on: the policy row, a count, a date in ms.');

export const policyRequest = z.strictObject({
  category: code.nullable().describe('Null: every category.'),
  itemType: z.enum(itemTypes).nullable().describe('Null: every kind of document.'),
  library: code.nullable().describe('Null: the whole network.'),
  loanDays: z.int().min(1),
  renewals: z.int().min(0),
  renewDays: z.int().min(1),
  maxPerType: z.int().min(0).nullable(),
  maxTotal: z.int().min(0),
  holdsMax: z.int().min(0),
  holdable: z.boolean(),
  selfCheck: z.boolean(),
  hardDueDate: isoDate.nullable().default(null),
  graceOpenDays: z.int().min(0).default(0),
  suspensionPerLateDay: z.int().min(0).default(0),
  feeSchedule: z.null().default(null).describe('The network is free of charge.'),
}) satisfies z.ZodType<PolicyRequest>;
export const policyView = z.object({
  ...policyRequest.shape,
  id: z.int(),
  hardDueDate: isoDate.nullable(),
  graceOpenDays: z.int(),
  suspensionPerLateDay: z.int(),
  feeSchedule: z.string().nullable(),
}) satisfies z.ZodType<PolicyView>;
export const policyList = z.object({
  items: z.array(policyView),
  total: z.int(),
}) satisfies z.ZodType<ListView<PolicyView>>;
export const divergenceList = z.object({
  items: z.array(
    z.object({
      policy: policyView,
      otherwise: policyView.describe('The row that would decide without it.'),
      differences: z.array(z.object({ term: z.string(), here: scalar, otherwise: scalar })).readonly(),
    }),
  ),
  total: z.int(),
}) satisfies z.ZodType<ListView<DivergenceView>>;
export const policyParams = z.strictObject({ id: z.coerce.number().int().positive() });

const hours = z.strictObject({ from: z.string().max(5), to: z.string().max(5) });
const openingHours = z.array(hours).max(10).readonly();
const exception = z.strictObject({
  date: isoDate,
  until: isoDate.nullable().default(null),
  weekday: z.int().min(1).max(7).nullable().default(null).describe('1 is Monday.'),
  yearly: z.boolean().default(false),
  hours: openingHours,
  reason: z.string().min(1).max(200),
});
export const calendarRequest = z.strictObject({
  weekly: z.array(openingHours).length(7).readonly().describe('Monday first; an empty list is a closed day.'),
  exceptions: z.array(exception).max(400).readonly(),
}) satisfies z.ZodType<CalendarRequest>;
export const calendarView = z.object({
  ...calendarRequest.shape,
  library: z.string(),
}) satisfies z.ZodType<CalendarView>;
export const libraryParams = z.strictObject({ code });

/** Days one answer holds: a year and a day. */
const mostDays = 367;
export const openingsQuery = z
  .strictObject({ from: isoDate, to: isoDate })
  .refine(({ from, to }) => from <= to && (Date.parse(to) - Date.parse(from)) / 86_400_000 < mostDays, {
    path: ['to'],
    message: 'de un à 367 jours',
  });
const because = z.enum(['weekday', 'exception', 'holiday']);
export const openingsView = z.object({
  library: z.string(),
  days: z
    .array(
      z.object({
        date: isoDate,
        hours: openingHours,
        closed: z.object({ because, reason: z.string() }).nullable(),
      }),
    )
    .readonly(),
}) satisfies z.ZodType<OpeningsView>;

const scanned = z.string().min(1).max(255);
const instant = z.iso.datetime().describe('UTC; now when absent.').optional();
export const explainQuery = z.strictObject({
  card: scanned,
  item: scanned.describe('Barcode.'),
  library: code.optional().describe('That of the member of staff when absent.'),
  at: instant,
});
export const simulationRequest = z.strictObject({
  operation: z.enum(['check-out', 'renew']),
  card: scanned,
  item: scanned,
  library: code.optional(),
  as: z.enum(['STAFF', 'SELFCHECK']),
  override: z.strictObject({ reasons: z.array(z.enum(refusals)), why: z.string().max(500) }).optional(),
  at: instant,
}) satisfies z.ZodType<SimulationRequest>;

const answer = z.object({
  granted: z.boolean(),
  code: z.string().nullable(),
  title: z.string().nullable(),
  facts,
  dueAt: z.iso.datetime().nullable(),
  renewed: z.boolean(),
  warnings: z.array(z.object({ code: z.string(), title: z.string() })).readonly(),
}) satisfies z.ZodType<AnswerView>;
export const simulationView = z.object({
  at: z.iso.datetime(),
  library: z.string(),
  answer,
}) satisfies z.ZodType<SimulationView>;

const dueStep = z.discriminatedUnion('step', [
  z.object({ step: z.enum(['loan-days']), days: z.int(), date: isoDate }),
  z.object({ step: z.enum(['hard-due-date']), date: isoDate }),
  z.object({ step: z.enum(['closed']), date: isoDate, because, reason: z.string() }),
  z.object({ step: z.enum(['opening-day']), date: isoDate }),
  z.object({ step: z.enum(['membership-end']), at: z.iso.datetime() }),
]) satisfies z.ZodType<DueStepView>;
const verdict = z
  .enum(['refuse', 'override', 'warn', 'flag', 'accept'])
  .describe('`override` gives way to staff who say why; `warn` is told and done.');

export const explanationView = z.object({
  at: z.iso.datetime(),
  library: z.string(),
  item: z.object({
    barcode: z.string(),
    title: z.string(),
    type: z.enum(itemTypes),
    status: z.string(),
    loanable: z.boolean(),
  }),
  facts: z.object({
    category: z.string(),
    loans: z.int(),
    loansOfType: z.int(),
    overdue: z.int(),
    holds: z.int(),
    othersWaiting: z.int(),
    blocks: z.array(z.string()).readonly(),
    expiresAt: z.iso.datetime(),
  }),
  policy: policyView.nullable().describe('The row that decides.'),
  overruled: z.array(policyView).readonly(),
  due: z.object({ dueAt: z.iso.datetime(), steps: z.array(dueStep).readonly() }).nullable(),
  reasons: z
    .array(z.object({ code: z.string(), title: z.string(), facts, staff: verdict, selfCheck: verdict }))
    .readonly(),
  staff: answer,
  selfCheck: answer,
}) satisfies z.ZodType<ExplanationView>;

named.add(policyRequest, { id: 'PolicyRequest' });
named.add(policyView, { id: 'PolicyView' });
named.add(policyList, { id: 'PolicyList' });
named.add(divergenceList, { id: 'DivergenceList' });
named.add(calendarRequest, { id: 'CalendarRequest' });
named.add(calendarView, { id: 'CalendarView' });
named.add(openingsView, { id: 'OpeningsView' });
named.add(simulationRequest, { id: 'SimulationRequest' });
named.add(simulationView, { id: 'SimulationView' });
named.add(explanationView, { id: 'ExplanationView' });
