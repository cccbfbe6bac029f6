import { z } from 'zod';
import { deviceKinds } from '../../core/network/network.ts';
import { exchangeOutcomes } from '../../core/terminals/exchange.ts';
import type {
  ExchangePageView,
  ExchangeView,
  LiveDevicesView,
  LiveDeviceView,
  TranscriptView,
  TrialRequestView,
  TrialView,
} from './contract-terminals.ts';
import { explanationView } from './schemas-terms.ts';
import { named } from './schemas.ts';

const counts = z.object({
  written: z.int(),
  waiting: z.int(),
  dropped: z.int().describe('They came faster than they can be written.'),
});
export const liveDeviceView = z.object({
  login: z.string(),
  name: z.string(),
  kind: z.enum(deviceKinds),
  library: z.object({ code: z.string(), name: z.string() }),
  state: z
    .enum(['on-line', 'silent', 'absent', 'never-seen'])
    .describe('Spoke within 10 minutes; earlier today, or connected without a word; before today; never.'),
  lastSeenAt: z.iso.datetime().nullable(),
  lastStatus: z.enum(['ok', 'out-of-paper', 'shutting-down']).nullable(),
  connections: z.int().nonnegative(),
  connectedSince: z.iso.datetime().nullable(),
  address: z.string().nullable().describe('Null too for a role that may not read what terminals say.'),
  lastMessage: z.string().nullable(),
  lastRefusal: z.object({ cause: z.string(), at: z.iso.datetime() }).nullable(),
  messagesPerMinute: z.int(),
  messages: z.int(),
  refusals: z.int(),
}) satisfies z.ZodType<LiveDeviceView>;
export const liveDevicesView = z.object({
  items: z.array(liveDeviceView),
  total: z.int().nonnegative(),
  journal: counts,
}) satisfies z.ZodType<LiveDevicesView>;

const fieldView = z.object({
  identifier: z.string().nullable(),
  name: z.string().nullable(),
  value: z.string(),
  shown: z
    .enum(['whole', 'masked', 'withheld'])
    .describe('Masked: personal, not for this role. Withheld: a secret, kept nowhere.'),
});
const messageView = z.object({
  code: z.string(),
  name: z.string().nullable(),
  fields: z.array(fieldView),
  text: z.string(),
  errorDetection: z.string().nullable(),
  unread: z.int().describe('Bytes that could not be read as fields, and are not kept.'),
});
export const exchangeView = z.object({
  id: z.int(),
  at: z.iso.datetime(),
  milliseconds: z.number(),
  device: z.string().nullable(),
  library: z.string().nullable(),
  address: z.string(),
  message: z.string(),
  outcome: z.enum(exchangeOutcomes),
  cause: z.string().nullable(),
  item: z.string().nullable(),
  request: messageView,
  response: messageView,
}) satisfies z.ZodType<ExchangeView>;
export const exchangePageView = z.object({
  items: z.array(exchangeView),
  next: z.string().nullable(),
}) satisfies z.ZodType<ExchangePageView>;

const word = z.string().trim().min(1).max(64);
export const exchangesQuery = z.strictObject({
  device: z.string().min(1).max(128).optional().describe('Login.'),
  library: z.string().min(1).max(32).optional(),
  message: word.optional().describe('In the word of SIP2: Checkout.'),
  outcome: z.enum(exchangeOutcomes).optional(),
  cause: word.optional(),
  card: word.optional(),
  item: z.string().trim().min(1).max(255).optional().describe('Barcode, or tag, as the terminal sent it.'),
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
  cursor: z
    .string()
    .regex(/^\d{1,16}-\d{1,16}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export const exchangeStreamQuery = z.strictObject({
  device: z.string().min(1).max(128).optional().describe('Login; every terminal without it.'),
  after: z.string().max(80).optional().describe('As the id of the last event one knows.'),
});
export const deviceLoginParams = z.strictObject({ login: z.string().min(1).max(128) });
export const transcriptQuery = z.strictObject({ from: z.iso.datetime(), until: z.iso.datetime() });
export const transcriptView = z.object({
  device: z.string(),
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  exchanges: z.int(),
  truncated: z.boolean(),
  text: z.string(),
}) satisfies z.ZodType<TranscriptView>;

/** Characters one may type: the longest message. */
const longestMessage = 64 * 1024;
export const trialRequest = z.union([
  z.strictObject({ raw: z.string().min(2).max(longestMessage).describe('As the terminal would send it.') }),
  z.strictObject({
    message: word.describe('In the word of SIP2: Checkout.'),
    fields: z.record(z.string().max(64), z.string().max(255)).describe('By their names: patronIdentifier.'),
    errorDetection: z.boolean().optional().describe('With AY and AZ.'),
  }),
]) satisfies z.ZodType<TrialRequestView>;
export const trialView = z.object({
  exchange: exchangeView.omit({ id: true }),
  requestBytes: z.string().nullable(),
  responseBytes: z.string().nullable(),
  screen: z.array(z.string()),
  explanation: explanationView.nullable(),
}) satisfies z.ZodType<TrialView>;

named.add(liveDevicesView, { id: 'LiveDevices' });
named.add(exchangePageView, { id: 'ExchangePage' });
named.add(transcriptView, { id: 'Transcript' });
named.add(trialRequest, { id: 'TrialRequest' });
named.add(trialView, { id: 'Trial' });
