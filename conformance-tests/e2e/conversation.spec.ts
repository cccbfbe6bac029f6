import type { Page } from 'playwright-core';
import { openSignedIn, type Terminal, terminalDate } from '../sip2/client.ts';
import { violations } from './browser.ts';
import { describeVisits } from './visit.ts';

describeVisits('the conversation of a kiosk', { onMariadbToo: true }, (visit) => {
  let page: Page;
  let kiosk: Terminal;

  const path = '/connexions/automates/kiosk-lens/conversation';
  const rows = () => page.getByTestId('exchange-row');
  /** A reader is asked for with his secret code, by a kiosk that does not know his card. */
  const askAccount = (card: string, pin: string) =>
    kiosk.ask(`63000${terminalDate()}${' '.repeat(10)}AOCALL|AA${card}|AC|AD${pin}|`);

  beforeAll(async () => {
    kiosk = await openSignedIn(visit.server.sip2Port, 'kiosk-lens');
  });
  afterAll(() => kiosk?.end());
  beforeEach(() => {
    page = visit.page;
  });

  test('shows what was refused and why, as it happens, and no secret ever reached the browser', async () => {
    await visit.signIn('admin', path);
    await page.getByRole('heading', { level: 1, name: 'Conversation SIP2' }).waitFor();
    await askAccount('29999999', 'XQ7Z9W');
    await rows().filter({ hasText: 'compte du lecteur' }).first().waitFor();
    await kiosk.ask(`11NN${terminalDate()}${' '.repeat(18)}AOCALL|AA29999999|AB30000010|AC|ADXQ7Z9W|`);
    const refused = rows().filter({ hasText: 'patron-unknown' }).filter({ hasText: '30000010' });
    await refused.getByText('refusé').waitFor();
    await refused.getByRole('button').click();
    await page.locator('.detail').getByText('secret, jamais gardé').waitFor();
    await page.locator('.detail').getByText('screenMessage').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.evaluate('Promise.all(document.getAnimations().map((one) => one.finished))'); // colours fade in
    expect(await violations(page)).toEqual([]);
    expect(`${visit.received.join()} ${await page.content()}`).not.toContain('XQ7Z9W');
  });

  test('masks the reader for who may not see readers', async () => {
    await askAccount('20000001', '1234');
    await visit.signIn('info', `${path}?message=PatronInformation`);
    await rows().first().getByRole('button').click();
    await page.locator('.detail').getByText('masqué').first().waitFor();
    const seen = `${visit.received.join()} ${await page.content()}`;
    expect(seen).toContain('…0001');
    expect(seen).not.toContain('20000001');
  });

  test('is not for an agent: neither by the list, nor by its address, nor by the API', async () => {
    await visit.signIn('agent-lens', '/connexions/automates');
    await page.getByTestId('device-row').first().waitFor();
    expect(await page.getByRole('link', { name: /^Conversation/ }).count()).toBe(0);
    const answer = await page.request.get(`${visit.server.baseUrl}/api/v1/exchanges?device=kiosk-lens`);
    expect(answer.status()).toBe(403);
  });

  test('is rehearsed on a virtual kiosk, and nothing was lent', async () => {
    await visit.signIn('info', '/connexions/automates/kiosk-lens/essai');
    await page.getByLabel('Carte du lecteur').fill('20000001');
    await page.getByLabel('Code secret').fill('1234');
    await page.getByLabel('Code-barres').fill('30000011');
    await page.getByRole('button', { name: 'Essayer' }).click();
    await page.getByRole('heading', { name: 'Ce qui serait répondu' }).waitFor();
    await page.getByRole('status').getByText('fait', { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.getByRole('button', { name: 'Faire pour de vrai' }).count()).toBe(0);
    const { fixed } = await kiosk.ask(`17${terminalDate()}AOCALL|AB30000011|AC|`);
    expect(fixed[0]).toBe('03'); // available
  });
});
