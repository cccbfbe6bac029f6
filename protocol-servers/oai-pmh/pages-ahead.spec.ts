import { setImmediate as turn } from 'node:timers/promises';
import { PagesAhead } from './pages-ahead.ts';
import { ask, bib, codes, identifiers, noon, second, TestRepository, tokenOf } from './test-repository.fixture.ts';

const list = 'verb=ListRecords&metadataPrefix=oai_dc';
const onward = (token: string): string => `verb=ListRecords&resumptionToken=${token}`;

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
  repository.catalogue.records = [1, 2, 3, 4, 5].map((id) => bib(id, noon - 10 * second + id));
});
afterEach(() => repository.close());

/** Waits until so many pages were read. */
async function read(pages: number): Promise<void> {
  while (repository.catalogue.pagesRead < pages) await turn();
}

test('the next page is made while the harvester reads the one before, and is the same', async () => {
  const base = await repository.serve({ pageSize: 2, pagesAhead: 8 });
  const first = await ask(base, list);
  await read(2); // before it is asked for
  const second_ = await ask(base, onward(tokenOf(first)));
  await read(3);
  const third = await ask(base, onward(tokenOf(second_)));
  expect([first, second_, third].map(identifiers)).toEqual([['1', '2'], ['3', '4'], ['5']]);
  expect(third).toContain('<resumptionToken completeListSize="5" cursor="4"/>');
  expect(repository.catalogue.pagesRead).toBe(3);
  // Asked for again, after an answer that was lost, it is made again.
  expect(identifiers(await ask(base, onward(tokenOf(second_))))).toEqual(['5']);
  expect(repository.catalogue.pagesRead).toBe(4);
});

test('one that is asked for late is made anew: what was hidden meanwhile is not given out', async () => {
  const base = await repository.serve({ pageSize: 2, pagesAhead: 8, pageAheadLife: 5_000 });
  const token = tokenOf(await ask(base, list));
  await read(2);
  repository.catalogue.records = repository.catalogue.records.map((each) =>
    each.id === 3 ? { ...each, status: 'DELETED' as const } : each,
  );
  repository.now += 5_000;
  const late = await ask(base, onward(token));
  expect(late).toContain('<header status="deleted"><identifier>oai:passerelle.example.fr:PAS0000000003<');
});

test('it answers its own verb and repository alone', async () => {
  const base = await repository.serve({ pageSize: 2, pagesAhead: 8 });
  const token = tokenOf(await ask(base, list));
  await read(2);
  expect(codes(await ask(base, `verb=ListIdentifiers&resumptionToken=${token}`))).toEqual(['badResumptionToken']);
});

test('what goes wrong while it is made is nobody’s trouble until it is asked for', async () => {
  const base = await repository.serve({ pageSize: 2, pagesAhead: 8 });
  repository.catalogue.failsAt = 2;
  const token = tokenOf(await ask(base, list));
  await read(2);
  expect(identifiers(await ask(base, onward(token)))).toEqual(['3', '4']);
});

test('so many are kept, the oldest goes first', async () => {
  const made: string[] = [];
  const pages = new PagesAhead({ pagesAhead: 2, pageAheadLife: 1_000 }, () => noon);
  const page = (name: string) => async () => {
    made.push(name);
    return { element: name };
  };
  for (const name of ['a', 'b', 'c']) pages.prepare(name, page(name));
  expect(made).toEqual(['a', 'b', 'c']);
  expect(await Promise.all(['a', 'b', 'c'].map((name) => pages.take(name)))).toEqual([
    null,
    { element: 'b' },
    { element: 'c' },
  ]);
  expect(await pages.take('b')).toBeNull();
});
