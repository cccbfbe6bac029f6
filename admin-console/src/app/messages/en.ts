import about from './en/about.json';
import account from './en/account.json';
import accounts from './en/accounts.json';
import authorities from './en/authorities.json';
import calendars from './en/calendars.json';
import catalogue from './en/catalogue.json';
import connections from './en/connections.json';
import desk from './en/desk.json';
import devices from './en/devices.json';
import download from './en/download.json';
import digital from './en/digital.json';
import filters from './en/filters.json';
import flow from './en/flow.json';
import harvests from './en/harvests.json';
import home from './en/home.json';
import journal from './en/journal.json';
import imports from './en/imports.json';
import libraries from './en/libraries.json';
import library from './en/library.json';
import oai from './en/oai.json';
import offline from './en/offline.json';
import profiles from './en/profiles.json';
import readers from './en/readers.json';
import review from './en/review.json';
import rules from './en/rules.json';
import served from './en/served.json';
import session from './en/session.json';
import shell from './en/shell.json';
import shuttle from './en/shuttle.json';
import statistics from './en/statistics.json';
import system from './en/system.json';
import sorters from './en/sorters.json';

/** The English messages, file by file as the French ones. */
export const en = {
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
