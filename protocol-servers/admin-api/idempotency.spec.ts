import { granted, refused } from '../../core/outcome.ts';
import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { mountRoutes } from './mount.ts';
import { guarded } from './route.ts';
import { sessionRoutes } from './handlers/session.ts';
import { noQuery } from './schemas.ts';
import { defaultSignInLimits } from './sign-in-limit.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { post, signIn, type SignedIn } from './testing-client.fixture.ts';

let network: RealNetwork;
let server: Server;
let url: string;
let calls: string[];
let hold: Promise<void> | null;
let fails: boolean;

const stamp = guarded({
  method: 'post',
  path: '/stamps/:place',
  who: 'read-network',
  summary: 'Stamps a card.',
  params: z.strictObject({ place: z.string().regex(/^[A-Z]+$/) }),
  query: noQuery,
  body: z.strictObject({ card: z.string() }),
  answer: z.object({ stamped: z.int() }),
  problems: [409],
  async handle({ params, body }) {
    calls.push(`${params.place} ${body.card}`);
    await hold;
    if (fails) throw new Error('the ink ran out');
    return body.card === 'full'
      ? refused('loan-limit-reached', { policy: 3, limit: 10 })
      : granted({ stamped: calls.length });
  },
});

beforeEach(async () => {
  [calls, hold, fails] = [[], null, false];
  network = await realNetwork();
  const { library } = network;
  const publicUrl = 'http://127.0.0.1:8080';
  const router = mountRoutes([...sessionRoutes(library, () => undefined), stamp], {
    library,
    publicUrl,
    bodyBytes: 10_000,
    signIn: defaultSignInLimits,
  });
  const app = express().set('query parser', 'simple').use(router);
  app.use(((_fault, _request, response, _next) => void response.status(500).end()) as express.ErrorRequestHandler);
  server = await new Promise<Server>((resolve) => {
    const listening: Server = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await network.close();
});

async function stampAs(who: SignedIn, body: unknown, key?: string, place = 'LENS') {
  const headers = { Cookie: who.cookie, 'X-CSRF': who.csrf, ...(key !== undefined && { 'Idempotency-Key': key }) };
  const answer = await post(`${url}/stamps/${place}`, body, headers);
  return [answer.status, await answer.text().then((text) => (text === '' ? null : JSON.parse(text)))] as const;
}

test('a request named by its key is answered once, and the same again', async () => {
  const who = await signIn(url, 'admin');
  const first = await stampAs(who, { card: 'a' }, 'k1');
  expect(first).toEqual([200, { stamped: 1 }]);
  expect(await stampAs(who, { card: 'a' }, 'k1')).toEqual(first);
  expect(calls).toEqual(['LENS a']);
  expect(await stampAs(who, { card: 'a' })).toEqual([200, { stamped: 2 }]);
});

test('a refusal is kept too, with the facts it was decided on', async () => {
  const who = await signIn(url, 'admin');
  const first = await stampAs(who, { card: 'full' }, 'k1');
  expect(first).toMatchObject([409, { code: 'loan-limit-reached', facts: { policy: 3, limit: 10 } }]);
  expect(await stampAs(who, { card: 'full' }, 'k1')).toEqual(first);
  expect(calls).toHaveLength(1);
});

test('a key that served for another request is refused, and so is one without end', async () => {
  const who = await signIn(url, 'admin');
  await stampAs(who, { card: 'a' }, 'k1');
  expect(await stampAs(who, { card: 'b' }, 'k1')).toMatchObject([422, { code: 'idempotency-key-reused' }]);
  expect(await stampAs(who, { card: 'a' }, 'k1', 'AVION')).toMatchObject([422, { code: 'idempotency-key-reused' }]);
  expect(await stampAs(who, { card: 'a' }, 'k'.repeat(129))).toMatchObject([400, { code: 'idempotency-key-wrong' }]);
  expect(calls).toEqual(['LENS a']);
});

test('while the first is being answered, the second is told so and does nothing', async () => {
  const who = await signIn(url, 'admin');
  let release: () => void = () => undefined;
  hold = new Promise((resolve) => (release = resolve));
  const first = stampAs(who, { card: 'a' }, 'k1');
  while (calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await stampAs(who, { card: 'a' }, 'k1')).toMatchObject([409, { code: 'request-in-progress' }]);
  release();
  expect(await first).toEqual([200, { stamped: 1 }]);
  expect(calls).toHaveLength(1);
});

test('a fault is not kept: the caller may try again under the same key', async () => {
  const who = await signIn(url, 'admin');
  fails = true;
  expect((await stampAs(who, { card: 'a' }, 'k1'))[0]).toBe(500);
  fails = false;
  expect(await stampAs(who, { card: 'a' }, 'k1')).toEqual([200, { stamped: 2 }]);
});

test('two members of staff may use the same key', async () => {
  const [admin, agent] = [await signIn(url, 'admin'), await signIn(url, 'agent-lens')];
  await stampAs(admin, { card: 'a' }, 'k1');
  expect(await stampAs(agent, { card: 'a' }, 'k1')).toEqual([200, { stamped: 2 }]);
});

test('a segment of the path that is not of its form is named', async () => {
  const who = await signIn(url, 'admin');
  expect(await stampAs(who, { card: 'a' }, undefined, 'lens')).toMatchObject([
    400,
    { code: 'invalid-request', errors: [{ path: 'path.place' }] },
  ]);
});
