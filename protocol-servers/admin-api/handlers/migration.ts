import type { Library } from '../../../core/library.ts';
import { reportCsv } from '../../../core/migration/report.ts';
import { granted, refused } from '../../../core/outcome.ts';
import { type AnyRoute, guarded } from '../route.ts';
import {
  batchList,
  batchParams,
  batchView,
  comparisonView,
  csvView,
  decisionRequest,
  findingList,
  findingsQuery,
  lineList,
  lineParams,
  linesQuery,
  lineView,
  openBatchRequest,
  reportView,
  stepParams,
} from '../schemas-migration.ts';
import { noQuery } from '../schemas.ts';
import { viewBatch, viewComparison, viewLine, viewReport } from '../views-migration.ts';

type Asked = Pick<Library, 'migration' | 'network'>;

/** Batches that bring a library into the catalogue: opened, analysed, reviewed, applied, taken back. */
export function migrationRoutes(library: Asked): AnyRoute[] {
  return [...batchRoutes(library), ...reviewRoutes(library), ...reportRoutes(library)];
}

function batchRoutes({ migration, network }: Asked): AnyRoute[] {
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
        return granted({ items: batches.map((batch) => viewBatch(batch, network)), total: batches.length });
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
      problems: [400, 401, 403, 404, 422, 503],
      async handle({ body, visitor }) {
        const batch = await migration.openInbox(body, visitor.user);
        return batch.granted ? granted(viewBatch(batch.value, network)) : batch;
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
        return batch.granted ? granted(viewBatch(batch.value, network)) : batch;
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
        return batch.granted ? granted(viewBatch(batch.value, network)) : batch;
      },
    }),
  ];
}

function reviewRoutes({ migration }: Asked): AnyRoute[] {
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
      who: 'run-migration',
      summary: 'Decides a line: merged into another, new, left out. An automatic match is so vetoed.',
      params: lineParams,
      query: noQuery,
      body: decisionRequest,
      answer: lineView,
      problems: [400, 401, 403, 404, 409, 503],
      async handle({ params, body, visitor }) {
        const { decision, into } = body;
        if ((decision === 'MERGE') !== (into !== undefined))
          return refused('batch-line-not-open', { line: params.line });
        const ruling = decision === 'MERGE' ? { decision, into: into! } : { decision };
        const line = await migration.rule({ batchId: params.id, line: params.line, ruling, by: visitor.user });
        return line.granted ? granted(viewLine(line.value)) : line;
      },
    }),
  ];
}

function reportRoutes({ migration, network }: Asked): AnyRoute[] {
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
        return report.granted ? granted(viewReport(report.value, network)) : report;
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
  ];
}
