import type { Page } from 'playwright-core';
import { openPage, violations } from './browser.ts';
import { describeVisits } from './visit.ts';

/** Records and copies nobody else of these tests touches. */
const germinal = 'PAS0000000006';
const copy = '30000011';

describeVisits('the catalogue', { onMariadbToo: true }, (visit) => {
  let page: Page;
  beforeEach(() => {
    page = visit.page;
  });
  afterEach(async () => {
    for (const other of pages.splice(0)) await other.context().close();
  });
  const pages: Page[] = [];

  const signIn = async (on: Page, login: string, to: string) => {
    await on.goto(to);
    await on.getByLabel('Identifiant').fill(login);
    await on.getByLabel('Mot de passe').fill('demo');
    await on.keyboard.press('Enter');
    await on.getByRole('navigation', { name: 'Navigation principale' }).waitFor();
  };
  const field = (on: Page, tag: string) => on.locator(`[data-testid=field-row][data-code="${tag}"] textarea`);
  const said = (on: Page, words: string | RegExp) => on.getByText(words).first().waitFor();
  /** Makes a record from a template; its number. */
  const made = async (title: string) => {
    await page.goto('/catalogue/nouvelle-notice');
    await page.getByRole('option', { name: 'Livre', exact: true }).waitFor({ state: 'attached' });
    await page.getByLabel('Titre').fill(title);
    await page.getByRole('button', { name: 'Créer la notice' }).click();
    await page.waitForURL(/notices\/PAS\d+\/unimarc/);
    return /PAS\d+/.exec(page.url())![0];
  };

  test('a search is narrowed, corrected, and a scanned barcode opens its copy', async () => {
    await signIn(page, 'agent-lens', '/catalogue');
    await page.getByLabel('Chercher un document').fill('germimal');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'germinal', exact: true }).click();
    await page.getByRole('link', { name: /livre audio/ }).click();
    await page.waitForURL(/type=audio-book/);
    await said(page, '1 notice');
    expect(await page.getByTestId('record-row').count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: /retirer ce filtre/ }).click();
    await said(page, '9 notices');
    await page.getByLabel('Classer par').selectOption('date');
    await page.waitForURL(/tri=date/);
    await page.getByTestId('record-row').first().waitFor();

    await page.getByLabel('Chercher un document').fill('30000903');
    await page.keyboard.press('Enter');
    await page.waitForURL(/exemplaires\/30000903/);
    expect(await page.getByTestId('copy-sentence').innerText()).toMatch(
      /En navette vers Liévin depuis le .+, pour une réservation\./,
    );
    await page.goBack();
    await page.waitForURL(/\/catalogue\?.*tri=date/);
    await page.getByTestId('record-row').first().waitFor();
  });

  test('an index that is away is said in words', async () => {
    await signIn(page, 'agent-lens', '/catalogue');
    const problem = { type: '', title: '', status: 503, code: 'temporarily-unavailable' };
    await page.route('**/api/v1/search?**', (route) => route.fulfill({ status: 503, json: problem }));
    await page.getByLabel('Chercher un document').fill('zola');
    await page.keyboard.press('Enter');
    await said(page, /^Recherche indisponible\s: l’index ne répond pas\./);
    expect(await violations(page)).toEqual([]);
    visit.forgive('503');
  });

  test('a record is edited by keyboard, judged as one types, saved, compared and brought back', async () => {
    await signIn(page, 'agent-lens', `/catalogue/notices/${germinal}/unimarc`);
    await page.getByRole('button', { name: 'Modifier' }).click();
    await page.locator('textarea:focus').waitFor();
    const before = await field(page, '200').inputValue();
    await field(page, '200').fill('$fÉmile Zola');
    await page.locator('[data-code="200"] .findings').waitFor();
    expect(await field(page, '200').getAttribute('aria-invalid')).toBe('true');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Control+z');
    await page.locator('[data-code="200"] .findings').waitFor({ state: 'detached' });
    expect(await field(page, '200').inputValue()).toBe(before);
    await page.keyboard.press('Alt+Enter');
    await page.locator('input.tag:focus').fill('330');
    await field(page, '330').fill('$aLa mine et la grève.');
    await page.getByLabel('Motif (facultatif)').fill('résumé ajouté');
    await page.keyboard.press('Control+s');
    await said(page, 'Notice enregistrée, version 2.');

    await page.getByRole('link', { name: 'Historique' }).click();
    const difference = page.getByTestId('difference-row').filter({ hasText: '330' });
    await difference.waitFor();
    expect(await difference.locator('ins').innerText()).toBe('## $aLa mine et la grève.');
    expect(await violations(page)).toEqual([]);
    await page.getByTestId('version-row').last().getByRole('button').click();
    await page.getByRole('button', { name: 'Revenir à la version 1' }).click();
    await said(page, 'Texte de la version 1 rétabli, sous le numéro 3.');
    await page.getByRole('link', { name: 'Lisible' }).click();
    expect(await page.locator('dl').innerText()).not.toContain('La mine et la grève');
  });

  test('two who edit one record lose nothing: the lock is taken over, and both edits are put together', async () => {
    await signIn(page, 'agent-lens', '/catalogue');
    const number = await made('Deux plumes');
    await page.getByRole('button', { name: 'Modifier' }).click();
    await page.locator('textarea:focus').waitFor();
    await field(page, '200').fill('$aDeux plumes, à Lens');

    const second = await openPage(visit.browser, visit.server.baseUrl);
    const other = second.page;
    pages.push(other);
    await signIn(other, 'coord', `/catalogue/notices/${number}/unimarc`);
    await said(other, /agent-lens modifie cette notice depuis/);
    await other.getByLabel('Motif').first().fill('absent');
    await other.getByRole('button', { name: 'Prendre la main' }).click();
    await other.locator('textarea:focus').waitFor();
    await field(other, '200').fill('$aDeux plumes, au réseau');
    await other.keyboard.press('Alt+Enter');
    await other.locator('input.tag:focus').fill('330');
    await field(other, '330').fill('$aÉcrit à deux.');
    await other.keyboard.press('Control+s');
    await said(other, 'Notice enregistrée, version 2.');
    expect(second.complaints).toEqual([]);

    await field(page, '200').press('Control+s');
    await said(page, /Quelqu’un a enregistré cette notice entre-temps \(version 2\)/);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('radio', { name: /Votre version/ }).check();
    await page.getByRole('button', { name: 'Réunir les deux' }).click();
    expect(await field(page, '330').inputValue()).toBe('$aÉcrit à deux.');
    await page.getByRole('button', { name: /^Enregistrer/ }).click();
    await said(page, 'Notice enregistrée, version 3.');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Deux plumes, à Lens');
    visit.forgive('412');
  });

  test('copies are added, marked and followed; a scan tells its decision', async () => {
    await signIn(page, 'resp-lens', '/catalogue');
    const number = await made('Exemplaires suivis');
    await page.getByRole('link', { name: 'Exemplaires', exact: true }).click();
    await page.getByLabel('Code-barres').fill('39000001');
    await page.getByLabel('Cote').fill('R SUI');
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    await said(page, 'Exemplaire 39000001 ajouté.');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('checkbox', { name: /39000001/ }).check();
    const change = page.getByRole('button', { name: 'Modifier ces exemplaires' });
    await page.locator('form', { has: change }).getByLabel('Section').fill('Adultes');
    await change.click();
    await said(page, 'Modifiés : 1 ; déjà ainsi : 0 ; refusés : 0.');

    await page.getByRole('link', { name: '39000001' }).click();
    await said(page, 'En rayon : Lens.');
    await page.getByRole('button', { name: /Où irait-il/ }).click();
    await said(page, /Il resterait en rayon ici/);
    await page.getByLabel(/^Motif/).fill('absent du rayon');
    await page.getByRole('button', { name: 'Manquant' }).click();
    await said(page, 'État changé.');
    await said(page, /^Signalé manquant depuis le/);
    await page.locator('[data-testid=event-row][data-code=ITEM_STATUS]').getByText('absent du rayon').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByText('Remplacer le code-barres').click();
    await page.getByLabel('Nouveau code-barres').fill('39000002');
    await page.getByRole('button', { name: 'Remplacer', exact: true }).click();
    await page.waitForURL(/exemplaires\/39000002/);
    await page.getByRole('button', { name: 'Retirer des collections' }).click();
    await page.getByRole('button', { name: 'Confirmer le retrait' }).click();
    await said(page, /^Retiré des collections depuis le/);

    await page.goto(`/catalogue/exemplaires/${copy}`);
    await said(page, /^En rayon/);
    expect(await page.getByRole('button', { name: 'Retirer des collections' }).count()).toBe(0);
    expect(number).toMatch(/^PAS\d{10}$/);
  });

  test('a merged record leads to the one in its place, a merge is undone, a deleted record stays', async () => {
    await signIn(page, 'resp-lens', '/catalogue');
    const absorbed = await made('Doublon');
    const survivor = await made('Doublon, la bonne');
    await page.getByRole('link', { name: 'Liens' }).click();
    await page.getByLabel('Numéro de l’autre notice').fill(absorbed);
    await page.getByRole('button', { name: 'Voir ce que cela donnerait' }).click();
    await page.getByRole('button', { name: `Fusionner ${absorbed} dans cette notice` }).click();
    await said(page, `Notice ${absorbed} fusionnée dans celle-ci.`);
    await page.goto(`/catalogue/notices/${absorbed}`);
    await page.waitForURL(`**/catalogue/notices/${survivor}?depuis=${absorbed}`);
    await said(page, `La notice ${absorbed} a été fusionnée dans celle-ci.`);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Liens' }).click();
    await page.getByRole('button', { name: 'Défaire cette fusion' }).click();
    await said(page, /^Fusion défaite/);

    await page.goto(`/catalogue/notices/${absorbed}`);
    await page.getByRole('button', { name: 'Supprimer' }).click();
    await said(page, /^Notice supprimée/);
    await page.getByRole('button', { name: 'Rétablir' }).click();
    await said(page, 'Notice rétablie, telle qu’elle était.');
  });

  test('a reader waits in the queue of a record, with his rank and why', async () => {
    await signIn(page, 'agent-lens', '/catalogue/notices/PAS0000000602/reservations');
    await said(page, /^L’exemplaire 30000902 l’attend à Lens jusqu’au/);
    await page.getByLabel('Carte du lecteur').fill('20000120');
    await page.getByRole('button', { name: 'Réserver', exact: true }).click();
    await said(page, 'Réservation posée.');
    const second = page.getByTestId('hold-row').nth(1);
    await second.getByText(/^Réservation du .+, après 1 plus anciennes ou prioritaires\.$/).waitFor();
    expect(await violations(page)).toEqual([]);
    await second.getByRole('button', { name: /Annuler/ }).click();
    await said(page, 'Réservation annulée.');
  });

  test('an auditor reads and changes nothing, by page and by API', async () => {
    await signIn(page, 'audit', `/catalogue/notices/${germinal}`);
    await said(page, 'Où le trouver');
    const main = page.getByRole('main');
    expect(await main.innerText()).not.toMatch(/Supprimer|Dupliquer|Réservations|Nouvelle notice/);
    await page.goto(`/catalogue/notices/${germinal}/unimarc`);
    await field(page, '200').waitFor({ state: 'detached' });
    await page.locator('[data-testid=field-row][data-code="200"]').waitFor();
    expect(await page.getByRole('button', { name: 'Modifier' }).count()).toBe(0);
    await page.goto('/catalogue/nouvelle-notice');
    await page.getByRole('heading', { name: 'Accès refusé' }).waitFor();
    const status = await page.evaluate(`(async () => {
      const { csrfToken } = await (await fetch('/api/v1/session')).json();
      const headers = { 'X-CSRF': csrfToken, 'Content-Type': 'application/json' };
      const lock = await fetch('/api/v1/records/${germinal}/lock', { method: 'PUT', headers, body: '{}' });
      return lock.status;
    })()`);
    expect(status).toBe(403);
    visit.forgive('403');
  });

  if (visit.database === 'MariaDB') return; // what is painted does not depend on the database: once is enough
  const schemes = ['light', 'dark'] as const;
  test.each(schemes)('has no accessibility fault nor two-way scrolling in %s', async (scheme) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await signIn(page, 'resp-lens', '/catalogue?q=germinal');
    const seen = [
      ['/catalogue?q=germinal', '9 notices'],
      ['/catalogue?q=xyzzyx', /^Aucune notice ne répond/],
      [`/catalogue/notices/${germinal}`, 'Où le trouver'],
      [`/catalogue/notices/${germinal}/exemplaires`, '2 exemplaires'],
      [`/catalogue/notices/${germinal}/unimarc`, 'Contenu'],
      [`/catalogue/exemplaires/${copy}`, /^En rayon/],
    ] as const;
    for (const [address, words] of seen) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(address);
      await said(page, words);
      expect(await violations(page)).toEqual([]);
      expect(await page.locator('body').innerText()).not.toMatch(/catalogue\.|record\.|copy\.|status\.|\{\{/);
      await page.setViewportSize({ width: 320, height: 900 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    }
  });
});
