import { DateTime } from 'luxon';
import { defaultRules } from '../../core/catalogue/rules/network-rules.ts';
import type { Cell } from '../../core/statistics/sheet.ts';
import type {
  BudgetsView,
  FigureSetView,
  PeriodFiguresView,
  StatisticsTable,
  StatisticsView,
} from './contract-figures.ts';
import { all, budgetSheet, headings, ofTypes, told } from './figure-sheets.ts';
import type { SheetDocument } from './sheets/document.ts';

/** What exactly each figure counts, in the words of the console. */
const definitions: Readonly<Record<keyof FigureSetView, string>> = {
  loans:
    'Documents prêtés, au guichet, aux automates et en mode secours, comptés dans la bibliothèque et le mois où le prêt est enregistré. Un prêt annulé aussitôt ne compte pas ; une prolongation non plus.',
  renewals: 'Prêts prolongés, par le lecteur ou par un agent.',
  returns: 'Documents rendus, comptés là où ils ont été rendus, quelle que soit la bibliothèque qui les possède.',
  holds:
    'Réservations posées, comptées à la bibliothèque de retrait. Elles portent sur un titre : elles n’ont pas de type de document.',
  activeReaders:
    'Lecteurs différents qui ont emprunté au moins un document. Qui emprunte dans deux bibliothèques compte dans chacune et une seule fois dans le réseau. Connu pour un mois, ou pour une année depuis janvier.',
  newReaders:
    'Inscriptions, comptées à la bibliothèque d’inscription. Les comptes repris d’un ancien logiciel n’en sont pas.',
  stock:
    'Exemplaires possédés au dernier relevé de la période, documents en commande, pilonnés ou retirés non compris.',
};
const titles: Readonly<Record<StatisticsTable, string>> = {
  libraries: 'Statistiques par bibliothèque',
  months: 'Statistiques par mois',
  types: 'Statistiques par type de document',
};

/**
 * A table of the statistics as people read it, with its period and its definitions. A period that is compared has lines of
 * its own.
 */
export function statisticsDocument(view: StatisticsView, table: StatisticsTable): SheetDocument {
  const { library, period, compared, countedUntil, waiting } = view;
  const names = table === 'types' ? ofTypes : all;
  const extent = ({ from, until }: PeriodFiguresView): Cell[] => {
    const last = DateTime.fromISO(`${until}-01`).endOf('month').toISODate() ?? until;
    return ['du', { day: `${from}-01` }, 'au', { day: last }];
  };
  return {
    title: titles[table],
    about: [
      ['Période', ...extent(period)],
      ...(compared ? [['Comparée à', ...extent(compared)] as const] : []),
      ['Bibliothèque', library === null ? 'Tout le réseau' : nameOf(library, period)],
      ['Dernier mouvement compté', countedUntil === null ? 'aucun' : new Date(countedUntil)],
      ...(waiting > 0 ? [['Mouvements restant à compter', waiting] as const] : []),
      ...(period.complete ? [] : [['À noter', unfinished] as const]),
    ],
    lines: table === 'months' ? monthLines(view) : periodLines(view, table, names),
    named: table === 'types' ? (compared ? 2 : 1) : table === 'months' || !compared ? 2 : 3,
    notes: [...names.map((name) => [headings[name], definitions[name]] as const), ...readings],
  };
}

function nameOf(library: string, { libraries }: PeriodFiguresView): string {
  const only = libraries.find(({ code }) => code === library);
  return only ? `${only.commune}, ${only.name}` : library;
}

const unfinished = 'Cette période n’est pas terminée : ses chiffres vont encore changer.';
const readings = [
  ['< 5', 'Un chiffre de 1 à 4 se lit ainsi, pour ne désigner personne.'],
  ['Case vide ou tiret', 'Ce chiffre ne peut pas être connu de cette période.'],
] as const;

function monthLines({ period, compared }: StatisticsView): Cell[][] {
  const lines = [period, ...(compared ? [compared] : [])].flatMap(({ months }) => months);
  return [
    ['Mois', 'Mois terminé', ...all.map((name) => headings[name])],
    ...lines.map(({ month, complete, figures }) => [
      ...[{ month }, complete ? 'oui' : 'non'],
      ...all.map((name) => told(figures[name])),
    ]),
  ];
}

function periodLines(
  { period, compared }: StatisticsView,
  table: 'libraries' | 'types',
  names: readonly (keyof FigureSetView)[],
): Cell[][] {
  const lineOf = (who: Cell[], { from, until }: PeriodFiguresView, figures?: Partial<FigureSetView>): Cell[] => [
    ...who,
    ...(compared ? [shortly(from, until)] : []),
    ...names.map((name) => told(figures?.[name])),
  ];
  const beside = (who: Cell[], of: (told: PeriodFiguresView) => Partial<FigureSetView> | undefined): Cell[][] =>
    [period, ...(compared ? [compared] : [])].map((one) => lineOf(who, one, of(one)));
  const heads = [...(compared ? ['Période'] : []), ...names.map((name) => headings[name])];
  if (table === 'types') {
    const lines = period.types.flatMap(({ type }) =>
      beside([typeWord(type)], ({ types }) => types.find((one) => one.type === type)?.figures),
    );
    return [['Type de document', ...heads], ...lines];
  }
  const lines = period.libraries.flatMap(({ code, name, commune }) =>
    beside([commune, name], ({ libraries }) => libraries.find((one) => one.code === code)?.figures),
  );
  return [['Commune', 'Bibliothèque', ...heads], ...lines, ...beside(['Ensemble', ''], ({ total }) => total)];
}

/** `01/2026 – 11/2026`. */
function shortly(from: string, until: string): string {
  const [first, last] = [from, until].map((month) => `${month.slice(5)}/${month.slice(0, 4)}`);
  return first === last ? `${first}` : `${first} – ${last}`;
}

function typeWord(type: string | null): string {
  if (type === null) return 'Documents supprimés depuis';
  return defaultRules.itemTypes.find(({ code }) => code === type)?.fr ?? type;
}

/** The budgets of a year as people read them. Amounts in euros. */
export function budgetDocument(view: BudgetsView): SheetDocument {
  return {
    title: `Budgets par habitant des communes en ${view.year}`,
    about: [
      ['Année', { year: view.year }],
      ['Montants', 'en euros'],
    ],
    lines: budgetSheet(view),
    named: 2,
    notes: [
      ['Population', 'Population légale de la commune, au millésime du recensement qui est dit.'],
      [
        'Objectif',
        'Ce que les communes se sont engagées à consacrer par habitant et par an aux acquisitions et à l’action culturelle.',
      ],
      ['Case vide ou tiret', 'La commune n’a pas dit ce montant.'],
    ],
  };
}
