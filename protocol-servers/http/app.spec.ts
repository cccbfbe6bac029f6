import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Router } from 'express';
import { Registry } from 'prom-client';
import { StoreUnavailable } from '../../core/ports/store.ts';
import { createHttpApp, createHttpServer, type HttpAppOptions, type HttpServer } from './index.ts';

let consoleDir: string;
let server: HttpServer | null = null;

beforeAll(async () => {
  consoleDir = await mkdtemp(join(tmpdir(), 'console-'));
  const page = '<!doctype html><base href="/"><app-root ngCspNonce="CSP_NONCE"></app-root>';
  await writeFile(join(consoleDir, 'index.html'), page);
  await writeFile(join(consoleDir, 'main-6PXG2KQA.js'), 'export {};');
  await writeFile(join(consoleDir, 'chunk-B3IstSY-.js'), 'export {};');
  await writeFile(join(consoleDir, 'all-messages.js'), 'export {};');
  await writeFile(join(consoleDir, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(consoleDir, 'main-6PXG2KQA.js.map'), '{}');
  await writeFile(join(consoleDir, '.env'), 'SECRET=1');
  await mkdir(join(consoleDir, '.git'));
  await writeFile(join(consoleDir, '.git', 'config'), '[core]');
});
afterAll(() => rm(consoleDir, { recursive: true }));
afterEach(async () => {
  await server?.close();
  server = null;
});

interface Line {
  readonly level: string;
  readonly facts: Record<string, unknown>;
  readonly sentence: string;
}
const lines: Line[] = [];
const log = {
  info: (facts: Record<string, unknown>, sentence: string) => void lines.push({ level: 'info', facts, sentence }),
  warn: (facts: Record<string, unknown>, sentence: string) => void lines.push({ level: 'warn', facts, sentence }),
  error: (facts: Record<string, unknown>, sentence: string) => void lines.push({ level: 'error', facts, sentence }),
};

function breaking(): Router {
  const router = Router();
  router.get('/fault', () => {
    throw new Error('secret detail of the database');
  });
  router.get('/away', () => {
    throw new StoreUnavailable('connection refused by 10.1.2.3');
  });
  return router;
}

async function served(changes: Partial<HttpAppOptions> = {}): Promise<string> {
  lines.length = 0;
  const app = createHttpApp({
    library: { health: async () => ({ reachable: true, durability: 'full', detail: 'SQLite 3.53, 12 readers' }) },
    log,
    metrics: new Registry(),
    consoleDir,
    routers: [
      { path: '/api/v1', router: breaking() },
      { path: '/oai', router: breaking(), audience: 'everyone' },
    ],
    publicUrl: 'http://127.0.0.1:8080',
    ready: () => true,
    ...changes,
  });
  server = createHttpServer(app, { limits: { closeGrace: 200, ...changes.limits } });
  return `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
}

/** Sends a request exactly as written, since fetch tidies paths first. */
function raw(base: string, target: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(base).port), '127.0.0.1');
    let text = '';
    socket.on('data', (bytes) => (text += bytes.toString('latin1')));
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
    socket.end(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
  });
}

describe('console', () => {
  test('serves its page with a nonce of its own, which the policy of the same answer allows', async () => {
    const base = await served();
    const [first, second] = await Promise.all([fetch(base), fetch(base)]);
    const nonce = /ngCspNonce="([^"]+)"/.exec(await first.text())?.[1];
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{24}$/);
    expect(first.headers.get('content-security-policy')).toBe(
      `default-src 'none';script-src 'self';style-src 'self' 'nonce-${nonce}';img-src 'self' data:;font-src 'self';` +
        "connect-src 'self';manifest-src 'self';base-uri 'self';form-action 'self';frame-ancestors 'none';" +
        "require-trusted-types-for 'script';trusted-types angular angular#bundler angular#components",
    );
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(await second.text()).not.toContain(nonce);
  });

  test('opens a screen by its address, and answers 404 for a file it does not have', async () => {
    const base = await served();
    const screen = await fetch(`${base}/appareils/kiosk-lens`);
    expect(screen.status).toBe(200);
    expect(await screen.text()).toContain('<app-root');
    expect((await fetch(`${base}/absent.js`)).status).toBe(404);
  });

  test('never answers in the place of a protocol', async () => {
    const base = await served();
    for (const path of ['/api', '/api/v1/absent', '/api/v2', '/sru', '/sru/absent', '/oai/absent', '/iso18626']) {
      const answer = await fetch(base + path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.text()).not.toContain('<app-root');
    }
    expect((await fetch(`${base}/oaistres`)).status).toBe(200);
  });

  test('lets hashed files be kept for ever and asks again for the others', async () => {
    const base = await served();
    for (const hashed of ['main-6PXG2KQA.js', 'chunk-B3IstSY-.js']) {
      const answer = await fetch(`${base}/${hashed}`);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    }
    for (const plain of ['favicon.svg', 'all-messages.js']) {
      expect((await fetch(`${base}/${plain}`)).headers.get('cache-control')).toBe('no-cache');
    }
  });

  test.each([
    ['/.env', 404],
    ['/.git/config', 404],
    ['/%2eenv', 404],
    ['/main-6PXG2KQA.js.map', 404],
    ['/../package.json', 400],
    ['/%2e%2e/package.json', 400],
    ['/..%5cpackage.json', 400],
    ['/a\\b', 400],
    ['/%00', 400],
    ['/%c0%ae', 400],
    ['/%', 400],
  ])('gives nothing for %s', async (path, status) => {
    const answer = await raw(await served(), path);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).not.toMatch(/SECRET|\[core\]|<app-root/);
  });

  test('is absent when it was not built, and the rest goes on', async () => {
    const base = await served({ consoleDir: join(consoleDir, 'absent') });
    expect((await fetch(base)).status).toBe(404);
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
  });
});

describe('health', () => {
  test('says it is alive, ready, and nothing more', async () => {
    const base = await served();
    expect(await (await fetch(`${base}/healthz`)).text()).toBe('{"status":"alive"}');
    const ready = await fetch(`${base}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([200, '{"status":"ready"}']);
  });

  test('is not ready before every listener is up', async () => {
    const answer = await fetch(`${await served({ ready: () => false })}/readyz`);
    expect([answer.status, await answer.text()]).toEqual([503, '{"status":"starting"}']);
  });

  test.each<[string, HttpAppOptions['library']['health']]>([
    ['says no', async () => ({ reachable: false, durability: 'weak', detail: 'password of app@10.1.2.3 refused' })],
    ['fails', async () => Promise.reject(new Error('gone'))],
    ['never answers', () => new Promise(() => undefined)],
  ])('is not ready when the database %s', async (_name, health) => {
    const answer = await fetch(`${await served({ library: { health }, limits: { readinessDeadline: 20 } })}/readyz`);
    expect([answer.status, await answer.text()]).toEqual([503, '{"status":"unavailable"}']);
  });

  test('gives figures to this machine, and to nobody behind an unknown proxy', async () => {
    const base = await served();
    await fetch(`${base}/oai/fault`);
    const figures = await (await fetch(`${base}/metrics`)).text();
    expect(figures).toContain('process_resident_memory_bytes');
    expect(figures).toContain('http_request_seconds_count{route="/oai/fault",method="GET",status="500"} 1');
    expect((await fetch(`${base}/metrics`, { headers: { 'X-Forwarded-For': '203.0.113.9' } })).status).toBe(404);
    await server?.close();
    const proxied = await served({ trustedProxies: ['127.0.0.1'] });
    expect((await fetch(`${proxied}/metrics`, { headers: { 'X-Forwarded-For': '203.0.113.9' } })).status).toBe(404);
    expect((await fetch(`${proxied}/metrics`)).status).toBe(200);
  });
});

describe('faults', () => {
  test('are a problem under /api and a short text elsewhere, without a word of the fault', async () => {
    const base = await served();
    const api = await fetch(`${base}/api/v1/fault`);
    expect(api.status).toBe(500);
    expect(api.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await api.json()).toEqual({
      type: 'urn:passerelle:problem:internal-error',
      title: 'Erreur interne.',
      status: 500,
      code: 'internal-error',
    });
    const oai = await fetch(`${base}/oai/fault`);
    expect([oai.status, await oai.text()]).toEqual([500, 'Erreur interne.\n']);
    const told = lines.find((line) => line.level === 'error');
    expect(told?.facts['fault']).toContain('secret detail of the database');
    expect(told?.facts['request']).toBe(api.headers.get('x-request-id'));
  });

  test('of the database are 503 with a time to come back', async () => {
    const answer = await fetch(`${await served()}/oai/away`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30']);
    expect(await answer.text()).toBe('Service momentanément indisponible.\n');
  });

  test('an address too long is refused', async () => {
    const answer = await fetch(`${await served()}/oai?x=${'a'.repeat(8_200)}`);
    expect([answer.status, await answer.text()]).toEqual([414, 'Adresse trop longue.\n']);
  });
});

describe('headers', () => {
  test('tell nothing of the software and forbid what is not used', async () => {
    const answer = await fetch(`${await served()}/healthz`);
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(answer.headers.get('strict-transport-security')).toBeNull();
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('open public protocols to pages of any origin', async () => {
    const answer = await fetch(`${await served()}/oai/absent`);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  });

  test('ask browsers to stay on HTTPS where the public address is one', async () => {
    const answer = await fetch(`${await served({ publicUrl: 'https://passerelle.example.fr' })}/healthz`);
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
  });
});

describe('log', () => {
  test('masks secrets and writes one line a request', async () => {
    await fetch(`${await served()}/oai?verb=Identify&pwd=1234&resumptionToken=abc`);
    await server?.close();
    expect(lines.map((line) => line.facts['url'])).toEqual(['/oai?verb=Identify&pwd=***&resumptionToken=***']);
  });
});

describe('rate', () => {
  test('slows a stranger down with the status his protocol knows, and leaves this machine alone', async () => {
    const base = await served({
      trustedProxies: ['127.0.0.1'],
      routers: [{ path: '/oai', router: breaking(), rate: { perMinute: 2, whenExceeded: 503 } }],
    });
    const stranger = { headers: { 'X-Forwarded-For': '203.0.113.9' } };
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await fetch(`${base}/oai/absent`, stranger)).status);
    expect(statuses).toEqual([404, 404, 503]);
    expect((await fetch(`${base}/oai/absent`, stranger)).headers.get('retry-after')).toBe('30');
    expect((await fetch(`${base}/oai/absent`)).status).toBe(404);
  });
});

describe('server', () => {
  test('lets a request in hand finish when it closes, and accepts no other', async () => {
    const slow = Router();
    let arrived = (): void => undefined;
    const received = new Promise<void>((resolve) => (arrived = resolve));
    let answerNow = (): void => undefined;
    slow.get('/', (_request, response) => {
      answerNow = () => void response.send('whole');
      arrived();
    });
    const base = await served({ routers: [{ path: '/oai', router: slow }], limits: { closeGrace: 5_000 } });
    const inHand = fetch(`${base}/oai`);
    await received;
    const closed = server?.close();
    await expect(fetch(`${base}/healthz`)).rejects.toThrow();
    answerNow();
    expect(await (await inHand).text()).toBe('whole');
    await closed;
  });

  test('cuts what does not end after the grace', async () => {
    const endless = Router();
    endless.get('/', (_request, response) => void response.write('beginning'));
    const base = await served({ routers: [{ path: '/oai', router: endless }], limits: { closeGrace: 50 } });
    const answer = await fetch(`${base}/oai`);
    await server?.close();
    await expect(answer.text()).rejects.toThrow();
  });

  test('says when its port is taken', async () => {
    const port = Number(new URL(await served()).port);
    const other = createHttpServer(
      createHttpApp({
        library: { health: async () => ({ reachable: true, durability: 'full', detail: '' }) },
        log,
        metrics: new Registry(),
        consoleDir: null,
        routers: [],
        publicUrl: 'http://127.0.0.1:8080',
        ready: () => true,
      }),
    );
    await expect(other.listen(port, '127.0.0.1')).rejects.toThrow('EADDRINUSE');
  });
});
