import about from './fr/about.json';
import account from './fr/account.json';
import accounts from './fr/accounts.json';
import authorities from './fr/authorities.json';
import calendars from './fr/calendars.json';
import catalogue from './fr/catalogue.json';
import connections from './fr/connections.json';
import desk from './fr/desk.json';
import devices from './fr/devices.json';
import download from './fr/download.json';
import digital from './fr/digital.json';
import filters from './fr/filters.json';
import flow from './fr/flow.json';
import harvests from './fr/harvests.json';
import home from './fr/home.json';
import journal from './fr/journal.json';
import imports from './fr/imports.json';
import libraries from './fr/libraries.json';
import library from './fr/library.json';
import oai from './fr/oai.json';
import offline from './fr/offline.json';
import profiles from './fr/profiles.json';
import readers from './fr/readers.json';
import review from './fr/review.json';
import rules from './fr/rules.json';
import served from './fr/served.json';
import session from './fr/session.json';
import shell from './fr/shell.json';
import shuttle from './fr/shuttle.json';
import statistics from './fr/statistics.json';
import system from './fr/system.json';
import sorters from './fr/sorters.json';

/** The French messages, a file for each part of the console. */
export const fr = {
  ...about,
  ...account,
  ...accounts,
  ...authorities,
  ...calendars,
  ...catalogue,
  ...connections,
  ...desk,
  ...devices,
  ...download,
  ...digital,
  ...filters,
  ...flow,
  ...harvests,
  ...home,
  ...journal,
  ...imports,
  ...libraries,
  ...library,
  ...oai,
  ...offline,
  ...profiles,
  ...readers,
  ...review,
  ...rules,
  ...served,
  ...session,
  ...shell,
  ...shuttle,
  ...statistics,
  ...system,
  ...sorters,
};
