import type { Library } from '../../../core/library.ts';
import { granted } from '../../../core/outcome.ts';
import type { UsageImport } from '../../../core/statistics/usage/entities.ts';
import { usageFileBytes } from '../../../core/statistics/usage/usage.ts';
import type { UsageImportView } from '../contract-digital.ts';
import { type AnyRoute, guarded } from '../route.ts';
import { usageFile, usageImports, usageReport, usageYear, yearParams } from '../schemas-digital.ts';
import { noQuery } from '../schemas.ts';

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
      query: noQuery,
      body: null,
      answer: usageYear,
      problems: [400, 401, 403],
      async handle({ params }) {
        const { byType, byLibrary, ...year } = await usage.year(params.year);
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
  ];
}

function viewImport({ id, platform, importedAt, importedBy, lineCount }: UsageImport): UsageImportView {
  return { id, platform, importedAt: new Date(importedAt).toISOString(), importedBy, lines: lineCount };
}
