import { z } from 'zod';
import { filteredLists, filterScopes } from '../../core/saved-filters/entities.ts';
import type { SavedFiltersView, SavedFilterView, SaveFilterRequest } from './contract-filters.ts';
import { named } from './schemas.ts';

/** Parameters of one filter, and characters of one of them. */
const mostParameters = 20;
const longestParameter = 200;

const parameters = z.record(z.string().regex(/^[a-z]{1,32}$/), z.string().min(1).max(longestParameter));

export const savedFiltersQuery = z.strictObject({
  list: z.enum(filteredLists),
  library: z.string().min(1).max(16).optional().describe('Where an account of the whole network is.'),
});
export const filterParams = z.strictObject({ id: z.coerce.number().int().positive() });

export const savedFilterView = z.object({
  id: z.int(),
  list: z.enum(filteredLists),
  name: z.string(),
  scope: z.enum(filterScopes),
  library: z.object({ code: z.string(), name: z.string() }).nullable(),
  parameters: z.record(z.string(), z.string()),
  savedAt: z.iso.datetime(),
  mayRemove: z.boolean(),
}) satisfies z.ZodType<SavedFilterView>;
export const savedFiltersView = z.object({
  items: z.array(savedFilterView),
  total: z.int().nonnegative(),
  kept: z.array(z.string()).describe('What is kept of an address.'),
  scopes: z.array(z.enum(filterScopes)).describe('For whom one may keep filters.'),
}) satisfies z.ZodType<SavedFiltersView>;
export const saveFilterRequest = z.strictObject({
  list: z.enum(filteredLists),
  name: z.string().trim().min(1).max(80),
  scope: z.enum(filterScopes),
  library: z.string().min(1).max(16).optional(),
  parameters: parameters.refine((all) => Object.keys(all).length <= mostParameters, 'too many parameters'),
}) satisfies z.ZodType<SaveFilterRequest>;

named.add(savedFilterView, { id: 'SavedFilterView' });
named.add(savedFiltersView, { id: 'SavedFiltersView' });
named.add(saveFilterRequest, { id: 'SaveFilterRequest' });
