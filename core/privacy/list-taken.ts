import { actorOf } from '../network/post.ts';
import { granted } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { StaffUser } from '../ports/staff.ts';
import type { Store } from '../ports/store.ts';

/** A list that somebody takes out as a file. */
export interface ListTaken {
  readonly list: 'patrons' | 'holds' | 'pull-list' | 'hold-shelf';
  /** As many as it had when it was asked for. */
  readonly lines: number;
  /** Whether its lines name readers. */
  readonly namesReaders: boolean;
}

/** Notes in the journal who takes which list out, before it leaves. The journal does not say whom it names. */
export function noteListTaken({ store, clock }: { readonly store: Store; readonly clock: Clock }) {
  return async (
    by: Pick<StaffUser, 'login' | 'libraryId'>,
    { list, lines, namesReaders }: ListTaken,
  ): Promise<void> => {
    await store.transaction(async (work) => {
      await work.journal.append({
        at: clock.now(),
        type: 'LIST_TAKEN',
        actor: actorOf({ id: null, login: by.login }),
        libraryId: by.libraryId,
        deviceId: null,
        itemId: null,
        patronRef: null,
        payload: { list, lines, namesReaders },
      });
      return granted(null);
    });
  };
}
