import type { Page } from 'playwright-core';
import { violations } from './browser.ts';
import { describeVisits } from './visit.ts';

describeVisits('the filters of lists that people keep', {}, (visit) => {
  let page: Page;
  beforeEach(() => {
    page = visit.page;
  });
  const signIn = async (path: string, login: string) => {
    await visit.signIn(login, path);
    await page.getByTestId('saved-filters').waitFor();
  };
  const filters = () => page.getByTestId('saved-filter');
  const saves = async (name: string, forWhom: string) => {
    await page.getByLabel('Nom du filtre').fill(name);
    await page.getByLabel('Pour qui').selectOption({ label: forWhom });
    await page.getByRole('button', { name: 'Enregistrer ce filtre' }).click();
    await page.getByText(`Le filtre « ${name} » est enregistré.`).waitFor();
  };

  test('a manager keeps the filter of a list for his library, without the card of the reader in it', async () => {
    await signIn('/flux/reservations?titre=zola&etat=PENDING&carte=20000001', 'resp-lens');
    await page.getByTestId('saved-filters').click();
    await page.getByText('Ce qui désigne un lecteur').waitFor();
    await saves('Zola demandé', 'pour la bibliothèque');
    await filters().getByRole('link', { name: 'Zola demandé' }).waitFor();
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.evaluate('Promise.all(document.getAnimations().map((one) => one.finished))'); // colours fade in
      expect(await violations(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 900 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await page.keyboard.press('Escape');
    expect(await page.evaluate('document.activeElement.dataset.testid')).toBe('saved-filters');
    expect(await page.locator('body').innerText()).not.toMatch(/filters\.|\{\{/);
  });

  test('an agent of that library uses it, cannot take it away, and has his own', async () => {
    await signIn('/flux/reservations', 'agent-lens');
    await page.getByTestId('saved-filters').click();
    await filters().getByRole('link', { name: 'Zola demandé' }).click();
    await page.waitForURL(
      (url) => url.search === '?etat=PENDING&titre=zola' || url.search === '?titre=zola&etat=PENDING',
    );
    expect(await filters().getByRole('button').count()).toBe(0);
    await saves('À moi', 'pour moi seul');
    await filters().getByRole('button', { name: 'Retirer À moi' }).click();
    await page.getByRole('button', { name: 'Remettre ce filtre' }).click();
    await filters().getByRole('link', { name: 'À moi' }).waitFor();
    expect(await filters().count()).toBe(2);
  });
});
