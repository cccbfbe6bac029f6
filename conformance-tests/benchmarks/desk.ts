import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, CDPSession, Page, Response } from 'playwright-core';
import { chromiumPath, startBrowser } from '../e2e/browser.ts';
import { passerelle, startServer, type Server } from '../server.ts';
import { Day } from './circulation-day.ts';
import { openDesk } from './circulation-desk.ts';
import { probe } from './desk-probe.ts';
import { DeskWork } from './desk-work.ts';
import { Latencies, quantile } from './latencies.ts';

/** The network of the day. */
const size = { records: 2_000, items: 6_000, patrons: 2_000, devices: 36 };
/** Scans of the day that is timed, and of each hour whose memory is looked at. */
const scansOfTheDay = 600;
const scansAnHour = 600;
/** Visits asked for without the console, before and after. */
const bareVisits = 20;
/** A loan and a return at a self-check of the network so often meanwhile (milliseconds): 10,000 of each in eight hours. */
const pace = 2_880;
/** What the client asked for; printed beside, never asserted. */
const goals = { paintedP95: 300, growth: 50, script: 350 };

/**
 * A day at one desk of the network, by a real browser: how long from Enter to the painted answer beside a bare request of
 * the same kind, how heavy the page's scripts are, then `hours` of scanning as fast as answered and the memory after each.
 */
export async function run({ hours = 8 } = {}): Promise<void> {
  if (chromiumPath === null) throw new Error('chromium is missing: apt-get install chromium, or set CHROME_BIN');
  if (!existsSync('dist/console/index.html')) throw new Error('the console is not built: run ng build');
  const dataDir = mkdtempSync(join(tmpdir(), 'passerelle-'));
  try {
    const generated = await passerelle(
      ['generate', ...Object.entries(size).flatMap(([what, count]) => [`--${what}`, String(count)])],
      { PASSERELLE_DATA_DIR: dataDir },
    );
    if (generated.code !== 0) throw new Error(`generate failed: ${generated.output}${generated.errors}`);
    const environment = { PASSERELLE_SECOND_FACTOR_ROLES: 'none' }; // its administrator signs in by password
    const server = await startServer({ dataDir, environment, arguments: [] });
    const browser = await startBrowser(chromiumPath);
    try {
      await measure(server, browser, hours);
    } finally {
      await browser.close();
      await server.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measure(server: Server, browser: Browser, hours: number): Promise<void> {
  const viewport = { width: 1280, height: 800 };
  const context = await browser.newContext({ baseURL: server.baseUrl, locale: 'fr-FR', viewport });
  const { page, csrf } = await signedIn(context);
  const work = new DeskWork(page, { csrf, library: 'LENS' }, size.items);

  await work.bare(bareVisits);
  await work.scan(60);
  work.times.clear();
  await work.requests();
  const stop = await network(server);
  await work.scan(scansOfTheDay);
  const requests = await work.requests();
  await stop();
  await work.bare(bareVisits);
  printTimes(work, requests);
  await printScripts(context);
  if (hours > 0) await printMemory(page, work, hours);
  console.log(`Rows: ${[...work.outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', ')}.`);
}

/** A manager of Lens at his desk, and the token his requests bear. */
async function signedIn(context: BrowserContext): Promise<{ page: Page; csrf: string }> {
  const page = await context.newPage();
  await page.addInitScript(probe);
  await page.goto('/guichet');
  await page.getByLabel('Identifiant').fill('resp-lens');
  await page.getByLabel('Mot de passe').fill('demo');
  await page.keyboard.press('Enter');
  await page.locator('[data-testid=scan-input]:focus').waitFor();
  const { csrfToken } = (await (await context.request.get('/api/v1/session')).json()) as { csrfToken: string };
  return { page, csrf: csrfToken };
}

/** The rest of the network at work meanwhile: self-checks that lend and take back. Returns the way to stop it. */
async function network(server: Server): Promise<() => Promise<void>> {
  const latencies = new Latencies();
  const desk = await openDesk(server.baseUrl, latencies);
  const day = await Day.open({ server, desk, latencies, size });
  let goesOn = true;
  const ended = (async () => {
    while (goesOn) {
      await day.lend(1);
      await day.takeBack(1);
      await delay(pace);
    }
    day.close();
  })();
  return () => {
    goesOn = false;
    return ended;
  };
}

function printTimes(work: DeskWork, requests: readonly number[]): void {
  console.log('scan       count   p50 ms   p95 ms   p99 ms   bare request p50, p95 ms   ratio of p50');
  for (const [kind, times] of work.times) print(kind, times, work.bareTimes.get(kind) ?? []);
  const all = [...work.times.values()].flat();
  print('all', all, [...work.bareTimes.values()].flat());
  console.log(`Goal: p95 of all at most ${goals.paintedP95} ms from Enter to the painted row.`);
  const [p50, p95] = [0.5, 0.95].map((part) => quantile(requests, part).toFixed(1));
  console.log(`Of it, the console's own requests: p50 ${p50} ms, p95 ${p95} ms (goal: the server 150 ms).`);
}

function print(name: string, times: readonly number[], bare: readonly number[]): void {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((part) => quantile(times, part)) as [number, number, number];
  const [bare50, bare95] = [0.5, 0.95].map((part) => (bare.length > 0 ? quantile(bare, part) : Number.NaN));
  const cells = [p50, p95, p99].map((time) => time.toFixed(1).padStart(8)).join(' ');
  const beside = bare.length > 0 ? `${bare50!.toFixed(1)}, ${bare95!.toFixed(1)}`.padStart(26) : '–'.padStart(26);
  const ratio = bare.length > 0 ? (p50 / bare50!).toFixed(1) : '–';
  console.log(`${name.padEnd(9)}${String(times.length).padStart(7)} ${cells} ${beside} ${ratio.padStart(14)}`);
}

/** What a browser that is signed in must read before the box of the desk is there, by another window without a cache. */
async function printScripts(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  const scripts: Promise<number>[] = [];
  const weigh = async (response: Response): Promise<number> => gzipSync(await response.body()).length;
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(weigh(response));
  });
  const session = await context.newCDPSession(page);
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await page.goto('/guichet');
  await page.locator('[data-testid=scan-input]:focus').waitFor();
  const bytes = (await Promise.all(scripts)).reduce((sum, one) => sum + one, 0);
  await page.close();
  const kilobytes = (bytes / 1_024).toFixed(0);
  console.log(`Scripts of /guichet: ${scripts.length}, ${kilobytes} kB by gzip (goal: ${goals.script}).`);
}

async function printMemory(page: Page, work: DeskWork, hours: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const first = await memory(session);
  console.log('hour    scans   p95 ms   heap MB   elements   listeners');
  printHour(0, 0, Number.NaN, first);
  for (let hour = 1; hour <= hours; hour += 1) {
    work.times.clear();
    await work.scan(scansAnHour);
    await work.requests();
    const times = [...work.times.values()].flat();
    printHour(hour, times.length, quantile(times, 0.95), await memory(session));
  }
  const last = await memory(session);
  console.log(
    `After ${hours} hours the heap holds ${(last.megabytes - first.megabytes).toFixed(1)} MB more (goal: ${goals.growth} at most).`,
  );
}

interface Memory {
  readonly megabytes: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** What the page holds once its garbage is collected. */
async function memory(session: CDPSession): Promise<Memory> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { megabytes: of('JSHeapUsedSize') / 1_048_576, nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

function printHour(hour: number, scans: number, p95: number, { megabytes, nodes, listeners }: Memory): void {
  const cells = [
    String(hour).padStart(4),
    String(scans).padStart(8),
    (Number.isNaN(p95) ? '–' : p95.toFixed(1)).padStart(8),
    megabytes.toFixed(1).padStart(9),
    String(nodes).padStart(10),
    String(listeners).padStart(11),
  ];
  console.log(cells.join(' '));
}
