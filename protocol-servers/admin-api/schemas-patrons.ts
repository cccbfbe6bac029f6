import { z } from 'zod';
import { itemTypes, holdStatuses } from '../../core/circulation/entities.ts';
import { patronCategoryKinds } from '../../core/network/network.ts';
import { settableKinds } from '../../core/patrons/blocks.ts';
import { blockKinds } from '../../core/patrons/patron.ts';
import { cardReasons } from '../../core/ports/patrons.ts';
import type {
  BlockRequestBody,
  BlockView,
  CreatedView,
  MergeRequest,
  PatronAccountView,
  PatronCategoryView,
  PatronDetailsRequest,
  PatronLineView,
  PatronListView,
  PatronView,
  RegisterPatronRequest,
  RenewMembershipRequest,
  ReplaceCardRequest,
  SetPinRequest,
} from './contract-patrons.ts';
import { named, pageQuery } from './schemas.ts';

const number = z.coerce.number().int().positive();
export const patronParams = z.strictObject({ id: number });
export const blockParams = z.strictObject({ id: number, blockId: number });
export const categoryParams = z.strictObject({ code: z.string().min(1).max(32) });

/** Whom a list of readers is asked of: one of the two. */
export const patronsAsked = {
  q: z
    .string()
    .trim()
    .min(2)
    .max(120)
    .optional()
    .describe('A card, the beginning of a name, a birth date, or an address for letters.'),
  list: z.enum(['come-of-age', 'to-erase', 'duplicates']).optional(),
};
export const eitherOf = [
  ({ q, list }: { q?: unknown; list?: unknown }): boolean => (q === undefined) !== (list === undefined),
  'q ou list, l’un des deux',
] as const;
export const patronsQuery = z.strictObject({ ...pageQuery.shape, ...patronsAsked }).refine(...eitherOf);

const code = z.string().min(1).max(32);
const said = (most: number) => z.string().trim().min(1).max(most);
const details = {
  firstName: z.string().trim().max(120).describe('Empty for a school.'),
  lastName: said(120),
  birthDate: z.iso.date().nullable(),
  email: z.email().max(190).nullable(),
  phone: said(40).nullable(),
  address: said(500).nullable(),
  homeLibrary: code,
  language: z.enum(['fr', 'en']),
  guardian: z.union([z.strictObject({ id: z.int().positive() }), z.strictObject({ contact: said(300) })]).nullable(),
};
export const patronDetailsRequest = z.strictObject(details) satisfies z.ZodType<PatronDetailsRequest>;
export const registerPatronRequest = z.strictObject({
  ...details,
  cardNumber: said(64),
  category: code,
  pin: z.string().min(1).max(64).nullable(),
}) satisfies z.ZodType<RegisterPatronRequest>;
export const createdView = z.object({ id: z.int() }) satisfies z.ZodType<CreatedView>;

const effects = z.strictObject({
  checkOut: z.boolean(),
  hold: z.boolean(),
  renewal: z.boolean(),
  digital: z.boolean(),
});
export const blockRequest = z.strictObject({
  kind: z.enum(settableKinds),
  note: said(500),
  until: z.iso.datetime().nullable(),
  stops: effects,
}) satisfies z.ZodType<BlockRequestBody>;
export const blockView = z.object({
  id: z.int().nullable().describe('Null: computed, it cannot be lifted.'),
  kind: z.enum(blockKinds),
  since: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
  note: z.string(),
  author: z.string(),
  stops: effects,
}) satisfies z.ZodType<BlockView>;

export const patronLineView = z.object({
  id: z.int(),
  firstName: z.string(),
  lastName: z.string(),
  birthYear: z.int().nullable(),
  homeLibrary: z.string(),
  state: z.enum(['ACTIVE', 'EXPIRED', 'TO_ERASE']),
}) satisfies z.ZodType<PatronLineView>;
export const patronListView = z.object({
  items: z.array(patronLineView),
  total: z.int().nonnegative(),
  byPastCard: z.boolean(),
}) satisfies z.ZodType<PatronListView>;

const moment = z.iso.datetime().nullable();
export const patronState = z.enum(['ACTIVE', 'EXPIRED', 'BLOCKED', 'TO_ERASE']);
export const patronView = z.object({
  id: z.int(),
  masked: z.boolean().describe('Initials for names, and neither card, birth date, contact, guardian nor notes.'),
  cardNumber: z.string(),
  pastCards: z.array(z.object({ retiredAt: z.iso.datetime(), reason: z.enum(cardReasons).nullable() })),
  firstName: z.string(),
  lastName: z.string(),
  birthDate: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  language: z.enum(['fr', 'en']),
  homeLibrary: z.object({ code: z.string(), name: z.string() }),
  category: z.object({ code: z.string(), label: z.string() }),
  comeOfAge: z.boolean(),
  guardian: z.object({ reader: patronLineView.nullable(), contact: z.string().nullable() }).nullable(),
  state: patronState,
  expiresAt: z.iso.datetime(),
  registeredAt: moment,
  lastActivityAt: moment,
  pin: z.object({ set: z.boolean(), lockedUntil: moment }),
  blocks: z.array(blockView),
  duplicates: z.array(patronLineView),
}) satisfies z.ZodType<PatronView>;

export const patronAccountView = z.object({
  loans: z.array(
    z.object({
      barcode: z.string(),
      title: z.string(),
      itemType: z.enum(itemTypes),
      library: z.string(),
      at: z.iso.datetime(),
      dueAt: z.iso.datetime(),
      overdue: z.boolean(),
      renewals: z.int(),
    }),
  ),
  holds: z.array(
    z.object({
      id: z.int(),
      title: z.string(),
      status: z.enum(holdStatuses),
      pickupLibrary: z.string(),
      placedAt: z.iso.datetime(),
      barcode: z.string().nullable(),
      pickupDeadline: moment,
      suspendedUntil: moment,
    }),
  ),
}) satisfies z.ZodType<PatronAccountView>;

export const replaceCardRequest = z.strictObject({
  cardNumber: said(64),
  reason: z.enum(['LOST', 'STOLEN', 'DAMAGED']),
}) satisfies z.ZodType<ReplaceCardRequest>;
export const setPinRequest = z.strictObject({ pin: z.string().min(1).max(64) }) satisfies z.ZodType<SetPinRequest>;
export const renewMembershipRequest = z.strictObject({
  category: code.nullable(),
}) satisfies z.ZodType<RenewMembershipRequest>;
export const mergeRequest = z.strictObject({ mergedId: z.int().positive() }) satisfies z.ZodType<MergeRequest>;
export const nothing = z.strictObject({});

const age = z.int().min(0).max(130).nullable();
const categoryFacts = {
  label: said(80),
  kind: z.enum(patronCategoryKinds),
  membershipMonths: z.int().min(1).max(120),
  minAge: age,
  maxAge: age,
};
const inOrder = ({ minAge, maxAge }: { minAge: number | null; maxAge: number | null }): boolean =>
  minAge === null || maxAge === null || minAge <= maxAge;
export const patronCategoryView = z
  .strictObject({ code: z.string().regex(/^[A-Z0-9-]{1,32}$/), ...categoryFacts })
  .refine(inOrder, 'minAge dépasse maxAge') satisfies z.ZodType<PatronCategoryView>;
export const patronCategoryRequest = z
  .strictObject(categoryFacts)
  .refine(inOrder, 'minAge dépasse maxAge') satisfies z.ZodType<Omit<PatronCategoryView, 'code'>>;
export const patronCategoryList = z.object({ items: z.array(patronCategoryView), total: z.int().nonnegative() });

named.add(registerPatronRequest, { id: 'RegisterPatronRequest' });
named.add(patronDetailsRequest, { id: 'PatronDetailsRequest' });
named.add(patronLineView, { id: 'PatronLineView' });
named.add(patronListView, { id: 'PatronListView' });
named.add(blockView, { id: 'BlockView' });
named.add(blockRequest, { id: 'BlockRequest' });
named.add(patronView, { id: 'PatronView' });
named.add(patronAccountView, { id: 'PatronAccountView' });
named.add(patronCategoryView, { id: 'PatronCategoryView' });
named.add(patronCategoryList, { id: 'PatronCategoryList' });
named.add(createdView, { id: 'CreatedPatronRow' });
named.add(replaceCardRequest, { id: 'ReplaceCardRequest' });
named.add(setPinRequest, { id: 'SetPinRequest' });
named.add(renewMembershipRequest, { id: 'RenewMembershipRequest' });
named.add(mergeRequest, { id: 'MergePatronsRequest' });
named.add(nothing, { id: 'NothingMore' });
named.add(patronCategoryRequest, { id: 'PatronCategoryRequest' });
