import type { Page } from 'playwright-core';
import { violations } from './browser.ts';
import { describeVisits } from './visit.ts';
import { cutRecord, sixNovels } from './import-files.ts';

/** A librarian who decides 200 records an hour has 18 seconds for each: the next one is painted meanwhile, in milliseconds. */
const paintedWithin = 100;

describeVisits('imports', { onMariadbToo: true }, (visit) => {
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
  const ask = (method: string, path: string) =>
    page.evaluate(`(async () => {
      const { csrfToken } = await (await fetch('/api/v1/session')).json();
      const headers = { 'X-CSRF': csrfToken, 'Content-Type': 'application/json' };
      const body = '${method}' === 'GET' ? undefined : '{}';
      return (await fetch('/api/v1${path}', { method: '${method}', headers, body })).status;
    })()`) as Promise<number>;
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const state = (word: string) => page.locator('.state').getByText(word, { exact: true }).waitFor();
  /** Hands a file over and has it analysed. */
  const deposit = async (library: string, name: string, content: Buffer) => {
    await page.goto('/catalogue/imports/nouveau');
    await page.locator('main form').getByLabel('Bibliothèque').selectOption(library);
    await page.getByLabel('Système d’origine').selectOption('koha');
    await page.getByTestId('import-file').setInputFiles({ name, mimeType: 'application/marc', buffer: content });
    await page.getByText(name).waitFor();
    await button('Déposer').click();
    await button('Lire et analyser').click();
    await state('analysé');
  };
  /** Types the code of the library where it is asked for. */
  const confirm = async (code: string, name: string) => {
    const dialog = page.getByRole('dialog');
    await dialog.locator('button:focus', { hasText: 'Abandonner' }).waitFor();
    await dialog.getByRole('textbox').fill(code);
    await dialog.getByRole('button', { name }).click();
  };

  test('a file becomes part of the catalogue: handed over, analysed, applied after its code is typed', async () => {
    await signedIn('coord', '/catalogue/imports');
    await page.getByText('Aucun lot.').waitFor();
    await deposit('LENS', 'lens.mrc', Buffer.concat([sixNovels('LENS', 0), cutRecord]));
    const report = page.getByTestId('import-report');
    await report.getByText('nouvelles notices').waitFor();
    await report.getByTestId('reject-row').first().getByText('LENS-lens.mrc, octet').waitFor();
    expect(await violations(page)).toEqual([]);
    await button('Terminer la revue').click();
    await button('Appliquer').click();
    await page.getByRole('dialog').getByRole('textbox').fill('AVION');
    await page.getByRole('dialog').getByRole('button', { name: 'Appliquer' }).click();
    await page.getByText('Ce n’est pas le code de la bibliothèque.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await state('revu');
    await button('Appliquer').click();
    await confirm('lens', 'Appliquer');
    await state('appliqué');
    await report.getByText('notices créées').waitFor();
    expect(await report.getByText('ne tombent pas juste').count()).toBe(0);
  });

  test('the same books of another library are decided from the keyboard, each painted at once, then taken back', async () => {
    await signedIn('coord', '/catalogue/imports');
    await deposit('AVION', 'avion.mrc', sixNovels('AVION', 9));
    await page.getByRole('link', { name: 'Revoir les notices' }).click();
    const beside = page.getByTestId('beside');
    await beside.waitFor();
    await page.getByText('6 notices à décider').waitFor();
    expect(await violations(page)).toEqual([]);
    const line = () => beside.getAttribute('data-line');
    /** Presses a key and measures until the next record is painted, in the visit.browser. */
    const press = async (key: string) =>
      (await page.evaluate(`new Promise((resolve) => {
        const began = performance.now();
        const line = () => document.querySelector('[data-testid=beside]')?.dataset.line;
        const before = line();
        const look = () => line() === before ? requestAnimationFrame(look) : resolve(performance.now() - began);
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', altKey: true, bubbles: true, cancelable: true }));
        look();
      })`)) as number;
    const times = [await press('m'), await press('d'), await press('p'), await press('m')];
    expect(await line()).toBe('5');
    expect(Math.max(...times)).toBeLessThan(paintedWithin);
    await page.keyboard.press('Alt+z');
    await page.locator('[data-testid=beside][data-line="4"]').waitFor();
    for (const next of ['5', '6']) {
      await page.keyboard.press('Alt+m');
      await page.locator(`[data-testid=beside][data-line="${next}"]`).waitFor();
    }
    await page.keyboard.press('m'); // a letter alone, as a scanner types it, decides nothing
    await page.keyboard.press('Alt+m');
    await page.getByText('Vous avez passé 1 notice').waitFor();
    await button('Les revoir').click();
    await page.locator('[data-testid=beside][data-line="3"]').waitFor();
    await page.keyboard.press('Alt+d');
    await page.getByText('sont décidées').waitFor();
    await page.getByRole('link', { name: 'Retourner au lot' }).click();
    await button('Terminer la revue').click();
    await button('Appliquer').click();
    await confirm('AVION', 'Appliquer');
    await state('appliqué');
    const report = page.getByTestId('import-report');
    await report.getByText('Codes-barres déjà pris, recodés : 6').click();
    await report.getByText('770001').first().waitFor();
    await button('Annuler le lot').click();
    await page
      .getByTestId('undoing')
      .getByText(/Exemplaires\s: 6 à retirer, 0 à remettre/)
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await button('Continuer l’annulation').click();
    await confirm('AVION', 'Annuler le lot');
    await state('annulé');
  });

  if (visit.database === 'MariaDB') return; // what is painted does not depend on the database: once is enough

  test('the head of a library decides and signs for it; staff have no page; nothing overflows in the dark', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await signedIn('resp-lens', '/catalogue/imports');
    await page.getByTestId('batch-row').first().waitFor();
    expect(await page.getByTestId('batch-row').count()).toBe(1);
    expect(await page.getByRole('link', { name: 'Déposer un fichier' }).count()).toBe(0);
    await page.getByRole('link', { name: /Lot.n°.1/ }).click();
    expect(await button('Annuler le lot').count()).toBe(0);
    await button('Signer pour la bibliothèque').click();
    await page.getByText('Signé par resp-lens').waitFor();
    expect(await ask('POST', '/migration-batches/1/steps/close')).toBe(403);
    for (const [path, sign] of [
      ['/catalogue/imports', 'LENS-lens.mrc'],
      ['/catalogue/imports/1', 'Compte rendu'],
      ['/catalogue/imports/profils', 'Koha (UNIMARC, 995)'],
      ['/catalogue/doublons', 'Aucune notice'],
    ] as const) {
      await page.goto(path);
      await page.getByText(sign).first().waitFor();
      expect([path, await violations(page)]).toEqual([path, []]);
      expect(await page.locator('body').innerText()).not.toMatch(/imports\.|review\.|profiles\.|\{\{/);
      for (const width of [1024, 768, 320]) {
        await page.setViewportSize({ width, height: 900 });
        expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, width]);
      }
      await page.setViewportSize({ width: 1440, height: 900 });
    }
    await page.context().clearCookies();
    await signedIn('agent-lens', '/catalogue/imports');
    await page.getByRole('heading', { name: 'Accès refusé' }).waitFor();
    expect(await ask('GET', '/migration-queues')).toBe(403);
    visit.forgive('403');
  });

  test('a profile is tried on a file before it is saved; a line that is none loses nothing', async () => {
    await signedIn('coord', '/catalogue/imports/profils');
    await button('Modifier Koha (UNIMARC, 995)').click();
    const form = page.getByTestId('profile-form');
    await form.getByLabel('À mettre devant les codes-barres').fill('L');
    await form.getByLabel('Bibliothèque', { exact: true }).selectOption('LENS');
    const file = { name: 'lens.mrc', mimeType: 'application/marc', buffer: sixNovels('LENS', 0) };
    await form.getByTestId('profile-file').setInputFiles(file);
    await form.getByRole('button', { name: 'Essayer' }).click();
    await page.getByTestId('tried').getByText('L770001').waitFor();
    await form.getByLabel('Types de document').fill('liv = BOOK\ndvd');
    await form.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('Types de document : la ligne 2').waitFor();
    await form.getByLabel('Types de document').fill('liv = BOOK');
    expect(await violations(page)).toEqual([]);
    await form.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByText('Koha (UNIMARC, 995) : version 1 enregistrée.').waitFor();
  });
});
