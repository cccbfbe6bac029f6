import type { Library } from '../../../core/library.ts';
import { granted, refused, type Outcome } from '../../../core/outcome.ts';
import type { NewPolicy } from '../../../core/ports/terms.ts';
import type { PolicyRequest } from '../contract-terms.ts';
import { type AnyRoute, guarded } from '../route.ts';
import {
  calendarRequest,
  calendarView,
  divergenceList,
  libraryParams,
  openingsQuery,
  openingsView,
  policyList,
  policyParams,
  policyRequest,
  policyView,
} from '../schemas-terms.ts';
import { dueDatesQuery } from '../schemas-terms-impact.ts';
import { noQuery } from '../schemas.ts';
import { type Codes, viewPolicy } from '../views-terms.ts';
import { libraryOf } from './library-asked.ts';

type Asked = Pick<Library, 'terms' | 'network'>;

/** The policy table and the calendars. */
export function termsRoutes({ terms, network }: Asked): AnyRoute[] {
  const codes = async (): Promise<Codes> => ({ network, categories: await terms.categories() });
  return [
    guarded({
      method: 'get',
      path: '/policies',
      who: 'read-terms',
      summary: 'The policy rows in force, the most specific first.',
      query: noQuery,
      body: null,
      answer: policyList,
      problems: [401],
      async handle() {
        const known = await codes();
        const items = terms.policies().map((row) => viewPolicy(row, known));
        return granted({ items, total: items.length });
      },
    }),
    guarded({
      method: 'get',
      path: '/policies/divergences',
      who: 'read-terms',
      summary: 'The rows that libraries have for themselves, and what each changes.',
      query: noQuery,
      body: null,
      answer: divergenceList,
      problems: [401],
      async handle() {
        const known = await codes();
        const items = terms.divergences().map(({ policy, otherwise, differences }) => ({
          policy: viewPolicy(policy, known),
          otherwise: viewPolicy(otherwise, known),
          differences,
        }));
        return granted({ items, total: items.length });
      },
    }),
    guarded({
      method: 'post',
      path: '/policies',
      who: 'edit-terms',
      summary: 'Adds a policy row. Refused when a loan could match two rows alike.',
      query: noQuery,
      body: policyRequest,
      answer: policyView,
      problems: [400, 401, 403, 404, 409],
      async handle({ body, visitor }) {
        const known = await codes();
        const policy = await policyOf(body, network, known);
        if (!policy.granted) return policy;
        const saved = await terms.addPolicy(visitor.user, policy.value);
        return saved.granted ? granted(viewPolicy(saved.value, known)) : saved;
      },
    }),
    guarded({
      method: 'put',
      path: '/policies/:id',
      who: 'edit-terms',
      summary: 'Replaces a policy row. Loans already made keep their due dates.',
      params: policyParams,
      query: noQuery,
      body: policyRequest,
      answer: policyView,
      problems: [400, 401, 403, 404, 409],
      async handle({ params, body, visitor }) {
        const known = await codes();
        const policy = await policyOf(body, network, known);
        if (!policy.granted) return policy;
        const saved = await terms.replacePolicy(visitor.user, params.id, policy.value);
        return saved.granted ? granted(viewPolicy(saved.value, known)) : saved;
      },
    }),
    guarded({
      method: 'delete',
      path: '/policies/:id',
      who: 'edit-terms',
      summary: 'Takes a policy row out of use. The fallback row stays.',
      params: policyParams,
      query: noQuery,
      body: null,
      answer: null,
      problems: [401, 403, 404, 409],
      handle: ({ params, visitor }) => terms.retirePolicy(visitor.user, params.id),
    }),
    ...calendarRoutes({ terms, network }),
  ];
}

function calendarRoutes({ terms, network }: Asked): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/libraries/:code/calendar',
      who: 'read-terms',
      summary: 'The week of a library and its exceptions.',
      params: libraryParams,
      query: noQuery,
      body: null,
      answer: calendarView,
      problems: [401, 404],
      async handle({ params }) {
        const library = await libraryOf(network, params.code);
        if (!library.granted) return library;
        const { weekly, exceptions } = terms.calendar(library.value.id);
        return granted({ library: library.value.code, weekly, exceptions });
      },
    }),
    guarded({
      method: 'put',
      path: '/libraries/:code/calendar',
      who: 'edit-calendar',
      summary: 'Replaces the calendar of a library. A manager, that of his own.',
      params: libraryParams,
      query: dueDatesQuery,
      body: calendarRequest,
      answer: calendarView,
      problems: [400, 401, 403, 404, 409],
      async handle({ params, query, body, visitor }) {
        const library = await libraryOf(network, params.code);
        if (!library.granted) return library;
        const calendar = { libraryId: library.value.id, ...body };
        const saved = await terms.setCalendar(visitor.user, calendar, query.dueDates);
        if (!saved.granted) return saved;
        const { weekly, exceptions } = saved.value;
        return granted({ library: library.value.code, weekly, exceptions });
      },
    }),
    guarded({
      method: 'get',
      path: '/libraries/:code/openings',
      who: 'read-terms',
      summary: 'Day by day, when a library opens, and why it does not.',
      params: libraryParams,
      query: openingsQuery,
      body: null,
      answer: openingsView,
      problems: [400, 401, 404],
      async handle({ params, query }) {
        const library = await libraryOf(network, params.code);
        if (!library.granted) return library;
        const days = terms.openings(library.value.id, query.from, query.to);
        return granted({ library: library.value.code, days });
      },
    }),
  ];
}

/** A policy row as core knows it, its codes turned into numbers. Refused `category-unknown`, `library-unknown`. */
export async function policyOf(
  { category, library, ...terms }: PolicyRequest,
  network: Asked['network'],
  { categories }: Codes,
): Promise<Outcome<NewPolicy>> {
  const named = category === null ? null : categories.find(({ code }) => code === category);
  if (named === undefined) return refused('category-unknown');
  const place = library === null ? null : await libraryOf(network, library);
  if (place && !place.granted) return place;
  return granted({ ...terms, categoryId: named?.id ?? null, libraryId: place?.value.id ?? null });
}
