import type { Page } from 'playwright-core';
import { type Repository, startRepository } from '../harvest/repository.ts';
import { violations } from './browser.ts';
import { describeVisits } from './visit.ts';

describeVisits('connections', { onMariadbToo: true }, (visit) => {
  let repository: Repository;
  let page: Page;
  beforeAll(async () => {
    repository = await startRepository(7);
  });
  afterAll(() => repository?.close());
  beforeEach(() => {
    page = visit.page;
  });

  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const status = (method: string, path: string, body: unknown) =>
    page.evaluate(`(async () => {
        const { csrfToken } = await (await fetch('/api/v1/session')).json();
        const headers = { 'X-CSRF': csrfToken, 'Content-Type': 'application/json' };
        const body = ${body === null ? 'undefined' : `'${JSON.stringify(body)}'`};
        return (await fetch('/api/v1${path}', { method: '${method}', headers, body })).status;
      })()`) as Promise<number>;
  test('a repository is tried, made a source, harvested; the next harvest brings nothing new, then fails, each in words', async () => {
    await visit.signIn('info', '/connexions/moissonnages/nouvelle');
    await page.getByLabel('Code').fill('ESSAI');
    await page.getByLabel('Nom', { exact: true }).fill('Entrepôt d’essai');
    await page.getByLabel('Adresse OAI-PMH').fill(repository.url);
    await page.getByLabel('Format', { exact: true }).fill('oai_dc');
    await page.getByLabel('Réseaux privés autorisés').fill('127.0.0.1/32');
    await page.getByLabel('Toutes les… heures').fill('');
    await button('Tester l’adresse').click();
    await page.getByText('« Réserve » répond.').waitFor();
    expect(await violations(page)).toEqual([]);
    await button('Enregistrer la source').click();
    await page.getByRole('heading', { name: 'Entrepôt d’essai' }).waitFor();
    await button('Moissonner maintenant').click();
    await page.locator('.state').getByText('7 créées').waitFor();
    await button('Moissonner maintenant').click();
    await page.locator('.state').getByText('Aucune nouveauté').waitFor();
    repository.misdeed = '<!DOCTYPE a><OAI-PMH/>';
    await button('Moissonner maintenant').click();
    await page.locator('.state').getByText('Échec : Le partenaire envoie un document avec DTD').waitFor();
    expect(await page.getByTestId('run-row').count()).toBe(3);
    expect(await violations(page)).toEqual([]);
  });

  test('a set is made after what it would hold was seen, its records as harvesters get them', async () => {
    await visit.signIn('coord', '/connexions/oai');
    await page.getByTestId('set-row').first().waitFor();
    await page.getByRole('link', { name: 'Créer un ensemble' }).click();
    await page.getByLabel('Identifiant (setSpec)').fill('essai');
    await page.getByLabel('Nom', { exact: true }).fill('Romans récents');
    await page.getByRole('checkbox', { name: 'livre', exact: true }).check();
    await button('Voir ce qu’il contiendrait').click();
    await page
      .getByTestId('set-estimate')
      .getByText(/Il contiendrait (?!0 )/)
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await button('Enregistrer l’ensemble').click();
    await page.getByRole('heading', { name: 'Romans récents' }).waitFor();
    await page.goto('/connexions/oai/ensembles/catalogue');
    await page.getByTestId('preview-row').nth(9).waitFor();
    await page.getByLabel('Format').selectOption('edm');
    await page.getByTestId('preview-row').first().getByText('Europeana').first().waitFor();
    await button('Retirer l’ensemble…').click();
    await page.getByTestId('retire-set').getByText('Elles restent au catalogue').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('who asked what is seen with its errors; a query is tried as a partner would ask it', async () => {
    await fetch(`${visit.server.baseUrl}/sru?version=1.2&operation=searchRetrieve&query=dc.colour%3Dred`);
    await visit.signIn('info', '/connexions/z3950');
    await page.locator('[data-testid=diagnostic-row][data-code="16"]').getByText('Unsupported index').waitFor();
    await page.getByLabel('Requête').fill('cql.allRecords = 1');
    await button('Compter les notices').click();
    await page
      .getByTestId('query-trial')
      .getByText(/[1-9].* notices trouvées/)
      .waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await status('POST', '/dissemination/sets/x/estimate', { rule: {} })).toBe(403);
    visit.forgive('403');
  });

  test('a device is declared, its secret shown once; it is suspended', async () => {
    await visit.signIn('info', '/connexions/nouvel-automate');
    await page.getByLabel('Nom', { exact: true }).fill('Automate du hall');
    await page.getByLabel('Identifiant SIP2').fill('aut-hall');
    await page.getByLabel('Bibliothèque', { exact: true }).selectOption('LENS');
    await button('Déclarer').click();
    await page.getByTestId('device-secret').getByText('il ne sera plus jamais affiché').waitFor();
    visit.shownOnce('"secret"'); // of the terminal
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Voir sa fiche' }).click();
    await page.getByTestId('choice-row').first().waitFor();
    await button('Suspendre…').click();
    await button(/^Suspendre$/).click();
    await page.locator('.state').getByText('suspendu').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  if (visit.database === 'MariaDB') return; // what is painted does not depend on the database: once is enough

  test('an auditor reads everything in the dark, at any width, and changes nothing; an agent sees none of it', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await visit.signIn('audit', '/connexions/automates');
    for (const [path, sign] of [
      ['/connexions/moissonnages/ESSAI', 'Histoire des moissonnages'],
      ['/connexions/oai', 'setSpec'],
      ['/connexions/oai/partenaires', 'prendrait'],
      ['/connexions/z3950/reglages', 'par partenaire'],
      ['/connexions/profils/nedap', 'côte à côte'],
    ] as const) {
      await page.goto(path);
      await page.getByText(sign).first().waitFor({ state: 'attached' });
      await page.locator('app-loading').first().waitFor({ state: 'detached' });
      expect([path, await violations(page)]).toEqual([path, []]);
      expect(await page.locator('body').innerText()).not.toMatch(/(harvests?|oai|served|profiles?)\.[a-z]+|\{\{/i);
      expect(
        await page
          .locator('main')
          .getByRole('button', { name: /Enregistrer|Moissonner|Retirer|Suspendre/ })
          .count(),
      ).toBe(0);
      for (const width of [1024, 768, 320]) {
        await page.setViewportSize({ width, height: 900 });
        expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, width]);
      }
      await page.setViewportSize({ width: 1440, height: 900 });
    }
    expect(await status('POST', '/harvest-sources/ESSAI/harvest', { kind: 'FULL' })).toBe(403);
    await page.context().clearCookies();
    await visit.signIn('agent-lens', '/connexions/moissonnages');
    await page.getByRole('heading', { name: 'Accès refusé' }).waitFor();
    await page.getByRole('link', { name: 'Connexions' }).click();
    await page.getByRole('heading', { name: 'Automates' }).waitFor();
    expect(await page.getByRole('link', { name: /Moissonnages|OAI-PMH|Z39.50|Profils/ }).count()).toBe(0);
    expect(await status('GET', '/harvest-sources', null)).toBe(403);
    visit.forgive('403');
  });
});
