import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import jsqr from 'jsqr';
import type { Page } from 'playwright-core';
import { openPage, violations } from './browser.ts';
import { describeVisits } from './visit.ts';

/** Its types are those of a module, and Jest loads it as CommonJS. */
const jsQR = jsqr as unknown as typeof jsqr.default;

/** What an authenticator shows (RFC 6238), written here on its own: the server is not asked. */
function passcode(key: string, steps = 0): string {
  const bits = [...key.replace(/\s/g, '')].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  const secret = Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const number = mac.readUInt32BE(mac[19]! & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

describeVisits('accounts and journal', { environment: { PASSERELLE_SECOND_FACTOR_ROLES: 'COORDINATOR' } }, (visit) => {
  let page: Page;
  beforeEach(() => {
    page = visit.page;
  });

  const present = async (login: string, password: string, path = '/') => {
    await page.goto(path);
    await page.getByLabel('Identifiant').fill(login);
    await page.getByLabel('Mot de passe').fill(password);
    await page.keyboard.press('Enter');
  };
  const atWork = () => page.getByRole('navigation', { name: 'Navigation principale' }).waitFor();
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const statusOf = (path: string) =>
    page.evaluate(`fetch('/api/v1${path}').then((answer) => answer.status)`) as Promise<number>;
  /** Refusals of the server are told by the browser too; the page says them in words. */
  const expectRefusal = (status: number) => {
    visit.forgive(String(status));
  };

  /** What a telephone reads of the code on the screen. */
  const photographed = async () => {
    const picture = await page.getByTestId('qr-code').screenshot();
    const { width, height, pixels } = (await page.evaluate(`(async () => {
      const picture = new Image();
      picture.src = 'data:image/png;base64,${picture.toString('base64')}';
      await picture.decode();
      const { width, height } = picture;
      const canvas = new OffscreenCanvas(width, height).getContext('2d');
      canvas.drawImage(picture, 0, 0);
      return { width, height, pixels: [...canvas.getImageData(0, 0, width, height).data] };
    })()`)) as { width: number; height: number; pixels: number[] };
    return jsQR(Uint8ClampedArray.from(pixels), width, height)?.data ?? null;
  };

  test('a coordinator enrols his telephone, comes back by its code, and no code is good twice', async () => {
    await present('coord', 'demo', '/pilotage/comptes');
    await page.getByRole('heading', { name: 'Activez votre second facteur' }).waitFor();
    expect(await statusOf('/accounts')).toBe(403);
    await button('Activer un second facteur').click();
    const key = await page.getByTestId('enrolment-secret').innerText();
    expect(await violations(page)).toEqual([]);
    const address = `otpauth://totp/Passerelle:coord?secret=${key.replace(/\s/g, '')}&issuer=Passerelle`;
    for (const media of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }] as const) {
      await page.emulateMedia(media);
      expect([media, await photographed()]).toEqual([media, address]);
    }
    await page.emulateMedia({ colorScheme: null, forcedColors: null });
    const used = passcode(key);
    await page.getByLabel('Code à six chiffres').fill(used);
    await button('Terminer l’activation').click();
    await page.getByTestId('recovery-codes').waitFor();
    const [recovery] = await page.getByTestId('recovery-codes').locator('li').allInnerTexts();
    expect(await violations(page)).toEqual([]);
    await button('J’ai gardé mes codes').click();
    await page.getByRole('heading', { name: 'Comptes et rôles' }).waitFor();

    await page.context().clearCookies();
    await present('coord', 'demo');
    await page.getByRole('heading', { name: 'Second facteur' }).waitFor();
    await page.getByLabel(/Code à six chiffres/).fill(used);
    await page.keyboard.press('Enter');
    await page.getByText('Code refusé').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel(/Code à six chiffres/).fill(passcode(key, 1)); // the server takes it a step early
    await page.keyboard.press('Enter');
    await atWork();

    await page.context().clearCookies();
    await present('coord', 'demo');
    await page.getByLabel(/code de secours/).fill(recovery!);
    await page.keyboard.press('Enter');
    await atWork();
    expectRefusal(403);
    expectRefusal(401);
    visit.shownOnce('"secret"'); // the key of his telephone
  });

  test('somebody is invited, chooses his password, is suspended; the journal knows', async () => {
    await present('admin', 'demo', '/pilotage/comptes');
    await button('Inviter quelqu’un').click();
    await page.getByLabel('Identifiant', { exact: true }).fill('lea');
    await page.getByLabel('Nom', { exact: true }).fill('Léa Roux');
    await page.getByLabel('Bibliothèque', { exact: true }).selectOption('AVION');
    expect(await violations(page)).toEqual([]);
    await button('Créer le compte').click();
    const password = await page.getByTestId('one-time-password').innerText();
    expect(await violations(page)).toEqual([]);

    const other = await openPage(visit.browser, visit.server.baseUrl);
    const [admin, hers] = [page, other.page];
    page = hers;
    await present('lea', password);
    await page.getByLabel('Mot de passe reçu').fill(password);
    await page.getByLabel('Nouveau mot de passe', { exact: true }).fill('quatre mots bien choisis');
    await page.getByLabel(/une seconde fois/).fill('quatre mots bien choisis');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await atWork();
    await page.goto('/mon-compte');
    await page.getByText('cette session').waitFor();
    expect(await violations(page)).toEqual([]);
    page = admin;
    await page.goto('/pilotage/comptes/lea');
    await page.getByTestId('session-row').waitFor();
    expect(await violations(page)).toEqual([]);
    await button('Suspendre le compte').click();
    await page.getByText('Le compte est suspendu').waitFor();
    expect(await hers.evaluate(`fetch('/api/v1/session').then((answer) => answer.status)`)).toBe(401);
    await hers.context().close();
    await page.getByRole('link', { name: 'Comptes et rôles' }).click();
    await page.locator('[data-login=admin] a').click();
    await page.getByText('Ce compte ne se modifie pas d’ici').waitFor();

    await page.goto('/pilotage/journal?nature=access&acteur=admin');
    await page.locator('[data-type=USER_CHANGED] a').first().click();
    await page.getByText('compte suspendu').waitFor();
    expect(await violations(page)).toEqual([]);
    visit.shownOnce('"secret"'); // her first password
  });

  test('the journal is filtered by address, proved, and taken away in a file that it knows of', async () => {
    await present('audit', 'demo', '/pilotage/journal');
    await page.getByLabel('Nature').selectOption('access');
    await page.getByLabel('Acteur (identifiant)').fill('audit');
    await button('Rechercher').click();
    await page.waitForURL(/nature=access.*acteur=audit/);
    await page.locator('[data-type=SIGN_IN]').first().waitFor();
    expect(await page.locator('[data-type=LOAN]').count()).toBe(0);
    await button('Vérifier la chaîne').click();
    await page.getByText('La chaîne est entière').waitFor();
    expect(await violations(page)).toEqual([]);
    const saved = page.waitForEvent('download');
    await button('Exporter (tableur)').click();
    const file = readFileSync(await (await saved).path(), 'utf8');
    expect(file).toMatch(/^\ufeff"N°";"Quand";"Quoi"/);
    expect(file).toContain('"Connexion";"audit"');
    await page.reload();
    await page.locator('[data-type=JOURNAL_EXPORTED]').waitFor();
    await page.locator('[data-type=JOURNAL_VERIFIED]').waitFor();
  });

  test('each role has its own pages, in the dark and at any width', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await present('admin', 'demo', '/pilotage/comptes');
    await atWork();
    for (const [path, sign] of [
      ['/pilotage/comptes', 'Camille Delattre'],
      ['/pilotage/comptes/agent-lens', 'Droits'],
      ['/pilotage/journal', 'Connexion'],
      ['/mon-compte', 'Mes sessions'],
    ] as const) {
      await page.goto(path);
      await page.locator('main').getByText(sign).first().waitFor();
      expect([path, await violations(page)]).toEqual([path, []]);
      expect(await page.locator('body').innerText()).not.toMatch(/(?:accounts|journal|account|passcode)\.\w|\{\{/);
      for (const width of [768, 320]) {
        await page.setViewportSize({ width, height: 900 });
        expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, width]);
      }
      await page.setViewportSize({ width: 1440, height: 900 });
    }
    await page.context().clearCookies();
    await present('agent-lens', 'demo', '/pilotage/comptes');
    await page.getByRole('heading', { name: 'Accès refusé' }).waitFor();
    expect([await statusOf('/accounts'), await statusOf('/journal')]).toEqual([403, 403]);
    await page.getByRole('link', { name: 'Pilotage' }).click();
    await page.getByRole('heading', { name: 'Bibliothèques' }).waitFor();
    expect(await page.getByRole('link', { name: /^(Comptes|Journal)$/ }).count()).toBe(0);
    expectRefusal(403);
  });

  test('too many wrong passwords: until when one waits is said', async () => {
    await page.goto('/connexion');
    await page.getByLabel('Identifiant').fill('info');
    await page.getByLabel('Mot de passe').fill('faux');
    for (let n = 0; n < 6; n += 1) {
      const answered = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/session'));
      await page.keyboard.press('Enter');
      await answered;
      await button('Se connecter').waitFor();
      await page.getByLabel('Mot de passe').focus();
    }
    await page.getByText(/Connexion suspendue jusqu’à \d\d:\d\d/).waitFor();
    expect(await violations(page)).toEqual([]);
    expectRefusal(429);
  });
});
