import about from './fr/about.json';
import calendars from './fr/calendars.json';
import catalogue from './fr/catalogue.json';
import desk from './fr/desk.json';
import devices from './fr/devices.json';
import filters from './fr/filters.json';
import flow from './fr/flow.json';
import home from './fr/home.json';
import libraries from './fr/libraries.json';
import library from './fr/library.json';
import offline from './fr/offline.json';
import readers from './fr/readers.json';
import rules from './fr/rules.json';
import session from './fr/session.json';
import shell from './fr/shell.json';
import shuttle from './fr/shuttle.json';

/** The French messages, a file for each part of the console. */
export const fr = {
  ...about,
  ...calendars,
  ...catalogue,
  ...desk,
  ...devices,
  ...filters,
  ...flow,
  ...home,
  ...libraries,
  ...library,
  ...offline,
  ...readers,
  ...rules,
  ...session,
  ...shell,
  ...shuttle,
};
