// Starts the command line under the Node.js of package.json, once everything it needs is there.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { compileCache, environment, node, nodeFlags, prepareConsole, preparePackages, root } from './prepare.mjs';

/** Runs the command line and ends as it ends; signals are passed on so that a server stops cleanly. */
export function launch(args) {
  preparePackages();
  if (args[0] === 'serve') prepareConsole();
  const child = spawn(node, [...nodeFlags, join(root, 'cli', 'main.ts'), ...args], {
    env: { NODE_COMPILE_CACHE: compileCache, ...environment },
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
