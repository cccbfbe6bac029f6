import type { Reading } from '../../core/ports/reading.ts';
import type { Administration, Store, Work } from '../../core/ports/store.ts';
import { noAdministration, takenBack } from './nested.ts';
import type { Database, Sql } from './sql.ts';
import { activityReading } from './stores/activity.ts';
import { answersWork } from './stores/answers.ts';
import { audit } from './stores/audit/audit.ts';
import { authoritiesWork } from './stores/authorities.ts';
import { authoritiesReading } from './stores/authority-lists.ts';
import { cataloguingWork } from './stores/cataloguing.ts';
import { cataloguingReading } from './stores/cataloguing-reading.ts';
import { catalogueClock, type CatalogueClock } from './stores/catalogue-clock.ts';
import { devicesWork } from './stores/devices.ts';
import { disseminationWork } from './stores/dissemination.ts';
import { disseminationReading } from './stores/dissemination-reading.ts';
import { exchangesReading, exchangesWork } from './stores/exchanges.ts';
import { digitalReading, digitalWork } from './stores/digital.ts';
import { figuresReading, figuresWork } from './stores/figures.ts';
import { harvestReading } from './stores/harvest-reading.ts';
import { harvestWork } from './stores/harvest.ts';
import { holdReading } from './stores/hold-lists.ts';
import { holdsWork } from './stores/holds.ts';
import { itemsWork } from './stores/items.ts';
import { journalLinesReading } from './stores/journal-lines.ts';
import { journalReading, journalWork } from './stores/journal.ts';
import { loansWork } from './stores/loans.ts';
import { shuttleReading } from './stores/navette-reading.ts';
import { shuttleWork } from './stores/navette.ts';
import { networkReading } from './stores/network.ts';
import { migrationReading } from './stores/migration-reading.ts';
import { migrationWork } from './stores/migration.ts';
import { noticesReading, noticesWork } from './stores/notices.ts';
import { offlineReading, offlineWork } from './stores/offline.ts';
import { outboxRows, outboxWork } from './stores/outbox.ts';
import { paymentsWork } from './stores/payments.ts';
import { patronAccountsWork } from './stores/patron-accounts.ts';
import { patronAccountsReading } from './stores/patron-lists.ts';
import { patronByCard, patronsWork } from './stores/patrons.ts';
import { recordsReading, recordsWork } from './stores/records.ts';
import { sheetsReading } from './stores/sheets.ts';
import { sortingReading, sortingWork } from './stores/sorting.ts';
import { staffReading, staffWork } from './stores/staff.ts';
import { systemReading } from './stores/system.ts';
import { alertsReading, alertsWork } from './stores/alerts.ts';
import { filtersReading, filtersWork } from './stores/filters.ts';
import { tagsReading, tagsWork } from './stores/tags.ts';
import { termsReading, termsWork } from './stores/terms.ts';
import { transitsWork } from './stores/transits.ts';
import { libraryLifeReading, libraryLifeWork } from './stores/library-life.ts';
import { undoWork } from './stores/undo.ts';
import { usageReading, usageWork } from './stores/usage.ts';

/** The store of core on an open, migrated database, SQLite or MariaDB. Closing it closes the database. */
export function createStore(database: Database, administration: Administration): Store {
  return {
    transaction: (run) =>
      database.transaction(async (sql) => {
        const clock = catalogueClock(sql);
        const outcome = await run(workOf(sql, clock));
        if (outcome.granted) await clock.keep();
        return outcome;
      }),
    rehearse: (run) => takenBack(database, (nested) => run(createStore(nested, noAdministration(administration)))),
    read: readingOf(database),
    administration,
    health: () => database.health(),
    close: () => database.close(),
  };
}

/** How each group of a transaction is made. */
const groups: { readonly [Name in keyof Work]: (sql: Sql, clock: CatalogueClock) => Work[Name] } = {
  items: itemsWork,
  patrons: patronsWork,
  patronAccounts: patronAccountsWork,
  loans: loansWork,
  holds: holdsWork,
  transits: transitsWork,
  shuttle: shuttleWork,
  offline: offlineWork,
  notices: noticesWork,
  records: recordsWork,
  cataloguing: cataloguingWork,
  authorities: authoritiesWork,
  terms: termsWork,
  sorting: sortingWork,
  migration: migrationWork,
  payments: paymentsWork,
  undo: undoWork,
  devices: devicesWork,
  exchanges: exchangesWork,
  tags: tagsWork,
  dissemination: disseminationWork,
  harvest: harvestWork,
  digital: digitalWork,
  usage: usageWork,
  libraryLife: libraryLifeWork,
  alerts: alertsWork,
  figures: figuresWork,
  staff: staffWork,
  filters: filtersWork,
  journal: journalWork,
  outbox: outboxWork,
  answers: answersWork,
};

/** One transaction's work; each group is made when it is first asked for: a loan needs a third of them. */
function workOf(sql: Sql, clock: CatalogueClock): Work {
  return new (OpenWork as unknown as new (sql: Sql, clock: CatalogueClock) => Work)(sql, clock);
}

class OpenWork {
  readonly sql: Sql;
  readonly clock: CatalogueClock;
  readonly made: Partial<Record<keyof Work, unknown>> = {};

  constructor(sql: Sql, clock: CatalogueClock) {
    this.sql = sql;
    this.clock = clock;
  }

  static {
    for (const [name, make] of Object.entries(groups) as [keyof Work, (sql: Sql, clock: CatalogueClock) => unknown][]) {
      const get = function (this: OpenWork): unknown {
        return (this.made[name] ??= make(this.sql, this.clock));
      };
      Object.defineProperty(this.prototype, name, { get, enumerable: true });
    }
  }
}

function readingOf(database: Database): Reading {
  const sql = database.reader;
  return {
    patron: (cardNumber) => patronByCard(sql, cardNumber),
    patronAccounts: patronAccountsReading(sql),
    offline: offlineReading(sql),
    notices: noticesReading(sql),
    sorting: sortingReading(sql),
    migration: migrationReading(database),
    exchanges: exchangesReading(sql),
    tags: tagsReading(sql),
    dissemination: disseminationReading(database),
    harvest: harvestReading(sql),
    digital: digitalReading(sql),
    usage: usageReading(sql),
    libraryLife: libraryLifeReading(sql),
    terms: termsReading(sql),
    alerts: alertsReading(sql),
    figures: figuresReading(sql),
    system: systemReading(sql),
    journal: journalLinesReading(sql),
    filters: filtersReading(sql),
    cataloguing: cataloguingReading(sql),
    authorities: authoritiesReading(sql),
    outbox: (topic, limit) => outboxRows(sql, topic, limit),
    audit: () => audit(database),
    holds: holdReading(sql),
    shuttle: shuttleReading(sql),
    ...sheetsReading(database),
    ...recordsReading(database),
    ...networkReading(sql),
    ...staffReading(sql),
    ...journalReading(sql),
    ...activityReading(sql),
  };
}
