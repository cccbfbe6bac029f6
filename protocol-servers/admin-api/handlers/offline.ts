import type { Library } from '../../../core/library.ts';
import { granted, refused } from '../../../core/outcome.ts';
import { type AnyRoute, guarded } from '../route.ts';
import {
  offlineBatchParams,
  offlineBatchRequest,
  offlineExceptionList,
  offlineExceptionParams,
  offlineExceptionsQuery,
  offlineExceptionView,
  offlineReportView,
  resolveExceptionRequest,
} from '../schemas-offline.ts';
import { noQuery } from '../schemas.ts';
import { batchOf, viewException, viewReport } from '../views-offline.ts';
import { libraryLookedInto } from './library-asked.ts';

/** Bytes of a batch: the lines of a long day of a large library. */
const batchBytes = 2 * 1024 * 1024;

/** What was done while the server could not be reached. */
export function offlineRoutes({ offline, network }: Pick<Library, 'offline' | 'network'>): AnyRoute[] {
  return [
    guarded({
      method: 'post',
      path: '/offline-batches',
      who: 'replay-offline',
      summary: 'Replays a batch of facts and reports on each line. The same batch again changes nothing.',
      query: noQuery,
      body: offlineBatchRequest,
      bodyBytes: batchBytes,
      answer: offlineReportView,
      problems: [400, 401, 403, 404, 409, 413, 503],
      async handle({ body, visitor }) {
        const report = await offline.replay(batchOf(body, visitor.user));
        return report.granted ? granted(viewReport(report.value, network)) : report;
      },
    }),
    guarded({
      method: 'get',
      path: '/offline-batches/:id',
      who: 'replay-offline',
      summary: 'What became of each line of a batch.',
      params: offlineBatchParams,
      query: noQuery,
      body: null,
      answer: offlineReportView,
      problems: [400, 401, 403, 404],
      async handle({ params, visitor }) {
        const report = await offline.report(params.id);
        if (!report.granted) return report;
        const { libraryId } = visitor.user;
        const foreign = libraryId !== null && report.value.lines.some((line) => line.libraryId !== libraryId);
        return foreign ? refused('library-not-yours') : granted(viewReport(report.value, network));
      },
    }),
    guarded({
      method: 'get',
      path: '/offline-exceptions',
      who: 'replay-offline',
      summary: 'The facts somebody must look at, the oldest first.',
      query: offlineExceptionsQuery,
      body: null,
      answer: offlineExceptionList,
      problems: [400, 401, 403, 404],
      async handle({ query: { library, kind, ...page }, visitor }) {
        const place = await libraryLookedInto(library, visitor, network);
        if (!place.granted) return place;
        const { items, total } = await offline.exceptions({ ...page, libraryId: place.value, kind: kind ?? null });
        return granted({ items: items.map((line) => viewException(line, network)), total });
      },
    }),
    guarded({
      method: 'post',
      path: '/offline-exceptions/:id/resolve',
      who: 'replay-offline',
      summary: 'Somebody looked at it and says what was done. The card is forgotten.',
      params: offlineExceptionParams,
      query: noQuery,
      body: resolveExceptionRequest,
      answer: offlineExceptionView,
      problems: [400, 401, 403, 404, 409],
      async handle({ params, body, visitor }) {
        const { login: by, libraryId } = visitor.user;
        const resolved = await offline.resolve({ id: params.id, note: body.note, by, libraryId });
        return resolved.granted ? granted(viewException(resolved.value, network)) : resolved;
      },
    }),
  ];
}
