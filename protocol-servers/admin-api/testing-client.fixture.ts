import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { type AdminApi, adminApiRouter, type AdminApiOptions } from './index.ts';
import { refused } from '../../core/outcome.ts';
import type { SystemDesk } from '../../core/system/system.ts';
import type { TerminalDesk } from '../../core/terminals/desk.ts';
import { Served as PartnersServed } from '../shared/served.ts';
import type { ServedSettingsView } from './contract-served.ts';
import { problem } from './schemas.ts';
import type { SmallNetwork } from './small-network.fixture.ts';

/** The API on a real port. */
export interface Served {
  readonly url: string;
  readonly api: AdminApi;
  close(): Promise<void>;
}

/** Serves the API of a small network. */
export async function serve(
  network: Pick<SmallNetwork, 'library'> & { readonly terminals?: TerminalDesk; readonly system?: SystemDesk },
  options: Partial<Pick<AdminApiOptions, 'publicUrl' | 'limits' | 'log' | 'partners'>> = {},
  host = '127.0.0.1',
): Promise<Served> {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const { library, terminals = noTerminals, system = noSystem } = network;
  const partners = { served: new PartnersServed(() => library.now()), settings: () => partnerSettings };
  const publicUrl = 'http://127.0.0.1:8080';
  const api = adminApiRouter({ library, terminals, system, partners, log, publicUrl, ...options });
  const app = express().set('query parser', 'simple').set('trust proxy', 'loopback');
  app.use('/api/v1', api.router);
  app.use('/api', api.documentation);
  const server = await new Promise<Server>((resolve) => {
    const listening: Server = app.listen(0, host, () => resolve(listening));
  });
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}/api/v1`,
    api,
    close: async () => {
      api.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** How far partners may go, where a test does not say. */
export const partnerSettings: ServedSettingsView = {
  z3950: {
    ...{ address: '127.0.0.1:9998', sessions: 200, sessionsPerClient: 20, requestsPerMinute: 1_200 },
    ...{ recordsPerMinute: 30_000, recordsAtOnce: 1_000, deepestRecord: 100_000, idleMinutes: 15, failedSignIns: 5 },
  },
  sru: { address: 'http://127.0.0.1/sru', requestsPerMinute: 1_200, recordsAtOnce: 100, deepestRecord: 100_000 },
  oai: {
    ...{ address: 'http://127.0.0.1/oai', requestsPerMinute: 240, requestsAtOnce: 4, recordsAtOnce: 200, tokenDays: 7 },
  },
};

/** Somebody signed in: what the browser would send with each request. */
export interface SignedIn {
  readonly cookie: string;
  readonly csrf: string;
}

/** Posts JSON. */
export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const json = { 'Content-Type': 'application/json', ...headers };
  return fetch(url, { method: 'POST', headers: json, body: typeof body === 'string' ? body : JSON.stringify(body) });
}

/** Signs in with the password of the demo. */
export async function signIn(url: string, login: string): Promise<SignedIn> {
  const answer = await post(`${url}/session`, { login, password: 'demo' });
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  return { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '', csrf: csrfToken };
}

/** Gets an address as somebody. */
export function getAs(who: SignedIn, url: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { headers: { Cookie: who.cookie, ...headers } });
}

/** The status and code of a refusal, which must be a whole problem. */
export async function refusal(answer: Response): Promise<[number, string]> {
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const body = problem.strict().parse(await answer.json());
  expect(body.status).toBe(answer.status);
  return [answer.status, body.code];
}

/** A server that was not asked to know itself. */
const noSystem: SystemDesk = {
  state: () => {
    throw new Error('this API was served without the state of its system');
  },
};

/** A server to which no terminal ever connected. */
const noTerminals: TerminalDesk = {
  live: async () => [],
  counts: { written: 0, waiting: 0, dropped: 0 },
  exchanges: async () => ({ items: [], next: null }),
  exchangesAfter: async () => [],
  follow: () => () => undefined,
  transcript: async ({ login }) => refused('device-unknown', { device: login }),
  attempt: async ({ login }) => refused('device-unknown', { device: login }),
  words: { message: () => null, fixed: () => [], field: () => null },
};
