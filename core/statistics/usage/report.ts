import { harmless, spreadsheetLine } from '../../catalogue/export/items-csv.ts';
import type { ResourceType } from '../../digital/entities.ts';
import type { UsageLine } from './entities.ts';

/** For a French spreadsheet (byte order mark, semicolons), or for another program (commas, names of the standard). */
export const reportForms = ['spreadsheet', 'exchange'] as const;
export type ReportForm = (typeof reportForms)[number];

const types: Readonly<Record<ResourceType, string>> = {
  ...{ EBOOK: 'Livre numérique', PRESS: 'Presse en ligne', VIDEO: 'Vidéo', MUSIC: 'Musique' },
  ...{ TRAINING: 'Autoformation', GAME: 'Jeu', HERITAGE: 'Patrimoine numérisé' },
};

/**
 * The use of a year, a line a month, platform, library and type: never by person. What is counted is COUNTER 5's
 * (Total_Item_Investigations, Total_Item_Requests), and visits.
 */
export function usageReportCsv(
  lines: readonly UsageLine[],
  form: ReportForm,
  libraryOf: (id: number) => { readonly code: string; readonly name: string },
): string {
  const heading = {
    spreadsheet: ['Mois', 'Plateforme', 'Bibliothèque', 'Type', 'Visites', 'Consultations', 'Téléchargements'],
    exchange: ['Month', 'Platform', 'Institution_Name', 'Data_Type', 'Sessions', 'Total_Item_Investigations', 'Total_Item_Requests'],
  }[form]; // prettier-ignore
  const line = form === 'spreadsheet' ? spreadsheetLine : exchangeLine;
  const rows = lines.map(({ month, platform, libraryId, resourceType, sessions, views, downloads }) => {
    const library = libraryId === null ? null : libraryOf(libraryId);
    const named =
      form === 'spreadsheet'
        ? [frenchMonth(month), platform, library?.name ?? 'Non répartis', types[resourceType]]
        : [month, platform, library?.code ?? '', resourceType];
    return line([...named, String(sessions), String(views), String(downloads)]);
  });
  return (form === 'spreadsheet' ? '\ufeff' : '') + [line(heading), ...rows].join('');
}

/** `03/2026`. */
function frenchMonth(month: string): string {
  return month.split('-').toReversed().join('/');
}

/** RFC 4180: quotes only where they are needed. */
function exchangeLine(cells: readonly string[]): string {
  const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return `${cells.map((cell) => quoted(harmless(cell))).join(',')}\r\n`;
}
