import about from './en/about.json';
import desk from './en/desk.json';
import devices from './en/devices.json';
import home from './en/home.json';
import libraries from './en/libraries.json';
import offline from './en/offline.json';
import readers from './en/readers.json';
import session from './en/session.json';
import shell from './en/shell.json';

/** The English messages, file by file as the French ones. */
export const en = {
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
