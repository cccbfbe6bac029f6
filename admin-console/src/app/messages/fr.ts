import about from './fr/about.json';
import calendars from './fr/calendars.json';
import catalogue from './fr/catalogue.json';
import connections from './fr/connections.json';
import desk from './fr/desk.json';
import devices from './fr/devices.json';
import flow from './fr/flow.json';
import harvests from './fr/harvests.json';
import home from './fr/home.json';
import libraries from './fr/libraries.json';
import library from './fr/library.json';
import oai from './fr/oai.json';
import offline from './fr/offline.json';
import profiles from './fr/profiles.json';
import readers from './fr/readers.json';
import rules from './fr/rules.json';
import served from './fr/served.json';
import session from './fr/session.json';
import shell from './fr/shell.json';
import shuttle from './fr/shuttle.json';
import sorters from './fr/sorters.json';

/** The French messages, a file for each part of the console. */
export const fr = {
  ...about,
  ...calendars,
  ...catalogue,
  ...connections,
  ...desk,
  ...devices,
  ...flow,
  ...harvests,
  ...home,
  ...libraries,
  ...library,
  ...oai,
  ...offline,
  ...profiles,
  ...readers,
  ...rules,
  ...served,
  ...session,
  ...shell,
  ...shuttle,
  ...sorters,
};
