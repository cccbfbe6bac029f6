import type { CirculationPolicy, Loan } from '../circulation/entities.ts';
import { dayMilliseconds, type CirculationPorts } from '../circulation/ports.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { LateLoan } from '../ports/patrons.ts';
import type { Work } from '../ports/store.ts';
import type { Block, BlockKind, NewBlock, Patron, PatronState } from './patron.ts';
import { noteReader, type By, type ReaderPorts } from './ports.ts';

/** The blocks somebody sets; EXPIRED and OVERDUE are computed, SUSPENSION follows a late return. */
export const settableKinds = ['MANUAL', 'LOST_ITEM', 'CARD_LOST', 'BEHAVIOUR', 'DATA_CHECK'] as const;

/** What staff decide of a block. */
export type BlockRequest = Pick<
  Block,
  'until' | 'note' | 'stopsCheckOut' | 'stopsHold' | 'stopsRenewal' | 'stopsDigital'
> & {
  readonly kind: (typeof settableKinds)[number];
};

type Rules = Pick<CirculationPorts, 'directory' | 'settings'>;

/** The moment a loan counts as late: the end of the opening days its policy allows after the due date. */
export function lateFrom(
  { directory }: Pick<CirculationPorts, 'directory'>,
  loan: Pick<LateLoan, 'dueAt' | 'libraryId'>,
  policy: Pick<CirculationPolicy, 'graceOpenDays'> | null,
): number {
  const grace = policy?.graceOpenDays ?? 0;
  if (grace === 0) return loan.dueAt;
  // A library that never opens again lets nobody be late.
  return directory.calendars.addOpenDays(loan.libraryId, loan.dueAt, grace) ?? Infinity;
}

/** EXPIRED and OVERDUE, which follow from the account and are nowhere stored: their id is 0. */
export function computedBlocks(rules: Rules, patron: Patron, late: readonly LateLoan[], at: number): Block[] {
  const block = {
    id: 0,
    patronId: patron.id,
    until: null,
    author: 'system',
    stopsCheckOut: true,
    stopsHold: true,
    stopsRenewal: true,
  } as const;
  const blocks: Block[] = [];
  if (patron.expiresAt <= at) {
    blocks.push({
      ...block,
      kind: 'EXPIRED',
      since: patron.expiresAt,
      note: 'Inscription périmée',
      stopsDigital: true,
    });
  }
  const since = late
    .map((loan) => lateFrom(rules, loan, policyOf(rules, patron, loan)))
    .filter((from) => from < at)
    .sort((a, b) => a - b);
  const reached = since[rules.settings.overdueLimit - 1];
  if (reached !== undefined) {
    const note = `${since.length} documents en retard`;
    blocks.push({ ...block, kind: 'OVERDUE', since: reached, note, stopsDigital: false });
  }
  return blocks;
}

function policyOf({ directory }: Rules, patron: Patron, loan: LateLoan): CirculationPolicy | null {
  return directory.policies.match(patron.categoryId, loan.itemType, loan.libraryId);
}

/** Every block of a locked reader at a moment: those stored and those computed. */
export async function blocksInForce(rules: Rules, work: Work, patron: Patron, at: number): Promise<Block[]> {
  const stored = await work.patrons.blocks(patron.id, at);
  const late = await work.patronAccounts.lateLoans(patron.id, at);
  return [...stored, ...computedBlocks(rules, patron, late, at)];
}

/** What an account is at a moment. Only its erasure is stored; the rest follows from its dates and blocks. */
export function stateAt(
  patron: Pick<Patron, 'state' | 'expiresAt'>,
  blocks: readonly Pick<Block, 'stopsCheckOut'>[],
  at: number,
): PatronState {
  if (patron.state === 'ERASED' || patron.state === 'TO_ERASE') return patron.state;
  if (patron.state === 'EXPIRED' || patron.expiresAt <= at) return 'EXPIRED';
  return patron.state === 'BLOCKED' || blocks.some((block) => block.stopsCheckOut) ? 'BLOCKED' : 'ACTIVE';
}

/** Sets a block for a reason. */
export function setBlock({ store, clock }: ReaderPorts) {
  return (patronId: number, request: BlockRequest, by: By): Promise<Outcome<number>> =>
    store.transaction(async (work) => {
      const now = clock.now();
      const patron = await work.patronAccounts.lock(patronId);
      if (!patron) return refused('patron-unknown');
      const id = await work.patronAccounts.setBlock({ ...request, patronId, since: now, author: `user:${by.login}` });
      await noteReader(
        work,
        'BLOCK_SET',
        patron,
        { at: now, by },
        { block: id, kind: request.kind, until: request.until },
      );
      return granted(id);
    });
}

/** Lifts a block before its time. */
export function liftBlock({ store, clock }: ReaderPorts) {
  return (patronId: number, blockId: number, by: By): Promise<Outcome<null>> =>
    store.transaction(async (work) => {
      const now = clock.now();
      const patron = await work.patronAccounts.lock(patronId);
      if (!patron) return refused('patron-unknown');
      const lifted = await work.patronAccounts.liftBlock(patronId, blockId, now);
      if (!lifted) return refused('block-unknown');
      await noteReader(work, 'BLOCK_LIFTED', patron, { at: now, by }, { block: blockId, kind: lifted.kind });
      return granted(null);
    });
}

/**
 * A late return suspends its reader where the policy says so: so many days for each day that counts as late. Suspensions
 * add up: a new one begins where the one before ends. Returns until when, null when he was not late. The reader is locked.
 */
export async function suspendAfterLateReturn(
  rules: Rules,
  work: Work,
  late: {
    patron: Patron;
    loan: Pick<Loan, 'id' | 'dueAt' | 'libraryId'>;
    policy: CirculationPolicy;
    returnedAt: number;
    now: number;
  },
): Promise<number | null> {
  const { patron, loan, policy, returnedAt, now } = late;
  if (policy.suspensionPerLateDay <= 0) return null;
  const from = lateFrom(rules, loan, policy);
  const days = Math.ceil((returnedAt - from) / dayMilliseconds);
  if (!Number.isFinite(days) || days <= 0) return null;

  const running = (await work.patrons.blocks(patron.id, now)).filter(({ kind }) => kind === 'SUSPENSION');
  const begins = Math.max(now, ...running.map(({ until }) => until ?? now));
  const until = begins + days * policy.suspensionPerLateDay * dayMilliseconds;
  const block: NewBlock = {
    patronId: patron.id,
    kind: 'SUSPENSION' satisfies BlockKind,
    since: now,
    until,
    note: `Retour en retard de ${days} jour(s)`,
    author: 'system',
    stopsCheckOut: true,
    stopsHold: true,
    stopsRenewal: true,
  };
  const id = await work.patronAccounts.setBlock(block);
  const facts = { block: id, kind: 'SUSPENSION', loan: loan.id, policy: policy.id, days, until };
  await noteReader(work, 'BLOCK_SET', patron, { at: now, by: null }, facts);
  return until;
}
