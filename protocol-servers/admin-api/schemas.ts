import { z } from 'zod';
import { roles } from '../../core/ports/staff.ts';
import { deviceKinds, libraryKinds, libraryStates } from '../../core/network/network.ts';
import type {
  ActivityLine,
  DeviceView,
  LibraryView,
  ListView,
  Problem,
  SessionView,
  SignInRequest,
  TodayView,
} from './contract.ts';

// contract.ts says what is spoken; these check it and document it. `satisfies` keeps the two from drifting apart.

export const signInRequest = z.strictObject({
  login: z.string().min(1).max(64),
  password: z.string().min(1).max(256),
}) satisfies z.ZodType<SignInRequest>;

export const sessionView = z.object({
  user: z.object({ login: z.string(), name: z.string(), role: z.enum(roles), library: z.string().nullable() }),
  csrfToken: z.string().describe('To be sent as X-CSRF with every unsafe request.'),
  stage: z
    .enum(['open', 'passcode', 'password', 'enrolment'])
    .describe('Until it is open, other resources answer 403 session-not-open.'),
  endsAt: z.iso.datetime(),
}) satisfies z.ZodType<SessionView>;

export const libraryView = z.object({
  code: z.string(),
  name: z.string(),
  commune: z.string(),
  kind: z.enum(libraryKinds),
  state: z.enum(libraryStates),
  isPickup: z.boolean(),
  devices: z.int().nonnegative(),
}) satisfies z.ZodType<LibraryView>;
export const libraryList = z.object({
  items: z.array(libraryView),
  total: z.int().nonnegative(),
}) satisfies z.ZodType<ListView<LibraryView>>;

export const deviceView = z.object({
  login: z.string(),
  name: z.string(),
  kind: z.enum(deviceKinds),
  library: z.object({ code: z.string(), name: z.string() }),
  lastSeenAt: z.iso.datetime().nullable(),
  lastStatus: z.enum(['ok', 'out-of-paper', 'shutting-down']).nullable(),
  state: z
    .enum(['connected', 'silent', 'absent', 'never-seen'])
    .describe('Spoke within 10 minutes, earlier today, before today, never.'),
}) satisfies z.ZodType<DeviceView>;
export const deviceList = z.object({
  items: z.array(deviceView),
  total: z.int().nonnegative(),
}) satisfies z.ZodType<ListView<DeviceView>>;

export const activityLine = z.object({
  seq: z.int(),
  at: z.iso.datetime(),
  type: z.enum(['LOAN', 'RETURN', 'RENEWAL']),
  library: z.string().nullable(),
  device: z.string().nullable(),
  barcode: z.string(),
  title: z.string(),
  routing: z.string().nullable().describe('Where a return goes: `shelf`, `transit-home:AVION`.'),
}) satisfies z.ZodType<ActivityLine>;
export const todayView = z.object({
  totals: z.object({ loans: z.int(), returns: z.int(), renewals: z.int() }),
  lines: z.array(activityLine).describe('Newest first; empty for a role that sees totals only.'),
}) satisfies z.ZodType<TodayView>;

export const todayQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(500).default(100) });
/** Topics of one stream: a browser follows so many terminals at once at most. */
const mostTopics = 20;
const topic = /^(activity|devices|harvests|batches|exchanges(:[^,:]{1,128})?)$/;
export const streamQuery = z.strictObject({
  topics: z
    .string()
    .default('activity,devices')
    .transform((text) => text.split(','))
    .pipe(z.array(z.string().regex(topic)).max(mostTopics))
    .describe(
      'activity, devices, harvests, batches, exchanges:LOGIN (exchanges: every terminal), separated by commas.',
    ),
  after: z.string().max(80).optional().describe('As the id of the last event one knows: activity:7,exchanges:345.'),
});
export const noQuery = z.strictObject({});
/** Which part of a list: the answer says the total. */
export const pageQuery = z.strictObject({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

export const problem = z.object({
  type: z.string(),
  title: z.string().describe('For people.'),
  status: z.int(),
  code: z.string().describe('Stable: for programs.'),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  facts: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .optional()
    .describe('What a refusal was decided on: the policy row, a count, a date in UTC milliseconds.'),
}) satisfies z.ZodType<Problem>;

/** The schemas the document of the API names. */
export const named = z.registry<{ id: string }>();
named.add(signInRequest, { id: 'SignInRequest' });
named.add(sessionView, { id: 'SessionView' });
named.add(libraryView, { id: 'LibraryView' });
named.add(libraryList, { id: 'LibraryList' });
named.add(deviceView, { id: 'DeviceView' });
named.add(deviceList, { id: 'DeviceList' });
named.add(activityLine, { id: 'ActivityLine' });
named.add(todayView, { id: 'TodayView' });
named.add(problem, { id: 'Problem' });
