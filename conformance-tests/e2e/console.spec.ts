import type { Page } from 'playwright-core';
import { violations } from './browser.ts';
import { plugIn, sip2Date } from './kiosk.ts';
import { describeVisits } from './visit.ts';

const item = '30000790';

describeVisits('the console', {}, (visit) => {
  let page: Page;
  beforeEach(() => {
    page = visit.page;
  });

  const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true });
  const choose = async (menu: RegExp, entry: string) => {
    await page.getByRole('button', { name: menu }).click();
    await page
      .getByRole('menuitem', { name: entry })
      .or(page.getByRole('menuitemradio', { name: entry }))
      .click();
    await page.getByRole('menu').waitFor({ state: 'detached' });
  };
  const signIn = async () => {
    await page.getByLabel('Identifiant').fill('admin');
    await page.getByLabel('Mot de passe').fill('demo');
    await page.keyboard.press('Enter');
  };

  test('asks who is there, by the keyboard alone, and leads back to the page that was asked for', async () => {
    await page.goto('/pilotage/bibliotheques?q=lievin');
    await heading('Connexion').waitFor();
    expect(await page.title()).toBe('Connexion – Console');
    expect(await violations(page)).toEqual([]);

    await page.keyboard.type('admin');
    await page.keyboard.press('Tab');
    await page.keyboard.type('not the password');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Connexion refusée').waitFor();
    expect(await page.evaluate('document.activeElement.name')).toBe('password');
    expect(await violations(page)).toEqual([]);

    await page.keyboard.press('Control+A');
    await page.keyboard.type('demo');
    await page.keyboard.press('Enter');
    await heading('Bibliothèques').waitFor();
    expect(new URL(page.url()).search).toBe('?q=lievin');
    await page.getByRole('rowheader', { name: 'Liévin' }).first().waitFor();
  });

  test('lists the 36 libraries of the network and its 4 devices', async () => {
    await page.goto('/pilotage/bibliotheques');
    await signIn();
    await page.getByTestId('library-row').first().waitFor();
    expect(await page.getByTestId('library-row').count()).toBe(36);
    await page.getByText('36 bibliothèques', { exact: true }).waitFor();

    await page.getByRole('link', { name: 'Connexions' }).click();
    await page.getByTestId('device-row').first().waitFor();
    const codes = await page
      .getByTestId('device-row')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-code')).sort());
    expect(codes).toEqual(['gate-lens', 'kiosk-lens', 'kiosk-lievin', 'sorter-lens']);
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
  });

  test('shows a loan and a return of a self-check terminal as they happen', async () => {
    await page.goto('/');
    await signIn();
    await page.getByTestId('link-state').getByText('En direct').waitFor();
    const lines = page.getByTestId('live-log').locator('app-activity-item').filter({ hasText: item });
    const before = await lines.count();

    const kiosk = await plugIn(visit.server.sip2Port);
    try {
      const now = sip2Date(new Date());
      expect(await kiosk.say('9300CNkiosk-lens|COdemo|CPLENS|')).toMatch(/^941/);
      expect(await kiosk.say(`11YN${now}${' '.repeat(18)}AOCALL|AA20000140|AB${item}|AC|AD1234|`)).toMatch(/^121/);
      await lines.filter({ hasText: 'Prêt' }).first().waitFor();
      expect(await kiosk.say(`09N${now}${now}APLENS|AOCALL|AB${item}|AC|`)).toMatch(/^101/);
      await lines.filter({ hasText: 'Retour' }).first().waitFor();
    } finally {
      kiosk.leave();
    }
    expect(await lines.count()).toBe(before + 2);
    expect(await lines.first().innerText()).toMatch(/en rayon|en navette vers \p{Lu}\p{Ll}/u);
    expect(await page.getByTestId('live-log').innerText()).not.toContain('20000140');

    await page.getByRole('link', { name: 'Connexions' }).click();
    await page.locator('[data-testid=device-row][data-code=kiosk-lens][data-state=connected]').waitFor();
  });

  test('pauses the list, and goes on', async () => {
    await page.goto('/');
    await signIn();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('En pause').waitFor();
    await page.getByRole('button', { name: 'Reprendre' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
  });

  test('switches language at once and keeps it', async () => {
    await page.goto('/connexions/automates');
    await signIn();
    await heading('Automates').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await heading('Devices').waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    expect(await page.title()).toBe('Devices – Console');
    await page.reload();
    await heading('Devices').waitFor();
    await page.getByRole('button', { name: 'Français' }).click();
    await heading('Automates').waitFor();
  });

  const pages = {
    '/': 'Accueil',
    '/pilotage/bibliotheques': 'Bibliothèques',
    '/connexions/automates': 'Automates',
    '/nulle-part': 'Page introuvable',
  };
  test.each(['Clair', 'Sombre'])('has no accessibility fault on any page in the theme %s', async (theme) => {
    await page.goto('/');
    await signIn();
    await heading('Accueil').waitFor();
    await choose(/choisir le thème/, theme);
    for (const [path, name] of Object.entries(pages)) {
      await page.goto(path);
      await heading(name).waitFor();
      await page.getByTestId('link-state').getByText('En direct').waitFor();
      expect({ path, found: await violations(page) }).toEqual({ path, found: [] });
    }
    for (const menu of [/choisir le thème/, /menu du compte/]) {
      await page.getByRole('button', { name: menu }).click();
      await page.getByRole('menu').waitFor();
      expect(await violations(page, 'menu open')).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'detached' });
    }
  });

  test('fits a tablet held upright and a zoom of 400 % without scrolling sideways', async () => {
    await page.goto('/');
    await signIn();
    await heading('Accueil').waitFor();
    for (const [path, name] of Object.entries(pages)) {
      await page.goto(path);
      await heading(name).waitFor();
      for (const width of [768, 320]) {
        await page.setViewportSize({ width, height: 1024 });
        expect({ path, width: await page.evaluate('document.documentElement.scrollWidth') }).toEqual({ path, width });
      }
      expect({ path, found: await violations(page) }).toEqual({ path, found: [] });
    }
  });

  test('signs out, and the page cannot be seen again without signing in', async () => {
    await page.goto('/connexions/automates');
    await signIn();
    await heading('Automates').waitFor();
    await choose(/menu du compte/, 'Se déconnecter');
    await heading('Connexion').waitFor();
    await page.goto('/connexions/automates');
    await heading('Connexion').waitFor();
    expect(await page.getByTestId('device-row').count()).toBe(0);
  });
});
