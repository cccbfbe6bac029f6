import calendars from './fr/calendars.json';
import desk from './fr/desk.json';
import devices from './fr/devices.json';
import home from './fr/home.json';
import libraries from './fr/libraries.json';
import library from './fr/library.json';
import rules from './fr/rules.json';
import session from './fr/session.json';
import shell from './fr/shell.json';

/** The French messages, a file for each part of the console. */
export const fr = {
  ...calendars,
  ...desk,
  ...devices,
  ...home,
  ...libraries,
  ...library,
  ...rules,
  ...session,
  ...shell,
};
