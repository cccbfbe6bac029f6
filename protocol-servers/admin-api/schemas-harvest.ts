import { z } from 'zod';
import { audiences } from '../../core/digital/audiences.ts';
import { resourceAccess, resourceTypes } from '../../core/digital/entities.ts';
import { mappingStates, runKinds, runStates } from '../../core/harvest/entities.ts';
import type {
  HarvestedRecordView,
  HarvestNoteView,
  HarvestOrder,
  HarvestRunView,
  HarvestSourceRequest,
  HarvestSourceView,
  IdentifyRequest,
  IdentifyView,
  SweepDecisionRequest,
} from './contract-harvest.ts';
import { named } from './schemas.ts';

const id = z.coerce.number().int().min(1);
const count = z.int().nonnegative();
const moment = z.iso.datetime().nullable();
const code = z.string().min(2).max(32);
export const sourceParams = z.strictObject({ code });
export const runParams = z.strictObject({ id });
export const runsQuery = z.strictObject({
  source: code.optional(),
  before: id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const afterQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export const harvestedQuery = z.strictObject({
  mapping: z.enum(mappingStates).optional(),
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

const whole = z.int().min(1).nullable();
export const sourceRequest = z.strictObject({
  name: z.string().min(1).max(200),
  baseUrl: z.string().max(1_000),
  metadataPrefix: z.string().max(64).nullable().describe('Null: the best of those it offers.'),
  set: z.string().max(500).nullable(),
  networks: z
    .array(z.string().max(64))
    .max(20)
    .readonly()
    .describe('Networks that are not public where it may be (CIDR).'),
  repair: z.boolean().describe('Whether pages that are no XML are mended.'),
  active: z.boolean(),
  everyHours: whole.describe('Null: when it is asked for.'),
  overlapMinutes: whole,
  sweepDays: whole,
  resourceType: z.enum(resourceTypes).nullable(),
  access: z.enum(resourceAccess),
  licence: z.string().max(500),
  rightsUri: z.string().max(500),
  audiences: z.array(z.enum(audiences)).max(audiences.length).readonly().describe('To whom its records may be shown.'),
}) satisfies z.ZodType<HarvestSourceRequest>;

export const runView = z.object({
  id: z.int(),
  source: z.string(),
  kind: z.enum(runKinds),
  state: z.enum(runStates),
  reason: z.string().nullable(),
  sentence: z.string().nullable(),
  detail: z.string(),
  startedBy: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: moment,
  resumeAt: moment,
  metadataPrefix: z.string(),
  ...{ pages: count, listed: count, added: count, updated: count, unchanged: count, deleted: count, failed: count },
  ...{ retries: count, restarts: count, completeListSize: count.nullable() },
}) satisfies z.ZodType<HarvestRunView>;
export const runList = z.object({ items: z.array(runView) });

export const sourceView = z.object({
  code: z.string(),
  ...sourceRequest.shape,
  granularity: z.enum(['day', 'seconds']).nullable(),
  deletedRecord: z.enum(['no', 'transient', 'persistent']).nullable(),
  ...{ lastCompleted: moment, lastSweepAt: moment, nextRunAt: moment },
  lastRun: runView.nullable(),
  work: z.enum(['idle', 'ordered', 'running']),
  records: z.object({ waiting: count, mapped: count, rejected: count, withdrawn: count }),
}) satisfies z.ZodType<HarvestSourceView>;
export const sourceList = z.object({ items: z.array(sourceView), total: count });

export const harvestOrder = z
  .strictObject({ kind: z.enum(runKinds), from: z.iso.datetime().optional() })
  .refine(({ kind, from }) => kind === 'INCREMENTAL' || from === undefined, {
    path: ['from'],
    message: 'only with the kind INCREMENTAL',
  }) satisfies z.ZodType<HarvestOrder>;
export const identifyRequest = sourceRequest.pick({
  baseUrl: true,
  networks: true,
  repair: true,
}) satisfies z.ZodType<IdentifyRequest>;
const told = z.string();
export const identifyView = z.object({
  identity: z
    .object({
      ...{ repositoryName: told, baseUrl: told, earliestDatestamp: told, deletedRecord: told, granularity: told },
    })
    .nullable(),
  formats: z.array(told).readonly(),
  sets: z.array(told).readonly(),
  reason: told.nullable(),
  sentence: told.nullable(),
  detail: told,
}) satisfies z.ZodType<IdentifyView>;
export const sweepDecision = z.strictObject({
  decision: z.enum(['take-away', 'leave']),
}) satisfies z.ZodType<SweepDecisionRequest>;
export const noteList = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      kind: z.string(),
      identifier: z.string(),
      detail: z.string(),
    }) satisfies z.ZodType<HarvestNoteView>,
  ),
});
export const harvestedList = z.object({
  items: z.array(
    z.object({
      id: z.int(),
      identifier: z.string(),
      datestamp: z.string(),
      deleted: z.boolean(),
      mapping: z.enum(mappingStates),
      reason: z.string().nullable(),
      resource: z.int().nullable(),
      raw: z.string(),
    }) satisfies z.ZodType<HarvestedRecordView>,
  ),
});
export const mappedAgain = z.object({ waiting: count });

named.add(sourceRequest, { id: 'HarvestSourceRequest' });
named.add(sourceView, { id: 'HarvestSource' });
named.add(sourceList, { id: 'HarvestSources' });
named.add(runView, { id: 'HarvestRun' });
named.add(runList, { id: 'HarvestRuns' });
named.add(harvestOrder, { id: 'HarvestOrder' });
named.add(identifyRequest, { id: 'HarvestIdentify' });
named.add(identifyView, { id: 'HarvestIdentification' });
named.add(sweepDecision, { id: 'SweepDecision' });
named.add(noteList, { id: 'HarvestNotes' });
named.add(harvestedList, { id: 'HarvestedRecords' });
named.add(mappedAgain, { id: 'HarvestMappedAgain' });
