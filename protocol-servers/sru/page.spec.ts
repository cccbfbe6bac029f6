import { SearchUnavailable } from '../../core/ports/search-index.ts';
import { fakeLibrary } from './fake-catalogue.ts';
import { servedSru, type ServedSru } from './served.fixture.ts';

const chromium = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const java = 'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2';
const works = [
  { title: `L'<b>Assommoir</b> "&" <script>alert(1)</script>`, author: 'Zola', barcodes: ['30000001'] },
  { title: 'Germinal', author: 'Zola', barcodes: ['30000002'] },
  { title: 'broken', broken: true as const },
];
let sru: ServedSru;
beforeAll(async () => {
  sru = await servedSru(fakeLibrary(works));
});
afterAll(() => sru.close());

const ask = (query: string, accept: string | null, init: RequestInit = {}): Promise<Response> =>
  fetch(`${sru.address}?${query}`, { ...init, headers: { ...init.headers, ...(accept !== null && { accept }) } });
const typeOf = async (query: string, accept: string | null): Promise<string | null> =>
  (await ask(query, accept)).headers.get('content-type');
const page = async (query: string): Promise<string> => (await ask(query, chromium)).text();

describe('who gets a page', () => {
  const xml = 'text/xml; charset=utf-8';
  const html = 'text/html; charset=utf-8';
  test.each([
    ['a browser', 'query=zola', chromium, html],
    ['curl', 'query=zola', '*/*', xml],
    ['a program in Java', 'query=zola', java, xml],
    ['a client of SRU 2.0', 'query=zola', 'application/sru+xml', 'application/sru+xml; charset=utf-8'],
    ['a browser that asks for the XML', 'query=zola&httpAccept=application/xml', chromium, xml],
    ['a program that asks for the page', 'query=zola&httpAccept=text/html', '*/*', html],
    ['a browser with a style sheet of its own', 'query=zola&stylesheet=/notices.xsl', chromium, xml],
  ])('%s', async (_who, query, accept, type) => expect(await typeOf(query, accept)).toBe(type));

  test('a program is given the same bytes whatever it says, and caches are told that they differ by Accept', async () => {
    const [curl, other] = await Promise.all(['*/*', java].map((accept) => ask('query=zola', accept)));
    expect(await other!.text()).toBe(await curl!.text());
    expect(curl!.headers.get('vary')).toBe('Accept, Accept-Encoding');
    expect((await ask('query=zola', chromium)).headers.get('vary')).toBe('Accept, Accept-Encoding');
  });

  test('a form that a browser posts is answered by a page, a stranger form by its status', async () => {
    const body = new URLSearchParams({ query: 'zola' });
    const posted = await ask('', chromium, { method: 'POST', body });
    expect(await posted.text()).toContain('href="?query=zola&amp;httpAccept=application/xml"');
    expect((await ask('', chromium, { method: 'POST', body: '{}' })).status).toBe(400);
    expect((await ask('query=zola&httpAccept=image/png', chromium)).status).toBe(406);
  });
});

describe('what the page shows', () => {
  test('what records and queries hold is text, and nothing runs nor has a style of its own', async () => {
    for (const schema of ['dc', 'unimarcxchange', 'mods', 'opac', 'isohold']) {
      const html = await page(`query=${encodeURIComponent('zola or "<i>"')}&recordSchema=${schema}`);
      expect(html).not.toMatch(/<(script|b>Assommoir|i>)| (style|on\w+)=|<style/);
      if (schema !== 'isohold') expect(html).toContain('&lt;b&gt;Assommoir&lt;/b&gt; &quot;&amp;&quot; &lt;script&gt;');
      expect(html).toContain('<code>zola or &quot;&lt;i&gt;&quot;</code>');
    }
  });

  test('the fields of MARC, and a record that could not be given', async () => {
    const html = await page('query=title+any+%22germinal+assommoir+broken%22');
    expect(html).toContain('<h1>3 notices trouvées <span lang="en">records found</span></h1>');
    expect(html).toMatch(/<tr><th scope="row">200<\/th><td><b>\$a<\/b> Germinal /);
    expect(html).toMatch(/<p role="alert">info:srw\/diagnostic\/1\/\d+ : <span lang="en">/);
  });

  test('a record packed as a string is shown as that string', async () => {
    const html = await page('query=germinal&recordSchema=dc&recordXMLEscaping=string');
    expect(html).toContain('<h1>1 notice trouvée <span lang="en">record found</span></h1>');
    expect(html).toMatch(/<pre>&lt;.*&gt;Germinal&lt;/);
  });

  test('the button for the next page asks the same again, every parameter kept', async () => {
    const html = await page('query=zola&maximumRecords=1&facetLimit=3:dc.creator&x-a=%22&startRecord=1');
    const [form] = /<form.*<\/form>/.exec(html)!;
    expect([...form.matchAll(/name="([^"]+)" value="([^"]+)"/g)].map(([, name, value]) => `${name}=${value}`)).toEqual([
      ...['query=zola', 'maximumRecords=1', 'facetLimit=3:dc.creator', 'x-a=&quot;', 'startRecord=2'],
    ]);
    expect(await page('query=zola')).not.toContain('<form');
  });

  test('terms, the description of the server, and what is wrong', async () => {
    expect(await page('scanClause=dc.title%3Dgerminal')).toContain('<h1>Termes de l’index ');
    expect(await page('')).toContain('<h1>Description du serveur ');
    expect(await page('query=a+and')).toContain('info:srw/diagnostic/1/10 : <span lang="en">Query syntax error</span>');
    expect(await page('httpAccept=text/html')).toContain('<a href="?httpAccept=application/xml">');
  });

  test('its look is a file of this server', async () => {
    expect(await page('query=zola')).toContain('<link rel="stylesheet" href="/sru/style.css">');
    const css = await fetch(`${sru.address}/style.css`);
    expect(css.headers.get('content-type')).toBe('text/css; charset=utf-8');
  });

  test('an index that is away is 503 with Retry-After for people too', async () => {
    const away = await servedSru(fakeLibrary(works));
    away.use({ search: () => Promise.reject(new SearchUnavailable('the index is away')) });
    const answer = await fetch(`${away.address}?query=zola`, { headers: { accept: chromium } });
    await away.close();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answer.text()).toContain('System temporarily unavailable');
  });
});
