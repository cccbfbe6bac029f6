import type { EventType, NewEvent } from '../ports/journal.ts';
import type { Work } from '../ports/store.ts';

/** A line of the journal about authorities. */
export async function noteAuthority(
  work: Work,
  type: EventType,
  { at, actor }: { readonly at: number; readonly actor: string },
  payload: NewEvent['payload'],
): Promise<void> {
  await work.journal.append({
    at,
    type,
    actor,
    libraryId: null,
    deviceId: null,
    itemId: null,
    patronRef: null,
    payload,
  });
}
