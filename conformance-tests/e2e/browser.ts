import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { type Browser, type Page, chromium } from 'playwright-core';

/** Debian's chromium, or the one the environment names; null when there is none. */
export const chromiumPath: string | null =
  [process.env['CHROME_BIN'], '/usr/bin/chromium'].find((path) => path !== undefined && existsSync(path)) ?? null;

const require = createRequire(join(process.cwd(), 'package.json'));
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.1 A and AA, and the rules RGAA asks for that axe files under best practice or WCAG 2.2. */
const wcag = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] };
const wholePage = {
  'landmark-one-main': { enabled: true },
  'page-has-heading-one': { enabled: true },
  'target-size': { enabled: true },
  region: { enabled: true },
};

/** Starts a browser without a window. */
export function startBrowser(executablePath: string): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--headless=new',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath, args });
}

/** A page, and what it has complained of: errors of the console, uncaught errors, violations of the content policy. */
export async function openPage(browser: Browser, baseURL: string): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ baseURL, locale: 'en-US', viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // A browser reports any 401; asking who is signed in is how the console finds that nobody is.
    const isExpected = message.location().url.endsWith('/api/v1/session') && message.text().includes('401');
    if (message.type() === 'error' && !isExpected) complaints.push(message.text());
  });
  await page.addInitScript(
    `addEventListener('securitypolicyviolation', (event) => console.error('CSP', event.violatedDirective, event.blockedURI, event.sample));`,
  );
  return { page, complaints };
}

/** What axe-core finds wrong on the page as it stands: rule and elements. An open menu lies outside every region. */
export async function violations(page: Page, state: 'page' | 'menu open' = 'page'): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  await page.evaluate('scrollTo(0, 0)'); // what stands half under the bar at the top is no smaller for it
  const options = { runOnly: wcag, resultTypes: ['violations'], rules: state === 'page' ? wholePage : {} };
  const results = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as AxeResults;
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}
