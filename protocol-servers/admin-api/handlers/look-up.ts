import type { Library } from '../../../core/library.ts';
import { lookUpKinds, type LookUpKind } from '../../../core/lookup/entities.ts';
import { granted } from '../../../core/outcome.ts';
import { type Action, can } from '../access.ts';
import { type AnyRoute, guarded } from '../route.ts';
import { lookUpQuery, lookUpView } from '../schemas-alerts.ts';
import { viewLookedUp } from '../views-alerts.ts';

/** Who is told of what. */
const concerns: Record<LookUpKind, Action> = {
  readers: 'read-patrons',
  records: 'read-records',
  copies: 'read-records',
  devices: 'read-devices',
};
/** Results of each kind: a list one takes in at a glance. */
const eachKind = 5;

/** The search of the top bar: one question, each kind of answer the visitor may see. */
export function lookUpRoutes(library: Pick<Library, 'lookUp' | 'network' | 'now'>): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/look-up',
      who: 'look-up',
      summary: 'Readers, records, copies and devices by what was typed; the first few of each kind one may see.',
      query: lookUpQuery,
      body: null,
      answer: lookUpView,
      problems: [400, 401],
      async handle({ query, visitor }) {
        const kinds = lookUpKinds.filter((kind) => can(visitor.user.role, concerns[kind]));
        return granted(viewLookedUp(await library.lookUp({ text: query.q, kinds, limit: eachKind }), library));
      },
    }),
  ];
}
