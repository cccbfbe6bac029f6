import type { Library } from '../../../core/library.ts';
import { granted } from '../../../core/outcome.ts';
import { type AnyRoute, guarded } from '../route.ts';
import { noQuery } from '../schemas.ts';
import { categoryParams, patronCategoryList, patronCategoryRequest, patronCategoryView } from '../schemas-patrons.ts';
import { viewCategory } from '../views-patrons.ts';

/** The kinds of reader of the network. */
export function patronCategoryRoutes({ readers }: Pick<Library, 'readers'>): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/patron-categories',
      who: 'read-network',
      summary: 'The kinds of reader, with their ages.',
      query: noQuery,
      body: null,
      answer: patronCategoryList,
      problems: [401],
      async handle() {
        const items = (await readers.categories()).map(viewCategory);
        return granted({ items, total: items.length });
      },
    }),
    guarded({
      method: 'post',
      path: '/patron-categories',
      who: 'edit-patron-categories',
      summary: 'Adds a kind of reader.',
      query: noQuery,
      body: patronCategoryView,
      answer: patronCategoryView,
      problems: [400, 401, 403, 409],
      async handle({ body, visitor }) {
        const added = await readers.addCategory(body, visitor.user);
        return added.granted ? granted(viewCategory(added.value)) : added;
      },
    }),
    guarded({
      method: 'put',
      path: '/patron-categories/:code',
      who: 'edit-patron-categories',
      summary: 'Changes a kind of reader; its code stays.',
      params: categoryParams,
      query: noQuery,
      body: patronCategoryRequest,
      answer: patronCategoryView,
      problems: [400, 401, 403, 404],
      async handle({ params, body, visitor }) {
        const changed = await readers.changeCategory({ code: params.code, ...body }, visitor.user);
        return changed.granted ? granted(viewCategory(changed.value)) : changed;
      },
    }),
  ];
}
