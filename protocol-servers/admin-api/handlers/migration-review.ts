import type { Library } from '../../../core/library.ts';
import { granted, refused } from '../../../core/outcome.ts';
import { type AnyRoute, guarded } from '../route.ts';
import {
  batchParams,
  claimRequest,
  claimView,
  comparisonView,
  decisionRequest,
  lineList,
  lineParams,
  linesQuery,
  lineView,
  queueList,
} from '../schemas-migration.ts';
import { noQuery } from '../schemas.ts';
import { viewBatch, viewComparison, viewLine } from '../views-migration.ts';

type Asked = Pick<Library, 'migration' | 'network'>;

/** What batches leave to people: the lines that wait, kept for whoever looks at them, and what is decided. */
export function migrationReviewRoutes(library: Asked): AnyRoute[] {
  return [...queueRoutes(library), ...lineRoutes(library)];
}

function lineRoutes({ migration }: Asked): AnyRoute[] {
  return [
    guarded({
      method: 'get',
      path: '/migration-batches/:id/lines',
      who: 'read-migration',
      summary:
        'The lines of a batch after one; `decision=REVIEW` is what waits for a person, `decision=MERGE` what matched.',
      params: batchParams,
      query: linesQuery,
      body: null,
      answer: lineList,
      problems: [400, 401, 403, 404],
      async handle({ params, query, visitor }) {
        const { after, limit, ...filter } = query;
        const lines = await migration.lines(params.id, { after, limit, filter }, visitor.user);
        return lines.granted ? granted({ items: lines.value.map(viewLine) }) : lines;
      },
    }),
    guarded({
      method: 'get',
      path: '/migration-batches/:id/lines/:line',
      who: 'read-migration',
      summary: 'A record beside those it may be the same as, with the evidence and what differs.',
      params: lineParams,
      query: noQuery,
      body: null,
      answer: comparisonView,
      problems: [400, 401, 403, 404],
      async handle({ params, visitor }) {
        const shown = await migration.compare(params.id, params.line, visitor.user);
        return shown.granted ? granted(viewComparison(shown.value)) : shown;
      },
    }),
    guarded({
      method: 'put',
      path: '/migration-batches/:id/lines/:line/decision',
      who: 'review-migration',
      summary:
        'Decides a line: merged into another, new, left out; `REVIEW` takes that back. An automatic match is so vetoed.',
      params: lineParams,
      query: noQuery,
      body: decisionRequest,
      answer: lineView,
      problems: [400, 401, 403, 404, 409, 503],
      async handle({ params, body, visitor }) {
        const { decision, into, seen } = body;
        if ((decision === 'MERGE') !== (into !== undefined))
          return refused('batch-line-not-open', { line: params.line });
        const ruling = decision === 'MERGE' ? { decision, into: into! } : { decision };
        const line = await migration.rule({
          ...{ batchId: params.id, line: params.line, ruling, by: visitor.user },
          ...(seen && { seen }),
        });
        return line.granted ? granted(viewLine(line.value)) : line;
      },
    }),
  ];
}

function queueRoutes(library: Asked): AnyRoute[] {
  const { migration } = library;
  return [
    guarded({
      method: 'get',
      path: '/migration-queues',
      who: 'review-migration',
      summary: 'The batches where lines wait for a person, the oldest first; a library sees its own.',
      query: noQuery,
      body: null,
      answer: queueList,
      problems: [401, 403],
      async handle({ visitor }) {
        const queues = await migration.queues(visitor.user);
        return granted({ items: queues.map((queue) => ({ ...queue, batch: viewBatch(queue.batch, library) })) });
      },
    }),
    guarded({
      method: 'post',
      path: '/migration-batches/:id/claims',
      who: 'review-migration',
      summary:
        'The next lines that wait after one, side by side, kept for whoever asks until he decides, goes on, or ten minutes go by.',
      params: batchParams,
      query: noQuery,
      body: claimRequest,
      answer: claimView,
      problems: [400, 401, 403, 404, 409, 503],
      async handle({ params, body, visitor }) {
        const claimed = await migration.claim({ batchId: params.id, ...body, by: visitor.user });
        if (!claimed.granted) return claimed;
        return granted({ ...claimed.value, items: claimed.value.items.map(viewComparison) });
      },
    }),
    guarded({
      method: 'delete',
      path: '/migration-batches/:id/claims',
      who: 'review-migration',
      summary: 'Lets go of the lines of a batch that whoever asks keeps.',
      params: batchParams,
      query: noQuery,
      body: null,
      answer: null,
      problems: [400, 401, 403, 503],
      handle: ({ params, visitor }) => migration.release({ batchId: params.id, by: visitor.user }),
    }),
  ];
}
