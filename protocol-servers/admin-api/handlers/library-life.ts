import type { Library } from '../../../core/library.ts';
import type { LibrarySheet } from '../../../core/network/library-life-desk.ts';
import { granted } from '../../../core/outcome.ts';
import { can } from '../access.ts';
import type { LibraryLifeView } from '../contract-life.ts';
import { type AnyRoute, guarded } from '../route.ts';
import { libraryContact, libraryLifeView, libraryTransition } from '../schemas-library-life.ts';
import { libraryParams } from '../schemas-terms.ts';
import { noQuery } from '../schemas.ts';
import { libraryOf } from './library-asked.ts';

/** How a library joins, serves and leaves: where it stands, what comes next, what is missing for it. */
export function libraryLifeRoutes({ life, network }: Pick<Library, 'life' | 'network'>): AnyRoute[] {
  const view = ({ library, contact, states, facts, next, blocking }: LibrarySheet): LibraryLifeView => {
    const { id: _id, isil = null, ...described } = library;
    const { calendars: _calendars, openBatches: _batches, ...counts } = facts;
    return {
      ...described,
      isil,
      contact,
      states: states.map(({ since, byLogin, ...entry }) => {
        return { ...entry, since: new Date(since).toISOString(), by: byLogin };
      }),
      counts,
      next,
      blocking: blocking.map(({ libraryId, ...item }) => ({ ...item, library: network.library(libraryId).code })),
    };
  };
  return [
    guarded({
      method: 'get',
      path: '/libraries/:code/life',
      who: 'read-library-life',
      summary: 'Where a library stands in its life, what comes next and what is missing for it.',
      params: libraryParams,
      query: noQuery,
      body: null,
      answer: libraryLifeView,
      problems: [401, 403, 404],
      async handle({ params, visitor }) {
        const library = await libraryOf(network, params.code);
        if (!library.granted) return library;
        const sheet = await life.sheet(visitor.user, library.value.id);
        if (!sheet.granted) return sheet;
        const told = view(sheet.value);
        return granted(can(visitor.user.role, 'edit-library-contact') ? told : { ...told, contact: null });
      },
    }),
    guarded({
      method: 'put',
      path: '/libraries/:code/contact',
      who: 'edit-library-contact',
      summary: 'Whom to call in a library. A manager, in his own.',
      params: libraryParams,
      query: noQuery,
      body: libraryContact,
      answer: null,
      problems: [400, 401, 403, 404],
      async handle({ params, body, visitor }) {
        const library = await libraryOf(network, params.code);
        return library.granted ? life.setContact(visitor.user, library.value.id, body) : library;
      },
    }),
    guarded({
      method: 'post',
      path: '/libraries/:code/transitions',
      who: 'move-library',
      summary: 'Moves a library to its next state, when it is ready for it.',
      params: libraryParams,
      query: noQuery,
      body: libraryTransition,
      answer: null,
      problems: [400, 401, 403, 404, 409],
      async handle({ params, body, visitor }) {
        const library = await libraryOf(network, params.code);
        return library.granted ? life.enter(visitor.user, library.value.id, body.to, body.why) : library;
      },
    }),
  ];
}
