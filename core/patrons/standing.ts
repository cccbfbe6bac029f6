import { refused, type Refused } from '../outcome.ts';
import type { Post } from '../network/post.ts';
import type { Store, Work } from '../ports/store.ts';
import type { Block, Patron } from './patron.ts';
import type { Pins } from './pins.ts';

/** The locked reader of a card, or why the card does not lend. */
export async function lockReader(work: Work, card: string): Promise<Patron | Refused> {
  const found = await work.patrons.lock(card);
  if (!found) return refused('patron-unknown');
  if (found.replaced) return refused('card-replaced');
  if (found.patron.state === 'ERASED' || found.patron.state === 'TO_ERASE') return refused('patron-unknown');
  return found.patron;
}

/** Why this reader may not borrow (or renew) now; null when he may. */
export function whyNot(
  patron: Patron,
  blocks: readonly Block[],
  at: number,
  stops: 'stopsCheckOut' | 'stopsRenewal' | 'stopsHold',
): Refused | null {
  if (patron.state === 'EXPIRED' || patron.expiresAt <= at) {
    return refused('patron-expired', { expiresAt: patron.expiresAt });
  }
  if (patron.state === 'BLOCKED') return refused('patron-blocked', { block: 'BLOCKED' });
  const block = blocks.find((candidate) => candidate[stops]);
  return block ? refused('patron-blocked', { block: block.kind, since: block.since }) : null;
}

/**
 * A PIN that came with the card must be right; a kiosk that asked for it earlier in the visit sends none. What was done
 * off-line is not checked any more. Hashing is slow: this is done before the transaction.
 */
export async function pinRefusal(
  { store, pins }: { readonly store: Store; readonly pins: Pins },
  request: {
    readonly card: string;
    readonly pin?: string;
    readonly device: Pick<Post, 'id'>;
    readonly offline?: unknown;
  },
): Promise<Refused | null> {
  if (request.pin === undefined || request.offline !== undefined) return null;
  const found = await store.read.patron(request.card);
  if (!found) return refused('patron-unknown');
  if (found.replaced) return refused('card-replaced'); // its PIN would be tried on whoever holds the card's successor
  const verdict = await pins.check(found.patron, request.pin, request.device.id);
  if (verdict === 'locked') return refused('pin-locked');
  return verdict === 'wrong' ? refused('pin-wrong') : null;
}
