import type { Page, Route } from 'playwright-core';
import { violations } from './browser.ts';
import { describeVisits } from './visit.ts';

/** Where the desk's tests keep to: documents and readers nobody else touches. */
const reader = { card: '20000101' };
const blocked = '20000152';

describeVisits('the desk', { onMariadbToo: true }, (visit) => {
  let page: Page;
  beforeEach(() => {
    page = visit.page;
  });

  const box = () => page.getByTestId('scan-input');
  const rows = () => page.getByTestId('scan-row');
  const row = (n: number) => rows().nth(n);
  const focus = () => page.evaluate('document.activeElement.dataset.testid');
  const scan = async (code: string) => {
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
  };
  /** Keys as a scanner sends them, eight milliseconds apart by the browser's clock, whatever the load of this machine. */
  const fire = async (code: string) => {
    const keyboard = await page.context().newCDPSession(page);
    const begin = Date.now() / 1_000;
    const keys = [...code].map((key) => ({ key, text: key }));
    const burst = [...keys, { key: 'Enter', text: '\r' }].map((key, n) =>
      keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, timestamp: begin + n * 0.008 }),
    );
    await Promise.all(burst);
  };
  const scanned = async (code: string, state: string, outcome: string) => {
    await scan(code);
    const first = page.locator(
      `[data-testid=scan-row][data-state="${state}"][data-outcome="${outcome}"]:has-text("${code}")`,
    );
    await first.first().waitFor();
    expect(await focus()).toBe('scan-input');
    expect(await page.getByRole('dialog').count()).toBe(0);
    return first.first();
  };
  const openDesk = async (login = 'resp-lens') => {
    await page.goto('/guichet');
    await page.getByLabel('Identifiant').fill(login);
    await page.getByLabel('Mot de passe').fill('demo');
    await page.keyboard.press('Enter');
    await box().waitFor();
    await page.locator('[data-testid=scan-input]:focus').waitFor();
  };

  test('lends two, takes one back, undoes and signs out without a mouse', async () => {
    await openDesk();
    await scanned(reader.card, 'ok', 'READER');
    await page.getByTestId('reader-panel').getByRole('heading', { level: 2 }).waitFor();
    await scanned('30000001', 'ok', 'LOAN');
    expect(await page.getByTestId('scan-destination').innerText()).toBe('PRÊTÉ');
    expect(await page.getByTestId('scan-reason').innerText()).toMatch(/^Retour prévu le .+ 20\d\d\.$/);
    await scanned('30000037', 'ok', 'LOAN');
    await page.keyboard.press('Escape');
    await page.getByText('Lisez une carte pour prêter.').waitFor();
    await scanned('30000001', 'ok', 'SHELF');
    expect(await page.getByTestId('scan-destination').innerText()).toBe('RAYON (ici)');

    const undo = page.getByRole('button', { name: /Annuler/ });
    await undo.first().focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-testid=scan-row][data-state=undone]').waitFor();
    expect(await focus()).toBe('scan-input');
    expect(await page.getByTestId('scan-reason').innerText()).toContain('tout est comme avant');
    await scanned(reader.card, 'ok', 'READER');
    await page.getByTestId('reader-panel').getByText('2 prêts').waitFor();
    await page.keyboard.press('Escape');
    await scanned('30000001', 'ok', 'SHELF');
    await scanned('30000037', 'ok', 'SHELF');
    expect(await page.getByTestId('pile').getByRole('heading').innerText()).toBe('2 objets sur la banque');
  });

  test('a document of another library goes to the shuttle, with its place and its reason', async () => {
    await openDesk();
    await scanned('30000002', 'ok', 'TRANSIT');
    expect(await page.getByTestId('scan-destination').innerText()).toMatch(/^NAVETTE → \p{Lu}/u);
    expect(await page.getByTestId('scan-reason').innerText()).toMatch(/Sa bibliothèque\s: .+\. .*(départ|tournée)/);
    expect(await page.evaluate('document.documentElement.dataset.lastSound')).toBe('shuttle');
    await page.evaluate('window.print = () => { document.documentElement.dataset.printed = "yes"; }');
    await page.keyboard.press('F9');
    await page.locator('html[data-printed=yes]').waitFor();
    await page.emulateMedia({ media: 'print' });
    await page.getByTestId('slip').waitFor();
    expect(await page.getByTestId('slip').innerText()).toMatch(/NAVETTE[\s\S]+30000002/);
    expect(await page.getByTestId('slip').locator('path').getAttribute('d')).toMatch(/^M10 0h2v1/);
    expect(await page.getByTestId('scan-input').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    expect(await focus()).toBe('scan-input');
  });

  test('a blocked reader borrows nothing, and nothing behind him is lent or taken back by itself', async () => {
    await openDesk('agent-lens');
    await scanned(reader.card, 'ok', 'READER');
    await scanned(blocked, 'refused', 'REFUSED');
    await page.getByTestId('reader-panel').getByText('Adresse à vérifier').waitFor();
    const waiting = await scanned('30000073', 'decide', 'DECIDE');
    await waiting.getByText('ni prêté, ni rendu').waitFor();
    expect(await page.evaluate('document.documentElement.dataset.lastSound')).toBe('decide');
    await page
      .getByTestId('decision-list')
      .getByRole('button', { name: /^Prêter/ })
      .click();
    await page
      .locator('[data-testid=scan-row][data-outcome=REFUSED]:has-text("30000073")')
      .getByText('Le compte du lecteur est bloqué')
      .waitFor();
    expect(await page.getByRole('button', { name: 'accord du responsable' }).count()).toBe(0);
    await page.getByText('Un responsable peut forcer ce prêt.').waitFor();
    expect(await focus()).toBe('scan-input');
  });

  test('a manager goes on in spite of a rule, and says why', async () => {
    await openDesk();
    await scanned(reader.card, 'ok', 'READER');
    const refused = await scanned('30000913', 'refused', 'REFUSED');
    await refused.getByRole('button', { name: /^Pourquoi/ }).click();
    await refused.getByTestId('explain-line').getByText('un responsable peut passer outre').waitFor();
    expect(await focus()).toBe('scan-input');
    expect(await violations(page)).toEqual([]);
    await refused.getByRole('button', { name: 'accord du responsable' }).click();
    await page.locator('[data-testid=scan-row][data-outcome=LOAN]').waitFor();
    expect(await focus()).toBe('scan-input');
    await page.keyboard.press('Escape');
    await scanned('30000913', 'ok', 'SHELF');
  });

  test('an unknown card closes the reader before it; what follows waits', async () => {
    await openDesk();
    await scanned(reader.card, 'ok', 'READER');
    await scanned('20009999', 'unknown', 'UNKNOWN');
    await page.getByText('La dernière carte n’a ouvert aucun lecteur').waitFor();
    await scanned('30000109', 'decide', 'DECIDE');
    await scanned('20000102', 'ok', 'READER');
    await page
      .getByTestId('decision-list')
      .getByRole('button', { name: /^Rendre/ })
      .click();
    await page.locator('[data-testid=scan-row][data-outcome=SHELF]').waitFor();
  });

  test('thirty scans in fifteen seconds, a server that takes one second each: thirty rows, in order, none lost', async () => {
    await openDesk();
    await page.route('**/api/v1/desk/scans', async (route: Route) => {
      await new Promise((later) => setTimeout(later, 1_000));
      await route.continue();
    });
    const codes = Array.from({ length: 30 }, (_, n) => String(30_000_301 + n));
    for (const [n, code] of codes.entries()) {
      const next = Date.now() + 500;
      await scan(code);
      await row(n).waitFor({ timeout: 400 });
      expect(await rows().count()).toBe(n + 1);
      await page.waitForTimeout(Math.max(0, next - Date.now()));
    }
    expect(await page.locator('[data-testid=scan-row][data-state=pending]').count()).toBeGreaterThan(5);
    await page.locator('[data-testid=scan-row][data-state=ok]').nth(29).waitFor({ timeout: 60_000 });
    const shown = await rows().locator('.code').allInnerTexts();
    expect(shown.toReversed()).toEqual(codes);
    const said = await page.getByTestId('live-log').locator('p').count();
    expect(said).toBe(30);
    await page.unroute('**/api/v1/desk/scans');
  });

  test('a scanner that fires outside the box is heard, and that of an American keyboard understood', async () => {
    await openDesk();
    await page.getByRole('button', { name: 'Prêt seul' }).focus();
    await page.getByRole('button', { name: /Automatique/ }).focus();
    await fire('30000019');
    await page.locator('[data-testid=scan-row][data-outcome=TRANSIT]').waitFor();
    expect(await focus()).toBe('scan-input');
    await page.keyboard.insertText('"àààà&èé');
    await page.keyboard.press('Enter');
    await row(0).locator('.code', { hasText: '30000172' }).waitFor();
    await page.getByText('réglé sur un clavier QWERTY').waitFor();
  });

  test('the answer that never came is asked again under its key, and the loan is one', async () => {
    await openDesk();
    await scanned(reader.card, 'ok', 'READER');
    const keys: string[] = [];
    let losses = 2;
    await page.route('**/api/v1/desk/scans', async (route: Route) => {
      if (!(route.request().postData() ?? '').includes('30000181')) return route.continue();
      keys.push(route.request().headers()['idempotency-key'] ?? '');
      if ((losses -= 1) < 0) return route.continue();
      await route.fetch(); // the server did it
      await route.fulfill({ status: 503, body: '' }); // and the answer is lost
    });
    await scanned('30000181', 'ok', 'LOAN');
    expect(keys.length).toBe(3);
    expect(new Set(keys).size).toBe(1);
    await page.unroute('**/api/v1/desk/scans');
    visit.forgive('503');
    await page.keyboard.press('Escape');
    await scanned('30000181', 'ok', 'SHELF');
  });

  if (visit.database === 'MariaDB') return; // what is painted does not depend on the database: once is enough

  test.each(['Clair', 'Sombre'])('has no accessibility fault, empty and at work, in the theme %s', async (theme) => {
    await openDesk();
    await page.getByRole('button', { name: /choisir le thème/ }).click();
    await page.getByRole('menuitemradio', { name: theme }).click();
    await page.getByRole('menu').waitFor({ state: 'detached' });
    expect(await violations(page)).toEqual([]);
    await box().focus();
    await scanned(reader.card, 'ok', 'READER');
    await scanned('30000217', 'ok', 'LOAN');
    await scanned('30000913', 'refused', 'REFUSED');
    await scanned('99999999999', 'unknown', 'UNKNOWN');
    await scanned(blocked, 'refused', 'REFUSED');
    await scanned('30000253', 'decide', 'DECIDE');
    expect(await violations(page)).toEqual([]);
    expect(await page.locator('body').innerText()).not.toMatch(/desk\.|refusal\.|patron\.|block\.|\{\{/);
    for (const width of [1024, 768, 320]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page
      .getByTestId('decision-list')
      .getByRole('button', { name: /^Rendre/ })
      .first()
      .click();
    await page.keyboard.press('Escape');
    await scanned('30000217', 'ok', 'SHELF');
  });

  test('what a role cannot use is absent, and refused by its address', async () => {
    await page.goto('/guichet');
    await page.getByLabel('Identifiant').fill('audit');
    await page.getByLabel('Mot de passe').fill('demo');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Accès refusé' }).waitFor();
    expect(await page.getByRole('link', { name: 'Guichet' }).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
  });
});
