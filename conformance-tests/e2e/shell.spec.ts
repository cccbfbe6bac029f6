import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { openPage, violations } from './browser.ts';
import { describeVisits } from './visit.ts';

/** Waits until as many streams were opened; a test that waits in vain fails by its own time-out. */
async function expectStreams(count: () => number, expected: number): Promise<void> {
  while (count() < expected) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(count()).toBe(expected);
}

describeVisits('the shell of the console', {}, (visit) => {
  let page: Page;
  beforeEach(() => {
    page = visit.page;
  });

  const signIn = async (path: string, login: string) => {
    await page.goto(path);
    await page.getByLabel('Identifiant').fill(login);
    await page.getByLabel('Mot de passe').fill('demo');
    await page.keyboard.press('Enter');
    await page.getByTestId('alerts').waitFor();
  };
  const scan = async (code: string) => {
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
  };
  const kept = () => page.getByTestId('kept-row');
  /** No screen is wider than the window, at any width; then it is as wide as at first. */
  const fits = async () => {
    for (const width of [1280, 1024, 768, 320]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  };

  test('lends off line, survives a reload, tells the server once, and the exception becomes a task', async () => {
    await signIn('/guichet', 'agent-lens');
    await page.locator('[data-testid=scan-input]:focus').waitFor();
    await scan('20000120'); // the workstation learns what cards look like
    await page.locator('[data-testid=scan-row][data-outcome=READER]').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Mode secours' }).click();
    await page.locator('[data-testid=scan-input]:focus').waitFor();
    expect(await violations(page)).toEqual([]);

    await page.route('**/api/v1/offline-batches', (route) => route.abort());
    for (const code of ['20000120', '30000401', '30000402']) await scan(code);
    await kept().nth(1).waitFor();
    await page.keyboard.press('Escape');
    await scan('NOTHING-WE-HAVE');
    await kept().nth(2).waitFor();
    expect(await page.evaluate('document.activeElement.dataset.testid')).toBe('scan-input');
    expect(await kept().allInnerTexts()).toEqual([
      expect.stringMatching(/^NOTHING-WE-HAVE\s+Retour\s+—/),
      expect.stringMatching(/^30000402\s+Prêt\s+•••120/),
      expect.stringMatching(/^30000401\s+Prêt\s+•••120/),
    ]);
    await page.reload();
    await kept().nth(2).waitFor();
    expect(await page.locator('body').innerText()).not.toContain('20000120');

    await page.getByRole('button', { name: 'Rejouer' }).click();
    await page.getByText('rien n’est perdu').waitFor();
    expect(await kept().count()).toBe(3);
    await page.unroute('**/api/v1/offline-batches');
    visit.forgive('ERR_FAILED');
    await page.getByRole('button', { name: 'Rejouer' }).click();
    const report = page.getByTestId('report-row');
    await report.nth(2).waitFor();
    expect(await report.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-outcome')))).toEqual([
      'applied',
      'applied',
      'exception',
    ]);
    expect(await kept().count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await fits();

    const task = page.getByTestId('exception-row');
    await task.getByText('NOTHING-WE-HAVE').first().waitFor();
    await page.getByTestId('alerts').click();
    const alert = page.locator('[data-testid=alert-row][data-kind=offline-exceptions]');
    await alert.getByRole('button', { name: /^Je m’en occupe/ }).click();
    await alert.getByText(/s’en occupe depuis/).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await task.getByRole('textbox', { name: /^Ce qui a été fait/ }).fill('Document rendu à son propriétaire');
    await task.getByRole('button', { name: /^Réglé/ }).click();
    await page.getByText('Rien à régler.').waitFor();
    await page.getByRole('button', { name: 'Rapport lu' }).click();

    await page.getByRole('link', { name: 'Revenir au guichet' }).click();
    await page.locator('[data-testid=scan-input]:focus').waitFor();
    for (const code of ['30000401', '30000402']) {
      await scan(code);
      await page.locator(`[data-testid=scan-row][data-state=ok]:has-text("${code}")`).waitFor();
    }
  });

  test('finds a terminal by Ctrl+K and by keyboard alone, in the dark', async () => {
    await signIn('/', 'info');
    await page.getByRole('button', { name: /choisir le thème/ }).click();
    await page.getByRole('menuitemradio', { name: 'Sombre' }).click();
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('kiosk-lens');
    await page.getByRole('option', { name: /kiosk-lens/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    await fits();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /Automate/ }).waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/search\.|alert\.|offline\.|\{\{/);
  });

  test('a second window hears the network through the first, and goes on without it', async () => {
    let streams = 0;
    page.context().on('request', (request) => {
      if (request.url().includes('/api/v1/stream?')) streams += 1;
    });
    await signIn('/', 'coord');
    await page.locator('[data-testid=link-state][data-state=live]').waitFor();
    const other = await page.context().newPage();
    await other.goto('/');
    await other.locator('[data-testid=link-state][data-state=live]').waitFor();
    expect(streams).toBe(1);
    await page.close();
    await expectStreams(() => streams, 2);
    await other.locator('[data-testid=link-state][data-state=live]').waitFor();
    page = other;
  });

  test('what a form held is there again after the session ended, and is saved', async () => {
    await signIn('/lecteurs/nouveau', 'agent-lens');
    await page.getByLabel('Numéro de carte').fill('20000390');
    await page.getByLabel('Nom de famille').fill('Quesnoy');
    await page.getByLabel('Prénom').fill('Lila');
    await page.getByLabel('Date de naissance').fill('14/03/1988');
    await page.getByLabel('Prénom').focus();
    await page.getByLabel('Catégorie').selectOption('ADULTE');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Inscrire', exact: true }).click();

    const form = page.getByRole('dialog', { name: 'Connexion' });
    await form.getByText(/La session de .+ a pris fin\. Sa page est gardée/).waitFor();
    visit.forgive('401');
    expect(await page.getByLabel('Nom de famille').isVisible()).toBe(false);
    expect(await violations(page)).toEqual([]);
    await fits();
    await page.keyboard.press('Escape');
    await page.keyboard.type('agent-lens');
    await page.keyboard.press('Tab');
    await page.keyboard.type('demo');
    await page.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe('/lecteurs/nouveau');
    expect(await page.getByLabel('Nom de famille').inputValue()).toBe('Quesnoy');
    await page.locator('[data-testid=link-state][data-state=live]').waitFor();
    await page.getByRole('button', { name: 'Inscrire', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Lila Quesnoy' }).waitFor();
  });

  test('what one was editing is kept for him when the administrator ends his session, and not for another', async () => {
    const record = '/catalogue/notices/PAS0000000009/unimarc';
    const title = page.locator('[data-testid=field-row][data-code="200"] textarea');
    const form = page.getByRole('dialog', { name: 'Connexion' });
    const again = async (login: string) => {
      await form.getByLabel('Identifiant').fill(login);
      await form.getByLabel('Mot de passe').fill('demo');
      await page.keyboard.press('Enter');
      await form.waitFor({ state: 'detached' });
    };
    await signIn(record, 'agent-lens');
    await page.getByRole('button', { name: 'Modifier' }).click();
    await title.fill('$aTitre de l’agent');

    const admin = await openPage(visit.browser, visit.server.baseUrl);
    await admin.page.goto('/pilotage/comptes/agent-lens');
    await admin.page.getByLabel('Identifiant').fill('admin');
    await admin.page.getByLabel('Mot de passe').fill('demo');
    await admin.page.keyboard.press('Enter');
    await admin.page.getByRole('button', { name: 'Fermer toutes ses sessions' }).click();
    await admin.page.getByText('Toutes ses sessions sont fermées.').waitFor();
    await admin.page.context().close();
    await title.press('Control+s');
    await form.waitFor();
    await again('agent-lens');
    expect(await title.inputValue()).toBe('$aTitre de l’agent');
    await page.locator('[data-testid=link-state][data-state=live]').waitFor();

    await page.context().clearCookies();
    await title.press('Control+s');
    await form.waitFor();
    await again('coord');
    await page.getByRole('heading', { level: 1, name: 'Accueil' }).waitFor();
    await page.goto(record);
    await page.getByText('Source de catalogage').first().waitFor();
    expect(await page.locator('body').innerText()).not.toContain('Titre de l’agent');
    visit.forgive('401');
  });

  test('the pages about the console and the workstation have no accessibility fault', async () => {
    await signIn('/', 'agent-lens');
    for (const name of ['Accessibilité : non conforme', 'Données personnelles', 'Mon poste', 'Aide']) {
      await page.getByRole('contentinfo').getByRole('link', { name }).click();
      await page.getByRole('heading', { level: 1, name: name.replace(/ :.*/, '') }).waitFor();
      expect(await violations(page)).toEqual([]);
      await fits();
    }
  });

  test('the desk is there with less than 350 kB of script', async () => {
    const scripts: Promise<number>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') {
        scripts.push(response.body().then((body) => gzipSync(body).length));
      }
    });
    await signIn('/guichet', 'agent-lens');
    await page.getByTestId('scan-input').waitFor();
    const sizes = await Promise.all(scripts);
    expect(sizes.length).toBeGreaterThan(3);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(350 * 1024);
  });

  test('what a role cannot use is absent: an auditor lends nothing, off line either', async () => {
    await signIn('/', 'audit');
    expect(await page.getByRole('link', { name: 'Guichet' }).count()).toBe(0);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('secours');
    await page.getByText('Aucun résultat.').waitFor();
    await page.goto('/guichet/secours');
    await page.getByRole('heading', { name: 'Accès refusé' }).waitFor();
  });
});
