import type { Page } from 'playwright-core';
import { violations } from './browser.ts';
import { describeVisits } from './visit.ts';

/** A record no other test of this file changes. */
const germinal = 'PAS0000000006';

describeVisits('authorities and digital resources', {}, (visit) => {
  let page: Page;
  beforeEach(() => {
    page = visit.page;
  });

  const signIn = async (login: string, to: string) => {
    await page.goto(to);
    await page.getByLabel('Identifiant').fill(login);
    await page.getByLabel('Mot de passe').fill('demo');
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Navigation principale' }).waitFor();
  };
  /** Asks the API as whoever is signed in: status and body. */
  const ask = async (method: string, path: string, body: unknown, version = 0) => {
    const asked = JSON.stringify({ method, path: `/api/v1${path}`, body: JSON.stringify(body), version });
    return (await page.evaluate(`(async ({ method, path, body, version }) => {
      const { csrfToken } = await (await fetch('/api/v1/session')).json();
      const headers = { 'X-CSRF': csrfToken, 'Content-Type': 'application/json', 'If-Match': '"' + version + '"' };
      const answer = await fetch(path, { method, headers, ...(method === 'GET' ? {} : { body }) });
      return { status: answer.status, body: await answer.json().catch(() => null) };
    })(${asked})`)) as { status: number; body: Record<string, never> };
  };
  const field = (tag: string) => page.locator(`[data-testid=field-row][data-code="${tag}"] textarea`);
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  /** A test that waits in vain fails by its own time-out. */
  const holds = async (tag: string, value: string) => {
    while ((await field(tag).inputValue()) !== value) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const said = (words: string | RegExp) => page.getByText(words).first().waitFor();
  const isForgiven = (status: number) => {
    visit.forgive(String(status));
  };
  const person = async (entry: string, rest: string, dates: string) => {
    await page.goto('/catalogue/autorites/nouvelle');
    await page.getByLabel(/^Élément d’entrée/).fill(entry);
    await page.getByLabel('Prénom').fill(rest);
    await page.getByLabel(/^Dates/).fill(dates);
    await button('Créer la notice d’autorité').click();
    await page.waitForURL(/autorites\/AUT\d+\/unimarc/);
    return /AUT\d+/.exec(page.url())![0];
  };
  /** A record with these headings, made over the API. */
  const record = async (title: string, ...headings: { tag: string; text: string }[]) => {
    const { body } = await ask('POST', '/records', { template: 'book', title });
    const {
      record: number,
      version,
      marc,
    } = body as never as {
      record: string;
      version: number;
      marc: { leader: string; fields: object[] };
    };
    const fields = headings.map(({ tag, text }) => {
      const subfields = [...text.matchAll(/\$(.)([^$]*)/g)].map(([, code, value]) => ({ code, value }));
      return { tag, ind1: ' ', ind2: tag === '702' ? '1' : ' ', subfields };
    });
    const saved = await ask(
      'PUT',
      `/records/${number}`,
      { marc: { ...marc, fields: [...marc.fields, ...fields] } },
      version,
    );
    expect(saved.status).toBe(200);
    return number;
  };

  test('a heading is chosen by keyboard in the grid of a record, and follows its authority from then on', async () => {
    await signIn('resp-lens', '/catalogue/autorites');
    const number = await person('Brassart', 'Eugénie', '1880-1950');
    await button('Modifier').click();
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.press('Alt+Enter');
    await page.locator('input.tag:focus').fill('400');
    await field('400').fill('$aBrassard$bE.');
    await page.keyboard.press('Control+s');
    await said('Notice d’autorité enregistrée, version 2.');

    const title = await record('Le coron des Brassart');
    await page.goto(`/catalogue/notices/${title}/unimarc`);
    await button('Modifier').click();
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.press('Alt+Enter');
    await page.locator('input.tag:focus').fill('702');
    await field('702').fill('$aBrassard$4070');
    const proposal = page.getByTestId('proposal');
    await proposal.waitFor();
    expect(await proposal.innerText()).toMatch(/Brassart, Eugénie \(1880-1950\)\s+pour «\sBrassard, E\.\s»/);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.locator('[data-testid=proposal][aria-selected=true]').waitFor();
    await page.keyboard.press('Enter');
    await holds('702', `$3${number}$aBrassart$bEugénie$f1880-1950$4070`);
    await page.keyboard.press('Control+z');
    await holds('702', '$aBrassard$4070');
    await page.keyboard.press('Alt+ArrowDown');
    await proposal.waitFor();
    await page.keyboard.press('Escape');
    await proposal.waitFor({ state: 'detached' });
    await page.keyboard.press('Alt+ArrowDown');
    await proposal.click();
    await page.keyboard.press('Control+s');
    await said(/^Notice enregistrée, version/);
    await page.getByRole('link', { name: 'Liens' }).click();
    await page.getByRole('link', { name: 'Brassart, Eugénie (1880-1950)' }).click();
    await page.getByRole('link', { name: 'Notices liées' }).click();
    await page.getByTestId('linked-record').getByText('Le coron des Brassart').waitFor();

    await page.getByRole('link', { name: 'UNIMARC' }).click();
    await button('Modifier').click();
    await page.locator('textarea:focus').fill('$aBrassart$bEugénie$f1881-1950');
    await page.keyboard.press('Control+s');
    await page.locator('[data-testid=propagation][data-state=done]').waitFor();
    await said('La vedette a été portée dans les notices : 1 a changé.');
    await page.goto(`/catalogue/notices/${title}`);
    await said(/Brassart, Eugénie.*1881-1950/);
  });

  test('two authorities of one person are merged, what that changes being shown first', async () => {
    await signIn('resp-lens', '/catalogue/autorites');
    const goes = await person('Delplanque', 'J.', '');
    await record('Mémoires d’un porion', { tag: '702', text: '$aDelplanque$bJ.$4070' });
    const stays = await person('Delplanque', 'Jules', '1850-1911');
    await page.getByRole('link', { name: 'Fusionner' }).click();
    await page.getByLabel('Vedette ou numéro de l’autre').fill('delpl');
    await button('Chercher').last().click();
    await page.locator(`[data-testid=merge-candidate][data-code=${goes}]`).getByRole('button').click();
    const preview = page.getByTestId('merge-preview');
    await preview.getByText('1 notice serait corrigée.').waitFor();
    expect(await preview.locator('ins').allInnerTexts()).toContain('#1 $aDelplanque$bJules$f1850-1911$4070');
    expect(await violations(page)).toEqual([]);
    await button(/^Fusionner «\sDelplanque, J\.\s»/).click();
    await said('« Delplanque, J. » est fusionnée ici ; les notices suivent.');
    await page.locator('[data-testid=propagation][data-state=done]').waitFor();
    await page.goto(`/catalogue/autorites/${goes}`);
    await page.getByRole('link', { name: stays }).waitFor();
    await page.goto(`/catalogue/autorites/${stays}`);
    await said('Delplanque, J.');
  });

  test('a heading without authority is linked to one, or given its own', async () => {
    await signIn('resp-lens', '/catalogue/autorites');
    await record(
      'Lampes',
      { tag: '606', text: '$aLampes de mineur$2rameau' },
      { tag: '606', text: '$aLampisterie$2rameau' },
    );
    await page.goto('/catalogue/autorites/a-lier?type=TOPIC');
    const row = (key: string) => page.locator(`[data-testid=unlinked-row][data-code="${key}"]`);
    await row('lampes de mineur')
      .getByRole('button', { name: /^Créer l’autorité/ })
      .click();
    await said(/^Notice d’autorité créée\s: Lampes de mineur\./);
    await row('lampes de mineur').getByText('Réglée').waitFor();
    await page.goto('/catalogue/autorites?vedette=lampes&type=TOPIC');
    const line = page.getByTestId('authority-row').filter({ hasText: 'Lampes de mineur' });
    await line.getByText('vedette seule').waitFor();
    const number = (await line.getAttribute('data-code'))!;
    const { body } = await ask('GET', `/authorities/${number}`, null);
    const adopted = await ask('POST', `/authorities/${number}/adoption`, { key: 'lampisterie' }, body['version']);
    expect(adopted).toEqual({ status: 200, body: { records: 1 } });
  });

  test('a resource is made, corrected, linked; a supplier’s file is counted and the year told', async () => {
    await signIn('coord', '/catalogue/numerique/nouvelle');
    await page.getByLabel('Adresse', { exact: true }).fill(`https://formation.example.org/${visit.database}`);
    await page.getByLabel('Titre').fill('Apprendre le tableur');
    await page.getByLabel('Type').selectOption('TRAINING');
    await page.getByLabel('Adresse de la licence').fill('libre');
    await button('Créer la ressource').click();
    await said(/l’adresse de la licence doit être celle d’une page web/);
    isForgiven(422);
    await page.getByLabel('Adresse de la licence').fill('https://licence.example.org/');
    await button('Créer la ressource').click();
    await page.getByRole('heading', { level: 1, name: 'Apprendre le tableur' }).waitFor();
    await page.getByLabel('Licence', { exact: true }).fill('Abonnement 2026');
    await page.getByLabel('Moissonneurs').check();
    await page.getByLabel('Adresse de la vignette').fill('https://images.example.org/v.png');
    await button('Enregistrer').click();
    await said('Ressource modifiée.');
    await said('La vignette est sur un autre serveur : la console ne l’affiche pas.');
    await page.getByLabel('Numéro de la notice à lier').fill(germinal);
    await button('Lier à cette notice').click();
    await said(`Ressource liée à la notice ${germinal}.`);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Ressources numériques' }).last().click();
    const line = page.getByTestId('resource-row').filter({ hasText: 'Apprendre le tableur' });
    expect((await line.innerText()).replace(/\s+/g, ' ')).toMatch(
      /Autoformation Saisie à la main Lecteurs inscrits Abonnement 2026 Lecteurs, Moissonneurs 1 notice/,
    );

    await page.getByRole('link', { name: 'Usage' }).click();
    await page.getByLabel('Plateforme').fill('Cafeyn');
    const month = `${new Date().getFullYear()}-01`;
    const csv = `Mois;Bibliothèque;Type;Visites;Consultations\n${month};LENS;presse;1200;30\n${month};Ailleurs;presse;5;6\n2026-99;LENS;presse;1;1\n`;
    const file = { name: 'cafeyn.csv', mimeType: 'text/csv', buffer: Buffer.from(csv, 'latin1') };
    await page.getByLabel('Fichier CSV').setInputFiles(file);
    await button('Compter ce fichier').click();
    await said('Fichier compté : 2 lignes retenues.');
    expect(await page.getByTestId('usage-report').innerText()).toMatch(
      /1 ligne n’a pas pu être lue[^]*Ligne 4\s: le mois n’est pas reconnu\.[^]*comptées pour aucune\s: Ailleurs/,
    );
    const january = page.locator(`[data-testid=month-row][data-code="${month}"]`);
    expect((await january.innerText()).replace(/[\s\u202f]+/g, ' ')).toBe('janvier 1 205 36 0');
    await page.getByRole('img', { name: /^Usage en .* 1.205 visites/ }).waitFor();
    expect(await page.locator('rect[data-measure=sessions]').first().getAttribute('height')).toBe('120.5');
    await page.locator('main select', { hasText: 'Tout le réseau' }).selectOption('LENS');
    await page.waitForURL(/bibliotheque=LENS/);
    await page.locator('[data-testid=library-row][data-code=LENS]').waitFor();
    await january.getByText('1 200').or(january.getByText('1\u202f200')).waitFor();
    const report = (await page.getByRole('link', { name: 'Rapport annuel (tableur français)' }).getAttribute('href'))!;
    expect(await page.evaluate(`fetch('${report}').then((answer) => answer.text())`)).toContain('"Cafeyn";');
    expect(await violations(page)).toEqual([]);
  });

  test('each role sees what is his: staff read authorities, an auditor reads resources, nobody else', async () => {
    await signIn('agent-lens', '/catalogue/autorites');
    await page.getByRole('heading', { level: 1, name: 'Autorités' }).waitFor();
    expect(await page.getByRole('main').innerText()).not.toMatch(/Nouvelle autorité|Ressources numériques/);
    await page.goto('/catalogue/autorites/nouvelle');
    await page.getByRole('heading', { name: 'Accès refusé' }).waitFor();
    await page.goto('/catalogue/numerique');
    await page.getByRole('heading', { name: 'Accès refusé' }).waitFor();
    expect((await ask('POST', '/authorities', {})).status).toBe(403);
    expect((await ask('POST', '/unlinked-headings/authority', {})).status).toBe(403);
    await page.context().clearCookies();
    await signIn('audit', '/catalogue/numerique');
    await page.getByRole('heading', { level: 1, name: 'Ressources numériques' }).waitFor();
    expect(await page.getByRole('main').innerText()).not.toContain('Nouvelle ressource');
    await page.goto('/catalogue/numerique/usage');
    await said('Fichiers déjà comptés');
    expect(await page.getByText('Compter le fichier').count()).toBe(0);
    expect((await ask('POST', '/digital-resources', {})).status).toBe(403);
    isForgiven(403);
  });

  if (visit.database === 'MariaDB') return; // what is painted does not depend on the database: once is enough
  test.each(['light', 'dark'] as const)('has no accessibility fault nor two-way scrolling in %s', async (scheme) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await signIn('coord', '/catalogue/autorites');
    const seen = [
      ['/catalogue/autorites', 'Brassart, Eugénie (1881-1950)'],
      ['/catalogue/autorites?vedette=zzz', /^Aucune notice d’autorité ne répond/],
      ['/catalogue/autorites/a-lier', 'Vedettes à lier'],
      ['/catalogue/autorites/nouvelle', 'Élément d’entrée'],
      ['/catalogue/numerique', 'Apprendre le tableur'],
      ['/catalogue/numerique/liens', 'Aucun lien à confirmer.'],
      ['/catalogue/numerique/conformite', 'Ce qui manque'],
      ['/catalogue/numerique/nouvelle', 'Créer la ressource'],
      ['/catalogue/numerique/usage', 'Fichiers déjà comptés'],
    ] as const;
    for (const [address, words] of seen) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(address);
      await said(words);
      expect(await violations(page)).toEqual([]);
      expect(await page.locator('body').innerText()).not.toMatch(/authority\.|unlinked\.|digital\.|usage\.|\{\{/);
      await page.setViewportSize({ width: 320, height: 900 });
      expect([address, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([address, 320]);
    }
  });
});
