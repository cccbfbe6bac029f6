import type { CheckedOut, CheckOutRequest } from '../library.ts';
import { staffPost, type Post } from '../network/post.ts';
import type { Outcome } from '../outcome.ts';
import type { NewEvent } from '../ports/journal.ts';
import type { Breach } from '../ports/reading.ts';
import type { Column } from './check-out-reasons.ts';
import type { SmallNetwork } from './small-network.fixture.ts';

/** Broken invariants, but for orders nobody carries out here: no follower runs beside these specs. */
export async function breaches(network: SmallNetwork): Promise<Breach[]> {
  return (await network.store.read.audit()).filter(({ invariant }) => invariant !== 'outbox-followed');
}

/** Staff at the desk of one library. */
export function desk(network: SmallNetwork, at: keyof SmallNetwork['libraries'] = 'lens'): Post {
  return staffPost('agent', network.libraries[at]);
}

let transactions = 0;
/** The name of a transaction that nothing else bears. */
export function transactionDate(): string {
  transactions += 1;
  return `t${transactions}`;
}

/** A check-out of I1 to P1 in one of the three columns of the table, in Lens. */
export function checkOutIn(
  network: SmallNetwork,
  column: Column,
  more: Partial<CheckOutRequest> = {},
): Promise<Outcome<CheckedOut>> {
  return network.checkOut({
    device: column === 'staff' ? desk(network) : network.devices.lens,
    card: 'P1',
    itemBarcode: 'I1',
    renewalAllowed: false,
    transactionDate: transactionDate(),
    ...(column === 'offline' ? { offline: { at: network.now(), dueAt: null } } : {}),
    ...more,
  });
}

/** What an outcome says in one word: the refusal, or `lent` with its warnings. */
export function said(outcome: Outcome<Pick<CheckedOut, 'warnings'>>): string {
  if (!outcome.granted) return outcome.refusal;
  return ['lent', ...outcome.value.warnings].join(' ');
}

/** The journal of this network, oldest first. */
export function journal(network: SmallNetwork, ...types: NewEvent['type'][]): Promise<NewEvent[]> {
  return network.store.read.eventsAfter(0, types, 1_000);
}
