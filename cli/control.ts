import { chmodSync, rmSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { Application } from './application.ts';
import { UserMistake, type DataCommand, type Teller } from './command.ts';

/**
 * The control socket of a running server: one process owns the data, and commands hand their work over to it. It stands
 * in the data folder with mode 0600, so that only the account which runs the server may use it.
 */
export function controlSocket(dataDir: string): string {
  return join(dataDir, 'control.sock');
}

/** What the server tells a command, one JSON object a line. */
type Told =
  | { readonly say: string }
  | { readonly progress: { readonly done: number; readonly total: number | null; readonly what: string } }
  | { readonly end: number }
  | { readonly fault: string; readonly mistake: boolean };

/** Listens for commands on the socket of this application's data folder. */
export async function listenForCommands(
  application: Application,
  commands: readonly DataCommand<never>[],
): Promise<{ close(): Promise<void> }> {
  const path = controlSocket(application.config.dataDir);
  rmSync(path, { force: true }); // the data folder is ours: a socket left there belongs to nobody
  const server = createServer((incoming, answer) => void serveCommand(application, commands, incoming, answer));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  chmodSync(path, 0o600);
  return { close: () => closed(server) };
}

async function serveCommand(
  application: Application,
  commands: readonly DataCommand<never>[],
  incoming: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const tell = (told: Told): void => void answer.write(`${JSON.stringify(told)}\n`);
  try {
    const command = commands.find((candidate) => incoming.url === `/control/${candidate.name}`);
    if (incoming.method !== 'POST' || !command) {
      answer.writeHead(404).end();
      return;
    }
    const wanted = JSON.parse(await text(incoming)) as never;
    answer.writeHead(200, { 'content-type': 'application/x-ndjson' });
    const teller: Teller = {
      say: (line) => tell({ say: line }),
      progress: (done, total, what) => tell({ progress: { done, total, what } }),
    };
    tell({ end: await command.run(application, wanted, teller) });
  } catch (error) {
    const mistake = error instanceof UserMistake;
    if (!mistake) application.log.error({ error: String(error) }, 'a command failed');
    tell({ fault: error instanceof Error ? error.message : String(error), mistake });
  }
  answer.end();
}

/**
 * Hands a command over to the server that runs on this data folder and follows it to its end. Returns the exit code, or
 * null when no server listens there.
 */
export function handOver(dataDir: string, command: string, wanted: unknown, teller: Teller): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const call = request(
      { socketPath: controlSocket(dataDir), path: `/control/${command}`, method: 'POST' },
      (answer) => {
        if (answer.statusCode !== 200) {
          reject(new UserMistake(`the server that runs on ${dataDir} does not know the command ${command}`));
          answer.resume();
          return;
        }
        follow(answer, teller).then(resolve, reject);
      },
    );
    call.on('error', (error: NodeJS.ErrnoException) => {
      if (nobodyListens.has(error.code)) resolve(null);
      else reject(error);
    });
    call.end(JSON.stringify(wanted));
  });
}

const nobodyListens: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR', 'ECONNREFUSED']);

async function follow(answer: IncomingMessage, teller: Teller): Promise<number> {
  for await (const line of createInterface({ input: answer })) {
    const told = JSON.parse(line) as Told;
    if ('say' in told) teller.say(told.say);
    else if ('progress' in told) teller.progress(told.progress.done, told.progress.total, told.progress.what);
    else if ('end' in told) return told.end;
    else throw told.mistake ? new UserMistake(told.fault) : new Error(told.fault);
  }
  throw new Error('the server stopped before the end of the command: its state tells how far it went; run it again');
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
