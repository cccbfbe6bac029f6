import type { Library } from '../../../core/library.ts';
import { quickSearchKinds, type QuickSearchKind } from '../../../core/quick-search/entities.ts';
import { granted } from '../../../core/outcome.ts';
import { type Action, can } from '../access.ts';
import { type AnyRoute, guarded } from '../route.ts';
import { quickSearchQuery, quickSearchView } from '../schemas-alerts.ts';
import { viewQuickSearch } from '../views-alerts.ts';

/** Who is told of what. */
const concerns: Record<QuickSearchKind, Action> = {
  readers: 'read-patrons',
  records: 'read-records',
  copies: 'read-records',
  devices: 'read-devices',
};
/** Results of each kind: a list one takes in at a glance. */
const eachKind = 5;

/** The search of the top bar: one question, each kind of answer the visitor may see. */
export function quickSearchRoutes(library: Pick<Library, 'quickSearch' | 'network' | 'now'>): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/quick-search',
      who: 'quick-search',
      summary: 'Readers, records, copies and devices by what was typed; the first few of each kind one may see.',
      query: quickSearchQuery,
      body: null,
      answer: quickSearchView,
      problems: [400, 401],
      async handle({ query, visitor }) {
        const kinds = quickSearchKinds.filter((kind) => can(visitor.user.role, concerns[kind]));
        return granted(viewQuickSearch(await library.quickSearch({ text: query.q, kinds, limit: eachKind }), library));
      },
    }),
  ];
}
