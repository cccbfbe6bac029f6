import about from './fr/about.json';
import desk from './fr/desk.json';
import devices from './fr/devices.json';
import home from './fr/home.json';
import libraries from './fr/libraries.json';
import offline from './fr/offline.json';
import readers from './fr/readers.json';
import session from './fr/session.json';
import shell from './fr/shell.json';

/** The French messages, a file for each part of the console. */
export const fr = {
  ...about,
  ...desk,
  ...devices,
  ...home,
  ...libraries,
  ...offline,
  ...readers,
  ...session,
  ...shell,
};
