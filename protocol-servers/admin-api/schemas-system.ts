import { z } from 'zod';
import { lossKinds, workNames } from '../../core/system/state.ts';
import type { SystemView } from './contract-system.ts';
import { named } from './schemas.ts';

const count = z.int().nonnegative();
const at = z.iso.datetime();
const service = z.enum(['console', 'sip2', 'sip2-tls', 'sip2-telnet', 'z3950', 'sru', 'oai']);

export const systemView = z.object({
  at,
  startedAt: at,
  version: z.object({ program: z.string(), node: z.string() }),
  database: z.object({
    kind: z.enum(['sqlite', 'mariadb']),
    reachable: z.boolean(),
    durability: z.enum(['full', 'weak']),
    bytes: count,
    schema: count,
  }),
  search: z.object({
    kind: z.enum(['embedded', 'solr']),
    reachable: z.boolean(),
    indexed: count.nullable().describe('Null when it does not answer.'),
    shown: count.describe('Records of the catalogue it should hold.'),
  }),
  services: z
    .array(
      z.object({
        name: service,
        port: z.string().nullable().describe('Null: not set up.'),
        listening: z.boolean(),
        connections: count.nullable(),
        requests: count.describe('Since the server started.'),
        lastRequestAt: at.nullable(),
        faults: count,
        lastFaultAt: at.nullable(),
      }),
    )
    .readonly(),
  works: z.array(z.object({ name: z.enum(workNames), waiting: count, since: at.nullable() })).readonly(),
  jobs: z
    .array(
      z.object({
        kind: z.enum(['export', 'harvest', 'batch']),
        name: z.string(),
        progress: z.object({ done: count, total: count }).nullable(),
      }),
    )
    .readonly(),
  disk: z.object({ free: count, total: count }).nullable(),
  certificates: z.array(z.object({ service, validUntil: at.nullable() })).readonly(),
  mail: z.boolean(),
  losses: z
    .array(
      z.object({
        kind: z.enum(lossKinds),
        degree: z.enum(['lost', 'late', 'warning']),
        service: service.nullable(),
      }),
    )
    .readonly(),
}) satisfies z.ZodType<SystemView>;

named.add(systemView, { id: 'System' });
