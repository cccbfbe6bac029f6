import { z } from 'zod';
import { scanModes } from '../../core/desk/desk.ts';
import { refusals } from '../../core/outcome.ts';
import type { DeskScanRequest, DeskScanView, DeskUndoRequest, DeskUndoView } from './contract-desk.ts';
import { copyView, libraryCode, loanView, override, returnView, scanned } from './schemas-loans.ts';
import { blockView, patronAccountView, patronState } from './schemas-patrons.ts';
import { named } from './schemas.ts';

const instant = z.iso.datetime();
const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export const deskScanRequest = z.strictObject({
  code: scanned,
  mode: z.enum(scanModes),
  card: scanned.nullable().describe('Of the reader at the desk; null when nobody is.'),
  library: libraryCode,
  meant: z.enum(['card', 'item']).optional().describe('What staff say it is, after an answer `either`.'),
  renew: z.boolean().optional().describe('Renew, after an answer `renewable`.'),
  fromBin: z.boolean().optional().describe('Out of the return bin: dated at the last opening before today.'),
  override: override.optional(),
}) satisfies z.ZodType<DeskScanRequest>;

const deskReaderView = z.object({
  id: z.int(),
  card: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  category: z.string(),
  homeLibrary: z.object({ code: z.string(), name: z.string() }),
  state: patronState,
  expiresAt: instant,
  comeOfAge: z.boolean(),
  blocks: z.array(blockView),
  account: patronAccountView,
});

export const deskScanView = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['reader']), reader: deskReaderView }),
  z.object({ kind: z.enum(['card-refused']), code: z.enum(refusals), facts }),
  z.object({ kind: z.enum(['loan']), loan: loanView }),
  z.object({
    kind: z.enum(['return']),
    back: returnView,
    hold: z.object({ id: z.int(), letters: z.string(), position: z.int().nullable() }).nullable(),
    departure: instant.nullable(),
    arrival: instant.nullable(),
  }),
  z.object({ kind: z.enum(['renewable']), item: copyView, dueAt: instant.nullable() }),
  z.object({ kind: z.enum(['either']), item: copyView }),
  z.object({ kind: z.enum(['card-first']), item: copyView }),
  z.object({
    kind: z.enum(['refused']),
    item: copyView,
    code: z.enum(refusals),
    reasons: z.array(z.enum(refusals)).describe('Those that staff may set aside, all of them together.'),
    facts,
  }),
  z.object({ kind: z.enum(['unknown']) }),
]) satisfies z.ZodType<DeskScanView>;

export const deskUndoRequest = z.strictObject({
  item: scanned,
  what: z.enum(['check-out', 'check-in']),
  library: libraryCode,
}) satisfies z.ZodType<DeskUndoRequest>;
export const deskUndoView = z.object({
  item: copyView,
  dueAt: instant.nullable(),
}) satisfies z.ZodType<DeskUndoView>;

named.add(deskScanRequest, { id: 'DeskScanRequest' });
named.add(deskScanView, { id: 'DeskScanView' });
named.add(deskUndoRequest, { id: 'DeskUndoRequest' });
named.add(deskUndoView, { id: 'DeskUndoView' });
