import type { CirculationPorts } from '../circulation/ports.ts';
import { actorOf } from '../network/post.ts';
import type { EventType, NewEvent } from '../ports/journal.ts';
import type { StaffUser } from '../ports/staff.ts';
import type { Work } from '../ports/store.ts';
import type { Patron } from './patron.ts';
import type { PatronSettings } from './settings.ts';

/** What the desk's use cases stand on. */
export interface ReaderPorts extends CirculationPorts {
  readonly readers: PatronSettings;
}

/** The member of staff who acts. */
export type By = Pick<StaffUser, 'login' | 'libraryId'>;

/** Notes in the journal what was done to a reader, by whom; nobody means the program itself. */
export async function noteReader(
  work: Work,
  type: EventType,
  patron: Pick<Patron, 'pseudonym'> | null,
  { at, by }: { at: number; by: By | null },
  payload: NewEvent['payload'],
): Promise<void> {
  await work.journal.append({
    at,
    type,
    actor: by ? actorOf({ id: null, login: by.login }) : 'system',
    libraryId: by?.libraryId ?? null,
    deviceId: null,
    itemId: null,
    patronRef: patron?.pseudonym ?? null,
    payload,
  });
}
