import { z } from 'zod';
import { offlineKinds, offlineOutcomes } from '../../core/offline/entities.ts';
import type {
  OfflineBatchRequest,
  OfflineExceptionView,
  OfflineLineRequest,
  OfflineLineView,
  OfflineReportView,
  ResolveExceptionRequest,
} from './contract-offline.ts';
import type { ListView } from './contract.ts';
import { named, pageQuery } from './schemas.ts';

const batchKey = z.string().regex(/^[A-Za-z0-9._:-]{8,64}$/, 'de 8 à 64 lettres, chiffres, points ou tirets');
const library = z.string().min(1).max(32);

const line = z
  .strictObject({
    key: z.string().min(1).max(64),
    kind: z.enum(offlineKinds),
    device: z.string().min(1).max(128).optional(),
    library: library.optional(),
    at: z.iso.datetime({ offset: true }),
    card: z.string().trim().min(1).max(64).optional(),
    item: z.string().trim().min(1).max(64),
    dueAt: z.iso.datetime({ offset: true }).optional(),
  })
  .refine(({ device, library: code }) => (device === undefined) !== (code === undefined), 'device ou library')
  .refine(({ kind, card }) => (kind === 'check-in') === (card === undefined), {
    path: ['card'],
    message: 'pour un prêt ou une prolongation, et seulement là',
  }) satisfies z.ZodType<OfflineLineRequest>;

export const offlineBatchRequest = z.strictObject({
  batch: batchKey,
  clocks: z
    .array(
      z.strictObject({
        device: z.string().min(1).max(128),
        secondsBehind: z.number().min(-86_400_000).max(86_400_000),
      }),
    )
    .max(1_000)
    .optional(),
  lines: z.array(line).min(1),
}) satisfies z.ZodType<OfflineBatchRequest>;

const lineFields = {
  key: z.string(),
  kind: z.enum(offlineKinds),
  library: z.string(),
  device: z.string().nullable(),
  at: z.iso.datetime(),
  item: z.string(),
  outcome: z.enum(offlineOutcomes).nullable(),
  changed: z.boolean().describe('An exception may have been recorded all the same.'),
  reasons: z.array(z.object({ code: z.string(), text: z.string() })),
};
const lineView = z.object(lineFields) satisfies z.ZodType<OfflineLineView>;

export const offlineReportView = z.object({
  batch: z.string(),
  receivedAt: z.iso.datetime(),
  receivedBy: z.string(),
  finishedAt: z.iso.datetime().nullable(),
  counts: z.object({ applied: z.int(), alreadyTrue: z.int(), superseded: z.int(), exception: z.int() }),
  lines: z.array(lineView).describe('By corrected time.'),
}) satisfies z.ZodType<OfflineReportView>;

export const offlineExceptionView = z.object({
  ...lineFields,
  id: z.int(),
  batch: z.string(),
  title: z.string().nullable(),
  card: z.string().nullable(),
  resolvedAt: z.iso.datetime().nullable(),
  resolvedBy: z.string().nullable(),
  note: z.string().nullable(),
}) satisfies z.ZodType<OfflineExceptionView>;
export const offlineExceptionList = z.object({
  items: z.array(offlineExceptionView),
  total: z.int().nonnegative(),
}) satisfies z.ZodType<ListView<OfflineExceptionView>>;

export const offlineBatchParams = z.strictObject({ id: batchKey });
export const offlineExceptionParams = z.strictObject({ id: z.coerce.number().int().positive() });
export const offlineExceptionsQuery = pageQuery.extend({
  library: library.optional(),
  kind: z.enum(offlineKinds).optional(),
  state: z.enum(['open', 'resolved']).default('open'),
});
export const resolveExceptionRequest = z.strictObject({
  note: z.string().trim().min(1).max(1_000),
}) satisfies z.ZodType<ResolveExceptionRequest>;

named.add(offlineBatchRequest, { id: 'OfflineBatchRequest' });
named.add(offlineReportView, { id: 'OfflineReportView' });
named.add(offlineExceptionView, { id: 'OfflineExceptionView' });
named.add(offlineExceptionList, { id: 'OfflineExceptionList' });
named.add(resolveExceptionRequest, { id: 'ResolveExceptionRequest' });
