import type { Library } from '../../../core/library.ts';
import { reportCsv } from '../../../core/migration/report.ts';
import { granted } from '../../../core/outcome.ts';
import { type AnyRoute, guarded } from '../route.ts';
import {
  batchList,
  batchParams,
  batchView,
  csvView,
  findingList,
  findingsQuery,
  openBatchRequest,
  reportView,
  stepParams,
  undoingView,
} from '../schemas-migration.ts';
import { noQuery } from '../schemas.ts';
import { viewBatch, viewReport } from '../views-migration.ts';

type Asked = Pick<Library, 'migration' | 'network'>;

/** Batches that bring a library into the catalogue: opened, analysed, applied, signed, taken back; what they say. */
export function migrationRoutes(library: Asked): AnyRoute[] {
  return [...batchRoutes(library), ...reportRoutes(library)];
}

function batchRoutes(library: Asked): AnyRoute[] {
  const { migration } = library;
  return [
    guarded({
      method: 'get',
      path: '/migration-batches',
      who: 'read-migration',
      summary: 'Every batch, the newest first; a library sees its own.',
      query: noQuery,
      body: null,
      answer: batchList,
      problems: [401, 403],
      async handle({ visitor }) {
        const batches = await migration.batches(visitor.user);
        return granted({ items: batches.map((batch) => viewBatch(batch, library)), total: batches.length });
      },
    }),
    guarded({
      method: 'post',
      path: '/migration-batches',
      who: 'run-migration',
      summary: 'Opens a batch on a file of the folder `migration`. Nothing is read yet.',
      query: noQuery,
      body: openBatchRequest,
      answer: batchView,
      problems: [400, 401, 403, 404, 409, 422, 503],
      async handle({ body, visitor }) {
        const { again, ...request } = body;
        const batch = await migration.openInbox({ ...request, again: again ?? false }, visitor.user);
        return batch.granted ? granted(viewBatch(batch.value, library)) : batch;
      },
    }),
    guarded({
      method: 'post',
      path: '/migration-batches/:id/steps/:step',
      who: 'run-migration',
      summary:
        'Begins a step, or goes on with the one that was stopped. What takes long goes on behind: the batch says how far it is.',
      params: stepParams,
      query: noQuery,
      body: null,
      answer: batchView,
      problems: [401, 403, 404, 409, 422, 503],
      async handle({ params, visitor }) {
        const batch = await migration.start({ batchId: params.id, step: params.step, by: visitor.user });
        return batch.granted ? granted(viewBatch(batch.value, library)) : batch;
      },
    }),
    guarded({
      method: 'post',
      path: '/migration-batches/:id/signature',
      who: 'sign-migration',
      summary: 'Signs for the library, once the batch is applied.',
      params: batchParams,
      query: noQuery,
      body: null,
      answer: batchView,
      problems: [401, 403, 404, 409, 503],
      async handle({ params, visitor }) {
        const batch = await migration.sign(params.id, visitor.user);
        return batch.granted ? granted(viewBatch(batch.value, library)) : batch;
      },
    }),
  ];
}

function reportRoutes(library: Asked): AnyRoute[] {
  const { migration } = library;
  return [
    guarded({
      method: 'get',
      path: '/migration-batches/:id/report',
      who: 'read-migration',
      summary: 'What the batch would do (before it is applied: the quality of the file) or did.',
      params: batchParams,
      query: noQuery,
      body: null,
      answer: reportView,
      problems: [400, 401, 403, 404],
      async handle({ params, visitor }) {
        const report = await migration.report(params.id, visitor.user);
        return report.granted ? granted(viewReport(report.value, library)) : report;
      },
    }),
    guarded({
      method: 'get',
      path: '/migration-batches/:id/report-csv',
      who: 'read-migration',
      summary: 'The same as a table (RFC 4180) with everything found, in a JSON text.',
      params: batchParams,
      query: noQuery,
      body: null,
      answer: csvView,
      problems: [400, 401, 403, 404],
      async handle({ params, visitor }) {
        const report = await migration.report(params.id, visitor.user);
        if (!report.granted) return report;
        const findings = await migration.findings(params.id, null, visitor.user);
        return findings.granted ? granted({ csv: reportCsv(report.value, findings.value) }) : findings;
      },
    }),
    guarded({
      method: 'get',
      path: '/migration-batches/:id/findings',
      who: 'read-migration',
      summary: 'What was found line by line: recoded barcodes, rejected items, accounts that may be one person …',
      params: batchParams,
      query: findingsQuery,
      body: null,
      answer: findingList,
      problems: [400, 401, 403, 404],
      async handle({ params, query, visitor }) {
        const findings = await migration.findings(params.id, query.kind ?? null, visitor.user);
        return findings.granted ? granted({ items: [...findings.value] }) : findings;
      },
    }),
    guarded({
      method: 'get',
      path: '/migration-batches/:id/undoing',
      who: 'read-migration',
      summary: 'What taking the batch back would undo, by table, and the first rows that stand in its way.',
      params: batchParams,
      query: noQuery,
      body: null,
      answer: undoingView,
      problems: [400, 401, 403, 404],
      async handle({ params, visitor }) {
        const undoing = await migration.undoing(params.id, visitor.user);
        if (!undoing.granted) return undoing;
        return granted({ rows: [...undoing.value.rows], inTheWay: [...undoing.value.inTheWay] });
      },
    }),
  ];
}
