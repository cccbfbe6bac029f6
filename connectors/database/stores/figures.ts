import type { FiguresReach, FiguresReading, FiguresWork, StockCount } from '../../../core/ports/figures.ts';
import type {
  CommuneBudget,
  CountedLine,
  FiguresPlace,
  MonthFigure,
} from '../../../core/statistics/figures/entities.ts';
import type { Sql, SqlValue } from '../sql.ts';
import { insertion } from './batches.ts';
import { locking, met } from './columns.ts';

const lockPlace = locking('SELECT position, readersUntil FROM figures_place WHERE id = 1');
const countedTypes = `('LOAN', 'RETURN', 'RENEWAL', 'HOLD_PLACED', 'PATRON_REGISTERED', 'UNDONE')`;
const lines = `SELECT events.at, events.type, events.libraryId, events.patronRef, events.payload, items.type AS itemType,
     act.at AS undoneAt, act.type AS undoneType
   FROM events LEFT JOIN items ON items.id = events.itemId
   LEFT JOIN events AS act ON events.type = 'UNDONE' AND act.seq = CAST(JSON_EXTRACT(events.payload, '$.act') AS INTEGER)
   WHERE events.position > ? AND events.position <= ? AND events.type IN ${countedTypes} ORDER BY events.position`;
const sum = 'INSERT INTO monthly_figures (month, libraryId, itemType, figure, total) VALUES (?, ?, ?, ?, ?)';
const add = {
  sqlite: `${sum} ON CONFLICT DO UPDATE SET total = total + excluded.total`,
  mariadb: `${sum} ON DUPLICATE KEY UPDATE total = total + VALUES(total)`,
} as const;
const reader = 'INTO figure_readers (period, libraryId, digest) VALUES (?, ?, ?)';
const noteReader = { sqlite: `INSERT OR IGNORE ${reader}`, mariadb: `INSERT IGNORE ${reader}` } as const;
const insertStock = insertion('monthly_figures', ['month', 'libraryId', 'itemType', 'figure', 'total'], null);
const budgetColumns = ['inseeCode', 'year', 'population', 'populationYear', 'acquisitions', 'culture'] as const;
const insertBudget = `INSERT INTO commune_budgets (${budgetColumns.join(', ')}) VALUES (?, ?, ?, ?, ?, ?)`;

/** The figures of each month, as one transaction keeps them. */
export function figuresWork(sql: Sql): FiguresWork {
  return {
    lockPlace: async () => (await sql.one<FiguresPlace>(lockPlace[sql.dialect]))!,
    async movePlace(position) {
      met(await sql.run('UPDATE figures_place SET position = ? WHERE id = 1', [position]), 'the place of the figures');
    },
    async chainedUntil() {
      return (await sql.one<{ position: number }>('SELECT position FROM journal_head WHERE id = 1'))!.position;
    },
    lines: async (after, until) => (await sql.all<LineRow>(lines, [after, until])).map(countedLine),
    async add(figures) {
      for (const { month, libraryId, itemType, figure, total } of figures)
        await sql.run(add[sql.dialect], [month, libraryId, itemType, figure, total]);
    },
    noteReader: async (period, libraryId, digest) =>
      (await sql.run(noteReader[sql.dialect], [period, libraryId, digest])) === 1,
    async closeReaders(untilPeriod) {
      await sql.run('UPDATE figures_place SET readersUntil = ? WHERE id = 1', [untilPeriod]);
      await sql.run('DELETE FROM figure_readers WHERE period <= ?', [untilPeriod]);
    },
    async forgetCounted() {
      await sql.run(`DELETE FROM monthly_figures WHERE figure NOT IN ('ACTIVE_READERS', 'YEAR_READERS', 'STOCK')`);
      await sql.run('UPDATE figures_place SET position = 0 WHERE id = 1');
    },
    async setStock(month, stock) {
      await sql.run(`DELETE FROM monthly_figures WHERE month = ? AND figure = 'STOCK'`, [month]);
      await insertStock(
        sql,
        stock.map(({ libraryId, itemType, total }) => [month, libraryId, itemType, 'STOCK', total]),
      );
    },
    async setBudget(budget) {
      await sql.run('DELETE FROM commune_budgets WHERE inseeCode = ? AND year = ?', [budget.inseeCode, budget.year]);
      await sql.run(
        insertBudget,
        budgetColumns.map((column) => budget[column]),
      );
    },
  };
}

type LineRow = Omit<CountedLine, 'homeLibraryId' | 'undone'> & {
  readonly payload: string;
  readonly undoneAt: number | null;
  readonly undoneType: string | null;
};

function countedLine({ payload, undoneAt, undoneType, ...line }: LineRow): CountedLine {
  const { homeLibrary } = JSON.parse(payload) as { homeLibrary?: unknown };
  return {
    ...line,
    homeLibraryId: typeof homeLibrary === 'number' ? homeLibrary : null,
    undone: undoneAt === null || undoneType === null ? null : { at: undoneAt, type: undoneType },
  };
}

const inPeriod = 'FROM monthly_figures WHERE month >= ? AND month <= ?';
const byMonth = 'SELECT month, libraryId, figure, CAST(SUM(total) AS INTEGER) AS total';
const byType = 'SELECT itemType, figure, CAST(SUM(total) AS INTEGER) AS total';
const reach = `SELECT (SELECT MIN(month) FROM monthly_figures) AS firstMonth,
     (SELECT at FROM events WHERE events.position = figures_place.position) AS countedUntil,
     (SELECT position FROM journal_head WHERE journal_head.id = 1) - figures_place.position AS waiting
   FROM figures_place WHERE figures_place.id = 1`;
const lastOfPart = 'SELECT MAX(id) AS id FROM (SELECT id FROM items WHERE id > ? ORDER BY id LIMIT ?) AS part';
const stockOfPart = `SELECT homeLibraryId AS libraryId, type AS itemType, COUNT(*) AS total FROM items
   WHERE id > ? AND id <= ? AND status NOT IN ('WITHDRAWN', 'ON_ORDER') GROUP BY homeLibraryId, type`;

/** The figures of each month, to be read. */
export function figuresReading(sql: Sql): FiguresReading {
  const of = (libraryId: number | null): [string, SqlValue[]] =>
    libraryId === null ? ['', []] : [' AND libraryId = ?', [libraryId]];
  return {
    byMonth({ from, until, libraryId }) {
      const [only, value] = of(libraryId);
      const text = `${byMonth} ${inPeriod}${only} GROUP BY month, libraryId, figure`;
      return sql.all<Omit<MonthFigure, 'itemType'>>(text, [from, until, ...value]);
    },
    byType({ from, until, libraryId }) {
      const [only, value] = of(libraryId);
      const text = `${byType} ${inPeriod}${only} AND figure IN ('LOANS', 'RETURNS', 'RENEWALS') GROUP BY itemType, figure`;
      return sql.all(text, [from, until, ...value]);
    },
    stockByType(month, libraryId) {
      const [only, value] = of(libraryId);
      const text = `SELECT itemType, CAST(SUM(total) AS INTEGER) AS total FROM monthly_figures
        WHERE month = ? AND figure = 'STOCK'${only} GROUP BY itemType`;
      return sql.all(text, [month, ...value]);
    },
    reach: async () => (await sql.one<FiguresReach>(reach))!,
    async stockAfter(itemId, limit) {
      const { id: until } = (await sql.one<{ id: number | null }>(lastOfPart, [itemId, limit]))!;
      return until === null ? null : { until, stock: await sql.all<StockCount>(stockOfPart, [itemId, until]) };
    },
    budgets: (year) =>
      sql.all<CommuneBudget>(`SELECT ${budgetColumns.join(', ')} FROM commune_budgets WHERE year = ?`, [year]),
  };
}
