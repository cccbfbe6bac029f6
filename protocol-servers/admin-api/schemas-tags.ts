import { z } from 'zod';
import { itemTypes } from '../../core/circulation/entities.ts';
import { tagMismatches } from '../../core/rfid/desk.ts';
import { bytesOfHexadecimal, uidOf } from '../../core/rfid/tag.ts';
import type {
  ExaminedTagsView,
  ExamineTagsRequest,
  IsilView,
  ItemTagsView,
  SetTagRequest,
  TaggingView,
  TagPayloadView,
} from './contract-tags.ts';
import { named } from './schemas.ts';

/** Tags one reader sees at once, and bytes of the largest chip. */
const mostTags = 50;
const largestChip = 8 * 1024;

const barcode = z.string().trim().min(1).max(64);
const part = z.coerce.number().int().min(1).max(255);
const octet = z
  .string()
  .regex(/^[0-9A-Fa-f]{2}$/)
  .describe('Two hexadecimal digits.');
const uid = z
  .string()
  .max(32)
  .refine((text) => uidOf(text) !== null, '16 chiffres hexadécimaux, à partir de E0')
  .describe('Of the chip: 16 hexadecimal digits from E0, in either order of the bytes.');
const dump = z
  .string()
  .max(4 * largestChip)
  .refine((text) => (bytesOfHexadecimal(text)?.length ?? 0) > 0, 'octets en hexadécimal')
  .describe('User memory from its first byte, hexadecimal.');

export const itemParams = z.strictObject({ barcode });
export const tagParams = z.strictObject({ barcode, part });
export const payloadQuery = z.strictObject({
  capacity: z.coerce.number().int().min(1).max(largestChip).default(32).describe('Bytes of user memory.'),
  parts: part.default(1),
  part: part.default(1),
});
export const tagPayloadView = z.object({
  item: z.string(),
  title: z.string(),
  owner: z.object({ library: z.string(), isil: z.string() }),
  bytes: z.string(),
  afi: z.string(),
  dsfid: z.string(),
  eas: z.enum(['on', 'off']),
}) satisfies z.ZodType<TagPayloadView>;

export const examineTagsRequest = z.strictObject({
  tags: z
    .array(z.strictObject({ bytes: dump, uid: uid.optional(), afi: octet.optional(), dsfid: octet.optional() }))
    .min(1)
    .max(mostTags),
}) satisfies z.ZodType<ExamineTagsRequest>;
const besides = z.object({
  kind: z.enum(['block', 'object', 'unread']),
  id: z.int().nullable(),
  bytes: z.string(),
});
const content = z.object({
  model: z.enum(['basic-block', 'objects']),
  primaryId: z.string().nullable(),
  typeOfUsage: z.int().nullable(),
  parts: z.int().nullable(),
  part: z.int().nullable(),
  owner: z.string().nullable(),
  shelfLocation: z.string().nullable(),
  crc: z.enum(['right', 'wrong']).nullable(),
  besides: z.array(besides).readonly(),
});
export const examinedTagsView = z.object({
  tags: z.array(
    z.object({
      uid: z.string().nullable(),
      content: content.nullable().describe('Only to be shown: the catalogue decides.'),
      fault: z.string().nullable(),
      item: z.string().nullable(),
      mismatches: z.array(z.enum(tagMismatches)).readonly(),
    }),
  ),
  items: z.array(
    z.object({
      item: z.string(),
      title: z.string(),
      found: z.int(),
      parts: z.int().nullable(),
      complete: z.enum(['yes', 'no', 'unknown']),
    }),
  ),
}) satisfies z.ZodType<ExaminedTagsView>;

export const setTagRequest = z.strictObject({
  uid,
  afi: octet.optional(),
  dsfid: octet.optional(),
}) satisfies z.ZodType<SetTagRequest>;
export const itemTagsView = z.object({
  item: z.string(),
  tags: z.array(
    z.object({
      uid: z.string(),
      part: z.int(),
      taggedAt: z.iso.datetime().nullable(),
      taggedBy: z.string().nullable(),
    }),
  ),
}) satisfies z.ZodType<ItemTagsView>;

/** Days one answer speaks of. */
export const longestPeriod = 366;
export const taggingQuery = z
  .strictObject({ library: z.string().min(1).max(32).optional(), from: z.iso.date(), until: z.iso.date() })
  .refine(
    ({ from, until }) => from <= until && Date.parse(until) - Date.parse(from) < longestPeriod * 86_400_000,
    'du premier au dernier jour, un an au plus',
  );
export const taggingView = z.object({
  libraries: z.array(
    z.object({
      library: z.string(),
      items: z.int(),
      tagged: z.int(),
      types: z.array(z.object({ itemType: z.enum(itemTypes), items: z.int(), tagged: z.int() })).readonly(),
    }),
  ),
  days: z.array(z.object({ date: z.iso.date(), library: z.string(), tagged: z.int() })),
}) satisfies z.ZodType<TaggingView>;

export const isilRequest = z.strictObject({
  isil: z
    .string()
    .regex(/^[A-Z]{2}-[A-Za-z0-9:/-]{1,11}$/)
    .nullable()
    .describe('ISO 15511: FR- and nine digits in France.'),
});
export const isilView = z.object({ library: z.string(), isil: z.string().nullable() }) satisfies z.ZodType<IsilView>;

named.add(tagPayloadView, { id: 'TagPayload' });
named.add(examineTagsRequest, { id: 'ExamineTagsRequest' });
named.add(examinedTagsView, { id: 'ExaminedTags' });
named.add(setTagRequest, { id: 'SetTagRequest' });
named.add(itemTagsView, { id: 'ItemTags' });
named.add(taggingView, { id: 'Tagging' });
named.add(isilRequest, { id: 'IsilRequest' });
named.add(isilView, { id: 'Isil' });
