import type { Library } from '../../../core/library.ts';
import type { NetworkLibrary } from '../../../core/network/network.ts';
import { granted, refused, type Outcome } from '../../../core/outcome.ts';
import type { StaffUser } from '../../../core/ports/staff.ts';
import { type AnyRoute, guarded } from '../route.ts';
import { explainQuery, explanationView, simulationRequest, simulationView } from '../schemas-terms.ts';
import { noQuery } from '../schemas.ts';
import { viewAnswer, viewExplanation } from '../views-terms.ts';
import { libraryOf } from './library-asked.ts';

/** Why the library says yes or no, and what it would say. */
export function explainRoutes({ terms, network, now }: Pick<Library, 'terms' | 'network' | 'now'>): AnyRoute[] {
  /** Asking changes nothing: staff may ask for any library, their own when they name none. */
  const place = async (user: StaffUser, code: string | undefined): Promise<Outcome<NetworkLibrary>> => {
    if (code !== undefined) return libraryOf(network, code);
    return user.libraryId === null ? refused('library-unknown') : granted(network.library(user.libraryId));
  };
  return [
    guarded({
      method: 'get',
      path: '/explain',
      who: 'explain',
      summary: 'Why a document goes out to a reader or not, by which policy row, and until when. Changes nothing.',
      query: explainQuery,
      body: null,
      answer: explanationView,
      problems: [400, 401, 403, 404, 409],
      async handle({ query, visitor }) {
        const library = await place(visitor.user, query.library);
        if (!library.granted) return library;
        const explanation = await terms.explain({
          card: query.card,
          itemBarcode: query.item,
          libraryId: library.value.id,
          login: visitor.user.login,
          at: query.at === undefined ? undefined : Date.parse(query.at),
        });
        if (!explanation.granted) return explanation;
        return granted(viewExplanation(explanation.value, { network, categories: await terms.categories() }));
      },
    }),
    guarded({
      method: 'post',
      path: '/simulate',
      who: 'explain',
      summary: 'What a check-out or a renewal would answer. Changes nothing.',
      query: noQuery,
      body: simulationRequest,
      answer: simulationView,
      problems: [400, 401, 403, 404],
      async handle({ body, visitor }) {
        const { user } = visitor;
        const library = await place(user, body.library);
        if (!library.granted) return library;
        const at = body.at === undefined ? now() : Date.parse(body.at);
        const answer = await terms.simulate({
          operation: body.operation,
          card: body.card,
          itemBarcode: body.item,
          libraryId: library.value.id,
          as: body.as === 'STAFF' ? { kind: 'STAFF', login: user.login } : { kind: 'SELFCHECK' },
          override: body.override,
          at,
        });
        return granted({ at: new Date(at).toISOString(), library: library.value.code, answer: viewAnswer(answer) });
      },
    }),
  ];
}
