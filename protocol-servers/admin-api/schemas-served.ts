import { z } from 'zod';
import type {
  ProtocolServedView,
  QueryTrialRequest,
  QueryTrialView,
  ServedSettingsView,
  ServedView,
} from './contract-served.ts';
import { named } from './schemas.ts';

const count = z.int().nonnegative();
const milliseconds = z.number().nonnegative();
const at = z.iso.datetime();
const protocolServed = z.object({
  operations: z
    .array(
      z.object({ operation: z.string(), requests: count, refused: count, mean: milliseconds, longest: milliseconds }),
    )
    .readonly(),
  clients: z
    .array(
      z.object({
        client: z.string(),
        ...{ connections: count, requests: count, refused: count, lastAt: at },
        places: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
  diagnostics: z.array(z.object({ code: z.string(), meaning: z.string(), times: count, lastAt: at })).readonly(),
  slow: z
    .array(
      z.object({
        ...{ client: z.string(), operation: z.string(), milliseconds, at },
        query: z.string().nullable().describe('PQF or CQL. Null: it searched nothing, or is not told to an auditor.'),
        place: z.string().nullable(),
      }),
    )
    .readonly(),
}) satisfies z.ZodType<ProtocolServedView>;
export const servedView = z.object({
  ...{ since: at, slowFrom: count, z3950: protocolServed, sru: protocolServed, oai: protocolServed },
}) satisfies z.ZodType<ServedView>;

const address = z.string();
export const servedSettingsView = z.object({
  z3950: z.object({
    ...{ address, sessions: count, sessionsPerClient: count, requestsPerMinute: count, recordsPerMinute: count },
    ...{ recordsAtOnce: count, deepestRecord: count, idleMinutes: count, failedSignIns: count },
  }),
  sru: z.object({ address, requestsPerMinute: count, recordsAtOnce: count, deepestRecord: count }),
  oai: z.object({
    ...{ address, requestsPerMinute: count, requestsAtOnce: count, recordsAtOnce: count, tokenDays: count },
  }),
}) satisfies z.ZodType<ServedSettingsView>;

export const queryTrialRequest = z.strictObject({
  language: z.enum(['cql', 'pqf']),
  query: z.string().min(1).max(4_000),
  database: z.string().min(1).max(64).default('catalogue'),
}) satisfies z.ZodType<QueryTrialRequest>;
export const queryTrialView = z.object({
  records: count.nullable(),
  milliseconds,
  diagnostic: z.object({ code: z.string(), details: z.string() }).nullable(),
}) satisfies z.ZodType<QueryTrialView>;

named.add(protocolServed, { id: 'ProtocolServed' });
named.add(servedView, { id: 'Served' });
named.add(servedSettingsView, { id: 'ServedSettings' });
named.add(queryTrialRequest, { id: 'QueryTrialRequest' });
named.add(queryTrialView, { id: 'QueryTrial' });
