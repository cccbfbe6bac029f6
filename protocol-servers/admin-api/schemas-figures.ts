import { z } from 'zod';
import { sheetForms } from '../../core/statistics/sheet.ts';
import { monthCount } from '../../core/statistics/figures/months.ts';
import type {
  BudgetsView,
  CommuneBudgetRequest,
  FigureFileForm,
  FigureSetView,
  PeriodFiguresView,
  StatisticsTable,
  StatisticsView,
} from './contract-figures.ts';
import { named } from './schemas.ts';
import { documentForms } from './sheets/document.ts';

/** Months of one period at most. */
export const longestPeriod = 36;

const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'un mois : 2026-11');
const asked = {
  from: month,
  until: month,
  comparedFrom: month.optional(),
  comparedUntil: month.optional(),
  library: z
    .string()
    .min(1)
    .max(32)
    .optional()
    .describe('Without it: the whole network, or the library of the visitor.'),
};
// What is no month is refused already, and gets here all the same.
const isPeriod = (from: string, until: string): boolean => {
  const months = monthCount(from, until);
  return months >= 1 && months <= longestPeriod;
};
const arePeriods = ({ from, until, comparedFrom, comparedUntil }: z.infer<z.ZodObject<typeof asked>>): boolean =>
  isPeriod(from, until) &&
  (comparedFrom === undefined) === (comparedUntil === undefined) &&
  (comparedFrom === undefined || comparedUntil === undefined || isPeriod(comparedFrom, comparedUntil));
const notPeriods = {
  path: ['until'],
  message: `une période finit après son début, sur ${longestPeriod} mois au plus ; la période comparée a ses deux bornes`,
};

export const statisticsQuery = z.strictObject(asked).refine(arePeriods, notPeriods);
export const statisticsTables = ['libraries', 'months', 'types'] as const satisfies readonly StatisticsTable[];
const form = z
  .enum([...sheetForms, ...documentForms])
  .describe(
    'CSV for a French spreadsheet or for a program; an OpenDocument spreadsheet; pages.',
  ) satisfies z.ZodType<FigureFileForm>;
export const statisticsFileQuery = z
  .strictObject({ ...asked, table: z.enum(statisticsTables), form })
  .refine(arePeriods, notPeriods);

const year = z.coerce.number().int().min(2000).max(2100);
export const budgetYearParams = z.object({ year });
export const budgetParams = z.object({ year, insee: z.string().regex(/^[0-9AB]{5}$/) });
export const budgetsQuery = z.strictObject({ library: asked.library });
export const budgetsFileQuery = z.strictObject({ library: asked.library, form });
/** Inhabitants of one commune, and euro cents of one budget, at most. */
const mostInhabitants = 5_000_000;
const mostCents = 100_000_000_000;
const cents = z.int().nonnegative().max(mostCents).nullable().describe('Euro cents; null when it is not known.');
export const communeBudget = z.strictObject({
  population: z.int().positive().max(mostInhabitants),
  populationYear: z.int().min(1990).max(2100),
  acquisitions: cents,
  culture: cents,
}) satisfies z.ZodType<CommuneBudgetRequest>;

const figure = z
  .union([z.int(), z.enum(['few'])])
  .nullable()
  .describe('`few`: from one to four; null: not to be known of this period.');
const figureSet = z.object({
  loans: figure,
  returns: figure,
  renewals: figure,
  holds: figure,
  activeReaders: figure,
  newReaders: figure,
  stock: figure,
}) satisfies z.ZodType<FigureSetView>;
const periodFigures = z.object({
  from: month,
  until: month,
  complete: z.boolean(),
  total: figureSet,
  libraries: z
    .array(z.object({ code: z.string(), name: z.string(), commune: z.string(), figures: figureSet }))
    .readonly(),
  months: z.array(z.object({ month, complete: z.boolean(), figures: figureSet })).readonly(),
  types: z
    .array(
      z.object({
        type: z.string().nullable().describe('Null: documents that are no longer known.'),
        figures: figureSet.pick({ loans: true, returns: true, renewals: true, stock: true }),
      }),
    )
    .readonly(),
}) satisfies z.ZodType<PeriodFiguresView>;
export const statisticsView = z.object({
  library: z.string().nullable(),
  firstMonth: month.nullable(),
  currentMonth: month,
  countedUntil: z.iso.datetime().nullable(),
  waiting: z.int().nonnegative(),
  period: periodFigures,
  compared: periodFigures.nullable(),
}) satisfies z.ZodType<StatisticsView>;
export const budgetsView = z.object({
  year: z.int(),
  targets: z.object({ acquisitions: z.int(), culture: z.int() }),
  communes: z
    .array(z.object({ inseeCode: z.string(), commune: z.string(), budget: communeBudget.nullable() }))
    .readonly(),
}) satisfies z.ZodType<BudgetsView>;

named.add(statisticsView, { id: 'Statistics' });
named.add(communeBudget, { id: 'CommuneBudget' });
named.add(budgetsView, { id: 'Budgets' });
