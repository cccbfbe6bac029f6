import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import {
  exportLineSentences,
  type ExportFormat,
  type ExportJob,
  type ExportRequest,
  type ExportScope,
} from '../../../core/catalogue/export/index.ts';
import type { Library } from '../../../core/library.ts';
import { granted } from '../../../core/outcome.ts';
import type { ExportOrder, ExportScopeView, ExportView } from '../contract-exports.ts';
import { type AnyRoute, guarded } from '../route.ts';
import { exportList, exportOrder, exportParams, exportView } from '../schemas-exports.ts';
import { noQuery } from '../schemas.ts';

/** Records and items taken out of the catalogue. */
export function exportRoutes({ exports: desk }: Pick<Library, 'exports'>): AnyRoute[] {
  return [
    guarded({
      method: 'post',
      path: '/exports',
      who: 'export-catalogue',
      summary: 'Orders an export, made in the background. An account of one library takes out that library alone.',
      query: noQuery,
      body: exportOrder,
      answer: exportView,
      problems: [400, 401, 403, 404],
      async handle({ body, visitor }) {
        const job = await desk.start(visitor.user, requestOf(body));
        return job.granted ? granted(viewJob(job.value)) : job;
      },
    }),
    guarded({
      method: 'get',
      path: '/exports',
      who: 'export-catalogue',
      summary: 'The exports, the newest first.',
      query: noQuery,
      body: null,
      answer: exportList,
      problems: [401, 403],
      async handle({ visitor }) {
        const items = (await desk.list(visitor.user)).map(viewJob);
        return granted({ items, total: items.length });
      },
    }),
    guarded({
      method: 'get',
      path: '/exports/:id',
      who: 'export-catalogue',
      summary: 'One export, how far it is and what it left out.',
      params: exportParams,
      query: noQuery,
      body: null,
      answer: exportView,
      problems: [400, 401, 403, 404],
      async handle({ params, visitor }) {
        const job = await desk.find(visitor.user, params.id);
        return job.granted ? granted(viewJob(job.value)) : job;
      },
    }),
    guarded({
      method: 'get',
      path: '/exports/:id/file',
      who: 'export-catalogue',
      summary: 'The file of an export that is done.',
      params: exportParams,
      query: noQuery,
      body: null,
      answer: 'file',
      problems: [400, 401, 403, 404, 409],
      async handle({ params, visitor, response }) {
        const found = await desk.read(visitor.user, params.id);
        if (!found.granted) return found;
        await sendFile(found.value, response);
        return 'streaming';
      },
    }),
    guarded({
      method: 'delete',
      path: '/exports/:id',
      who: 'export-catalogue',
      summary: 'Stops an export and throws its file away.',
      params: exportParams,
      query: noQuery,
      body: null,
      answer: null,
      problems: [400, 401, 403, 404],
      handle: ({ params, visitor }) => desk.remove(visitor.user, params.id),
    }),
  ];
}

/** Of each format: how its file is named and typed. */
const files: Readonly<Record<ExportFormat, { readonly extension: string; readonly type: string }>> = {
  iso2709: { extension: 'mrc', type: 'application/marc' },
  marcxchange: { extension: 'xml', type: 'application/xml; charset=utf-8' },
  'items-csv': { extension: 'csv', type: 'text/csv; charset=utf-8' },
};

async function sendFile(
  { job, content }: { job: ExportJob; content: AsyncIterable<Uint8Array> },
  response: Response,
): Promise<void> {
  const { extension, type } = files[job.request.format];
  response.set({ 'Content-Type': type, 'Content-Length': String(job.bytes) });
  response.attachment(`passerelle-${job.id}.${extension}`);
  try {
    await pipeline(content, response);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')) throw error; // they hung up
  }
}

function requestOf({ scope, format, charset = 'utf-8', unwritable = 'refuse' }: ExportOrder): ExportRequest {
  return { scope: scopeOf(scope), format, charset, unwritable };
}

function scopeOf({ kind, library = '', cql = '' }: ExportScopeView): ExportScope {
  if (kind === 'library') return { kind, code: library.toUpperCase() };
  return kind === 'query' ? { kind, cql } : { kind };
}

function viewJob({ request, report, startedAt, finishedAt, ...job }: ExportJob): ExportView {
  const { scope, format, charset } = request;
  const { lines, ...sums } = report;
  return {
    ...job,
    scope: scope.kind === 'library' ? { kind: 'library', library: scope.code } : scope,
    format,
    charset,
    ...sums,
    lines: lines.map((line) => ({ ...line, sentence: exportLineSentences[line.what] })),
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: finishedAt === null ? null : new Date(finishedAt).toISOString(),
  };
}
