import catalogue from './en/catalogue.json';
import desk from './en/desk.json';
import devices from './en/devices.json';
import flow from './en/flow.json';
import home from './en/home.json';
import libraries from './en/libraries.json';
import readers from './en/readers.json';
import session from './en/session.json';
import shell from './en/shell.json';
import shuttle from './en/shuttle.json';

/** The English messages, file by file as the French ones. */
export const en = {
  ...catalogue,
  ...desk,
  ...devices,
  ...flow,
  ...home,
  ...libraries,
  ...readers,
  ...session,
  ...shell,
  ...shuttle,
};
