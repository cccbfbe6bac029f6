import type { Library } from '../../../core/library.ts';
import { staffPost } from '../../../core/network/post.ts';
import { granted, refused } from '../../../core/outcome.ts';
import { can } from '../access.ts';
import type { DeskScanView } from '../contract-desk.ts';
import { type AnyRoute, guarded } from '../route.ts';
import { deskScanRequest, deskScanView, deskUndoRequest, deskUndoView } from '../schemas-desk.ts';
import { noQuery } from '../schemas.ts';
import { viewScan, viewUndone } from '../views-desk.ts';
import { libraryActedFor } from './library-asked.ts';

/** The one box of a desk, and the way back. */
export function deskRoutes(library: Pick<Library, 'desk' | 'circulation' | 'network' | 'now'>): AnyRoute[] {
  const { desk, circulation, network, now } = library;
  return [
    guarded({
      method: 'post',
      path: '/desk/scans',
      who: 'circulate',
      summary: 'A card or a document: opens the reader, lends or takes back, and says what it did and why.',
      query: noQuery,
      body: deskScanRequest,
      answer: deskScanView,
      onlyReads: ({ kind }: DeskScanView) => kind === 'reader',
      problems: [400, 401, 403, 404, 503],
      async handle({ body: { library: code, code: scanned, renew = false, fromBin = false, ...asked }, visitor }) {
        const place = await libraryActedFor(code, visitor, network);
        if (!place.granted) return place;
        if (asked.override && !can(visitor.user.role, 'override')) return refused('override-not-allowed');
        const device = staffPost(visitor.user.login, place.value);
        const done = await desk.scan({ ...asked, device, code: scanned, renew, fromBin, transactionDate: told(now()) });
        return done.granted ? granted(viewScan(done.value, library)) : done;
      },
    }),
    guarded({
      method: 'post',
      path: '/desk/undo',
      who: 'circulate',
      summary: 'Undoes the last thing this desk did with a document, exactly, or touches nothing.',
      query: noQuery,
      body: deskUndoRequest,
      answer: deskUndoView,
      problems: [400, 401, 403, 404, 409, 503],
      async handle({ body: { item: itemBarcode, what, library: code }, visitor }) {
        const place = await libraryActedFor(code, visitor, network);
        if (!place.granted) return place;
        const device = staffPost(visitor.user.login, place.value);
        const undone = await circulation.undo({ device, what, itemBarcode, transactionDate: told(now()) });
        return undone.granted ? granted(viewUndone(undone.value)) : undone;
      },
    }),
  ];
}

/** What names a transaction that bears no `Idempotency-Key`: a double click is one. */
function told(at: number): string {
  return new Date(at).toISOString().slice(0, 19);
}
