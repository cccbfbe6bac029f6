import type { Cell } from '../../core/statistics/sheet.ts';
import type { BudgetsView, FigureSetView, FigureView, StatisticsTable, StatisticsView } from './contract-figures.ts';

/** The figures in the order of the console, with their French headings. */
export const headings: Readonly<Record<keyof FigureSetView, string>> = {
  loans: 'Prêts',
  renewals: 'Prolongations',
  returns: 'Retours',
  holds: 'Réservations',
  activeReaders: 'Lecteurs actifs',
  newReaders: 'Nouveaux lecteurs',
  stock: 'Documents',
};
/** Those every library and month has, and those a type of document has. */
export const all = Object.keys(headings) as (keyof FigureSetView)[];
export const ofTypes = ['loans', 'renewals', 'returns', 'stock'] as const;

/** What a table of the statistics says, its headings first; the compared period beside the other. */
export function statisticsSheet({ period, compared }: StatisticsView, table: StatisticsTable): Cell[][] {
  if (table === 'months') {
    const lines = (compared ? [period, compared] : [period]).flatMap(({ months }) => months);
    const heads = ['Mois', 'Mois terminé', ...all.map((name) => headings[name])];
    return [heads, ...lines.map((line) => [line.month, line.complete ? 'oui' : 'non', ...cells(line.figures, all)])];
  }
  const names = table === 'types' ? ofTypes : all;
  const heads = names.flatMap((name) => [
    `${headings[name]} ${period.from} à ${period.until}`,
    ...(compared ? [`${headings[name]} ${compared.from} à ${compared.until}`] : []),
  ]);
  const beside = (one: Partial<FigureSetView>, other: Partial<FigureSetView> | undefined): Cell[] =>
    names.flatMap((name) => [told(one[name]), ...(compared ? [told(other?.[name])] : [])]);
  if (table === 'types') {
    const lines = period.types.map(({ type, figures }): Cell[] => {
      return [type ?? 'inconnu', ...beside(figures, compared?.types.find((one) => one.type === type)?.figures)];
    });
    return [['Type de document', ...heads], ...lines];
  }
  const lines = period.libraries.map(({ code, name, commune, figures }): Cell[] => {
    const other = compared?.libraries.find((one) => one.code === code)?.figures;
    return [commune, name, ...beside(figures, other)];
  });
  return [['Commune', 'Bibliothèque', ...heads], ...lines, ['Ensemble', '', ...beside(period.total, compared?.total)]];
}

function cells(figures: FigureSetView, names: readonly (keyof FigureSetView)[]): Cell[] {
  return names.map((name) => told(figures[name]));
}

/** What is told of a figure: few point at somebody. */
export function told(figure: FigureView | undefined): Cell {
  return figure === 'few' ? '< 5' : (figure ?? null);
}

/** Budgets in euros, with what they are for each inhabitant beside what was promised. */
export function budgetSheet({ targets, communes }: BudgetsView): Cell[][] {
  const euros = (cents: number | null): Cell => (cents === null ? null : { euros: cents / 100 });
  const each = (cents: number | null, population: number): Cell =>
    cents === null ? null : { euros: Math.round(cents / population) / 100 };
  const heads = ['Code INSEE', 'Commune', 'Population', 'Année de population', 'Acquisitions (€)'];
  const rest = [
    'Acquisitions par habitant',
    'Objectif',
    'Action culturelle (€)',
    'Action culturelle par habitant',
    'Objectif',
  ];
  const lines = communes.map(({ inseeCode, commune, budget }): Cell[] => {
    if (!budget) return [inseeCode, commune, ...heads.slice(2).map(() => null), ...rest.map(() => null)];
    const { population, populationYear, acquisitions, culture } = budget;
    return [
      ...[inseeCode, commune, population, { year: populationYear }],
      ...[euros(acquisitions), each(acquisitions, population), euros(targets.acquisitions)],
      ...[euros(culture), each(culture, population), euros(targets.culture)],
    ];
  });
  return [[...heads, ...rest], ...lines];
}
