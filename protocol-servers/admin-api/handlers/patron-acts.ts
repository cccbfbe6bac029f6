import type { Library } from '../../../core/library.ts';
import { granted } from '../../../core/outcome.ts';
import { type AnyRoute, guarded } from '../route.ts';
import { noQuery } from '../schemas.ts';
import {
  blockParams,
  blockRequest,
  createdView,
  mergeRequest,
  nothing,
  patronParams,
  replaceCardRequest,
  setPinRequest,
} from '../schemas-patrons.ts';

type Desk = Pick<Library, 'readers'>;
const ofOneReader = { params: patronParams, query: noQuery } as const;

/** What staff do to the account of a reader: card, PIN, blocks, its merging and its end. */
export function patronActRoutes(library: Desk): AnyRoute[] {
  return [...cardRoutes(library), ...blockRoutes(library), ...partingRoutes(library)];
}

function cardRoutes({ readers }: Desk): AnyRoute[] {
  return [
    guarded({
      ...ofOneReader,
      method: 'post',
      path: '/patrons/:id/card',
      who: 'edit-patrons',
      summary: 'Gives another card. The old one answers "replaced" for ever.',
      body: replaceCardRequest,
      answer: null,
      problems: [400, 401, 403, 404, 409, 422],
      handle: ({ params, body, visitor }) => readers.replaceCard(params.id, body, visitor.user),
    }),
    guarded({
      ...ofOneReader,
      method: 'post',
      path: '/patrons/:id/pin',
      who: 'edit-patrons',
      summary: 'Gives another PIN, which unlocks the card.',
      body: setPinRequest,
      answer: null,
      problems: [400, 401, 403, 404, 422],
      handle: ({ params, body, visitor }) => readers.resetPin(params.id, body.pin, visitor.user),
    }),
    guarded({
      ...ofOneReader,
      method: 'post',
      path: '/patrons/:id/pin/unlock',
      who: 'edit-patrons',
      summary: 'Unlocks a card that too many wrong PINs locked.',
      body: nothing,
      answer: null,
      problems: [400, 401, 403, 404],
      handle: ({ params, visitor }) => readers.unlockPin(params.id, visitor.user),
    }),
  ];
}

function blockRoutes({ readers }: Desk): AnyRoute[] {
  return [
    guarded({
      ...ofOneReader,
      method: 'post',
      path: '/patrons/:id/blocks',
      who: 'edit-patrons',
      summary: 'Sets a block, for a reason.',
      body: blockRequest,
      answer: createdView,
      problems: [400, 401, 403, 404],
      async handle({ params, body: { kind, note, until, stops }, visitor }) {
        const block = {
          kind,
          note,
          until: until === null ? null : Date.parse(until),
          stopsCheckOut: stops.checkOut,
          stopsHold: stops.hold,
          stopsRenewal: stops.renewal,
          stopsDigital: stops.digital,
        };
        const id = await readers.setBlock(params.id, block, visitor.user);
        return id.granted ? granted({ id: id.value }) : id;
      },
    }),
    guarded({
      method: 'delete',
      path: '/patrons/:id/blocks/:blockId',
      who: 'edit-patrons',
      summary: 'Lifts a block. Those computed cannot be lifted.',
      params: blockParams,
      query: noQuery,
      body: null,
      answer: null,
      problems: [400, 401, 403, 404],
      handle: ({ params, visitor }) => readers.liftBlock(params.id, params.blockId, visitor.user),
    }),
  ];
}

function partingRoutes({ readers }: Desk): AnyRoute[] {
  return [
    guarded({
      ...ofOneReader,
      method: 'post',
      path: '/patrons/:id/merge',
      who: 'merge-patrons',
      summary: 'The account of the body goes into that of the address, whole or not at all.',
      body: mergeRequest,
      answer: null,
      problems: [400, 401, 403, 404, 409],
      handle: ({ params, body, visitor }) => readers.merge(params.id, body.mergedId, visitor.user),
    }),
    guarded({
      ...ofOneReader,
      method: 'post',
      path: '/patrons/:id/erasure',
      who: 'erase-patrons',
      summary: 'Leaves nothing of a reader but counts. He has neither loan, hold, lost document nor ward.',
      body: nothing,
      answer: null,
      problems: [400, 401, 403, 404, 409],
      handle: ({ params, visitor }) => readers.erase(params.id, visitor.user),
    }),
  ];
}
