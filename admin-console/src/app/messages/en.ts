import calendars from './en/calendars.json';
import desk from './en/desk.json';
import devices from './en/devices.json';
import home from './en/home.json';
import libraries from './en/libraries.json';
import library from './en/library.json';
import rules from './en/rules.json';
import session from './en/session.json';
import shell from './en/shell.json';

/** The English messages, file by file as the French ones. */
export const en = {
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
