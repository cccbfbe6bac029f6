import { integer, key, optional, word } from './columns.ts';

/** The figures of each month, and the budgets of the communes. */
export const figureTables = {
  monthly_figures: {
    month: key(word(7)),
    libraryId: key(integer),
    itemType: key(word(16)),
    figure: key(word(16)),
    total: integer,
  },
  figures_place: { id: key(integer), position: integer, readersUntil: word(7) },
  figure_readers: { period: key(word(7)), libraryId: key(integer), digest: key(word(64)) },
  commune_budgets: {
    inseeCode: key(word(8)),
    year: key(integer),
    population: integer,
    populationYear: integer,
    acquisitions: optional(integer),
    culture: optional(integer),
  },
};
