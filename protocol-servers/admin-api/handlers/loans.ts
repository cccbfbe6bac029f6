import type { Library } from '../../../core/library.ts';
import { type Post, staffPost } from '../../../core/network/post.ts';
import { granted, type Outcome, refused } from '../../../core/outcome.ts';
import { can } from '../access.ts';
import { type AnyRoute, guarded, type Visitor } from '../route.ts';
import { noQuery } from '../schemas.ts';
import {
  itemParams,
  itemSheetView,
  itemStatusRequest,
  itemStatusView,
  loanRequest,
  loanView,
  renewAllRequest,
  renewAllView,
  renewalRequest,
  returnRequest,
  returnView,
} from '../schemas-loans.ts';
import { viewCopy, viewItem, viewLoan, viewRenewals, viewReturn } from '../views-loans.ts';
import { libraryActedFor } from './library-asked.ts';

type Desk = Pick<Library, 'circulation' | 'network' | 'now'>;

/** Loans at the desk of a library: lending, taking back, renewing, and what became of a document. */
export function loanRoutes(library: Desk): AnyRoute[] {
  return [...lendingRoutes(library), ...renewalRoutes(library), ...itemRoutes(library)];
}

function lendingRoutes({ circulation, network, now }: Desk): AnyRoute[] {
  return [
    guarded({
      method: 'post',
      path: '/loans',
      who: 'circulate',
      summary: 'Lends a document. Refused with every reason (`facts.reasons`) that asks for an override.',
      query: noQuery,
      body: loanRequest,
      answer: loanView,
      problems: [400, 401, 403, 404, 409, 503],
      async handle({ body: { card, item, library, renew = false, override }, visitor }) {
        const post = await deskOf(visitor, library, network);
        if (!post.granted) return post;
        if (override && !can(visitor.user.role, 'override')) return refused('override-not-allowed');
        const lent = await circulation.checkOut({
          device: post.value,
          card,
          itemBarcode: item,
          renewalAllowed: renew,
          override,
          transactionDate: toTheSecond(now()),
        });
        return lent.granted ? granted(viewLoan(lent.value)) : lent;
      },
    }),
    guarded({
      method: 'post',
      path: '/returns',
      who: 'circulate',
      summary: 'Takes a document back and says where it goes.',
      query: noQuery,
      body: returnRequest,
      answer: returnView,
      problems: [400, 401, 403, 404, 503],
      async handle({ body: { item, library, fromBin }, visitor }) {
        const post = await deskOf(visitor, library, network);
        if (!post.granted) return post;
        const back = await circulation.checkIn({
          device: post.value,
          itemBarcode: item,
          returnedAt: now(),
          fromBin,
          transactionDate: toTheSecond(now()),
        });
        return back.granted ? granted(viewReturn(back.value)) : back;
      },
    }),
  ];
}

function renewalRoutes({ circulation, network, now }: Desk): AnyRoute[] {
  return [
    guarded({
      method: 'post',
      path: '/renewals',
      who: 'circulate',
      summary: 'Gives a reader more time with a document.',
      query: noQuery,
      body: renewalRequest,
      answer: loanView,
      problems: [400, 401, 403, 404, 409, 503],
      async handle({ body: { card, item, library, override }, visitor }) {
        const post = await deskOf(visitor, library, network);
        if (!post.granted) return post;
        if (override && !can(visitor.user.role, 'override')) return refused('override-not-allowed');
        const renewed = await circulation.renew({
          device: post.value,
          card,
          itemBarcode: item,
          override,
          transactionDate: toTheSecond(now()),
        });
        return renewed.granted ? granted(viewLoan({ ...renewed.value, renewed: true })) : renewed;
      },
    }),
    guarded({
      method: 'post',
      path: '/renewals/all',
      who: 'circulate',
      summary: 'Renews every loan of a reader: a result for each.',
      query: noQuery,
      body: renewAllRequest,
      answer: renewAllView,
      problems: [400, 401, 403, 404, 409, 503],
      async handle({ body: { card, library }, visitor }) {
        const post = await deskOf(visitor, library, network);
        if (!post.granted) return post;
        const all = await circulation.renewAll({ device: post.value, card, transactionDate: toTheSecond(now()) });
        return all.granted ? granted(viewRenewals(all.value)) : all;
      },
    }),
  ];
}

function itemRoutes({ circulation, network }: Desk): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/items/:barcode',
      who: 'circulate',
      summary: 'One document: where it is, who has it, for whom it is kept.',
      params: itemParams,
      query: noQuery,
      body: null,
      answer: itemSheetView,
      problems: [400, 401, 403, 404],
      async handle({ params, visitor }) {
        const { libraryId } = visitor.user;
        const sheet = await circulation.item(params.barcode, libraryId === null ? undefined : { libraryId });
        return sheet.granted ? granted(viewItem(sheet.value, network)) : sheet;
      },
    }),
    guarded({
      method: 'put',
      path: '/items/:barcode/status',
      who: 'circulate',
      summary: 'Says what became of a document: lost, missing, claimed returned, damaged, withdrawn, found.',
      params: itemParams,
      query: noQuery,
      body: itemStatusRequest,
      answer: itemStatusView,
      problems: [400, 401, 403, 404, 409, 503],
      async handle({ params, body: { mark, library, why }, visitor }) {
        const post = await deskOf(visitor, library, network);
        if (!post.granted) return post;
        const changed = await circulation.changeItemStatus({
          device: post.value,
          itemBarcode: params.barcode,
          mark,
          why,
        });
        if (!changed.granted) return changed;
        const { item, title, checkedIn } = changed.value;
        return granted({ item: viewCopy(item, title), checkedIn: checkedIn && viewReturn(checkedIn) });
      },
    }),
  ];
}

/** The desk a member of staff works at. */
async function deskOf(visitor: Visitor, code: string | undefined, network: Library['network']): Promise<Outcome<Post>> {
  const library = await libraryActedFor(code, visitor, network);
  return library.granted ? granted(staffPost(visitor.user.login, library.value)) : library;
}

/** What names a transaction that bears no `Idempotency-Key`: a double click is one. */
function toTheSecond(at: number): string {
  return new Date(at).toISOString().slice(0, 19);
}
