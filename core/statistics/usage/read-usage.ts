import type { ResourceType } from '../../digital/entities.ts';
import { resourceTypeOf } from '../../digital/mapping/kinds.ts';
import { granted, refused, type Outcome } from '../../outcome.ts';
import { headingKey } from '../../query/text.ts';
import { csvRows, type CsvRow } from './csv.ts';
import { usageMeasures, type UsageCounts, type UsageLine, type UsageMeasure } from './entities.ts';

type Column = 'month' | 'library' | 'type' | 'metric' | UsageMeasure;

/** How suppliers name what is read here, without case nor accents: ours, those of French platforms, those of COUNTER 5. */
const columnNames: Readonly<Record<Column, readonly string[]>> = {
  month: ['mois', 'month', 'periode', 'date', 'period'],
  library: [
    'bibliotheque',
    'library',
    'etablissement',
    'institution',
    'institution name',
    'customer',
    'code bibliotheque',
  ],
  type: ['type', 'type de ressource', 'resource type', 'data type', 'categorie'],
  metric: ['metric type', 'indicateur', 'mesure'],
  sessions: ['sessions', 'visites', 'connexions', 'visits'],
  views: ['consultations', 'vues', 'views', 'lectures', 'total item investigations'],
  downloads: ['telechargements', 'downloads', 'emprunts numeriques', 'total item requests'],
};
/** COUNTER 5 metric types, one a row, and ours in the same place. */
const metrics: Readonly<Record<string, UsageMeasure>> = {
  ...{
    'total item investigations': 'views',
    'total item requests': 'downloads',
    sessions: 'sessions',
    visites: 'sessions',
  },
  ...{ consultations: 'views', vues: 'views', telechargements: 'downloads' },
};
/** A column that names people: the whole file is refused, unread. */
const people =
  /^(?:nom|prenom|nom prenom|first ?name|last ?name|surname)$|\b(?:carte|lecteur|usager|abonne|adherent|inscrit|patron|user|reader|card|e ?mail|courriel|mail|login|identifiant|naissance|birth|ip|telephone|phone)\b/;

/** A line that could not be read, by its place in the file. */
export interface UnreadLine {
  readonly line: number;
  readonly why: 'month' | 'count' | 'type' | 'metric';
}
export interface ReadUsage {
  readonly lines: readonly Omit<UsageLine, 'platform'>[];
  readonly unread: readonly UnreadLine[];
  /** Names of libraries that are none of the network: counted for no library. */
  readonly unknownLibraries: readonly string[];
}

/**
 * Reads a supplier's file: a line a month, or COUNTER's table with a column a month. Refused `usage-file-unreadable`
 * (facts.why), `usage-file-names-people` (facts.column).
 */
export function readUsage(
  text: string,
  context: { readonly libraryOf: (name: string) => number | null; readonly resourceType: ResourceType },
): Outcome<ReadUsage> {
  const rows = csvRows(text);
  if (!rows) return refused('usage-file-unreadable', { why: 'quote-not-closed' });
  // COUNTER puts a dozen lines about the report above the table.
  const start = rows.findIndex(({ cells }) => headOf(cells).size >= 2 && isTable(headOf(cells), cells));
  if (start < 0) return refused('usage-file-unreadable', { why: 'no-heading' });
  const named = rows[start]!.cells.map((name) => headingKey(name)).find((name) => people.test(name));
  if (named !== undefined) return refused('usage-file-names-people', { column: named });
  return granted(readRows(rows, start, context));
}

function headOf(row: readonly string[]): Map<Column, number> {
  const found = new Map<Column, number>();
  for (const [place, cell] of row.entries()) {
    const name = headingKey(cell);
    for (const [column, names] of Object.entries(columnNames) as [Column, readonly string[]][]) {
      if (names.includes(name) && !found.has(column)) found.set(column, place);
    }
  }
  return found;
}

function isTable(head: ReadonlyMap<Column, number>, row: readonly string[]): boolean {
  const counts = usageMeasures.some((measure) => head.has(measure));
  return (head.has('month') && counts) || (head.has('metric') && row.some((cell) => monthOf(cell) !== null));
}

function readRows(
  rows: readonly CsvRow[],
  start: number,
  { libraryOf, resourceType }: Parameters<typeof readUsage>[1],
): ReadUsage {
  const header = rows[start]!.cells;
  const head = headOf(header);
  const months = head.has('metric')
    ? header.map((cell, place) => ({ place, month: monthOf(cell) })).filter(({ month }) => month !== null)
    : [];
  const sums = new Map<string, Omit<UsageLine, 'platform'>>();
  const unread: UnreadLine[] = [];
  const unknown = new Set<string>();
  for (const { line, cells: row } of rows.slice(start + 1)) {
    const cell = (column: Column): string => row[head.get(column) ?? -1] ?? '';
    const library = cell('library');
    const libraryId = library === '' ? null : libraryOf(library);
    if (library !== '' && libraryId === null) unknown.add(library);
    const type = cell('type') === '' ? resourceType : resourceTypeOf([cell('type')]);
    if (type === null) {
      unread.push({ line, why: 'type' });
      continue;
    }
    const read = head.has('metric') ? byMetric(row, cell('metric'), months) : byMeasure(cell, head);
    if (typeof read === 'string') {
      unread.push({ line, why: read });
      continue;
    }
    for (const { month, counts } of read) add(sums, { month, libraryId, resourceType: type, ...counts });
  }
  return { lines: [...sums.values()], unread, unknownLibraries: [...unknown] };
}

type Counted = { readonly month: string; readonly counts: UsageCounts }[];
const none: UsageCounts = { sessions: 0, views: 0, downloads: 0 };

function byMetric(
  row: readonly string[],
  metric: string,
  months: readonly { place: number; month: string | null }[],
): Counted | UnreadLine['why'] {
  const measure = metrics[headingKey(metric)];
  // COUNTER has more metrics than are counted here: unique items, searches, denials.
  if (!measure) return metric === '' ? 'metric' : [];
  const counts = months.map(({ place, month }) => ({ month: month!, count: countOf(row[place] ?? '') }));
  if (counts.some(({ count }) => count === null)) return 'count';
  return counts.map(({ month, count }) => ({ month, counts: { ...none, [measure]: count! } }));
}

function byMeasure(cell: (column: Column) => string, head: ReadonlyMap<Column, number>): Counted | UnreadLine['why'] {
  const month = monthOf(cell('month'));
  if (month === null) return 'month';
  const counts: Record<UsageMeasure, number> = { ...none };
  for (const measure of usageMeasures) {
    const count = head.has(measure) ? countOf(cell(measure)) : 0;
    if (count === null) return 'count';
    counts[measure] = count;
  }
  return [{ month, counts }];
}

function add(sums: Map<string, Omit<UsageLine, 'platform'>>, line: Omit<UsageLine, 'platform'>): void {
  const key = `${line.month}/${line.libraryId}/${line.resourceType}`;
  const other = sums.get(key) ?? { ...line, ...none };
  const total = Object.fromEntries(usageMeasures.map((measure) => [measure, other[measure] + line[measure]]));
  sums.set(key, { ...line, ...(total as UsageCounts) });
}

const monthNames = [
  ...['jan', 'fev', 'mar', 'avr', 'mai', 'juin', 'juil', 'aou', 'sep', 'oct', 'nov', 'dec'],
  ...['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
];

/** `2026-03`, `2026-03-15`, `03/2026`, `15/03/2026`, `Mar-2026`, `mars 2026`. Null for what is no month. */
export function monthOf(text: string): string | null {
  const bare = text.trim();
  const iso = /^(\d{4})-(\d{2})(?:-\d{2})?$/.exec(bare);
  if (iso) return valid(iso[1]!, iso[2]!);
  const french = /^(?:\d{1,2}\/)?(\d{1,2})\/(\d{4})$/.exec(bare);
  if (french) return valid(french[2]!, french[1]!);
  const named = /^(\p{L}+)\.?[\s-]+(\d{4})$/u.exec(bare);
  if (!named) return null;
  const name = headingKey(named[1]!);
  const place = monthNames.findIndex((start) => name.startsWith(start));
  return place < 0 ? null : valid(named[2]!, String((place % 12) + 1));
}

function valid(year: string, month: string): string | null {
  const number = Number(month);
  return number >= 1 && number <= 12 ? `${year}-${String(number).padStart(2, '0')}` : null;
}

/** A whole number, its thousands apart or not; nothing is zero. */
function countOf(text: string): number | null {
  const bare = text.replace(/[\s\u00a0\u202f]/g, '');
  if (bare === '' || bare === '-') return 0;
  return /^\d{1,12}$/.test(bare) ? Number(bare) : null;
}
