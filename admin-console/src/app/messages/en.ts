import about from './en/about.json';
import authorities from './en/authorities.json';
import calendars from './en/calendars.json';
import catalogue from './en/catalogue.json';
import desk from './en/desk.json';
import devices from './en/devices.json';
import digital from './en/digital.json';
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
  ...authorities,
  ...calendars,
  ...catalogue,
  ...desk,
  ...devices,
  ...digital,
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
