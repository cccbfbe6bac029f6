import about from './en/about.json';
import calendars from './en/calendars.json';
import catalogue from './en/catalogue.json';
import connections from './en/connections.json';
import desk from './en/desk.json';
import devices from './en/devices.json';
import flow from './en/flow.json';
import harvests from './en/harvests.json';
import home from './en/home.json';
import libraries from './en/libraries.json';
import library from './en/library.json';
import oai from './en/oai.json';
import offline from './en/offline.json';
import profiles from './en/profiles.json';
import readers from './en/readers.json';
import rules from './en/rules.json';
import served from './en/served.json';
import session from './en/session.json';
import shell from './en/shell.json';
import shuttle from './en/shuttle.json';
import sorters from './en/sorters.json';

/** The English messages, file by file as the French ones. */
export const en = {
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
