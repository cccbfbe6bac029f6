import type { Page } from 'playwright-core';
import { violations } from './browser.ts';
import { describeVisits } from './visit.ts';

/** A reader and a document no other test of this file touches. */
const [card, barcode] = ['20000120', '30000001'];

describeVisits('steering', { onMariadbToo: true }, (visit) => {
  let page: Page;
  beforeEach(() => {
    page = visit.page;
  });

  const signedIn = async (login: string, path: string) => {
    await page.goto(path);
    await page.getByLabel('Identifiant').fill(login);
    await page.getByLabel('Mot de passe').fill('demo');
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Navigation principale' }).waitFor();
  };
  /** Asks the API as whoever is signed in: status and body. */
  const ask = (method: string, path: string, body: unknown) =>
    page.evaluate(`(async () => {
      const { csrfToken } = await (await fetch('/api/v1/session')).json();
      const headers = { 'X-CSRF': csrfToken, 'Content-Type': 'application/json' };
      const answer = await fetch('/api/v1${path}', { method: '${method}', headers, body: '${JSON.stringify(body)}' });
      return { status: answer.status, body: await answer.text() };
    })()`) as Promise<{ status: number; body: string }>;
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  /** Refusals of the server are told by the browser too; the page says them in words. */
  const expectRefusal = (status: number) => {
    visit.forgive(String(status));
  };

  test('a rule is walked to by arrows, its effect seen, then saved; the matrix shows it at once', async () => {
    await signedIn('coord', '/pilotage/regles');
    await page.locator('[data-at="0-0"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate('document.activeElement.dataset.at')).toBe('1-1');
    await page.locator('[data-code=DVD] button').first().focus();
    await page.keyboard.press('Enter');
    await page.getByText('La règle n° 2 décide : DVD · tous les lecteurs · tout le réseau.').waitFor();
    await button('Modifier cette règle').click();
    await page.getByLabel('Durée du prêt').fill('10');
    expect(await button('Enregistrer la règle').count()).toBe(0);
    await button('Voir l’effet avant d’enregistrer').click();
    await page.getByTestId('impact-row').first().getByText('Durée du prêt : 7 jours → 10 jours').waitFor();
    expect(await violations(page)).toEqual([]);
    await button('Enregistrer la règle').click();
    await page.getByText('La règle est enregistrée.').waitFor();
    await page.locator('[data-code=DVD]').getByText('10 jours').first().waitFor();
  });

  test('a rule that ties with another is refused, and both are told', async () => {
    await signedIn('coord', '/pilotage/regles?lecteur=ENFANT&document=DVD');
    await button('Créer une règle plus précise').click();
    await page.getByLabel('Documents', { exact: true }).selectOption('');
    await page.getByLabel('Lecteurs', { exact: true }).selectOption('');
    await page.getByLabel('Bibliothèque', { exact: true }).selectOption('AVION');
    await button('Voir l’effet avant d’enregistrer').click();
    const refusal = page.getByTestId('rule-refusal');
    await refusal.getByText('la règle n° 2 : DVD · tous les lecteurs · tout le réseau').waitFor();
    await refusal.getByText('la vôtre : tous les documents · tous les lecteurs · Médiathèque d’Avion').waitFor();
    expect(await button('Enregistrer la règle').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    expectRefusal(409);
  });

  test('what would happen is tried without a trace: the answer, the rule, the reasons', async () => {
    await signedIn('resp-lens', '/pilotage/regles');
    await page.getByLabel('Carte du lecteur').fill('20000152');
    await page.getByLabel('Code-barres du document').fill('30000019');
    await button('Essayer').click();
    const trial = page.getByTestId('rule-trial');
    await trial.getByText('refusé · Le compte du lecteur est bloqué.').first().waitFor();
    await trial.getByText('La règle n° 1 décide').waitFor();
    expect(await button('Modifier cette règle').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
  });

  test('a closing shows the document due that day, and moves it to the next opening', async () => {
    await signedIn('resp-lens', '/pilotage/calendriers');
    const lent = await ask('POST', '/desk/scans', { code: barcode, mode: 'lend', card });
    const dueAt = /"dueAt":"([^"]+)"/.exec(lent.body)?.[1] ?? '';
    const day = new Date(Date.parse(dueAt)).toISOString().slice(0, 10);
    await button('Modifier le calendrier').click();
    await button('Ajouter une période').click();
    const period = page.getByTestId('exception-row').last();
    await period.getByLabel('Du', { exact: true }).fill(day);
    await period.getByLabel('Motif').fill('Travaux');
    await button('Voir l’effet').click();
    await page.getByText('1 document devait revenir un jour qui ferme').waitFor();
    await page.evaluate('scrollTo(0, 0)');
    expect(await violations(page)).toEqual([]);
    await button('Enregistrer le calendrier').click();
    await page.getByText('Le calendrier est enregistré.').waitFor();
    await page.locator(`[data-date="${day}"][data-kind=exception]`).waitFor();
    const reader = await ask('POST', '/desk/scans', { code: card, mode: 'auto', card: null, meant: 'card' });
    const moved = /"dueAt":"([^"]+)"/.exec(reader.body)?.[1] ?? '';
    expect(moved > dueAt).toBe(true);
  });

  test('a library that leaves shows what keeps it; the decision is taken back', async () => {
    await signedIn('coord', '/pilotage/bibliotheques');
    await page.getByRole('link', { name: 'Médiathèque d’Avion' }).click();
    await button('Annoncer le départ').click();
    await page.getByLabel('Motif').fill('Délibération du 12 novembre');
    await button('Confirmer').click();
    await page.getByText('La bibliothèque a changé d’état.').waitFor();
    await page.getByTestId('blocking-row').first().waitFor();
    await page.locator('[data-testid=check-row][data-met=false]').first().waitFor();
    expect(await button('Sortir du réseau').count()).toBe(0);
    const forced = await ask('POST', '/libraries/AVION/transitions', { to: 'LEFT', why: 'x' });
    expect([forced.status, forced.body]).toEqual([409, expect.stringContaining('library-not-ready')]);
    expect(await violations(page)).toEqual([]);
    await button('Mettre en service').click();
    await page.getByLabel('Motif').fill('Le conseil a changé d’avis');
    await button('Confirmer').click();
    await page.locator('.state').getByText('en service').waitFor();
    expectRefusal(409);
  });

  test('each role has its own pages, by menu, by address and by the API', async () => {
    await signedIn('agent-lens', '/pilotage/regles');
    await page.getByRole('heading', { name: 'Accès refusé' }).waitFor();
    await page.getByRole('link', { name: 'Pilotage' }).click();
    await page.getByRole('heading', { name: 'Bibliothèques' }).waitFor();
    expect(await page.getByRole('link', { name: 'Règles de prêt' }).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    const asked = { to: 'LEAVING', why: 'x' };
    expect((await ask('POST', '/libraries/LENS/transitions', asked)).status).toBe(403);
    expect((await ask('POST', '/policies/impact', { id: 1, policy: null })).status).toBe(403);
    expectRefusal(403);
  });

  if (visit.database === 'MariaDB') return; // what is painted does not depend on the database: once is enough

  test('an auditor reads everything in the dark, at any width, and changes nothing', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await signedIn('audit', '/pilotage/regles?lecteur=ADULTE&document=BOOK');
    for (const [path, sign] of [
      ['/pilotage/regles?lecteur=ADULTE&document=BOOK', 'Durée du prêt'],
      ['/pilotage/calendriers?bibliotheque=LENS', 'jour férié'],
      ['/pilotage/bibliotheques/LENS', 'Documents qu’elle possède'],
    ] as const) {
      await page.goto(path);
      await page.getByText(sign).first().waitFor();
      expect([path, await violations(page)]).toEqual([path, []]);
      expect(await page.locator('body').innerText()).not.toMatch(/rules\.|calendars\.|library\.|\{\{/);
      expect(await button(/Modifier|Enregistrer|Annoncer|Retirer/).count()).toBe(0);
      for (const width of [1024, 768, 320]) {
        await page.setViewportSize({ width, height: 900 });
        expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, width]);
      }
      await page.setViewportSize({ width: 1440, height: 900 });
    }
  });
});
