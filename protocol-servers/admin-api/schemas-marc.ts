import { z } from 'zod';
import type { FieldDifferenceView, FindingView, MarcView } from './contract-cataloguing.ts';
import { named } from './schemas.ts';

/** Bytes of a body that holds a record: ISO 2709 stops at 99,999. */
export const recordBodyBytes = 1024 * 1024;
const text = z.string().max(99_999);

const controlField = z.strictObject({ tag: z.string().regex(/^00\d$/), value: text });
export const dataField = z.strictObject({
  tag: z.string().regex(/^\d{3}$/),
  ind1: z.string().length(1),
  ind2: z.string().length(1),
  subfields: z
    .array(z.strictObject({ code: z.string().regex(/^[0-9a-zA-Z]$/), value: text }))
    .max(2_000)
    .readonly(),
});
const marcField = z.union([controlField, dataField]);
export const marc = z.strictObject({
  leader: z.string().length(24),
  fields: z.array(marcField).max(5_000).readonly(),
}) satisfies z.ZodType<MarcView>;

export const findingView = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  path: z.string(),
  words: z.object({ fr: z.string(), en: z.string() }),
}) satisfies z.ZodType<FindingView>;
export const findingList = z.object({ items: z.array(findingView).readonly(), total: z.int() });

// What comes out may be older than what may go in: its leader and tags are not checked again.
export const anyField = z.union([
  z.object({ tag: z.string(), value: z.string() }),
  z.object({
    tag: z.string(),
    ind1: z.string(),
    ind2: z.string(),
    subfields: z.array(z.object({ code: z.string(), value: z.string() })).readonly(),
  }),
]);
export const marcView = z.object({
  leader: z.string(),
  fields: z.array(anyField).readonly(),
}) satisfies z.ZodType<MarcView>;
export const differenceView = z.object({
  kind: z.enum(['added', 'removed', 'changed']),
  tag: z.string(),
  occurrence: z.int(),
  before: anyField.nullable(),
  after: anyField.nullable(),
}) satisfies z.ZodType<FieldDifferenceView>;

named.add(marc, { id: 'Marc' });
named.add(findingList, { id: 'FindingList' });
