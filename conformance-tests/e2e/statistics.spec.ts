import type { Page } from 'playwright-core';
import { violations } from './browser.ts';
import { describeVisits } from './visit.ts';

/** A reader and documents no other test of this file touches. */
const card = '20000121';
const barcodes = ['30000011', '30000012', '30000013', '30000014', '30000015', '30000016'];

describeVisits('statistics and the state of the system', {}, (visit) => {
  let page: Page;
  beforeEach(() => {
    page = visit.page;
  });

  /** Asks the API as whoever is signed in: status and body. */
  const ask = (method: string, path: string, body?: unknown) =>
    page.evaluate(`(async () => {
      const { csrfToken } = await (await fetch('/api/v1/session')).json();
      const headers = { 'X-CSRF': csrfToken, 'Content-Type': 'application/json' };
      const body = ${body === undefined ? 'undefined' : `'${JSON.stringify(body)}'`};
      const answer = await fetch('/api/v1${path}', { method: '${method}', headers, body });
      return { status: answer.status, body: await answer.text() };
    })()`) as Promise<{ status: number; body: string }>;
  const fits = async () => {
    for (const width of [1024, 768, 320]) {
      await page.setViewportSize({ width, height: 900 });
      expect([page.url(), await page.evaluate('document.documentElement.scrollWidth')]).toEqual([page.url(), width]);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  };

  test('loans made at a desk are counted, drawn and tabled alike, and taken out', async () => {
    await visit.signIn('coord', '/pilotage/statistiques?avec=rien');
    for (const code of barcodes) {
      const lent = await ask('POST', '/desk/scans', { code, mode: 'lend', card, library: 'LIEVIN' });
      expect([code, lent.status]).toEqual([code, 200]);
    }
    // The demonstration lent at Lens only.
    const bar = page.locator('[data-testid=section-libraries] [data-key=LIEVIN]');
    const month = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' }).slice(0, 7);
    await until(async () => {
      const { body } = await ask('GET', `/statistics?from=${month}&until=${month}&library=LIEVIN`);
      return String((JSON.parse(body) as { period: { total: { loans: number } } }).period.total.loans);
    }, '6');
    await page.reload();
    await bar.waitFor();
    expect((await bar.innerText()).replace(/\s+/g, ' ')).toBe('Liévin 6');
    expect(await page.locator('[data-testid=section-months] [data-unfinished=true]').count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Tableau' }).click();
    await page.locator('[data-testid=figure-row][data-key=LIEVIN]').getByText('6', { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    const download = page.waitForEvent('download');
    await page.locator('[data-testid=section-libraries] a').first().click();
    expect((await download).suggestedFilename()).toMatch(/^statistiques-bibliotheques-\d{4}-01-\d{4}-\d\d\.csv$/);
    for (const form of ['ODS', 'PDF']) {
      const file = page.waitForEvent('download');
      await page.locator('[data-testid=section-libraries] a').filter({ hasText: form }).click();
      expect((await file).suggestedFilename()).toMatch(new RegExp(`\\.${form.toLowerCase()}$`));
    }
  });

  test('the budget of a commune is said, and stands beside what was promised', async () => {
    await visit.signIn('coord', '/pilotage/statistiques/budgets');
    const lens = page.locator('[data-insee="62498"]');
    await lens.getByRole('button', { name: /Modifier/ }).click();
    await page.getByLabel('Population', { exact: true }).fill('32 000');
    await page.getByLabel('Année de la population').fill('2023');
    await page.getByLabel('Acquisitions').fill('80 000');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await lens.getByText('tenu').waitFor();
    await lens.getByText('recensement 2023').waitFor();
  });

  test('the state of the system is read by its referent, who finds every service and takes out a diagnostic', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await visit.signIn('info', '/pilotage/etat');
    await page.locator('[data-name=sip2]').getByText('en service').waitFor();
    await page.locator('[data-name=z3950]').getByText('en service').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.locator('body').innerText()).not.toMatch(/system\.|\{\{/);
    await fits();
    const told = await ask('GET', '/system/diagnostic');
    expect(told.status).toBe(200);
    expect(told.body).not.toMatch(/passwordHash|pinHash|scrypt|"secret"|20000121/);
    expect((await ask('GET', '/statistics?from=2026-01&until=2026-01')).status).toBe(403);
    visit.forgive('403');
  });

  test('an auditor reads the figures in the dark, at any width; a desk sees neither page', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await visit.signIn('audit', '/pilotage/statistiques');
    for (const path of [
      '/pilotage/statistiques',
      '/pilotage/statistiques?vue=tableau',
      '/pilotage/statistiques/budgets',
    ]) {
      await page.goto(path);
      await page.locator('[data-testid=figure], [data-testid=budget-row]').first().waitFor();
      expect([path, await violations(page)]).toEqual([path, []]);
      expect(await page.locator('body').innerText()).not.toMatch(/statistics\.|budgets\.|\{\{/);
      expect(await page.getByRole('button', { name: 'Modifier' }).count()).toBe(0);
      await fits();
    }
    expect(await page.getByRole('link', { name: 'État du système' }).count()).toBe(0);
    await page.context().clearCookies();
    await visit.signIn('agent-lens', '/pilotage/statistiques');
    await page.getByRole('heading', { name: 'Accès refusé' }).waitFor();
    expect(await page.getByRole('link', { name: 'Statistiques' }).count()).toBe(0);
    expect((await ask('GET', '/system')).status).toBe(403);
    visit.forgive('403');
  });
});

/** Asks until the answer is the one expected; the time of the test is the limit. */
async function until(ask: () => Promise<string>, answer: string): Promise<void> {
  while ((await ask()) !== answer) await new Promise((resolve) => setTimeout(resolve, 300));
}
