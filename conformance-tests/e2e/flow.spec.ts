import type { Page } from 'playwright-core';
import { violations } from './browser.ts';
import { describeVisits } from './visit.ts';

describeVisits('holds and shuttle', { onMariadbToo: true }, (visit) => {
  let page: Page;
  beforeEach(() => {
    page = visit.page;
  });
  afterEach(async () => {
    const wrong = page ? await violations(page) : [];
    expect(wrong).toEqual([]);
    // A refusal of the library is an answer the page says in words; a browser reports it all the same.
    visit.forgive('409 (Conflict)');
  });

  const result = () => page.locator('app-act-result');
  const said = (words: string | RegExp) => result().getByText(words).waitFor();
  const scan = async (code: string) => {
    await page.getByTestId('scan-input').focus();
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
  };
  const press = async (name: string | RegExp) => {
    await page.getByRole('button', { name }).first().focus();
    await page.keyboard.press('Enter');
  };
  const signIn = async (path: string, login = 'agent-lens') => {
    await page.goto(path);
    await page.getByLabel('Identifiant').fill(login);
    await page.getByLabel('Mot de passe').fill('demo');
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Navigation principale' }).waitFor();
  };
  const printed = () => page.evaluate('window.print = () => { document.documentElement.dataset.printed = "yes"; }');

  test('a queue says ranks and why; no copy able to fill says so; a hold is placed, suspended and cancelled', async () => {
    await signIn('/flux/reservations');
    await page.getByTestId('hold-row').first().waitFor();
    await page.getByLabel('Mots du titre').fill('GLOIRE pere');
    await page.keyboard.press('Enter');
    await page.waitForURL(/titre=GLOIRE/);
    await page.getByRole('link', { name: 'La Gloire de mon père' }).click();
    await page.getByText('Aucun exemplaire du réseau ne servira cette réservation').waitFor();
    expect(await page.getByTestId('copy-row').innerText()).toMatch(/indisponible\s+manquant/);
    expect(await page.getByTestId('explain-line').innerText()).toMatch(/^1 · Personne ne l’a demandée avant/);

    await page.goto('/flux/reservations/nouvelle');
    await page.getByLabel(/Carte du lecteur/).fill('20000195');
    await page.getByLabel(/Code-barres d’un exemplaire/).fill('30000003');
    await page.getByLabel('Bibliothèque de retrait').selectOption('LIEVIN');
    await press('Réserver');
    await said(/est réservé, rang 1/);
    await page.getByRole('link', { name: 'Voir la réservation' }).click();
    await page.getByLabel(/Suspendre jusqu’au/).fill('2030-01-15');
    await press('Suspendre');
    await said('Réservation suspendue jusqu’au mar. 15 janv. 2030.');
    await press('À la demande du lecteur');
    await said(/^Réservation annulée/);
    await page.getByText('annulée', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Suspendre' }).count()).toBe(0);
  });

  test('the pull list is printed, a line is not found, a scan traps and routes at once, without a mouse', async () => {
    await signIn('/flux/recherche');
    await page.getByTestId('pull-row').first().waitFor();
    const lines = page.getByTestId('pull-row');
    const total = await lines.count();
    expect(total).toBeGreaterThanOrEqual(7);
    await printed();
    await press('Imprimer la liste');
    await said(`${total} lignes sont notées comme imprimées.`);
    await lines.first().getByText('imprimée', { exact: true }).waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await lines.first().innerText()).not.toContain('Introuvable');
    await page.emulateMedia({ media: 'screen' });

    await press(/^Passer ailleurs/);
    await said(/^Rien n’a été changé\. Aucune autre bibliothèque/);
    await press(/^Introuvable/);
    await said(/est noté introuvable/);
    const code = (await lines.last().getAttribute('data-code'))!;
    await scan(code);
    const scanned = page.getByTestId('scan-row').first();
    await scanned.waitFor();
    await page.locator(`[data-testid=scan-row][data-outcome=TRANSIT]:has-text("${code}")`).waitFor();
    await page
      .locator(`[data-testid=pull-row][data-code="${code}"]`)
      .getByText(/^NAVETTE → /)
      .waitFor();
    expect(await page.evaluate('document.activeElement.dataset.testid')).toBe('scan-input');
  });

  test('the hold shelf: taken off by a scan, kept longer, called again once a day, released', async () => {
    await signIn('/flux/etagere', 'resp-lens');
    const ended = page.getByTestId('ended-row').filter({ hasText: 'non retirée à temps' });
    await ended.waitFor();
    await scan((await ended.getAttribute('data-code'))!);
    await page.locator('[data-testid=scan-row][data-outcome=SHELF]').waitFor();
    await ended.waitFor({ state: 'detached' });

    // One row by its document: kept longer, it moves down the shelf when the list is read again.
    const code = await page.getByTestId('shelf-row').first().getAttribute('data-code');
    const row = page.locator(`[data-testid=shelf-row][data-code="${code}"]`);
    await row.getByRole('button', { name: /^Prolonger/ }).click();
    await said(/attend jusqu’au/);
    await row.getByRole('button', { name: /^Rappeler/ }).click();
    await said(/sera prévenu de nouveau/);
    await row.getByRole('button', { name: /^Rappeler/ }).click();
    await said('Rien n’a été changé. Le lecteur a déjà été prévenu aujourd’hui.');
    await row.getByRole('button', { name: /^Libérer/ }).click();
    await said(/est libéré/);
    await page.emulateMedia({ colorScheme: 'dark' });
  });

  test('a crate is filled, sealed, taken by the van, and received in another library with a gap that is settled', async () => {
    await signIn('/flux/navette', 'coord');
    await page.getByTestId('post-library').selectOption('LENS');
    await page.getByTestId('waiting-row').filter({ hasText: 'Liévin' }).waitFor();
    const column = (name: string) => page.locator(`[data-column=${name}]`);
    await column('gaps').getByText('Attendu, non reçu').waitFor();

    await scan('LENS-000001');
    await page.waitForURL(/caisses\/1$/);
    await page.getByRole('heading', { name: 'Caisse LENS-000001' }).waitFor();
    await page.getByTestId('crate-line').nth(1).waitFor();
    expect(await page.getByTestId('crate-line').count()).toBe(2);
    const codes = await page.getByTestId('crate-line').evaluateAll((rows) => rows.map((row) => row.dataset['code']!));
    await scan('30000001');
    await said(/^Rien n’a été changé\. Ce document ne part nulle part/);
    await press('Sceller la caisse');
    await said(/sa liste est figée \(2\)/);
    await page.emulateMedia({ media: 'print' });
    await page.getByTestId('crate-sheet').locator('path').waitFor();
    expect(await page.getByTestId('crate-sheet').innerText()).toMatch(/^Liévin[\s\S]+LENS-000001/);
    await page.emulateMedia({ media: 'screen' });

    await page.getByRole('link', { name: /^Tournée/ }).click();
    await page.getByTestId('stop-row').first().waitFor();
    await press('Partir');
    await said(/La navette est partie/);
    await page.getByText('à bord', { exact: true }).first().waitFor();

    await page.goto('/flux/navette');
    await column('onBoard').getByRole('link', { name: 'LENS-000001' }).waitFor();
    // By hand: the menu of the way back does the same.
    const from = (await column('onBoard').getByTestId('crate-row').first().boundingBox())!;
    const to = (await column('sealed').locator('.crates').boundingBox())!;
    await page.mouse.move(from.x + from.width - 12, from.y + 12);
    await page.mouse.down();
    await page.mouse.move(to.x + 20, to.y + 20, { steps: 12 });
    await page.mouse.up();
    await column('sealed').getByRole('link', { name: 'LENS-000001' }).waitFor();
    await press(/^Déplacer vers… LENS-000001/);
    await page.getByRole('menuitem', { name: /^À bord/ }).click();
    await column('onBoard').getByRole('link', { name: 'LENS-000001' }).waitFor();

    await page.getByTestId('post-library').selectOption('LIEVIN');
    await column('receive')
      .getByRole('link', { name: /LENS-000001/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Tout est là : recevoir 2 documents' }).waitFor();
    await scan(codes[0]!);
    await said(/en rayon/);
    await press('Terminer : le reste manque');
    await said('1 document manque : voyez les écarts.');
    await page.goto('/flux/navette');
    await press(/^Retrouvé/);
    await said(/est réglé/);
    await column('gaps').getByText('Aucun écart.').waitFor();
  });

  if (visit.database === 'MariaDB') return; // what is painted does not depend on the database: once is enough

  test('the van: its timetable, its rounds as a map and as lists, in the dark', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await signIn('/flux/navette/horaires');
    await page.getByTestId('run-row').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Circuits' }).click();
    await page.getByTestId('round-row').nth(5).waitFor();
    const drawn = await page.locator('.map text:not(.title):not(.hub)').allTextContents();
    const listed = await page.getByTestId('round-row').locator('li').allInnerTexts();
    expect(drawn.map((name) => name.trim())).toEqual(listed.map((name) => name.trim()));
    expect(listed.length).toBe(35);
  });

  test.each(['info', 'audit'])('%s has none of these pages', async (login) => {
    await signIn('/flux/navette', login);
    await page.getByRole('heading', { name: 'Accès refusé' }).waitFor();
    expect(await page.getByRole('link', { name: 'Flux' }).count()).toBe(0);
  });
});
