import { violations } from './browser.ts';
import { expectSilence, seeEverywhere } from './protocol-page.ts';
import { describeVisits } from './visit.ts';

describeVisits('SRU', {}, (visit) => {
  expectSilence(visit);

  test('shows the records found, and the next page of them', async () => {
    const { page } = visit;
    const query = 'query=dc.title%3Dgerminal&recordSchema=dc&maximumRecords=5';
    await page.goto(`/sru?version=1.2&operation=searchRetrieve&${query}`);
    await page.getByRole('heading', { level: 1, name: /^9 notices trouvées/ }).waitFor();
    expect(await page.locator('main > ol > li').count()).toBe(5);
    const look = `getComputedStyle(document.querySelector('main')).maxWidth`;
    expect(await page.evaluate(look)).toBe('960px');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: /^Page suivante/ }).click();
    await page.waitForURL(/startRecord=6/);
    expect(await page.locator('main > ol').getAttribute('start')).toBe('6');
    expect(await page.locator('main > ol > li').count()).toBe(4);
    expect(await page.locator('main button').count()).toBe(0);
  });

  test('shows what is wrong with a query, and narrows a search by a facet', async () => {
    const { page } = visit;
    await page.goto('/sru?version=2.0&query=a+and');
    expect(await page.getByRole('alert').textContent()).toContain('Query syntax error');
    await page.goto('/sru?version=2.0&query=dc.title%3Dgerminal&maximumRecords=0&facetLimit=3:dc.creator');
    await page.getByText('Auteur').click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Zola Émile' }).click();
    await page.getByRole('heading', { level: 1, name: /^8 notices trouvées/ }).waitFor();
  });

  test('shows every form of record, the terms of an index and the description of the server', async () => {
    const { page } = visit;
    for (const schema of ['unimarcxchange', 'marcxml', 'opac', 'isohold']) {
      await page.goto(`/sru?version=2.0&query=dc.title%3Dgerminal&recordSchema=${schema}`);
      expect(await page.locator('main').textContent()).toContain(schema === 'isohold' ? 'pieceIdentifier' : 'Germinal');
      expect(await violations(page)).toEqual([]);
    }
    await page.goto('/sru?version=1.2&operation=scan&scanClause=dc.creator%3D%3Dzola');
    await page.getByRole('cell', { name: /^Zola/ }).first().waitFor();
    await page.goto('/sru');
    await page.getByRole('heading', { level: 1, name: /^Description du serveur/ }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('reads on a phone and in the dark, and leads to the XML', async () => {
    const { page } = visit;
    await seeEverywhere(page, '/sru?version=2.0&query=dc.title%3Dgerminal&recordSchema=isohold');
    await page.getByRole('link', { name: /^Cette réponse en XML/ }).click();
    await page.waitForURL(/httpAccept=application\/xml$/);
    expect(await page.evaluate('document.contentType')).toBe('text/xml');
  });
});
