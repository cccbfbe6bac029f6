import type { Library } from '../../../core/library.ts';
import { granted } from '../../../core/outcome.ts';
import { type AnyRoute, guarded } from '../route.ts';
import { erasurePreviewView, patronDataView, patronHistoryView } from '../schemas-patron-data.ts';
import { nothing, patronParams } from '../schemas-patrons.ts';
import { noQuery, pageQuery } from '../schemas.ts';
import { viewHistory, viewPatronData } from '../views-patron-data.ts';

/** What is kept of a reader: what was done to him, all of it for himself, and what its end would leave. */
export function patronDataRoutes({ readers, network, now }: Pick<Library, 'readers' | 'network' | 'now'>): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/patrons/:id/events',
      who: 'read-masked-patrons',
      summary: 'What was done to a reader, by whom and when, the newest first. Never what he borrowed.',
      params: patronParams,
      query: pageQuery,
      body: null,
      answer: patronHistoryView,
      problems: [400, 401, 403, 404],
      async handle({ params, query: { offset, limit } }) {
        const history = await readers.history(params.id, { offset, limit });
        return history.granted ? granted(viewHistory(history.value, { network, now })) : history;
      },
    }),
    guarded({
      method: 'post',
      path: '/patrons/:id/export',
      who: 'export-patrons',
      summary: 'All that is kept of a reader (RGPD, articles 15 and 20). The journal notes who asked.',
      params: patronParams,
      query: noQuery,
      body: nothing,
      answer: patronDataView,
      onlyReads: () => true,
      problems: [400, 401, 403, 404],
      async handle({ params, visitor }) {
        const data = await readers.export(params.id, visitor.user);
        return data.granted ? granted(viewPatronData(data.value, { network, now })) : data;
      },
    }),
    guarded({
      method: 'get',
      path: '/patrons/:id/erasure',
      who: 'erase-patrons',
      summary: 'What an erasure would take and leave, and what prevents it. Nothing is touched.',
      params: patronParams,
      query: noQuery,
      body: null,
      answer: erasurePreviewView,
      problems: [400, 401, 403, 404],
      handle: ({ params }) => readers.previewErasure(params.id),
    }),
  ];
}
