import { existsSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { mariadbServer, newDatabase } from '../mariadb.ts';
import { type Server, startServer } from '../server.ts';
import { chromiumPath, openPage, startBrowser } from './browser.ts';

/** What no answer may ever carry to a browser. */
const secrets = /pinHash|passwordHash|scrypt|"secret"/;

/** How much of a page is told when its test fails, in characters. */
const longestTold = 3_000;

declare global {
  /** Called by `environment.cjs` when a test fails, its page still open. */
  var whenTestFails: (() => Promise<void>) | undefined;
}

/** A browser before the console of a server of its own; each test has a page nobody was on. */
export interface Visit {
  readonly database: 'SQLite' | 'MariaDB';
  readonly server: Server;
  readonly browser: Browser;
  readonly page: Page;
  /** What the page complained of so far; the test fails at its end for what is left. */
  readonly complaints: string[];
  /** Every answer of the API the page received; searched for secrets at the end of the test. */
  readonly received: readonly string[];
  /** Opens an address, signs in where it asks, and goes on to what `signIn` of the demonstration may see. */
  signIn(login: string, path: string): Promise<void>;
  /** Drops the received answers that say `words`: of a secret that is shown once, to whom it belongs. */
  shownOnce(words: string): void;
  /** Drops the complaints that say `words`: a browser reports each answer of 400 and more, expected or not. */
  forgive(words: string): void;
}

/** How the server of a visit is set, and where else it is visited. */
export interface VisitOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** What staff do here at every minute is seen on MariaDB too; the rest with `PASSERELLE_TEST_EVERYWHERE=1`. */
  readonly onMariadbToo?: boolean;
}

/**
 * Describes `name` in Chromium before a server on SQLite; on MariaDB too where the options say so: its stores have the
 * contract suite, and a page does not see which database answers. After each test: no error in the browser's console, no
 * secret in what it received.
 */
export function describeVisits(name: string, options: VisitOptions, tests: (visit: Visit) => void): void {
  const { environment = {}, onMariadbToo = process.env['PASSERELLE_TEST_EVERYWHERE'] === '1' } = options;
  if (chromiumPath === null && !process.env['CI']) {
    test.skip(`${name} in a browser: needs chromium (apt-get install chromium, or CHROME_BIN)`, () => undefined);
    return;
  }
  describe(`${name} on SQLite`, () => visits({ database: 'SQLite', open: async () => null, environment }, tests));
  if (!onMariadbToo) return;
  if (mariadbServer === undefined) test.skip(`${name} on MariaDB: needs a server`, () => undefined);
  else describe(`${name} on MariaDB`, () => visits({ database: 'MariaDB', open: newDatabase, environment }, tests));
}

interface Place {
  readonly database: Visit['database'];
  readonly open: () => Promise<{ url: string; drop(): Promise<void> } | null>;
  readonly environment: Readonly<Record<string, string>>;
}

function visits({ database, open, environment }: Place, tests: (visit: Visit) => void): void {
  let own: { url: string; drop(): Promise<void> } | null = null;
  const now: { server?: Server; browser?: Browser; page?: Page; complaints: string[] } = { complaints: [] };
  const received: string[] = [];
  const visit: Visit = {
    database,
    get server() {
      return now.server!;
    },
    get browser() {
      return now.browser!;
    },
    get page() {
      return now.page!;
    },
    get complaints() {
      return now.complaints;
    },
    received,
    async signIn(login, path) {
      await this.page.goto(path);
      await this.page.getByLabel('Identifiant').fill(login);
      await this.page.getByLabel('Mot de passe').fill('demo');
      await this.page.keyboard.press('Enter');
      await this.page.getByRole('navigation', { name: 'Navigation principale' }).waitFor();
    },
    shownOnce(words) {
      received.splice(0, received.length, ...received.filter((text) => !text.includes(words)));
    },
    forgive(words) {
      now.complaints.splice(0, now.complaints.length, ...now.complaints.filter((said) => !said.includes(words)));
    },
  };

  beforeAll(async () => {
    if (chromiumPath === null) throw new Error('chromium is missing: apt-get install chromium, or set CHROME_BIN');
    if (!existsSync('dist/console/index.html')) throw new Error('the console is not built: run ng build');
    own = await open();
    now.server = await startServer({
      readyWithin: 180_000,
      environment: { ...environment, ...(own && { PASSERELLE_DATABASE_URL: own.url }) },
    });
    now.browser = await startBrowser(chromiumPath);
  }, 200_000);
  afterAll(async () => {
    await now.browser?.close();
    await now.server?.stop();
    await own?.drop();
  });
  beforeEach(async () => {
    const { page, complaints } = await openPage(visit.browser, visit.server.baseUrl);
    Object.assign(now, { page, complaints });
    received.length = 0;
    globalThis.whenTestFails = async () => {
      const text = await page
        .locator('body')
        .innerText({ timeout: 5_000 })
        .catch((gone: Error) => gone.message);
      console.error(`${page.url()}\n${text.slice(0, longestTold)}\n${complaints.join('\n')}`);
    };
    page.on('response', (response) => {
      if (!response.url().includes('/api/v1/') || response.url().includes('/stream')) return;
      void response.text().then(
        (text) => received.push(text),
        (gone: Error) => received.push(gone.message),
      );
    });
  });
  tests(visit);
  afterEach(async () => {
    await now.page?.context().close();
    expect(now.complaints).toEqual([]);
    for (const text of received) expect(text).not.toMatch(secrets);
  });
}
