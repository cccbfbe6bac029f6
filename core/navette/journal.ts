import type { Work } from '../ports/store.ts';
import type { Crate } from './entities.ts';

/** A line of the journal about a run. */
export function noteRun(
  work: Work,
  { at, actor, ...payload }: { at: number; actor: string; done: string; route?: number; run?: number; count?: number },
): Promise<void> {
  const nobody = { libraryId: null, deviceId: null, itemId: null, patronRef: null };
  return work.journal.append({ at, type: 'SHUTTLE_RUN', actor, ...nobody, payload });
}

/** A line of the journal about a crate, and about one document of it. */
export function noteCrate(
  work: Work,
  {
    at,
    actor,
    crate,
    itemId = null,
    done,
  }: { at: number; actor: string; crate: Crate; itemId?: number | null; done: string },
): Promise<void> {
  return work.journal.append({
    at,
    type: 'CRATE',
    actor,
    libraryId: done === 'received' || done === 'seen' ? crate.receivedLibraryId : crate.fromLibraryId,
    deviceId: null,
    itemId,
    patronRef: null,
    payload: { crate: crate.id, code: crate.code, done },
  });
}
