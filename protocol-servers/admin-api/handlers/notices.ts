import type { Library } from '../../../core/library.ts';
import type { Notice } from '../../../core/notices/entities.ts';
import { granted } from '../../../core/outcome.ts';
import type { NoticeView } from '../contract-notices.ts';
import { type AnyRoute, guarded } from '../route.ts';
import {
  noticeLibraryParams,
  noticeList,
  noticeParams,
  noticesQuery,
  noticeView,
  slipQuery,
  slipView,
  templateList,
  templateRequest,
  templateView,
} from '../schemas-notices.ts';
import { noQuery, pageQuery } from '../schemas.ts';
import { libraryActedFor, libraryLookedInto } from './library-asked.ts';

type Asked = Pick<Library, 'notices' | 'network'>;

/** What readers were told, what is to be printed, and in what words. */
export function noticeRoutes(library: Asked): AnyRoute[] {
  return [...sentRoutes(library), ...paperRoutes(library), ...templateRoutes(library)];
}

function sentRoutes({ notices, network }: Asked): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/notices',
      who: 'read-notices',
      summary: 'The notices to readers, the newest first. Never what they say.',
      query: noticesQuery,
      body: null,
      answer: noticeList,
      problems: [400, 401, 403, 404],
      async handle({ query: { library, kind, state, patron, offset, limit }, visitor }) {
        const place = await libraryLookedInto(library, visitor, network);
        if (!place.granted) return place;
        const filters = { libraryId: place.value, kind: kind ?? null, state: state ?? null, patronId: patron ?? null };
        const { items, total } = await notices.list({ ...filters, offset, limit });
        return granted({ items: items.map((notice) => viewNotice(notice, network)), total });
      },
    }),
  ];
}

function paperRoutes({ notices, network }: Asked): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/libraries/:code/notices-to-print',
      who: 'read-notices',
      summary: 'What waits on paper in a library: readers without e-mail, mails given up.',
      params: noticeLibraryParams,
      query: pageQuery,
      body: null,
      answer: noticeList,
      problems: [400, 401, 403, 404],
      async handle({ params, query, visitor }) {
        const place = await libraryActedFor(params.code, visitor, network);
        if (!place.granted) return place;
        const { items, total } = await notices.toPrint(place.value, query);
        return granted({ items: items.map((notice) => viewNotice(notice, network)), total });
      },
    }),
    guarded({
      method: 'get',
      path: '/notices/:id/slip',
      who: 'read-notices',
      summary: 'The page to print, for a roll of 80 mm or for A4. Refused when there is nothing to tell any more.',
      params: noticeParams,
      query: slipQuery,
      body: null,
      answer: slipView,
      problems: [400, 401, 403, 404, 409],
      handle: ({ params, query, visitor }) =>
        notices.slip({ id: params.id, form: query.form, libraryId: visitor.user.libraryId }),
    }),
    guarded({
      method: 'post',
      path: '/notices/:id/printed',
      who: 'manage-notices',
      summary: 'It was printed: it leaves the list.',
      params: noticeParams,
      query: noQuery,
      body: null,
      answer: noticeView,
      problems: [400, 401, 403, 404, 409],
      async handle({ params, visitor: { user } }) {
        const printed = await notices.printed({ id: params.id, by: user.login, libraryId: user.libraryId });
        return printed.granted ? granted(viewNotice(printed.value, network)) : printed;
      },
    }),
  ];
}

function templateRoutes({ notices }: Asked): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/notice-templates',
      who: 'read-notices',
      summary: 'The words of every kind of notice, in French and English.',
      query: noQuery,
      body: null,
      answer: templateList,
      problems: [401, 403],
      async handle() {
        const items = (await notices.templates()).map((template) => ({
          ...template,
          placeholders: [...template.placeholders],
        }));
        return granted({ items, total: items.length });
      },
    }),
    guarded({
      method: 'put',
      path: '/notice-templates',
      who: 'edit-notice-templates',
      summary: 'Says a kind of notice in the words of the network. Refused when a placeholder is not known.',
      query: noQuery,
      body: templateRequest,
      answer: templateView,
      problems: [400, 401, 403, 422],
      async handle({ body, visitor }) {
        const saved = await notices.saveTemplate(body, visitor.user.login);
        if (!saved.granted) return saved;
        return granted({ ...saved.value, placeholders: [...saved.value.placeholders] });
      },
    }),
  ];
}

function viewNotice(notice: Notice, network: Library['network']): NoticeView {
  const iso = (at: number): string => new Date(at).toISOString();
  const { id, kind, state, reason, level, attempts, settledAt, settledBy } = notice;
  return {
    id,
    kind,
    state,
    reason,
    library: network.library(notice.libraryId).code,
    patron: notice.patronId,
    hold: notice.holdId,
    level,
    createdAt: iso(notice.createdAt),
    attempts,
    nextAttemptAt: state === 'PENDING' || state === 'SENDING' ? iso(notice.nextAttemptAt) : null,
    settledAt: settledAt === null ? null : iso(settledAt),
    settledBy,
  };
}
