import { actorOf } from '../../network/post.ts';
import { granted, refused } from '../../outcome.ts';
import { sessionHash } from './change.ts';
import type { CataloguingDesk } from './desk.ts';
import { editingLease } from './entities.ts';
import type { CataloguingPorts } from './ports.ts';

/** Takes, renews or takes over the editing lock of a record. Nobody can forget one: it ends by itself, or with the session. */
export function lockRecord({ store, clock }: CataloguingPorts): CataloguingDesk['lock'] {
  return async ({ by, controlNumber, takeOver }) => {
    const at = clock.now();
    return store.transaction(async (work) => {
      const record = await work.cataloguing.lock(controlNumber);
      if (!record) return refused('record-unknown');
      if (record.status !== 'LIVE') return refused('record-not-live', { status: record.status });
      const held = await work.cataloguing.editing(record.id, at);
      const mine = held?.sessionHash === sessionHash(by);
      if (held && !mine && takeOver === null) {
        return refused('record-locked', { by: held.login, since: held.since, until: held.expiresAt });
      }
      const lock = {
        recordId: record.id,
        login: by.login,
        sessionHash: sessionHash(by),
        since: held && mine ? held.since : at,
        expiresAt: at + editingLease,
      };
      await work.cataloguing.keepEditing(lock);
      if (held && !mine) {
        await work.journal.append({
          at,
          type: 'RECORD_LOCK_TAKEN',
          actor: actorOf({ id: null, login: by.login }),
          libraryId: by.libraryId,
          deviceId: null,
          itemId: null,
          patronRef: null,
          payload: { record: controlNumber, from: held.login, reason: takeOver },
        });
      }
      return granted(lock);
    });
  };
}

/** Lets an editing lock go. */
export function unlockRecord({ store }: CataloguingPorts): CataloguingDesk['unlock'] {
  return (by, controlNumber) =>
    store.transaction(async (work) => {
      const record = await work.cataloguing.lock(controlNumber);
      if (!record) return refused('record-unknown');
      await work.cataloguing.endEditing(record.id, sessionHash(by));
      return granted(null);
    });
}
