import type { Library } from '../../../core/library.ts';
import { granted } from '../../../core/outcome.ts';
import type { UsageImport } from '../../../core/statistics/usage/entities.ts';
import { usageReportCsv } from '../../../core/statistics/usage/report.ts';
import { usageFileBytes } from '../../../core/statistics/usage/usage.ts';
import type { UsageImportView } from '../contract-digital.ts';
import { type AnyRoute, guarded } from '../route.ts';
import {
  usageFile,
  usageImports,
  usageQuery,
  usageReport,
  usageReportQuery,
  usageYear,
  yearParams,
} from '../schemas-digital.ts';
import { noQuery } from '../schemas.ts';
import { libraryByCode } from './library-asked.ts';

/** JSON writes some characters on six bytes. */
const fileBodyBytes = usageFileBytes + 512 * 1024;

/** How much the digital library is used: by library, type and month, never by person. */
export function usageRoutes({ usage, network }: Pick<Library, 'usage' | 'network'>): AnyRoute[] {
  return [
    guarded({
      method: 'post',
      path: '/digital-usage/imports',
      who: 'import-usage',
      summary:
        'Counts a supplier’s file (CSV): its months replace what was counted of them. Refused when it names people.',
      query: noQuery,
      body: usageFile,
      bodyBytes: fileBodyBytes,
      answer: usageReport,
      problems: [400, 401, 403, 422],
      async handle({ body, visitor }) {
        const { platform, type, csv } = body;
        const made = await usage.importFile(visitor.user, { platform, resourceType: type, csv });
        if (!made.granted) return made;
        const { import: kept, ...report } = made.value;
        return granted({ ...viewImport(kept), ...report });
      },
    }),
    guarded({
      method: 'get',
      path: '/digital-usage/imports',
      who: 'read-usage',
      summary: 'The files that were counted, the newest first.',
      query: noQuery,
      body: null,
      answer: usageImports,
      problems: [401, 403],
      handle: async () => granted({ items: (await usage.imports(200)).map(viewImport) }),
    }),
    guarded({
      method: 'get',
      path: '/digital-usage/:year',
      who: 'read-usage',
      summary: 'A year of use, by month, type, platform and library.',
      params: yearParams,
      query: usageQuery,
      body: null,
      answer: usageYear,
      problems: [400, 401, 403, 404],
      async handle({ params, query }) {
        const library = query.library === undefined ? granted(undefined) : await libraryByCode(query.library, network);
        if (!library.granted) return library;
        const only = { libraryId: library.value, resourceType: query.type };
        const { byType, byLibrary, ...year } = await usage.year(params.year, only);
        return granted({
          ...year,
          byType: byType.map(({ resourceType: type, ...counts }) => ({ type, ...counts })),
          byLibrary: byLibrary.map(({ libraryId, resourceType: type, ...counts }) => ({
            library: libraryId === null ? null : network.library(libraryId).code,
            type,
            ...counts,
          })),
        });
      },
    }),
    guarded({
      method: 'get',
      path: '/digital-usage/:year/report',
      who: 'read-usage',
      summary: 'The report of a year as a file: a line a month, platform, library and type.',
      params: yearParams,
      query: usageReportQuery,
      body: null,
      answer: 'file',
      problems: [400, 401, 403],
      async handle({ params, query, response }) {
        const lines = await usage.lines(`${params.year}-01`, `${params.year}-12`);
        response.type('text/csv; charset=utf-8').attachment(`numerique-${params.year}.csv`);
        response.end(usageReportCsv(lines, query.form, (id) => network.library(id)));
        return 'streaming';
      },
    }),
  ];
}

function viewImport({ id, platform, importedAt, importedBy, lineCount }: UsageImport): UsageImportView {
  return { id, platform, importedAt: new Date(importedAt).toISOString(), importedBy, lines: lineCount };
}
