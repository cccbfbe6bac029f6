import { z } from 'zod';
import { cardReasons, readerActs } from '../../core/ports/patrons.ts';
import type { ErasurePreviewView, PatronActView, PatronDataView, PatronHistoryView } from './contract-patrons.ts';
import { named } from './schemas.ts';
import { blockView, patronAccountView, patronView } from './schemas-patrons.ts';

const moment = z.iso.datetime();
const count = z.int().nonnegative();

export const patronActView = z.object({
  seq: z.int(),
  at: moment,
  kind: z.enum(readerActs),
  actor: z.string(),
  library: z.string().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
}) satisfies z.ZodType<PatronActView>;
export const patronHistoryView = z.object({
  items: z.array(patronActView),
  total: count,
}) satisfies z.ZodType<PatronHistoryView>;

export const erasurePreviewView = z.object({
  prevents: z.object({ loans: count, holds: count, debts: count, wards: count }),
  goes: z.object({ cards: count, blocks: count }),
  stays: z.object({ loans: count, holds: count, notices: count }),
}) satisfies z.ZodType<ErasurePreviewView>;

export const patronDataView = z.object({
  at: moment,
  person: patronView.omit({ blocks: true, duplicates: true, masked: true, pastCards: true }),
  cards: z.array(z.object({ card: z.string(), retiredAt: moment.nullable(), reason: z.enum(cardReasons).nullable() })),
  blocks: z.array(blockView),
  account: patronAccountView,
  endedLoans: z.array(z.object({ title: z.string(), at: moment, returnedAt: moment })),
  endedHolds: z.array(z.object({ title: z.string(), placedAt: moment, endedAt: moment.nullable() })),
  notices: z.array(z.object({ kind: z.string(), at: moment, state: z.string() })),
  events: z.array(patronActView),
}) satisfies z.ZodType<PatronDataView>;

named.add(patronActView, { id: 'PatronAct' });
named.add(patronHistoryView, { id: 'PatronHistory' });
named.add(erasurePreviewView, { id: 'ErasurePreview' });
named.add(patronDataView, { id: 'PatronData' });
