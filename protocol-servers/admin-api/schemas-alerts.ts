import { z } from 'zod';
import { alertKinds } from '../../core/alerts/entities.ts';
import { quickSearchKinds } from '../../core/quick-search/entities.ts';
import type { AcknowledgeRequest, AlertView, QuickSearchView } from './contract-alerts.ts';
import type { ListView } from './contract.ts';
import { patronLineView } from './schemas-patrons.ts';
import { named } from './schemas.ts';

const library = z.object({ code: z.string(), name: z.string() });

export const alertView = z.object({
  key: z.string(),
  kind: z.enum(alertKinds),
  library: library.nullable().describe('Null: of the whole network.'),
  subject: z.string().nullable().describe('Login of the device, code of the source.'),
  name: z.string().nullable(),
  count: z.int().positive(),
  since: z.iso.datetime(),
  acknowledged: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
}) satisfies z.ZodType<AlertView>;
export const alertList = z.object({
  items: z.array(alertView),
  total: z.int().nonnegative(),
}) satisfies z.ZodType<ListView<AlertView>>;
export const acknowledgeRequest = z.strictObject({
  key: z.string().min(1).max(191),
}) satisfies z.ZodType<AcknowledgeRequest>;

export const quickSearchQuery = z.strictObject({
  q: z.string().trim().min(2).max(120).describe('Words of a title, a name, a card, a barcode.'),
});
export const quickSearchView = z.object({
  readers: z.array(patronLineView),
  records: z.array(
    z.object({
      record: z.string(),
      title: z.string(),
      authors: z.array(z.string()),
      year: z.int().nullable(),
    }),
  ),
  copies: z.array(z.object({ barcode: z.string(), title: z.string(), record: z.string() })),
  devices: z.array(z.object({ login: z.string(), name: z.string(), library })),
  missing: z.array(z.enum(quickSearchKinds)),
}) satisfies z.ZodType<QuickSearchView>;

named.add(alertView, { id: 'AlertView' });
named.add(alertList, { id: 'AlertList' });
named.add(acknowledgeRequest, { id: 'AcknowledgeRequest' });
named.add(quickSearchView, { id: 'QuickSearchView' });
