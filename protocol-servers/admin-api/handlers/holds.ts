import { liveHoldStatuses } from '../../../core/circulation/entities.ts';
import type { Library } from '../../../core/library.ts';
import { actorOf } from '../../../core/network/post.ts';
import { granted, type Outcome } from '../../../core/outcome.ts';
import type { HoldSheet } from '../../../core/ports/holds.ts';
import type { HoldView } from '../contract-holds.ts';
import { type AnyRoute, guarded, type Visitor } from '../route.ts';
import {
  cancelHoldRequest,
  holdList,
  holdParams,
  holdPickupRequest,
  holdsQuery,
  holdView,
  placeHoldRequest,
  suspendHoldRequest,
} from '../schemas-holds.ts';
import { noQuery } from '../schemas.ts';
import { viewHold } from '../views-holds.ts';
import { holdActRoutes } from './hold-acts.ts';
import { holdListRoutes } from './hold-lists.ts';
import { libraryOf } from './library-asked.ts';

type Desk = Pick<Library, 'holds' | 'network'>;
/** Every change of one hold is refused with these. */
const changeProblems = [400, 401, 403, 404, 409];

/** The holds of the network. Holds are centralised: staff of any library serve any reader. */
export function holdRoutes({ holds, network }: Desk): AnyRoute[] {
  const told = (outcome: Outcome<HoldSheet>): Outcome<HoldView> =>
    outcome.granted ? granted(viewHold(outcome.value, network)) : outcome;
  return [
    guarded({
      method: 'get',
      path: '/holds',
      who: 'read-holds',
      summary: 'Holds of a reader, of a record, to be picked up at a library, in a state; the oldest first.',
      query: holdsQuery,
      body: null,
      answer: holdList,
      problems: [400, 401, 403, 404],
      async handle({ query }) {
        const { card, record, title, library, state, offset, limit } = query;
        const place = library === undefined ? null : await libraryOf(network, library);
        if (place && !place.granted) return place;
        const found = await holds.find({
          ...(card !== undefined && { card }),
          ...(record !== undefined && { controlNumber: record }),
          ...(place && { pickupLibraryId: place.value.id }),
          ...(title !== undefined && { title }),
          ...(state !== undefined && { statuses: state === 'live' ? liveHoldStatuses : [state] }),
          page: { offset, limit },
        });
        if (!found.granted) return found;
        return granted({ items: found.value.lines.map((line) => viewHold(line, network)), total: found.value.total });
      },
    }),
    guarded({
      method: 'post',
      path: '/holds',
      who: 'manage-holds',
      summary: 'Places a hold for a reader.',
      query: noQuery,
      body: placeHoldRequest,
      answer: holdView,
      problems: changeProblems,
      async handle({ body, visitor }) {
        const pickup = await libraryOf(network, body.pickup);
        if (!pickup.granted) return pickup;
        const { card, record, barcode, volume, notBefore, suspendedUntil, expiresAt } = body;
        const outcome = await holds.place({
          card,
          controlNumber: record,
          pickupLibraryId: pickup.value.id,
          actor: by(visitor),
          ...(barcode !== undefined && { itemBarcode: barcode }),
          ...(volume !== undefined && { volume }),
          ...(notBefore !== undefined && { notBefore: Date.parse(notBefore) }),
          ...(suspendedUntil !== undefined && { suspendedUntil: Date.parse(suspendedUntil) }),
          ...(expiresAt !== undefined && { expiresAt: Date.parse(expiresAt) }),
        });
        return told(outcome);
      },
    }),
    guarded({
      method: 'post',
      path: '/holds/:id/cancel',
      who: 'manage-holds',
      summary: 'Cancels a hold, whatever it has come to.',
      params: holdParams,
      query: noQuery,
      body: cancelHoldRequest,
      answer: holdView,
      problems: changeProblems,
      handle: async ({ params, body, visitor }) =>
        told(await holds.cancel({ holdId: params.id, reason: body.reason, actor: by(visitor) })),
    }),
    guarded({
      method: 'post',
      path: '/holds/:id/suspension',
      who: 'manage-holds',
      summary: 'Passes a hold over until a date; its rank is kept.',
      params: holdParams,
      query: noQuery,
      body: suspendHoldRequest,
      answer: holdView,
      problems: changeProblems,
      async handle({ params, body, visitor }) {
        const until = body.until === null ? null : Date.parse(body.until);
        return told(await holds.suspend({ holdId: params.id, until, actor: by(visitor) }));
      },
    }),
    guarded({
      method: 'put',
      path: '/holds/:id/pickup',
      who: 'manage-holds',
      summary: 'Has a hold picked up at another library.',
      params: holdParams,
      query: noQuery,
      body: holdPickupRequest,
      answer: holdView,
      problems: changeProblems,
      async handle({ params, body, visitor }) {
        const pickup = await libraryOf(network, body.library);
        if (!pickup.granted) return pickup;
        const asked = { holdId: params.id, pickupLibraryId: pickup.value.id, actor: by(visitor) };
        return told(await holds.changePickup(asked));
      },
    }),
    guarded({
      method: 'post',
      path: '/holds/:id/not-found',
      who: 'manage-holds',
      summary: 'The document to fetch, or to hand over, is not where it should be.',
      params: holdParams,
      query: noQuery,
      body: null,
      answer: holdView,
      problems: changeProblems,
      handle: async ({ params, visitor }) => told(await holds.notFound({ holdId: params.id, actor: by(visitor) })),
    }),
    ...holdActRoutes({ holds, network }),
    ...holdListRoutes({ holds, network }),
  ];
}

function by({ user }: Visitor): string {
  return actorOf({ id: null, login: user.login });
}
