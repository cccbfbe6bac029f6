import { ask, bib, codes, identifiers, noon, second, TestRepository, tokenOf } from './test-repository.fixture.ts';

/** Not even a leader. */
const rubbish = 'GARBAGE';

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.close());

describe('Protocol §3.5 lists and their flow', () => {
  const walk = async (base: string, verb: string, between: () => void = () => undefined): Promise<string[][]> => {
    const pages: string[][] = [];
    let xml = await ask(base, `verb=${verb}&metadataPrefix=oai_dc`);
    for (;;) {
      pages.push(identifiers(xml));
      const token = tokenOf(xml);
      if (token === '') return pages;
      between();
      xml = await ask(base, `verb=${verb}&resumptionToken=${token}`);
    }
  };

  test('a list given whole has no resumptionToken', async () => {
    repository.catalogue.records = [bib(1, noon - 2 * second), bib(2, noon - second)];
    const xml = await ask(await repository.serve({ pageSize: 2 }), 'verb=ListRecords&metadataPrefix=oai_dc');
    expect(identifiers(xml)).toEqual(['1', '2']);
    expect(xml).not.toContain('resumptionToken');
  });

  test('pages follow each other; the last has an empty token, even at an exact multiple of the page', async () => {
    repository.catalogue.records = [1, 2, 3, 4].map((id) => bib(id, noon - 10 * second + id));
    const base = await repository.serve({ pageSize: 2 });
    const first = await ask(base, 'verb=ListIdentifiers&metadataPrefix=oai_dc');
    expect(first).toContain('<resumptionToken expirationDate="2026-11-28T12:00:00Z" completeListSize="4" cursor="0">');
    const token = tokenOf(first);
    expect(token).toMatch(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/);
    const last = await ask(base, `verb=ListIdentifiers&resumptionToken=${token}`);
    expect(last).toContain(`<request verb="ListIdentifiers" resumptionToken="${token}">`);
    expect(last).toContain('<resumptionToken completeListSize="4" cursor="2"/></ListIdentifiers>');
    expect(identifiers(last)).toEqual(['3', '4']);
    expect(repository.catalogue.counted).toBe(1);
  });

  test('records of one second, in the order of their numbers, are neither lost nor repeated', async () => {
    repository.catalogue.records = [5, 3, 9, 1, 7]
      .map((id) => bib(id, noon - second))
      .concat([bib(2, noon - second + 1), bib(8, noon - 2 * second)]);
    expect(await walk(await repository.serve({ pageSize: 2 }), 'ListRecords')).toEqual([
      ['8', '1'],
      ['2', '3'],
      ['5', '7'],
      ['9'],
    ]);
  });

  test('the same token gives the same page again', async () => {
    repository.catalogue.records = [1, 2, 3, 4, 5].map((id) => bib(id, noon - 10 * second + id));
    const base = await repository.serve({ pageSize: 2 });
    const token = tokenOf(await ask(base, 'verb=ListRecords&metadataPrefix=oai_dc'));
    const page = await ask(base, `verb=ListRecords&resumptionToken=${token}`);
    expect(await ask(base, `verb=ListRecords&resumptionToken=${token}`)).toBe(page);
  });

  test('what changes during a walk leaves it and is found by the next one; nothing is given twice, nothing is lost', async () => {
    repository.catalogue.records = Array.from({ length: 40 }, (_, index) =>
      bib(index + 1, noon - 3_600 * second + index),
    );
    const base = await repository.serve({ pageSize: 3 });
    const next = noon / second;
    let turn = 0;
    const given = await walk(base, 'ListIdentifiers', () => {
      repository.now += second;
      // Moves one record already given and one to come, the defect of offsets.
      for (const index of [turn, 39 - turn]) repository.catalogue.records[index] = bib(index + 1, repository.now);
      turn += 1;
    });
    repository.now += 60 * second;
    const from = new Date(next * second).toISOString().replace('.000', '');
    let xml = await ask(base, `verb=ListIdentifiers&metadataPrefix=oai_dc&from=${from}`);
    const later = [...identifiers(xml)];
    while (tokenOf(xml)) {
      xml = await ask(base, `verb=ListIdentifiers&resumptionToken=${tokenOf(xml)}`);
      later.push(...identifiers(xml));
    }
    const flat = given.flat();
    expect(new Set(flat).size).toBe(flat.length);
    expect(new Set([...flat, ...later]).size).toBe(40);
  });

  test('a walk whose remainder all changed ends by noRecordsMatch', async () => {
    repository.catalogue.records = [1, 2, 3].map((id) => bib(id, noon - 10 * second + id));
    const base = await repository.serve({ pageSize: 2 });
    const token = tokenOf(await ask(base, 'verb=ListRecords&metadataPrefix=oai_dc'));
    repository.catalogue.records[2] = bib(3, noon + second);
    expect(codes(await ask(base, `verb=ListRecords&resumptionToken=${token}`))).toEqual(['noRecordsMatch']);
  });

  test('a page stops before its limit of length, and the next goes on from there', async () => {
    repository.catalogue.records = [1, 2, 3].map((id) => bib(id, noon - 10 * second + id));
    expect(await walk(await repository.serve({ pageCharacters: 10 }), 'ListRecords')).toEqual([['1'], ['2'], ['3']]);
  });

  test('a record that cannot be read goes out with a placeholder, is logged, and its page is whole', async () => {
    repository.catalogue.records = [
      bib(1, noon - 3 * second),
      bib(2, noon - 2 * second, { marc: Buffer.from(rubbish) }),
      bib(3, noon - second),
    ];
    const xml = await ask(await repository.serve(), 'verb=ListRecords&metadataPrefix=oai_dc');
    expect(identifiers(xml)).toEqual(['1', '2', '3']);
    expect(xml).toMatch(/<dc:title>\[Sans titre\]<[^]*PAS0000000002<\/dc:relation>/);
    const noted = { controlNumber: 'PAS0000000002', metadataPrefix: 'oai_dc', reason: expect.any(String) };
    expect(repository.told).toEqual([noted]);
    expect(repository.dissemination.unwritable()).toEqual({ count: 1, latest: [{ ...noted, at: noon }] });
  });

  test('a record that staff hide is a deleted one for a harvester, until it is shown again', async () => {
    repository.catalogue.records = [
      bib(1, noon - 2 * second, { suppressedAt: noon - 2 * second }),
      bib(2, noon - second),
    ];
    const base = await repository.serve();
    const xml = await ask(base, 'verb=ListRecords&metadataPrefix=oai_dc');
    expect(identifiers(xml)).toEqual(['1', '2']);
    expect(xml.match(/<header status="deleted">/g)).toHaveLength(1);
    expect(xml).not.toContain('Titre 1');
    repository.catalogue.records = [bib(1, noon - 2 * second, { suppressedAt: null })];
    expect(await ask(base, 'verb=ListRecords&metadataPrefix=oai_dc')).toContain('Titre 1');
  });

  test('a token altered anywhere, of another key, of another verb or too old is refused', async () => {
    repository.catalogue.records = [1, 2, 3].map((id) => bib(id, noon - 10 * second + id));
    const base = await repository.serve({ pageSize: 2, tokenLife: 3_600 * second });
    const token = tokenOf(await ask(base, 'verb=ListRecords&metadataPrefix=oai_dc'));
    const refusedToken = async (verb: string, text: string): Promise<string[]> =>
      codes(await ask(base, `verb=${verb}&resumptionToken=${encodeURIComponent(text)}`));
    for (let at = 0; at < token.length; at += 1) {
      const altered = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(await refusedToken('ListRecords', altered)).toEqual(['badResumptionToken']);
    }
    expect(await refusedToken('ListIdentifiers', token)).toEqual(['badResumptionToken']);
    expect(await refusedToken('ListRecords', `${token}.x`)).toEqual(['badResumptionToken']);
    repository.now += 3_600 * second + 1;
    expect(await refusedToken('ListRecords', token)).toEqual(['badResumptionToken']);
    repository.now = noon;
    await repository.close();
    const other = await repository.serve({}, 'another key');
    expect(codes(await ask(other, `verb=ListRecords&resumptionToken=${token}`))).toEqual(['badResumptionToken']);
  });
});

describe('Protocol §3.3 dates', () => {
  const at = (text: string): number => Date.parse(text);
  beforeEach(() => {
    repository.catalogue.records = [
      bib(1, at('2026-05-01T23:59:59.999Z')),
      bib(2, at('2026-05-02T00:00:00.000Z')),
      bib(3, at('2026-05-02T10:00:00.400Z')),
      bib(4, at('2026-05-02T10:00:00.900Z')),
      bib(5, at('2026-05-02T23:59:59.999Z')),
      bib(6, at('2026-05-03T00:00:00.000Z')),
    ];
  });
  test.each([
    ['from=2026-05-02&until=2026-05-02', ['2', '3', '4', '5']],
    ['until=2026-05-01', ['1']],
    ['from=2026-05-03', ['6']],
    ['from=2026-05-02T10:00:00Z&until=2026-05-02T10:00:00Z', ['3', '4']],
    ['from=2026-05-02T10:00:01Z', ['5', '6']],
    ['until=2026-05-01T23:59:59Z', ['1']],
    ['until=2026-05-01T23:59:58Z', []],
  ])('%s: both ends inclusive, at the second as at the day', async (window, expected) => {
    const xml = await ask(await repository.serve(), `verb=ListIdentifiers&metadataPrefix=oai_dc&${window}`);
    expect(identifiers(xml)).toEqual(expected);
  });

  test('a walk ends at the last whole second, which is sealed, and its date says from where to come back', async () => {
    repository.catalogue.records = [bib(1, noon - 2 * second), bib(2, noon - second), bib(3, noon)];
    const base = await repository.serve();
    repository.now = noon + 400;
    const first = await ask(base, 'verb=ListIdentifiers&metadataPrefix=oai_dc');
    expect(first).toContain('<responseDate>2026-11-21T12:00:00Z</responseDate>');
    expect(identifiers(first)).toEqual(['1', '2']);
    expect(repository.catalogue.sealed).toBe(noon - second);
    repository.now += 10 * second;
    const next = await ask(base, 'verb=ListIdentifiers&metadataPrefix=oai_dc&from=2026-11-21T12:00:00Z');
    expect(identifiers(next)).toEqual(['3']);
  });

  test('another server sealed further, by a clock ahead of ours: the walk goes as far', async () => {
    repository.catalogue.records = [bib(1, noon + 2 * second)];
    repository.catalogue.sealed = noon + 3 * second;
    const xml = await ask(await repository.serve(), 'verb=ListIdentifiers&metadataPrefix=oai_dc');
    expect(identifiers(xml)).toEqual(['1']);
    expect(xml).toContain('<responseDate>2026-11-21T12:00:04Z</responseDate>');
  });
});
