import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { violations } from './browser.ts';
import { describeVisits } from './visit.ts';

/** Readers and documents nobody else touches here. */
const borrower = '20000111';
const document_ = '30000001';

describeVisits('the readers', {}, (visit) => {
  let page: Page;
  beforeEach(() => {
    page = visit.page;
  });
  afterEach(async () => {
    expect(await violations(page)).toEqual([]);
    expect(await page.locator('body').innerText()).not.toMatch(/readers\.|refusal\.|patron\.|block\.|\{\{|\[object/);
    for (const text of visit.received) expect(text).not.toMatch(/pinHash|passwordHash|scrypt|"secret"|pseudonym/);
  });

  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
  const said = (words: string | RegExp) => page.locator('app-act-report').getByText(words).first().waitFor();
  const file = () => page.getByRole('navigation', { name: 'Fiche lecteur' });
  const tab = (name: string) => file().getByRole('link', { name, exact: true }).click();
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const signIn = async (login: string, path: string) => {
    await page.addInitScript('localStorage.setItem("passerelle.library", "LENS")');
    await page.goto(path);
    await page.getByLabel('Identifiant').fill(login);
    await page.getByLabel('Mot de passe').fill('demo');
    await page.keyboard.press('Enter');
  };
  const focused = () => page.evaluate('document.activeElement.tagName');
  const look = async (text: string) => {
    await page.getByRole('searchbox').fill(text);
    await page.keyboard.press('Enter');
  };

  test('is found by name, by birth date, by mail; a card opens the file, an old card says it was replaced', async () => {
    await signIn('agent-lens', '/lecteurs');
    await heading('Lecteurs');
    await look('lefeb');
    await page.getByTestId('reader-row').nth(3).waitFor();
    await look('lecteur111@example.org');
    await page.getByText('1 lecteur', { exact: false }).first().waitFor();
    expect(await page.getByTestId('reader-row').count()).toBe(1);
    await look('20000153');
    await page.getByText('Cette carte a été remplacée').waitFor();
    await look(borrower);
    await page.waitForURL(/\/lecteurs\/\d+$/);
    await page.locator('dd.code', { hasText: borrower }).waitFor();
    expect(await page.getByRole('link', { name: 'Catégories' }).count()).toBe(0);
  });

  test('is lent a scanned document, which is renewed, and another card opens another file', async () => {
    await signIn('agent-lens', `/lecteurs?q=${borrower}`);
    await page.waitForURL(/\/lecteurs\/\d+$/);
    await page.getByTestId('scan-input').fill(document_);
    await page.keyboard.press('Enter');
    await page.locator('[data-testid=scan-row][data-state=ok]', { hasText: 'Prêté' }).waitFor();
    await page.getByTestId('loan-row').getByText(document_).waitFor();
    await press('Tout prolonger');
    await said('1 sur 1 prolongés.');
    await page.getByTestId('loan-row').getByText('prolongé jusqu’au').waitFor();
    await page.getByTestId('scan-input').fill('20000112');
    await page.keyboard.press('Enter');
    await page.locator('dd.code', { hasText: '20000112' }).waitFor();
    expect(await page.getByTestId('loan-row').count()).toBe(0);
  });

  test('is enrolled with a guardian when he is a child, blocked, given another card, and unblocked', async () => {
    await signIn('agent-lens', '/lecteurs/nouveau');
    await page.getByLabel('Numéro de carte').fill('20000301');
    await page.getByLabel('Nom de famille').fill('Quesnoy');
    await page.getByLabel('Prénom').fill('Lila');
    await page.getByLabel('Date de naissance').fill('14/03/2018');
    await page.getByLabel('Prénom').focus();
    await page.getByLabel('Catégorie').selectOption('ENFANT');
    await press('Inscrire');
    await said('doit avoir un responsable légal');
    await page.getByLabel('Chercher le responsable').fill('20000113');
    await page.keyboard.press('Enter');
    await page.locator('.found button').click();
    await press('Inscrire');
    await heading('Lila Quesnoy');
    await page.getByText('Responsable légal').waitFor();

    await tab('Blocages');
    await page.getByLabel('Explication').fill('Livre rendu mouillé');
    await page.getByLabel('Jusqu’au').fill('+21');
    await press('Poser un blocage');
    await said('Blocage posé.');
    await page.locator('.head').getByText('bloqué').waitFor();
    await press(/^Lever/);
    await said(/Blocage levé/);
    await page.locator('.head').getByText('inscription en cours').waitFor();
    expect(await focused()).not.toBe('BODY');

    await tab('Cartes');
    await page.getByLabel('Numéro de la nouvelle carte').fill('20000302');
    await press('Remplacer la carte');
    await said('Carte remplacée');
    await page.getByTestId('card-row').getByText('carte perdue').waitFor();
    await page.getByLabel('Code secret').fill('1111');
    await press('Changer le code secret');
    await said('trop simple');

    await tab('Historique des actions');
    await page.getByTestId('event-row').nth(3).waitFor();
    expect((await page.getByTestId('event-row').allInnerTexts()).map((row) => row.split('\t')[1])).toEqual([
      expect.stringMatching(/^Carte remplacée\s: carte perdue$/),
      expect.stringMatching(/^Blocage levé\s: blocage posé par un agent$/),
      expect.stringMatching(/^Blocage posé\s: blocage posé par un agent, jusqu’au /),
      'Inscription',
    ]);
    // What the library refused, the browser reports too.
    expect(visit.complaints.splice(0).map((words) => /status of (\d+)/.exec(words)?.[1])).toEqual(['409', '422']);
  });

  test('waits for a document: placed, suspended, moved and cancelled', async () => {
    await signIn('agent-lens', '/lecteurs?q=20000114');
    await page.waitForURL(/\/lecteurs\/\d+$/);
    await tab('Réservations');
    await page.getByText('Aucune réservation en cours.').waitFor();
    await page.getByLabel('Code-barres d’un exemplaire').fill('30000002');
    await page.getByRole('button', { name: 'Réserver' }).click();
    await said('Réservation faite.');
    const row = page.getByTestId('hold-row');
    await row.locator('.day').fill('+30');
    await row.getByRole('button', { name: /^Suspendre/ }).click();
    await said('Le rang est gardé.');
    await row.getByRole('button', { name: /^Reprendre/ }).click();
    await said('Réservation reprise');
    await row.getByRole('combobox').selectOption('AVION');
    await row.getByRole('button', { name: /^Changer/ }).click();
    await said('à retirer à Médiathèque d’Avion');
    expect(await violations(page)).toEqual([]);
    await row.getByRole('button', { name: /^Annuler/ }).click();
    await said('Réservation annulée');
    await page.getByText('Aucune réservation en cours.').waitFor();
    expect(await focused()).not.toBe('BODY');
  });

  test('who is there twice is made one, is given his data, and is erased when nothing is open', async () => {
    await signIn('coord', '/lecteurs/nouveau');
    const enrol = async (card: string) => {
      await page.getByLabel('Numéro de carte').fill(card);
      await page.getByLabel('Nom de famille').fill('Zimmer');
      await page.getByLabel('Prénom').fill('Ada');
      await page.getByLabel('Date de naissance').fill('01/02/1980');
      await page.getByLabel('Prénom').focus();
      await page.getByLabel('Catégorie').selectOption('ADULTE');
      await press('Inscrire');
      await heading('Ada Zimmer');
    };
    await enrol('20000310');
    await page.getByRole('link', { name: 'Inscrire un lecteur' }).click();
    await heading('Inscrire un lecteur');
    await enrol('20000311');
    await page.goto('/lecteurs?liste=duplicates');
    await page.getByTestId('reader-row').nth(1).waitFor();
    await page.getByRole('link', { name: 'Zimmer Ada' }).first().click();
    await page.getByRole('link', { name: /^Comparer/ }).click();
    await heading('Réunir deux comptes');
    expect(await violations(page)).toEqual([]);
    await press('Garder la carte 20000311');
    await press('Réunir pour toujours');
    await heading('Ada Zimmer');
    await page.locator('dd.code', { hasText: '20000311' }).waitFor();

    await page.getByTestId('scan-input').fill('30000037');
    await page.keyboard.press('Enter');
    await page.getByTestId('loan-row').waitFor();
    await tab('Données personnelles');
    const [download] = await Promise.all([page.waitForEvent('download'), press('Télécharger ses données')]);
    const data = JSON.parse(readFileSync(await download.path(), 'utf8')) as { cards: object[]; person: object };
    expect(data.person).toMatchObject({ lastName: 'Zimmer', cardNumber: '20000311' });
    expect(data.cards).toMatchObject([{ card: '20000311' }, { card: '20000310', reason: 'MERGED' }]);
    await press('Voir ce que l’effacement laisserait');
    await page.getByTestId('erase-prevented').getByRole('link', { name: '1 prêt en cours' }).click();
    await page.getByTestId('loan-row').waitFor();
    await page.evaluate(`fetch('/api/v1/session').then((answer) => answer.json()).then(({ csrfToken }) =>
      fetch('/api/v1/returns', { method: 'POST', body: '{"item":"30000037","library":"LENS"}',
        headers: { 'Content-Type': 'application/json', 'X-CSRF': csrfToken } }))`);

    await tab('Données personnelles');
    await press('Voir ce que l’effacement laisserait');
    await page.getByTestId('erase-preview').getByText('1 prêt terminé').waitFor();
    await press('Effacer ce lecteur…');
    await page.getByRole('dialog').waitFor();
    expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Annuler');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await press('Effacer ce lecteur…');
    await page.getByLabel('tapez son nom de famille').fill('Zimmer');
    await press('Effacer pour toujours');
    await heading('Lecteurs');
    await page.getByText('Le lecteur a été effacé.').waitFor();
    await look('20000311');
    await page.getByText('Aucun lecteur trouvé.').waitFor();
  });

  test('has no accessibility fault in the dark, and fits every screen', async () => {
    await signIn('coord', '/lecteurs/152/blocages');
    await heading('Paul Wattiez');
    await page.getByRole('button', { name: /choisir le thème/ }).click();
    await page.getByRole('menuitemradio', { name: 'Sombre' }).click();
    await page.getByRole('menu').waitFor({ state: 'detached' });
    for (const path of ['/lecteurs?q=lef', '/lecteurs/nouveau', '/lecteurs/categories', '/lecteurs/158/reservations']) {
      await page.goto(path);
      await page.locator('tbody tr, form button[type=submit]').first().waitFor();
      expect(await violations(page)).toEqual([]);
      for (const width of [1024, 768, 320]) {
        await page.setViewportSize({ width, height: 900 });
        expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, width]);
      }
      await page.setViewportSize({ width: 1280, height: 900 });
    }
  });

  test('is masked for an auditor, and nobody of the others is let in', async () => {
    await signIn('audit', '/lecteurs/152/historique');
    await heading('P. W.');
    await page.getByText('Données personnelles masquées').waitFor();
    await page.getByRole('link', { name: 'Blocages' }).click();
    await page.getByTestId('block-row').waitFor();
    expect(await page.getByRole('button', { name: 'Poser un blocage' }).count()).toBe(0);
    for (const text of visit.received) expect(text).not.toMatch(/Wattiez|Adresse à vérifier|20000152|lecteur152/);
    await page.goto('/lecteurs');
    await heading('Accès refusé');
    await page.goto('/lecteurs/152/fusion/153');
    await heading('Accès refusé');
  });
});
