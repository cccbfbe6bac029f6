import { z } from 'zod';
import { libraryChecks } from '../../core/network/library-life-desk.ts';
import { libraryKinds, libraryStates } from '../../core/network/network.ts';
import type { LibraryContactView, LibraryLifeView, LibraryTransitionRequest } from './contract-life.ts';
import { named } from './schemas.ts';

const line = z.string().max(200);
export const libraryContact = z.strictObject({
  person: line,
  phone: line,
  email: line,
  address: line,
}) satisfies z.ZodType<LibraryContactView>;
export const libraryTransition = z.strictObject({
  to: z.enum(libraryStates),
  why: z.string().min(1).max(200),
}) satisfies z.ZodType<LibraryTransitionRequest>;

const count = z.int().nonnegative();
const state = z.enum(libraryStates);
export const libraryLifeView = z.object({
  code: z.string(),
  name: z.string(),
  commune: z.string(),
  inseeCode: z.string(),
  kind: z.enum(libraryKinds),
  state,
  isPickup: z.boolean(),
  acceptsReturns: z.boolean(),
  isil: z.string().nullable(),
  contact: libraryContact.nullable().describe('Null for auditors, and when nobody ever said.'),
  states: z.array(z.object({ state, since: z.iso.datetime(), by: z.string(), why: z.string() })).readonly(),
  counts: z.object({
    items: count,
    lent: count,
    away: count,
    ofOthers: count,
    transits: count,
    holds: count,
    devices: count,
    managers: count,
  }),
  next: z
    .array(
      z.object({
        to: state,
        checks: z
          .array(
            z.object({
              check: z.enum(libraryChecks),
              met: z.boolean(),
              count: count.nullable(),
              required: z.boolean().describe('False: advised, it stops nothing.'),
            }),
          )
          .readonly(),
      }),
    )
    .readonly(),
  blocking: z
    .array(
      z.object({
        barcode: z.string(),
        title: z.string(),
        why: z.enum(['lent', 'in-transit', 'away', 'foreign']),
        library: z.string(),
      }),
    )
    .readonly()
    .describe('The first hundred documents that keep it from leaving.'),
}) satisfies z.ZodType<LibraryLifeView>;

named.add(libraryContact, { id: 'LibraryContact' });
named.add(libraryTransition, { id: 'LibraryTransition' });
named.add(libraryLifeView, { id: 'LibraryLife' });
