import type { Hold } from '../circulation/entities.ts';
import type { EventType, NewEvent } from '../ports/journal.ts';
import type { Work } from '../ports/store.ts';

/** One line of the journal about a hold. `patronRef` is a pseudonym; the payload names the hold by its id. */
export function noteHold(
  work: Work,
  type: EventType,
  hold: Pick<Hold, 'id' | 'pickupLibraryId'>,
  about: {
    readonly at: number;
    readonly actor: string;
    readonly itemId?: number | null;
    readonly patronRef?: string | null;
  },
  facts: NewEvent['payload'] = {},
): Promise<void> {
  return work.journal.append({
    at: about.at,
    type,
    actor: about.actor,
    libraryId: hold.pickupLibraryId,
    deviceId: null,
    itemId: about.itemId ?? null,
    patronRef: about.patronRef ?? null,
    payload: { hold: hold.id, ...facts },
  });
}
