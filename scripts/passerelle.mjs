// `npm run -s passerelle -- <command>`: the command line, on a fresh clone too.
import { launch } from './launch.mjs';

launch(process.argv.slice(2));
