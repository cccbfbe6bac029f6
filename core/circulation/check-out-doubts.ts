import { ageOn } from '../patrons/ages.ts';
import { computedBlocks } from '../patrons/blocks.ts';
import type { Patron } from '../patrons/patron.ts';
import { whyNot } from '../patrons/standing.ts';
import type { ClaimedItem, Work } from '../ports/store.ts';
import { localDate } from './calendars.ts';
import { doubt, type Column, type Doubt } from './check-out-reasons.ts';
import type { CirculationPolicy, Hold, Loan } from './entities.ts';
import type { CirculationPorts } from './ports.ts';

/** What a check-out is decided on, read under the locks of the item and of the reader. */
export interface CheckOutFacts {
  readonly item: ClaimedItem;
  readonly reader: Patron;
  readonly policy: CirculationPolicy;
  /** Live holds on the record, the head first. */
  readonly queue: readonly Hold[];
  readonly openLoan: Loan | null;
  readonly column: Column;
  readonly at: number;
}

/** Late by more opening days than their policies leave; what is merely past its date was counted already. */
async function tooManyOverdue(ports: CirculationPorts, work: Work, reader: Patron, at: number): Promise<Doubt | null> {
  const late = await work.patronAccounts.lateLoans(reader.id, at);
  const block = computedBlocks(ports, reader, late, at).find(({ kind }) => kind === 'OVERDUE');
  return block ? doubt('too-many-overdue', { overdue: late.length, limit: ports.settings.overdueLimit }) : null;
}

/** Rows 3 to 13 of the check-out table: every reason there is, in their order. */
export async function checkOutDoubts(ports: CirculationPorts, work: Work, facts: CheckOutFacts): Promise<Doubt[]> {
  const { item, reader, policy, openLoan, column, at } = facts;
  const blocks = await work.patrons.blocks(reader.id, at);
  const standing = whyNot(reader, blocks, at, 'stopsCheckOut');
  const counted = await work.loans.count(reader.id, item.type, at);
  // A document found in the hands of the very reader who lost it counts once.
  const again = openLoan?.patronId === reader.id ? 1 : 0;
  const found: (Doubt | null)[] = [
    standing && doubt(standing.refusal as 'patron-expired' | 'patron-blocked', standing.facts),
    counted.overdue >= ports.settings.overdueLimit ? await tooManyOverdue(ports, work, reader, at) : null,
    notLendable(item),
    column !== 'staff' && !policy.selfCheck ? doubt('self-check-not-allowed', { policy: policy.id }) : null,
    openLoan && again === 0 ? doubt('item-on-loan-to-another', { loan: openLoan.id }) : null,
    ...holdsInTheWay(facts),
    isGivenUp(item) ? doubt('item-missing', { status: item.status }) : null,
    dueBack(item, at),
    counted.total - again >= policy.maxTotal
      ? doubt('loan-limit-reached', { policy: policy.id, limit: policy.maxTotal })
      : null,
    policy.maxPerType !== null && counted.ofType - again >= policy.maxPerType
      ? doubt('loan-limit-of-type-reached', { policy: policy.id, limit: policy.maxPerType, itemType: item.type })
      : null,
    tooYoung(item, reader, at),
  ];
  return found.filter((one) => one !== null);
}

/** True when nobody knew any more where it was. */
export function isGivenUp({ status }: Pick<ClaimedItem, 'status'>): boolean {
  return status === 'LOST' || status === 'MISSING' || status === 'CLAIMED_RETURNED';
}

/** Row 4: what the document itself forbids. */
function notLendable(item: ClaimedItem): Doubt | null {
  switch (item.status) {
    case 'WITHDRAWN':
      return doubt('item-withdrawn');
    case 'IN_PROCESSING':
    case 'ON_ORDER':
      return doubt('item-in-processing', { status: item.status });
    case 'AT_ILL_PARTNER':
      return doubt('item-at-partner');
    default:
      if (item.loanable && item.type !== 'REFERENCE') return null;
      return doubt('item-not-loanable', { itemType: item.type });
  }
}

/**
 * Rows 7, 8 and 10: it is kept for somebody (on the shelf or on its way), somebody's request sent staff to fetch it, or
 * it travels home while somebody waits.
 */
function holdsInTheWay({ item, reader, queue, at }: CheckOutFacts): (Doubt | null)[] {
  const bound = boundHold(item, queue);
  if (bound) return [bound.patronId === reader.id ? null : doubt('item-on-hold-for-another', { hold: bound.id })];
  const head = queue.find((hold) => hold.boundItemId === null && isAwake(hold, at));
  const targeted = head?.targetItemId === item.id && head.patronId !== reader.id;
  const wanted =
    item.status === 'TRANSIT_HOME' &&
    queue.some((hold) => hold.patronId !== reader.id && hold.boundItemId === null && mayFill(item, hold));
  return [
    targeted ? doubt('item-wanted-by-others', { hold: head.id }) : null,
    wanted ? doubt('item-in-transit') : null,
  ];
}

/** The hold that bound this document, if any. */
export function boundHold(item: Pick<ClaimedItem, 'id'>, queue: readonly Hold[]): Hold | null {
  return queue.find((hold) => hold.boundItemId === item.id) ?? null;
}

/** Whether this copy is what a hold asks for: the copy it names, or any of the volume it names. */
export function mayFill(item: Pick<ClaimedItem, 'id' | 'volume'>, hold: Pick<Hold, 'itemId' | 'volume'>): boolean {
  if (hold.itemId !== null) return hold.itemId === item.id;
  return hold.volume === '' || hold.volume === item.volume;
}

/** Not suspended, not for later, not over. */
export function isAwake(hold: Hold, at: number): boolean {
  return (hold.notBefore ?? 0) <= at && (hold.suspendedUntil ?? 0) <= at && (hold.expiresAt ?? Infinity) > at;
}

/** Row 11: the department wants it back by now. */
function dueBack(item: ClaimedItem, at: number): Doubt | null {
  if (item.returnToOwnerOn === null || item.returnToOwnerOn >= localDate(at)) return null;
  return doubt('item-due-back', { returnToOwnerOn: item.returnToOwnerOn });
}

/** Row 13. An age nobody knows is not proven. */
function tooYoung(item: ClaimedItem, reader: Patron, at: number): Doubt | null {
  if (item.minAge === null) return null;
  const age = reader.birthDate === null ? null : ageOn(reader.birthDate, localDate(at));
  return age !== null && age >= item.minAge ? null : doubt('age-restricted', { minAge: item.minAge });
}
