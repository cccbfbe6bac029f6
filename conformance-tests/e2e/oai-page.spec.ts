import { violations } from './browser.ts';
import { expectSilence, seeEverywhere } from './protocol-page.ts';
import { describeVisits } from './visit.ts';

describeVisits('OAI-PMH', {}, (visit) => {
  expectSilence(visit);

  test('shows what the repository is, its formats and its sets, and what a set holds', async () => {
    const { page } = visit;
    await page.goto('/oai?verb=Identify');
    await page.getByRole('heading', { level: 1, name: /^L’entrepôt/ }).waitFor();
    expect(await page.locator('dd').allTextContents()).toContain('persistent');
    expect(await violations(page)).toEqual([]);
    const links = page.getByRole('navigation');
    await links.getByRole('link', { name: 'Formats' }).click();
    await page.getByRole('cell', { name: 'marcxchange', exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await links.getByRole('link', { name: 'Ensembles' }).click();
    await page.getByRole('link', { name: 'catalogue:livres', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /^Identifiants/ }).waitFor();
    await page.getByRole('link', { name: /^oai:/ }).first().click();
    await page.getByRole('heading', { level: 1, name: /^Une notice/ }).waitFor();
    expect(await page.locator('dt').allTextContents()).toContain('title');
    expect(await violations(page)).toEqual([]);
  });

  test('shows records in every format, and the pages that follow', async () => {
    const { page } = visit;
    for (const [format, shown] of Object.entries({ marcxchange: '200', mods: 'titleInfo', oai_dc: 'title' })) {
      await page.goto(`/oai?verb=ListRecords&metadataPrefix=${format}`);
      await page.locator('article').first().getByText(shown, { exact: true }).first().waitFor();
    }
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: /^Suite \(0 sur \d+\)/ }).click();
    await page.waitForURL(/resumptionToken=/);
    await page.getByRole('link', { name: /^Suite \(200 sur \d+\)/ }).waitFor();
  });

  test('shows what is wrong with a request', async () => {
    const { page } = visit;
    await page.goto('/oai?verb=ListRecords&unknown=1');
    await page.getByRole('heading', { level: 1, name: /^Erreur/ }).waitFor();
    expect(await page.getByRole('alert').first().textContent()).toContain('badArgument');
    expect(await violations(page)).toEqual([]);
  });

  test('reads on a phone and in the dark, and leads to the XML', async () => {
    const { page } = visit;
    await seeEverywhere(page, '/oai?verb=ListSets');
    await page.getByRole('link', { name: /^Cette réponse en XML/ }).click();
    await page.waitForURL(/\/oai\/oai\.xml\?verb=ListSets$/);
    expect(await page.evaluate('document.contentType')).toBe('text/xml');
  });
});
