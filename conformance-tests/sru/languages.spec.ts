import { startServer, type Server } from '../server.ts';
import { yazClient } from '../z3950/yaz.ts';
import { ask } from './xml.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.stop();
});

async function found(parameters: Record<string, string>): Promise<string[]> {
  const answer = await ask(`${server.baseUrl}/sru`, { version: '2.0', maximumRecords: '100', ...parameters });
  expect(await answer.texts('diagnostics/diagnostic/details')).toEqual([]);
  const numbers = [...answer.xml.matchAll(/<sru:recordIdentifier>([^<]*)/g)].map((match) => match[1]!).sort();
  return [(await answer.text('numberOfRecords'))!, ...numbers];
}

// least: what the demonstration catalogue holds of it at the very least, so that two empty answers are no agreement
test.each<[least: number, cql: string, pqf: string]>([
  [8, 'dc.title = germinal', '@attr 1=4 germinal'],
  [2, 'dc.title = "tour du monde"', '@attr 1=4 @attr 4=1 "tour du monde"'],
  [2, 'dc.title all "monde tour"', '@attr 1=4 @attr 4=6 "monde tour"'],
  [9, 'dc.title any "germinal tour"', '@attr 1=4 @attr 4=105 "germinal tour"'],
  [2, 'dc.title == "le petit prince"', '@attr 1=4 @attr 6=3 "le petit prince"'],
  [2, 'dc.title == "le petit*"', '@attr 1=4 @attr 6=3 @attr 5=1 "le petit"'],
  [8, 'dc.title = germ*', '@attr 1=4 @attr 5=1 germ'],
  [8, 'dc.title = *rmin*', '@attr 1=4 @attr 5=3 rmin'],
  [8, 'dc.title = g?rm*nal', '@attr 1=4 @attr 5=104 "g#rm?nal"'],
  [8, 'dc.title = ge*nal', '@attr 1=4 @attr 5=101 "ge#nal"'],
  [8, 'dc.title =/regexp "ge(rm|m)+.*al"', '@attr 1=4 @attr 5=102 "ge(rm|m)+.*al"'],
  [8, 'dc.title all "ger* *inal"', '@attr 1=4 @attr 4=6 @attr 5=104 "ger? ?inal"'],
  [8, 'dc.title = ^germinal', '@attr 1=4 @attr 3=1 germinal'],
  [1, 'dc.title = monde^', '@attr 1=4 @attr 3=4 monde'],
  [2, 'dc.title = tour prox/distance<=2/ordered dc.title = monde', '@prox 0 2 1 2 k 2 @attr 1=4 tour @attr 1=4 monde'],
  [1, 'dc.title = tour prox/distance>1 dc.title = monde', '@prox 0 1 0 5 k 2 @attr 1=4 tour @attr 1=4 monde'],
  [1, 'dc.subject = nord prox/unit=element dc.subject = france', '@prox 0 0 0 2 k 8 @attr 1=21 nord @attr 1=21 france'],
  [10, 'dc.date within "1950 1959"', '@attr 1=31 1950-1959'],
  [50, 'dc.date = 19?5', '@attr 1=31 @attr 5=104 "19#5"'],
  [100, 'bib.isbn = 97820*', '@attr 1=7 @attr 5=1 97820'],
  [100, 'dc.language = f?e', '@attr 1=54 @attr 5=104 "f#e"'],
  [30, 'dc.creator = zola not dc.title = germinal', '@not @attr 1=1003 zola @attr 1=4 germinal'],
  [2_000, 'cql.allRecords = 1', '@attr 1=1016 @attr 2=103 ""'],
])('at least %i: %s is, in PQF and in RPN by yaz-client, %s', async (least, cql, pqf) => {
  const byCql = await found({ query: cql });
  expect(await found({ query: pqf, queryType: 'pqf' })).toEqual(byCql);
  const text = await yazClient(`127.0.0.1:${server.z3950Port}/catalogue`, [`find ${pqf}`]);
  expect(/Number of hits: (\d+)/.exec(text)?.[1]).toBe(byCql[0]);
  expect(Number(byCql[0])).toBeGreaterThanOrEqual(least);
});

test('each count of a facet is what its own query finds, in the whole catalogue and in one library', async () => {
  for (const database of ['catalogue', 'LIEVIN']) {
    const answer = await ask(`${server.baseUrl}/sru/${database}`, {
      query: 'dc.language = fre',
      maximumRecords: '0',
      facetLimit: '3',
    });
    const urls = await answer.texts('facet/terms/term/requestUrl');
    const counts = await answer.texts('facet/terms/term/count');
    expect(urls.length).toBeGreaterThan(10);
    for (const [at, url] of urls.entries()) {
      const path = new URL(url);
      const narrowed = await ask(`${server.baseUrl}${path.pathname}${path.search}&maximumRecords=0`);
      expect([url, await narrowed.text('numberOfRecords')]).toEqual([url, counts[at]]);
    }
  }
});
