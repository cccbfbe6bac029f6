import type { Library } from '../../../core/library.ts';
import { granted } from '../../../core/outcome.ts';
import type { Served } from '../../shared/served.ts';
import type { ServedSettingsView } from '../contract-served.ts';
import { tryQuery } from '../query-trial.ts';
import { type AnyRoute, guarded } from '../route.ts';
import { queryTrialRequest, queryTrialView, servedSettingsView, servedView } from '../schemas-served.ts';
import { noQuery } from '../schemas.ts';
import { viewServed } from '../views-served.ts';

/** What partners ask of this server by Z39.50, SRU and OAI-PMH, and how far they may go. */
export interface ServedSource {
  readonly served: Served;
  /** Asked for when they are wanted: some are known only once the servers listen. */
  readonly settings: () => ServedSettingsView;
}

export function servedRoutes(
  library: Pick<Library, 'catalogue' | 'network'>,
  { served, settings }: ServedSource,
): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/served',
      who: 'read-served',
      summary: 'What partners asked since this server began: clients, times, diagnostics, slow requests.',
      query: noQuery,
      body: null,
      answer: servedView,
      problems: [401, 403],
      handle: async ({ visitor }) => granted(viewServed(served, visitor.user.role === 'AUDITOR' ? 'masked' : 'whole')),
    }),
    guarded({
      method: 'get',
      path: '/served/settings',
      who: 'read-served',
      summary: 'Where partners ask, and how far they may go.',
      query: noQuery,
      body: null,
      answer: servedSettingsView,
      problems: [401, 403],
      handle: async () => granted(settings()),
    }),
    guarded({
      method: 'post',
      path: '/served/trial',
      who: 'try-query',
      summary: 'Counts the records of a query as a partner would ask it, in CQL or PQF.',
      query: noQuery,
      body: queryTrialRequest,
      answer: queryTrialView,
      problems: [400, 401, 403, 404, 503],
      onlyReads: () => true,
      handle: ({ body }) => tryQuery(library, body),
    }),
  ];
}
