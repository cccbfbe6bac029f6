import { bib, noon, second, simple, TestRepository, ask, tokenOf } from './test-repository.fixture.ts';

const chromium = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const java = 'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2';
const title = `L'<b>Assommoir</b> "&" <script>alert(1)</script>`;

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
  repository.catalogue.records = [1, 2, 3].map((id) =>
    bib(id, noon - 10 * second + id, { marc: Buffer.from(simple(id === 1 ? title : `Titre ${id}`)) }),
  );
});
afterEach(() => repository.close());

const browse = (address: string, init: RequestInit = {}): Promise<Response> =>
  fetch(address, { ...init, headers: { accept: chromium, ...init.headers } });

test('a browser is given a page, programs XML', async () => {
  const base = await repository.serve();
  const page = await browse(`${base}?verb=Identify`);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(page.headers.get('vary')).toBe('Accept, Accept-Encoding');
  expect(await page.text()).toContain('<dt>repositoryName</dt><dd>Réseau &lt;des&gt; médiathèques</dd>');
  const xml = await ask(base, 'verb=Identify');
  for (const accept of ['*/*', java, 'text/xml']) {
    const answer = await fetch(`${base}?verb=Identify`, { headers: { accept } });
    expect(await answer.text()).toBe(xml);
    expect(answer.headers.get('vary')).toBe('Accept, Accept-Encoding');
  }
  expect((await fetch(`${base}/oai.css`)).headers.get('content-type')).toBe('text/css; charset=utf-8');
});

test('a page leads to its XML, which a browser is given as it is', async () => {
  const base = await repository.serve();
  const [, address] = /<footer><a href="([^"]+)"/.exec(await (await browse(`${base}?verb=Identify`)).text())!;
  expect(address).toBe('/oai/oai.xml?verb=Identify');
  const xml = await browse(new URL(address!, base).href);
  expect(xml.headers.get('content-type')).toBe('text/xml; charset=UTF-8');
  expect(await xml.text()).toBe(await ask(base, 'verb=Identify'));
});

test('what records hold is text, in every format', async () => {
  const base = await repository.serve();
  for (const metadataPrefix of ['oai_dc', 'marcxchange', 'marcxml', 'qdc', 'mods', 'edm']) {
    const html = await (await browse(`${base}?verb=ListRecords&metadataPrefix=${metadataPrefix}`)).text();
    expect(html).toContain('&lt;b&gt;Assommoir&lt;/b&gt; &quot;&amp;&quot; &lt;script&gt;');
    expect(html).not.toMatch(/<(script|b>Assommoir)| (style|on\w+)=|<style/);
  }
  const error = await (await browse(`${base}?verb=${encodeURIComponent('<script>"')}`)).text();
  expect(error).toContain('<b>badVerb</b> : <span lang="en">Unknown verb: &lt;script&gt;&quot;</span>');
  expect(error).toContain('href="/oai/oai.xml?verb=%3Cscript%3E%22"');
});

test('a list goes on by a link, and ends without one; a deleted record says so', async () => {
  repository.catalogue.records = repository.catalogue.records.map((each) =>
    each.id === 3 ? { ...each, status: 'DELETED' as const } : each,
  );
  const base = await repository.serve({ pageSize: 2 });
  const list = 'verb=ListRecords&metadataPrefix=oai_dc';
  const first = await (await browse(`${base}?${list}`)).text();
  const token = tokenOf(await ask(base, list));
  expect(first).toContain('>Suite (0 sur 3)</a>');
  const last = await (await browse(`${base}?verb=ListRecords&resumptionToken=${encodeURIComponent(token)}`)).text();
  expect(last).toContain(' : supprimée');
  expect(last).not.toContain('>Suite');
});

test('a form that a browser posts is answered by a page; HEAD bears no body', async () => {
  const base = await repository.serve();
  const posted = await browse(base, { method: 'POST', body: new URLSearchParams({ verb: 'ListSets' }) });
  expect(await posted.text()).toContain('<h1>');
  const head = await browse(`${base}?verb=Identify`, { method: 'HEAD' });
  expect([head.headers.get('content-type'), await head.text()]).toEqual(['text/html; charset=utf-8', '']);
});

test('who asks too much at once is 503 with Retry-After in a browser too', async () => {
  const base = await repository.serve({ requestsAtOnce: 0, retryAfter: 7 });
  const refused = await browse(`${base}?verb=Identify`);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '7']);
});
