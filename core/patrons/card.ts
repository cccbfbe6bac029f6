import { granted, refused, type Outcome, type Refused } from '../outcome.ts';
import type { CardReason, NumberUse } from '../ports/patrons.ts';
import { noteReader, type By, type ReaderPorts } from './ports.ts';
import type { PatronSettings } from './settings.ts';

/** Why staff give another card. */
export type ReplacementReason = Exclude<CardReason, 'MERGED'>;

/** A number that cannot be that of a card. */
export function cardRefusal({ cardShape }: PatronSettings, cardNumber: string): Refused | null {
  return cardShape.test(cardNumber.trim()) ? null : refused('card-invalid');
}

/** Somebody, or some document, bears the number. Whom it was is not told. */
export function cardTaken(use: NumberUse): Refused {
  return refused('card-taken', { by: use === 'item' ? 'item' : 'card' });
}

/**
 * Gives a reader another card. The old one answers "replaced" for ever, and the block of a card reported lost ends with
 * it. Asking again for the card he already has changes nothing.
 */
export function replaceCard({ store, clock, readers }: ReaderPorts) {
  return async (
    patronId: number,
    request: { cardNumber: string; reason: ReplacementReason },
    by: By,
  ): Promise<Outcome<null>> => {
    const invalid = cardRefusal(readers, request.cardNumber);
    if (invalid) return invalid;
    return store.transaction(async (work) => {
      const now = clock.now();
      const patron = await work.patronAccounts.lock(patronId);
      if (!patron) return refused('patron-unknown');
      if (patron.cardNumber.toUpperCase() === request.cardNumber.trim().toUpperCase()) return granted(null);
      await work.patronAccounts.retireCardOf(patronId, now, request.reason);
      const use = await work.patronAccounts.giveCard(patronId, request.cardNumber);
      if (use) return cardTaken(use);
      for (const block of await work.patrons.blocks(patronId, now)) {
        if (block.kind === 'CARD_LOST') await work.patronAccounts.liftBlock(patronId, block.id, now);
      }
      await work.patronAccounts.touch(patronId, now);
      await noteReader(work, 'CARD_REPLACED', patron, { at: now, by }, { reason: request.reason });
      await work.outbox.add('notices', { kind: 'card-replaced', patronId }, now);
      return granted(null);
    });
  };
}
