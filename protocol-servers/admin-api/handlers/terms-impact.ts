import { itemTypes } from '../../../core/circulation/entities.ts';
import type { Library } from '../../../core/library.ts';
import { granted, type Outcome } from '../../../core/outcome.ts';
import type { CalendarImpact, CommonClosing } from '../../../core/terms/desk.ts';
import type { CalendarImpactView, ClosingRequest } from '../contract-impact.ts';
import { type AnyRoute, guarded } from '../route.ts';
import {
  calendarImpactList,
  calendarImpactView,
  closingRequest,
  matrixQuery,
  policyImpactRequest,
  policyImpactView,
  policyMatrix,
} from '../schemas-terms-impact.ts';
import { calendarRequest, libraryParams } from '../schemas-terms.ts';
import { noQuery } from '../schemas.ts';
import { viewPolicy } from '../views-terms.ts';
import { libraryByCode, libraryOf } from './library-asked.ts';
import { policyOf } from './terms.ts';

type Asked = Pick<Library, 'terms' | 'network'>;

/** The rules as one matrix, and what a change of the rules or of calendars would change before it is made. */
export function termsImpactRoutes({ terms, network }: Asked): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/policies/matrix',
      who: 'read-terms',
      summary: 'The policy row that decides for each kind of reader and of document.',
      query: matrixQuery,
      body: null,
      answer: policyMatrix,
      problems: [400, 401, 404],
      async handle({ query }) {
        const library = query.library === undefined ? null : await libraryByCode(query.library, network);
        if (library && !library.granted) return library;
        const categories = await terms.categories();
        const cells = await terms.matrix(library?.value ?? null);
        const codeOf = new Map(categories.map(({ id, code }) => [id, code]));
        return granted({
          library: query.library ?? null,
          categories: categories.map(({ code, label }) => ({ code, label })),
          itemTypes,
          policies: terms.policies().map((row) => viewPolicy(row, { network, categories })),
          cells: cells.map(({ categoryId, itemType, policy, elsewhere }) => {
            const own = elsewhere.map((id) => network.library(id).code);
            return { category: codeOf.get(categoryId)!, itemType, policy: policy.id, elsewhere: own };
          }),
        });
      },
    }),
    guarded({
      method: 'post',
      path: '/policies/impact',
      who: 'edit-terms',
      summary: 'What adding, replacing or retiring a policy row would change. Changes nothing.',
      query: noQuery,
      body: policyImpactRequest,
      answer: policyImpactView,
      problems: [400, 401, 403, 404, 409],
      async handle({ body }) {
        const categories = await terms.categories();
        const policy = body.policy === null ? null : await policyOf(body.policy, network, { network, categories });
        if (policy && !policy.granted) return policy;
        const impact = await terms.policyImpact({ policyId: body.id, policy: policy?.value ?? null });
        if (!impact.granted) return impact;
        const codeOf = new Map(categories.map(({ id, code }) => [id, code]));
        const places = impact.value.places.map(({ categoryId, libraries, ...place }) => {
          return {
            ...place,
            category: codeOf.get(categoryId)!,
            libraries: libraries.map((id) => network.library(id).code),
          };
        });
        return granted({ places, readersOver: impact.value.readersOver });
      },
    }),
    ...calendarImpactRoutes({ terms, network }),
  ];
}

function calendarImpactRoutes({ terms, network }: Asked): AnyRoute[] {
  const view = ({ libraryId, ...impact }: CalendarImpact): CalendarImpactView => {
    return { library: network.library(libraryId).code, ...impact };
  };
  return [
    guarded({
      method: 'post',
      path: '/libraries/:code/calendar/impact',
      who: 'edit-calendar',
      summary: 'The days and the due dates a new calendar would touch. Changes nothing.',
      params: libraryParams,
      query: noQuery,
      body: calendarRequest,
      answer: calendarImpactView,
      problems: [400, 401, 403, 404, 409],
      async handle({ params, body, visitor }) {
        const library = await libraryOf(network, params.code);
        if (!library.granted) return library;
        const impact = await terms.calendarImpact(visitor.user, { libraryId: library.value.id, ...body });
        return impact.granted ? granted(view(impact.value)) : impact;
      },
    }),
    guarded({
      method: 'post',
      path: '/calendars/closures/impact',
      who: 'edit-calendar',
      summary: 'What closing several libraries alike would touch. Changes nothing.',
      query: noQuery,
      body: closingRequest,
      answer: calendarImpactList,
      problems: [400, 401, 403, 404, 409],
      async handle({ body, visitor }) {
        const closing = await closingOf(body, network);
        if (!closing.granted) return closing;
        const impacts = await terms.closingImpact(visitor.user, closing.value);
        if (!impacts.granted) return impacts;
        return granted({ items: impacts.value.map(view), total: impacts.value.length });
      },
    }),
    guarded({
      method: 'post',
      path: '/calendars/closures',
      who: 'edit-calendar',
      summary: 'Closes several libraries alike, all or none. A manager, his own.',
      query: noQuery,
      body: closingRequest,
      answer: null,
      problems: [400, 401, 403, 404, 409],
      async handle({ body, visitor }) {
        const closing = await closingOf(body, network);
        return closing.granted ? terms.closeTogether(visitor.user, closing.value, body.dueDates) : closing;
      },
    }),
  ];
}

async function closingOf(
  { libraries, from, until, reason }: ClosingRequest,
  network: Asked['network'],
): Promise<Outcome<CommonClosing>> {
  const libraryIds: number[] = [];
  for (const code of new Set(libraries)) {
    const library = await libraryByCode(code, network);
    if (!library.granted) return library;
    libraryIds.push(library.value);
  }
  return granted({ libraryIds, from, until, reason });
}
