import { actorOf } from '../../network/post.ts';
import { granted, refused, type Outcome, type Refused } from '../../outcome.ts';
import type { ClaimedItem, Work } from '../../ports/store.ts';
import type { Cataloguer, CataloguingPorts } from '../editing/ports.ts';
import type { CopyRequest } from './desk.ts';

/** Who changes a copy, and when. */
export interface CopyChange {
  readonly at: number;
  readonly actor: string;
}

export function copyChange(by: Cataloguer, at: number): CopyChange {
  return { at, actor: actorOf({ id: null, login: by.login }) };
}

/** Whoever works for one library changes the copies of that library. */
export function whyNotYours(by: Cataloguer, homeLibraryId: number): Refused | null {
  return by.libraryId === null || by.libraryId === homeLibraryId ? null : refused('library-not-yours');
}

/** Runs one change of one copy in a transaction: claimed first, of the visitor's library, of the version asked. */
export function changingCopy<Request extends CopyRequest, T>(
  { store, clock }: CataloguingPorts,
  make: (work: Work, item: ClaimedItem, request: Request, change: CopyChange) => Promise<Outcome<T>>,
) {
  return (request: Request): Promise<Outcome<T>> => {
    const change = copyChange(request.by, clock.now());
    return store.transaction(async (work) => {
      const item = await work.items.claim(request.barcode);
      if (!item) return refused('item-unknown');
      const refusal = whyNotYours(request.by, item.homeLibraryId);
      if (refusal) return refusal;
      if (item.version !== request.version) {
        return refused('changed-meanwhile', { asked: request.version, current: item.version });
      }
      const made = await make(work, item, request, change);
      if (made.granted) await work.outbox.add('records-changed', [item.recordId], change.at);
      return made.granted ? granted(made.value) : made;
    });
  };
}
