import type { Browser, Page } from 'playwright-core';
import { type Server, startServer } from '../server.ts';
import { chromiumPath, openPage, startBrowser, violations } from './browser.ts';

if (chromiumPath === null && !process.env['CI']) {
  test.skip('SRU in a browser: needs chromium (apt-get install chromium, or CHROME_BIN)', () => undefined);
} else {
  describe('SRU in a browser', () => {
    let server: Server;
    let browser: Browser;
    let page: Page;
    let complaints: string[] = [];

    const ours = async (shown: Page): Promise<string[]> =>
      (await violations(shown)).filter((violation) => !violation.includes('<xslt-warning-banner'));

    beforeAll(async () => {
      if (chromiumPath === null) throw new Error('chromium is missing: apt-get install chromium, or set CHROME_BIN');
      server = await startServer();
      browser = await startBrowser(chromiumPath);
    });
    afterAll(async () => {
      await browser?.close();
      await server?.stop();
    });
    beforeEach(async () => {
      ({ page, complaints } = await openPage(browser, server.baseUrl));
    });
    afterEach(async () => {
      await page?.context().close();
      // Chromium announces, in a banner of its own that our policy strips of its looks, that it will stop reading XSLT
      const ofFiles = /style-src-elem|script-src-elem|default-src|Uncaught|TypeError/;
      expect(complaints.filter((complaint) => ofFiles.test(complaint))).toEqual([]);
    });

    test('shows the records found, and the next page of them', async () => {
      const query = 'query=dc.title%3Dgerminal&recordSchema=dc&maximumRecords=5';
      await page.goto(`/sru?version=1.2&operation=searchRetrieve&${query}`);
      await page.getByRole('heading', { level: 1, name: /^9 notices trouvées/ }).waitFor();
      expect(await page.locator('main > ol > li').count()).toBe(5);
      const look = `getComputedStyle(document.querySelector('main')).maxWidth`;
      expect(await page.evaluate(look)).toBe('960px');
      expect(await ours(page)).toEqual([]);
      await page.getByRole('button', { name: /^Page suivante/ }).click();
      await page.waitForURL(/startRecord=6/);
      expect(await page.locator('main > ol').getAttribute('start')).toBe('6');
      expect(await page.locator('main > ol > li').count()).toBe(4);
      expect(await page.locator('main button').count()).toBe(0);
    });

    test('shows what is wrong with a query, and narrows a search by a facet', async () => {
      await page.goto('/sru?version=2.0&query=a+and');
      expect(await page.getByRole('alert').textContent()).toContain('Query syntax error');
      await page.goto('/sru?version=2.0&query=dc.title%3Dgerminal&maximumRecords=0&facetLimit=3:dc.creator');
      await page.getByText('Auteur').click();
      await page.getByRole('link', { name: 'Zola Émile' }).waitFor();
      expect(await ours(page)).toEqual([]);
    });

    test('shows every form of record, and the description of the server', async () => {
      for (const schema of ['unimarcxchange', 'marcxml', 'opac', 'isohold']) {
        await page.goto(`/sru?version=2.0&query=dc.title%3Dgerminal&recordSchema=${schema}`);
        expect(await page.locator('main').textContent()).toContain(
          schema === 'isohold' ? 'pieceIdentifier' : 'Germinal',
        );
        expect(await ours(page)).toEqual([]);
      }
      await page.goto('/sru');
      await page.getByRole('heading', { level: 1, name: /^Description du serveur/ }).waitFor();
    });
  });
}
