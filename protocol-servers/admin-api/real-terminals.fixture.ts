import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createLibrary } from '../../core/create-library.ts';
import type { SearchIndex } from '../../core/ports/search-index.ts';
import { rehearsalsOf } from '../../core/terminals/rehearsals.ts';
import { openTerminals, type OpenTerminals } from '../../core/terminals/terminals.ts';
import { ExchangeVault } from '../../core/terminals/vault.ts';
import { createSip2Server, sip2Terminals, type Sip2Exchange } from '../sip2/index.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { serve } from './testing-client.fixture.ts';

/** A real network with real terminals at it: a SIP2 server, watched, and the API that shows them. */
export interface RealTerminals extends RealNetwork {
  readonly terminals: OpenTerminals<Sip2Exchange>;
  /** What the API told its log of consoles it dropped. */
  readonly dropped: readonly string[];
  /** What the database holds, read beside the store: every table, row by row, but for the sessions of staff. */
  contents(): string;
  /** A terminal at the socket, before its login. */
  terminal(): Promise<Terminal>;
}
export interface Terminal {
  readonly socket: Socket;
  /** Says a message without its CR, several times when asked; the answers without the last CR. */
  say(message: string, times?: number): Promise<string>;
  /** Breaks the connection and waits until the server knows. */
  drop(): Promise<void>;
}

/** Opens it; what terminals say is written by `terminals.close()`, or by itself within milliseconds. */
export async function realTerminals(): Promise<RealTerminals> {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-terminals-'));
  const network = await realNetwork({ url: 'sqlite:', dataDir: folder });
  const { store, ports, library } = network;
  const { directory, clock } = ports;
  const [dropped, faults]: [string[], unknown[]] = [[], []];
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const apiLog = { ...log, warn: (_facts: object, text: string) => void dropped.push(text) };
  const index = { search: async () => ({ total: 0, recordIds: [] }) } as unknown as SearchIndex;
  const institution = 'CALL';
  const terminals = openTerminals({
    library,
    rehearsals: rehearsalsOf(
      store,
      (on, verified) => createLibrary({ store: on, index, directory, clock, log, verified }).library,
    ),
    store,
    clock,
    log,
    vault: new ExchangeVault(Buffer.alloc(32, 5)),
    protocol: sip2Terminals({ institution, onFault: (fault) => faults.push(fault) }),
    limits: { every: 5 },
  });
  const sip2 = createSip2Server({ library, log, institution, watch: terminals.watch });
  const port = await sip2.listen(0, '127.0.0.1');
  const limits = { streams: { beatEvery: 30, devicesEvery: 20, sessionEvery: 20 } };
  const served = await serve({ library, terminals: terminals.desk }, { limits, log: apiLog });
  const sockets: Socket[] = [];
  return {
    ...network,
    served,
    url: served.url,
    terminals,
    dropped,
    contents() {
      const database = new DatabaseSync(join(folder, 'passerelle.sqlite'), { readOnly: true });
      try {
        const named = `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`;
        const tables = database.prepare(named).all() as { name: string }[];
        const kept = tables.filter(({ name }) => name !== 'staff_sessions');
        return JSON.stringify(kept.map(({ name }) => [name, database.prepare(`SELECT * FROM ${name}`).all()]));
      } finally {
        database.close();
      }
    },
    async terminal() {
      const socket = connect(port, '127.0.0.1');
      sockets.push(socket);
      await once(socket, 'connect');
      return {
        socket,
        async say(message, times = 1) {
          socket.write(`${message}\r`.repeat(times));
          let heard = '';
          while (heard.split('\r').length <= times) heard += String((await once(socket, 'data'))[0]);
          return heard.trim();
        },
        async drop() {
          socket.resetAndDestroy();
          const before = sip2.connections;
          while (sip2.connections === before) await new Promise((resolve) => setTimeout(resolve, 2));
        },
      };
    },
    async close() {
      expect(faults).toEqual([]);
      for (const socket of sockets) socket.destroy();
      await sip2.close(0);
      await terminals.close();
      await served.close();
      await network.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
