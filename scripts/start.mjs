// `npm start`: serves the demo network.
import { launch } from './launch.mjs';

launch(['serve', '--demo', ...process.argv.slice(2)]);
