import { z } from 'zod';
import { itemTypes } from '../../core/circulation/entities.ts';
import type { FloatingRulesView, SortBinsRequest, SortBinsView, SortDryRunRequest } from './contract-sorting.ts';
import { returnView } from './schemas-loans.ts';
import { named } from './schemas.ts';

/** Rules one list may hold: a sorter has a dozen bins. */
export const mostSortRules = 100;
const code = z.string().min(1).max(32);

const conditions = z.strictObject({
  routing: z.array(returnView.shape.routing).min(1).readonly().optional(),
  destination: z.array(code).min(1).max(100).readonly().optional().describe('Libraries where it goes: any of these.'),
  itemType: z.array(z.enum(itemTypes)).min(1).readonly().optional(),
  homeLibrary: code.optional(),
  location: z.string().min(1).max(64).optional().describe('How its location begins.'),
  alert: z.boolean().optional().describe('Whether a person must look at it.'),
  hold: z.boolean().optional().describe('Whether it is kept for somebody.'),
});
const sortRule = z.strictObject({
  // As terminals read it: `|` ends a SIP2 field.
  bin: z
    .string()
    .regex(/^[^\s|\p{C}](?:[^|\p{C}]{0,18}[^\s|\p{C}])?$/u, 'de 1 à 20 caractères, sans | ni espace au bord')
    .describe('1 to 20 characters, as the sorter names it.'),
  when: conditions.describe('Every condition stated holds; none stated: any document.'),
});
export const sortBinsRequest = z.strictObject({
  rules: z.array(sortRule).max(mostSortRules).readonly().describe('The first that matches names the bin.'),
}) satisfies z.ZodType<SortBinsRequest>;
export const sortBinsView = z.object({
  library: z.string(),
  ...sortBinsRequest.shape,
}) satisfies z.ZodType<SortBinsView>;
export const sortDryRunRequest = z.strictObject({
  item: z.string().trim().min(1).max(64).describe('Barcode.'),
}) satisfies z.ZodType<SortDryRunRequest>;

/** Every kind of document in a hundred libraries. */
export const mostFloatingRules = itemTypes.length * 100;
export const floatingRules = z.strictObject({
  rules: z
    .array(z.strictObject({ itemType: z.enum(itemTypes), library: code }))
    .max(mostFloatingRules)
    .describe('A kind floats between two libraries that are both named with it.'),
}) satisfies z.ZodType<FloatingRulesView>;

named.add(sortBinsRequest, { id: 'SortBinsRequest' });
named.add(sortBinsView, { id: 'SortBinsView' });
named.add(sortDryRunRequest, { id: 'SortDryRunRequest' });
named.add(floatingRules, { id: 'FloatingRules' });
