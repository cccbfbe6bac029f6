import { z } from 'zod';
import { exportCharsets, exportFormats } from '../../core/catalogue/export/index.ts';
import type { ExportOrder, ExportView } from './contract-exports.ts';
import { named } from './schemas.ts';

const code = z.string().min(1).max(32);
const order = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['all']) }),
  z.strictObject({ kind: z.enum(['library']), library: code }),
  z.strictObject({ kind: z.enum(['query']), cql: z.string().min(1).max(2_000) }),
]);
export const exportOrder = z.strictObject({
  scope: order,
  format: z.enum(exportFormats),
  charset: z.enum(exportCharsets).optional().describe('Of ISO 2709; UTF-8 when not said.'),
  unwritable: z
    .enum(['refuse', 'reference'])
    .optional()
    .describe('Characters ISO 5426 has not: the record is left out, or they are written &#x20AC;.'),
}) satisfies z.ZodType<ExportOrder>;

const count = z.int().nonnegative();
export const exportView = z.object({
  id: z.string(),
  scope: z.object({
    kind: z.enum(['all', 'library', 'query']),
    library: z.string().optional(),
    cql: z.string().optional(),
  }),
  format: z.enum(exportFormats),
  charset: z.enum(exportCharsets),
  status: z.enum(['waiting', 'running', 'done', 'failed']),
  progress: z.object({ done: count, total: count }).nullable(),
  records: count,
  written: count,
  items: count,
  split: count,
  leftOut: count,
  lines: z.array(
    z.object({ controlNumber: z.string(), what: z.string(), sentence: z.string(), detail: z.string() }).readonly(),
  ),
  bytes: count,
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
}) satisfies z.ZodType<ExportView>;
export const exportList = z.object({ items: z.array(exportView), total: count });
export const exportParams = z.strictObject({ id: z.uuid() });

named.add(exportOrder, { id: 'ExportOrder' });
named.add(exportView, { id: 'Export' });
named.add(exportList, { id: 'Exports' });
