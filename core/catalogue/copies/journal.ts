import type { Item } from '../../circulation/entities.ts';
import type { EventType, NewEvent } from '../../ports/journal.ts';
import type { Work } from '../../ports/store.ts';

/** A line of the journal about one copy. */
export async function noteItem(
  work: Work,
  type: EventType,
  item: Pick<Item, 'id' | 'homeLibraryId'>,
  { at, actor }: { readonly at: number; readonly actor: string },
  payload: NewEvent['payload'],
): Promise<void> {
  await work.journal.append({
    at,
    type,
    actor,
    libraryId: item.homeLibraryId,
    deviceId: null,
    itemId: item.id,
    patronRef: null,
    payload,
  });
}
