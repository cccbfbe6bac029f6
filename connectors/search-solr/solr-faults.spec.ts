import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { encode } from '../../core/marc/iso2709.ts';
import type { SearchDocument, SearchIndex } from '../../core/ports/search-index.ts';
import type { Clause, Query } from '../../core/query/model.ts';
import { document, field, libraryCode, shelf } from '../contract/corpus.ts';
import { openSolrIndex, solrAddress, type SolrOptions } from './index.ts';
import { solrClient } from './solr-client.ts';
import {
  configset,
  describeSolr,
  dropCollection,
  freshCollection,
  silent,
  solrCluster,
  solrServer,
} from './testing.ts';

jest.setTimeout(300_000); // a server that has just started is slow

const everything: Query = { kind: 'all' };
const page = { start: 0, count: 10, sort: [] };
const word = (term: string, more: Partial<Clause> = {}): Clause => ({
  kind: 'clause',
  index: 'any',
  relation: '=',
  term,
  structure: 'word',
  position: 'any',
  truncation: 'none',
  completeness: 'incomplete',
  ...more,
});
const open = (url: string, options: Partial<SolrOptions> = {}): SearchIndex =>
  openSolrIndex({ address: solrAddress(url)!, configset, libraryCode, log: silent, options });
const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return (server.address() as AddressInfo).port;
};

describe('a server that does not answer', () => {
  test('nobody listens there: the message says where, and not with which password', async () => {
    const index = open('solr+http://passerelle:s3cret@127.0.0.1:1/solr/catalogue');
    const search = index.search(everything, page);
    await expect(search).rejects.toMatchObject({ name: 'SearchUnavailable', mustRebuild: false });
    await expect(search).rejects.toThrow('Solr does not answer at http://127.0.0.1:1/solr: ');
    await expect(index.put([shelf.ecole])).rejects.toMatchObject({ name: 'SearchUnavailable', mustRebuild: false });
    await expect(index.rebuild()).rejects.toMatchObject({ name: 'SearchUnavailable', mustRebuild: false });
  });

  test('it takes the connection and says nothing: given up after the time allowed', async () => {
    const server = createTcpServer((socket) => socket.on('error', () => socket.destroy()));
    const port = await listening(server);
    const index = open(`solr+http://127.0.0.1:${port}/solr/catalogue`, { searchTimeout: 150 });
    await expect(index.count()).rejects.toThrow('Solr did not answer within 150 ms');
    server.close();
  });

  test('it closes the connection in the middle of its answer', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{"response"'));
    });
    const port = await listening(server);
    const index = open(`solr+http://127.0.0.1:${port}/solr/catalogue`);
    await expect(index.count()).rejects.toMatchObject({ name: 'SearchUnavailable', mustRebuild: false });
    server.close();
  });

  test('it is no Solr', async () => {
    const server = createServer((_request, response) => response.end('<p>It works!</p>'));
    const port = await listening(server);
    const index = open(`solr+http://127.0.0.1:${port}/solr/catalogue`);
    await expect(index.count()).rejects.toThrow(`what answers at http://127.0.0.1:${port}/solr is no Solr`);
    await expect(index.rebuild()).rejects.toMatchObject({ name: 'SearchUnavailable' });
    server.close();
  });

  test('it wants an account: it is sent ours, and what it says is told', async () => {
    const asked: IncomingMessage[] = [];
    const server = createServer((request, response) => {
      asked.push(request);
      response.writeHead(401, { 'Content-Type': 'text/html' });
      response.end('<html><head><title>Error 401 Bad credentials</title></head></html>');
    });
    const port = await listening(server);
    const index = open(`solr+http://passerelle:s3cret@127.0.0.1:${port}/solr/catalogue`);
    await expect(index.count()).rejects.toThrow('Solr says: Bad credentials');
    expect(asked[0]!.headers.authorization).toBe('Basic cGFzc2VyZWxsZTpzM2NyZXQ=');
    server.close();
  });

  test('a closed index answers no more', async () => {
    const index = open('solr+http://127.0.0.1:1/solr/catalogue');
    await index.close();
    await expect(index.count()).rejects.toThrow('the search index is closed');
    await expect(index.put([])).rejects.toThrow('the search index is closed');
    await expect(index.rebuild()).rejects.toThrow('the search index is closed');
  });
});

const lost = { name: 'SearchUnavailable', mustRebuild: true };
const rebuilt = async (index: SearchIndex): Promise<void> => {
  const rebuild = await index.rebuild();
  await rebuild.put(Object.values(shelf));
  await rebuild.finish();
};

for (const [kind, address] of [
  ['one node', solrServer],
  ['a cluster', solrCluster],
] as const) {
  describeSolr(address, `a collection on ${kind}`, (server) => {
    let url: string;
    beforeEach(() => void (url = freshCollection(server)));
    afterEach(() => dropCollection(url));

    test('that does not exist must be built; so must one that another program filled, or that went', async () => {
      const index = open(url);
      await expect(index.search(everything, page)).rejects.toMatchObject(lost);
      await expect(index.put([shelf.ecole])).rejects.toMatchObject(lost);
      await rebuilt(index);
      expect(await index.count()).toBe(8);

      const ask = solrClient(solrAddress(url)!);
      const path = `/${solrAddress(url)!.collection}/update`;
      const body = [{ id: 'stamp', stamp: 'of an older program' }];
      await ask({ path, parameters: { softCommit: true }, body, timeout: 10_000 });
      const later = open(url);
      await expect(later.count()).rejects.toMatchObject(lost);
      await rebuilt(later);
      expect(await later.count()).toBe(8);

      await dropCollection(url);
      await expect(later.search(everything, page)).rejects.toMatchObject(lost);
      await rebuilt(later);
      expect(await later.count()).toBe(8);
    });

    test('what an interrupted rebuild left is cleared by the next one', async () => {
      const index = open(url);
      await rebuilt(index);
      const interrupted = await index.rebuild();
      await interrupted.put([shelf.ecole]);
      await rebuilt(index);
      await expect(interrupted.put([shelf.ecole])).rejects.toMatchObject({ name: 'SearchUnavailable' });
      expect(await index.count()).toBe(8);
    });
  });
}

/** A record of this control number. */
function numbered(id: number, controlNumber: string): SearchDocument {
  const { record } = document(id, []);
  const marc = encode({ leader: '00000cam0 2200000   450 ', fields: [{ tag: '001', value: controlNumber }] });
  return { record: { ...record, controlNumber, marc }, items: [] };
}

describeSolr(solrServer, 'what Solr is asked', (server) => {
  const url = freshCollection(server);
  let index: SearchIndex;
  beforeAll(async () => {
    index = open(url);
    const rebuild = await index.rebuild();
    await rebuild.put(
      Array.from({ length: 1_200 }, (_, n) =>
        document(n + 1, [field(`200 1 $aTome ${n % 7} du livre ${n}`), field(`700  1$aAuteur${n % 600}`)]),
      ),
    );
    await rebuild.finish();
  });
  afterAll(() => dropCollection(url));

  test('a query of many kilobytes is asked like any other', async () => {
    const terms = Array.from({ length: 400 }, (_, n) => `${n}introuvable${'x'.repeat(100)}`).join(' ');
    const { total } = await index.search(word(`${terms} livre`, { structure: 'any-word' }), page);
    expect(total).toBe(1_200);
  });

  test('an expression whose automaton is too large is refused, in the words of Solr', async () => {
    const search = index.search(word(`.*[ab]${'.'.repeat(60)}`, { truncation: 'regexp' }), page);
    await expect(search).rejects.toMatchObject({ name: 'QueryUnsupported' });
    await expect(search).rejects.toThrow(/Solr says: .*[Dd]etermin/);
  });

  test('operators inside each other, as deep as is allowed', async () => {
    let query: Query = word('livre');
    for (let level = 0; level < 79; level++)
      query = { kind: level % 2 === 0 ? 'and' : 'or', left: word('tome'), right: query };
    expect((await index.search(query, page)).total).toBe(1_200);
  });

  test('a word of a phrase that stands for too many', async () => {
    const phrase = word('livre 1', { structure: 'phrase', truncation: 'right' });
    expect((await index.search(phrase, page)).total).toBe(311);
    const few = open(url, { placedWords: 100 });
    await expect(few.search(phrase, page)).rejects.toThrow(/stands for so many words/);
  });

  test('a long result is the same read page after page, whether or not its pages are remembered', async () => {
    const sort = [{ key: 'title', direction: 'descending' }] as const;
    const whole = await index.search(word('tome'), { start: 0, count: 1_200, sort });
    for (const rememberedPages of [200, 0]) {
      const reading = open(url, { rememberedPages });
      const pages: number[] = [];
      for (let start = 0; start < 1_200; start += 90)
        pages.push(...(await reading.search(word('tome'), { start, count: 90, sort })).recordIds);
      expect(pages).toEqual(whole.recordIds);
    }
  });

  test('a scan goes back over more terms than are listed at once', async () => {
    const request = { index: 'author', term: 'auteur99', position: 581, size: 581 } as const;
    const { entries, position, status } = await index.scan!(request);
    const all = Array.from({ length: 600 }, (_, n) => `auteur${n}`).sort();
    const at = all.indexOf('auteur99');
    expect(entries.map(({ term }) => term)).toEqual(all.slice(at - 580, at + 1));
    expect(entries.every(({ hits }) => hits === 2)).toBe(true);
    expect({ position, status }).toEqual({ position: 581, status: 'complete' });
    await expect(index.scan!({ ...request, stepSize: 20 })).rejects.toThrow(/so many terms/);
  });

  test('numbers written with the signs of Solr are numbers like others', async () => {
    const numbers = [
      '{!LUCENE}*:*',
      '$V',
      'A B',
      'A  B',
      '"Q"',
      'A\\B',
      '[1 TO 2]',
      'C/D*',
      '<SPAN>&AMP;',
      '(A|B)+',
      '~#@&<1-2>',
    ];
    await index.put(numbers.map((number, at) => numbered(2_000 + at, number)));
    const found = async (term: string, truncation: Clause['truncation'] = 'none'): Promise<readonly number[]> => {
      const query = word(term, { index: 'control-number', structure: 'identifier', truncation });
      return (await index.search(query, page)).recordIds;
    };
    for (const [at, number] of numbers.entries()) {
      const id = 2_000 + at;
      expect({ number, found: await found(number) }).toEqual({ number, found: [id] });
      expect({ number, found: await found(number, 'right') }).toEqual({ number, found: [id] });
      expect({ number, found: await found(number, 'left') }).toEqual({ number, found: [id] });
      expect({ number, found: await found(`${number.replace(/[\\*?]/g, '\\$&')}*`, 'masked') }).toEqual({
        number,
        found: [id],
      });
      if (!number.includes(' ')) {
        const expression = number.replace(/[^A-Z0-9]/g, '\\$&');
        expect({ number, found: await found(expression, 'regexp') }).toEqual({ number, found: [id] });
      }
      const { entries } = await index.scan!({ index: 'control-number', term: number, position: 1, size: 1 });
      expect(entries).toEqual([{ term: number, display: number, hits: 1 }]);
    }
    await index.remove(numbers.map((_, at) => 2_000 + at));
  });

  test('a record that Solr itself refuses is named', async () => {
    const ask = solrClient(solrAddress(url)!);
    const path = `/${solrAddress(url)!.collection}/update`;
    await expect(ask({ path, body: [{ id: '7', record: 'seven' }], timeout: 10_000 })).rejects.toThrow(/\[doc=7\]/);
  });
});

describeSolr(solrCluster, 'two nodes', (server) => {
  test('what is put through one is found through the other at once', async () => {
    const url = freshCollection(server);
    const status = { path: '/admin/collections', parameters: { action: 'CLUSTERSTATUS' }, timeout: 30_000 };
    const { cluster } = await solrClient(solrAddress(url)!)<{ cluster: { live_nodes: string[] } }>(status);
    const urls = cluster.live_nodes.map((node) => url.replace(/127\.0\.0\.1:\d+/, node.replace('_solr', '')));
    expect(urls).toHaveLength(2);
    const [one, other] = urls.map((each) => open(each));
    await rebuilt(one!);
    for (let n = 0; n < 10; n++) {
      await one!.put([document(100 + n, [field(`200 1 $aTartuffe ${n}`)])]);
      expect((await other!.search(word('tartuffe'), page)).total).toBe(n + 1);
      expect((await one!.search(word('tartuffe'), page)).total).toBe(n + 1);
    }
    await dropCollection(url);
  });
});
