import { z } from 'zod';
import { narrowingIndexes } from '../../core/catalogue/look-up/desk.ts';
import { itemStatuses, itemTypes, transitReasons } from '../../core/circulation/entities.ts';
import type { CopySituationView, FoundRecordView, SearchFacetView, SearchView } from './contract-search.ts';
import { named } from './schemas.ts';

const instant = z.iso.datetime();
const value = z.string().min(1).max(250).optional();

export const searchQuery = z.object({
  q: z.string().max(500).default('').describe('As it is typed or scanned; nothing: the whole catalogue.'),
  library: value.describe('Its code. This and the next five narrow the search to a value told by a facet.'),
  carrier: value,
  language: value,
  date: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  author: value,
  subject: value,
  sort: z.enum(['relevance', 'title', 'author', 'date']).default('relevance'),
  offset: z.coerce.number().int().nonnegative().max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const foundRecord = z.object({
  record: z.string(),
  title: z.string(),
  authors: z.array(z.string()).readonly(),
  publisher: z.string(),
  year: z.int().nullable(),
  carrier: z.string(),
  language: z.string(),
  isbn: z.string().nullable(),
  places: z.array(z.object({ library: z.string(), name: z.string(), copies: z.int(), available: z.int() })).readonly(),
}) satisfies z.ZodType<FoundRecordView>;
const facet = z.object({
  index: z.enum(narrowingIndexes),
  values: z.array(z.object({ term: z.string(), display: z.string(), hits: z.int() })).readonly(),
}) satisfies z.ZodType<SearchFacetView>;
export const searchView = z.object({
  direct: z.object({ record: z.string(), barcode: z.string().nullable() }).nullable(),
  items: z.array(foundRecord).readonly(),
  total: z.int().nonnegative(),
  facets: z.array(facet).readonly(),
  suggestion: z.string().nullable(),
  cql: z.string(),
}) satisfies z.ZodType<SearchView>;

export const copySituation = z.object({
  barcode: z.string(),
  record: z.string(),
  title: z.string(),
  type: z.enum(itemTypes),
  location: z.string(),
  callNumber: z.string(),
  volume: z.string(),
  inventoryNo: z.string(),
  loanable: z.boolean(),
  publicNote: z.string(),
  status: z.enum(itemStatuses),
  statusSince: instant,
  home: z.string(),
  holding: z.string(),
  owner: z.string().nullable(),
  returnToOwnerOn: z.string().nullable(),
  loan: z.object({ library: z.string(), at: instant, dueAt: instant, renewals: z.int() }).nullable(),
  transit: z
    .object({
      from: z.string(),
      to: z.string(),
      reason: z.enum(transitReasons),
      since: instant,
      crate: z.string().nullable(),
    })
    .nullable(),
  keptFor: z.string().nullable(),
  queueLength: z.int(),
  aliases: z.array(z.object({ library: z.string(), barcode: z.string() })).readonly(),
}) satisfies z.ZodType<CopySituationView>;
export const copySituations = z.object({ items: z.array(copySituation).readonly(), total: z.int() });

named.add(searchView, { id: 'Search' });
named.add(copySituation, { id: 'CopySituation' });
named.add(copySituations, { id: 'CopySituationList' });
