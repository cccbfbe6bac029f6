import type { Response } from 'express';
import type { z } from 'zod';
import type { Library } from '../../../core/library.ts';
import { granted, type Outcome } from '../../../core/outcome.ts';
import { budgetTargets } from '../../../core/statistics/figures/entities.ts';
import { type Cell, writeSheet } from '../../../core/statistics/sheet.ts';
import type { BudgetsView, FigureFileForm, PeriodFiguresView, StatisticsView } from '../contract-figures.ts';
import { budgetDocument, statisticsDocument } from '../figure-documents.ts';
import { budgetSheet, statisticsSheet } from '../figure-sheets.ts';
import { type AnyRoute, guarded, type Visitor } from '../route.ts';
import {
  budgetParams,
  budgetsFileQuery,
  budgetsQuery,
  budgetsView,
  budgetYearParams,
  communeBudget,
  statisticsFileQuery,
  statisticsQuery,
  statisticsView,
} from '../schemas-figures.ts';
import { noQuery } from '../schemas.ts';
import type { SheetDocument } from '../sheets/document.ts';
import { writeOds } from '../sheets/ods.ts';
import { writePdf } from '../sheets/pdf.ts';
import { libraryLookedInto } from './library-asked.ts';

/** The figures of the network and of each library, and what the communes spend. A manager sees his own library. */
export function figureRoutes({ figures, network }: Pick<Library, 'figures' | 'network'>): AnyRoute[] {
  const viewPeriod = ({
    isComplete: complete,
    libraries,
    months,
    types,
    ...period
  }: Awaited<ReturnType<typeof figures.report>>['period']): PeriodFiguresView => ({
    ...period,
    complete,
    libraries: libraries.map(({ library: { code, name, commune }, figures: counted }) => {
      return { code, name, commune, figures: counted };
    }),
    months: months.map(({ isComplete, ...month }) => ({ ...month, complete: isComplete })),
    types: types.map(({ itemType, figures: counted }) => ({ type: itemType || null, figures: counted })),
  });
  const report = async (query: z.infer<typeof statisticsQuery>, visitor: Visitor): Promise<Outcome<StatisticsView>> => {
    const place = await libraryLookedInto(query.library, visitor, network);
    if (!place.granted) return place;
    const { from, until, comparedFrom, comparedUntil } = query;
    const compared =
      comparedFrom === undefined || comparedUntil === undefined ? null : { from: comparedFrom, until: comparedUntil };
    const told = await figures.report({ libraryId: place.value, period: { from, until }, compared });
    return granted({
      library: place.value === null ? null : network.library(place.value).code,
      firstMonth: told.firstMonth,
      currentMonth: told.currentMonth,
      countedUntil: told.countedUntil === null ? null : new Date(told.countedUntil).toISOString(),
      waiting: told.waiting,
      period: viewPeriod(told.period),
      compared: told.compared && viewPeriod(told.compared),
    });
  };
  const budgets = async (
    year: number,
    library: string | undefined,
    visitor: Visitor,
  ): Promise<Outcome<BudgetsView>> => {
    const place = await libraryLookedInto(library, visitor, network);
    if (!place.granted) return place;
    const communes = (await figures.budgets(year, place.value)).map(({ inseeCode, commune, budget }) => {
      if (budget === null) return { inseeCode, commune, budget };
      const { population, populationYear, acquisitions, culture } = budget;
      return { inseeCode, commune, budget: { population, populationYear, acquisitions, culture } };
    });
    return granted({ year, targets: budgetTargets, communes });
  };
  return [
    guarded({
      method: 'get',
      path: '/statistics',
      who: 'read-statistics',
      summary: 'What a period counted, by library, month and type of document, beside another period.',
      query: statisticsQuery,
      body: null,
      answer: statisticsView,
      problems: [400, 401, 403, 404],
      handle: ({ query, visitor }) => report(query, visitor),
    }),
    guarded({
      method: 'get',
      path: '/statistics/file',
      who: 'read-statistics',
      summary: 'The same as a table: CSV for a French spreadsheet or for a program, OpenDocument spreadsheet or PDF.',
      query: statisticsFileQuery,
      body: null,
      answer: 'file',
      problems: [400, 401, 403, 404],
      async handle({ query: { table, form, ...query }, visitor, response }) {
        const told = await report(query, visitor);
        if (!told.granted) return told;
        const { from, until } = told.value.period;
        const name = `statistiques-${fileWords[table]}-${from}-${until}`;
        await sendFigures(response, form, {
          name,
          lines: () => statisticsSheet(told.value, table),
          document: () => statisticsDocument(told.value, table),
        });
        return 'streaming';
      },
    }),
    guarded({
      method: 'get',
      path: '/statistics/budgets/:year',
      who: 'read-statistics',
      summary: 'What each commune spends in a year, with its inhabitants.',
      params: budgetYearParams,
      query: budgetsQuery,
      body: null,
      answer: budgetsView,
      problems: [400, 401, 403, 404],
      handle: ({ params, query, visitor }) => budgets(params.year, query.library, visitor),
    }),
    guarded({
      method: 'get',
      path: '/statistics/budgets/:year/file',
      who: 'read-statistics',
      summary: 'The same as a table: CSV, OpenDocument spreadsheet or PDF.',
      params: budgetYearParams,
      query: budgetsFileQuery,
      body: null,
      answer: 'file',
      problems: [400, 401, 403, 404],
      async handle({ params, query, visitor, response }) {
        const told = await budgets(params.year, query.library, visitor);
        if (!told.granted) return told;
        await sendFigures(response, query.form, {
          name: `budgets-${params.year}`,
          lines: () => budgetSheet(told.value),
          document: () => budgetDocument(told.value),
        });
        return 'streaming';
      },
    }),
    guarded({
      method: 'put',
      path: '/statistics/budgets/:year/:insee',
      who: 'edit-budgets',
      summary: 'Keeps the inhabitants and the budgets of a commune for a year.',
      params: budgetParams,
      query: noQuery,
      body: communeBudget,
      answer: null,
      problems: [400, 401, 403, 404],
      handle: ({ params, body, visitor }) =>
        figures.setBudget(visitor.user, { inseeCode: params.insee, year: params.year, ...body }),
    }),
  ];
}

const fileWords = { libraries: 'bibliotheques', months: 'mois', types: 'documents' } as const;

/** The table as a program has it, and as people read it. */
interface FigureFile {
  readonly name: string;
  lines(): Cell[][];
  document(): SheetDocument;
}

async function sendFigures(
  response: Response,
  form: FigureFileForm,
  { name, lines, document }: FigureFile,
): Promise<void> {
  if (form === 'ods' || form === 'pdf') {
    const bytes = await (form === 'ods' ? writeOds : writePdf)(document());
    response.attachment(`${name}.${form}`).send(Buffer.from(bytes));
    return;
  }
  response.set('Content-Type', 'text/csv; charset=utf-8');
  response.attachment(`${name}${form === 'exchange' ? '-echange' : ''}.csv`).send(writeSheet(lines(), form));
}
