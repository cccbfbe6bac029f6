import type { NarrowingIndex } from '../../../core/catalogue/look-up/desk.ts';
import type { Library } from '../../../core/library.ts';
import { granted } from '../../../core/outcome.ts';
import { type AnyRoute, guarded } from '../route.ts';
import { recordParams } from '../schemas-cataloguing.ts';
import { copyParams } from '../schemas-copies.ts';
import { copySituation, copySituations, searchQuery, searchView } from '../schemas-look-up.ts';
import { noQuery } from '../schemas.ts';
import { viewSearch, viewSituation } from '../views-look-up.ts';

/** Documents found, and where their copies are. */
export function lookUpRoutes({ lookUp, network }: Pick<Library, 'lookUp' | 'network'>): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/search',
      who: 'read-records',
      summary:
        'What the one box of the console finds, counted by facets; a scanned number leads straight to what it names.',
      query: searchQuery,
      body: null,
      answer: searchView,
      problems: [400, 401, 403, 404, 422, 503],
      async handle({ query }) {
        const { q: text, sort, offset: start, limit: count, ...values } = query;
        const narrowed: Partial<Record<NarrowingIndex, string>> = {};
        for (const [index, value] of Object.entries(values)) {
          if (value !== undefined)
            narrowed[index as NarrowingIndex] = index === 'library' ? value.toLowerCase() : value;
        }
        const found = await lookUp.find({ text, narrowed, sort, start, count });
        if (!found.granted) return found;
        const libraries = await network.libraries();
        return granted(viewSearch(found.value, new Map(libraries.map(({ code, name }) => [code.toLowerCase(), name]))));
      },
    }),
    guarded({
      method: 'get',
      path: '/records/:number/copies',
      who: 'read-records',
      summary: 'The copies of a record, withdrawn ones too: where each is and why. Never who has it.',
      params: recordParams,
      query: noQuery,
      body: null,
      answer: copySituations,
      problems: [401, 403, 404],
      async handle({ params }) {
        const found = await lookUp.copies(params.number);
        if (!found.granted) return found;
        const items = found.value.map((situation) => viewSituation(situation, network));
        return granted({ items, total: items.length });
      },
    }),
    guarded({
      method: 'get',
      path: '/copies/:barcode/situation',
      who: 'read-records',
      summary: 'Where a copy is and why. Never who has it.',
      params: copyParams,
      query: noQuery,
      body: null,
      answer: copySituation,
      problems: [401, 403, 404],
      async handle({ params }) {
        const found = await lookUp.situation(params.barcode);
        return found.granted ? granted(viewSituation(found.value, network)) : found;
      },
    }),
  ];
}
