import type { Library } from '../../../core/library.ts';
import { actorOf } from '../../../core/network/post.ts';
import { granted, type Outcome } from '../../../core/outcome.ts';
import type { HoldSheet } from '../../../core/ports/holds.ts';
import type { HoldView } from '../contract-holds.ts';
import { type AnyRoute, guarded, type Visitor } from '../route.ts';
import {
  holdExplanationView,
  holdParams,
  holdView,
  libraryCodeParams,
  pullPrintRequest,
  pullPrintView,
} from '../schemas-holds.ts';
import { noQuery } from '../schemas.ts';
import { viewExplanation, viewHold } from '../views-holds.ts';
import { libraryActedFor } from './library-asked.ts';

type Desk = Pick<Library, 'holds' | 'network'>;

/** What staff do with a hold at the shelves: pass it on, keep it longer, call its reader, print its line, ask why. */
export function holdActRoutes({ holds, network }: Desk): AnyRoute[] {
  const told = (outcome: Outcome<HoldSheet>): Outcome<HoldView> =>
    outcome.granted ? granted(viewHold(outcome.value, network)) : outcome;
  const acts = [
    ['pass-on', 'passOn', 'Has another library fetch its own copy, which this one cannot; the rank is kept.'],
    ['extension', 'extend', 'Keeps a document on the hold shelf as long again as if it had come today.'],
    ['call', 'callAgain', 'Tells the reader once more that his document waits; once a day.'],
  ] as const;
  return [
    ...acts.map(([path, act, summary]) =>
      guarded({
        method: 'post',
        path: `/holds/:id/${path}`,
        who: 'manage-holds',
        summary,
        params: holdParams,
        query: noQuery,
        body: null,
        answer: holdView,
        problems: [400, 401, 403, 404, 409],
        handle: async ({ params, visitor }) => told(await holds[act]({ holdId: params.id, actor: by(visitor) })),
      }),
    ),
    guarded({
      method: 'get',
      path: '/holds/:id/explanation',
      who: 'read-holds',
      summary: 'Why a hold stands where it stands: its rank, what stops it, what each copy of the record is to it.',
      params: holdParams,
      query: noQuery,
      body: null,
      answer: holdExplanationView,
      problems: [400, 401, 403, 404],
      async handle({ params }) {
        const explained = await holds.explain(params.id);
        return explained.granted ? granted(viewExplanation(explained.value, network)) : explained;
      },
    }),
    guarded({
      method: 'post',
      path: '/libraries/:code/pull-list/printed',
      who: 'manage-holds',
      summary: 'Somebody has these lines of the pull list on paper.',
      params: libraryCodeParams,
      query: noQuery,
      body: pullPrintRequest,
      answer: pullPrintView,
      problems: [400, 401, 403, 404],
      async handle({ params, body, visitor }) {
        const library = await libraryActedFor(params.code, visitor, network);
        if (!library.granted) return library;
        return holds.printed({ libraryId: library.value, holdIds: body.holds, actor: by(visitor) });
      },
    }),
  ];
}

function by({ user }: Visitor): string {
  return actorOf({ id: null, login: user.login });
}
