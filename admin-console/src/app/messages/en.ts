import about from './en/about.json';
import calendars from './en/calendars.json';
import catalogue from './en/catalogue.json';
import desk from './en/desk.json';
import devices from './en/devices.json';
import filters from './en/filters.json';
import flow from './en/flow.json';
import home from './en/home.json';
import libraries from './en/libraries.json';
import library from './en/library.json';
import offline from './en/offline.json';
import readers from './en/readers.json';
import rules from './en/rules.json';
import session from './en/session.json';
import shell from './en/shell.json';
import shuttle from './en/shuttle.json';

/** The English messages, file by file as the French ones. */
export const en = {
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
