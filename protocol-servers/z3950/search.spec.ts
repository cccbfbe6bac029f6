import { Buffer } from 'node:buffer';
import { oids } from './codec/index.ts';
import { associated, external, reason } from './origin.fixture.ts';

describe('Search', () => {
  test('counts; the result set keeps ids and no record', async () => {
    const origin = await associated();
    expect(await origin.search('@attr 1=4 set30', { referenceId: Buffer.from('r') })).toEqual({
      referenceId: Buffer.from('r'),
      resultCount: 30,
      numberOfRecordsReturned: 0,
      nextResultSetPosition: 1,
      searchStatus: true,
    });
    expect((await origin.search('nothing')).nextResultSetPosition).toBe(0);
    expect(origin.library.asked.map(({ count }) => count)).toEqual([0, 0]);
  });

  test.each([
    [30, { smallSetUpperBound: 30, largeSetLowerBound: 31 }, 30],
    [30, { smallSetUpperBound: 29, largeSetLowerBound: 31, mediumSetPresentNumber: 5 }, 5],
    [30, { smallSetUpperBound: 29, largeSetLowerBound: 30, mediumSetPresentNumber: 5 }, 0],
    [3, { smallSetUpperBound: 0, largeSetLowerBound: 100, mediumSetPresentNumber: 5 }, 3],
  ])('of %i hits, %j sends %i at once', async (total, bounds, count) => {
    const origin = await associated();
    const response = await origin.search(`set${total}`, { ...bounds, preferredRecordSyntax: oids.unimarc });
    expect(response.numberOfRecordsReturned).toBe(count);
    expect(response.nextResultSetPosition).toBe(count === total ? 0 : count + 1);
    expect(origin.library.asked).toHaveLength(1);
  });

  test('the element set of a small set is its own, and records that cannot be sent do not undo the search', async () => {
    const origin = await associated();
    const bounds = { smallSetUpperBound: 9, largeSetLowerBound: 10, preferredRecordSyntax: oids.unimarc };
    const brief = await origin.search('set2', { ...bounds, smallSetElementSetNames: { genericElementSetName: 'B' } });
    expect(external(brief).octetAligned!.toString()).not.toMatch(/Résumé|OLD/);
    const refused = await origin.search('set2', { ...bounds, preferredRecordSyntax: '1.2.840.10003.5.105' });
    expect(refused).toMatchObject({ searchStatus: true, resultCount: 2, presentStatus: 5 });
    expect(reason(refused)).toBe('239 1.2.840.10003.5.105');
  });

  test.each([
    ['@attr 1=9999 x', '114 9999'],
    ['@attr 2=7 x', '117 7'],
    ['@attr 5=103 x', '120 103'],
    ['@attr 9=1 x', '113 9'],
    ['@set nowhere', '30 nowhere'],
    ['@attr 1=4 @attr 5=2 abc', '120 left truncation of title'],
    ['@attr 1=31 soon', '125 soon'],
    ['@prox 0 2 1 2 k 4 a b', '132 4'],
  ])('%s is refused with %s', async (pqf, diagnostic) => {
    const response = await (await associated()).search(pqf);
    expect(response).toMatchObject({ searchStatus: false, resultCount: 0, resultSetStatus: 3 });
    expect(reason(response)).toBe(diagnostic);
  });

  test('databases: the catalogue, a library by its code, several at once, none of that name', async () => {
    const origin = await associated();
    expect((await origin.search('set9', { databaseNames: ['Default'] })).resultCount).toBe(9);
    expect((await origin.search('set9', { databaseNames: ['lens'] })).resultCount).toBe(9);
    expect(origin.library.asked.at(-1)!.query).toMatchObject({
      kind: 'and',
      right: { index: 'library', term: 'lens' },
    });
    await origin.search('set9', { databaseNames: ['LENS', 'numerique'] });
    expect(origin.library.asked.at(-1)!.query).toMatchObject({ right: { kind: 'or', right: { term: 'electronic' } } });
    expect(reason(await origin.search('x', { databaseNames: ['catalogue', 'nowhere'] }))).toBe('235 nowhere');
    expect(reason(await origin.search('x', { databaseNames: Array(41).fill('LENS') }))).toBe('111 40');
  });

  test('named result sets: replaced only when asked, combined with each other, limited in number', async () => {
    const origin = await associated({ resultSets: 2 });
    await origin.search('set30', { resultSetName: 'A' });
    expect(reason(await origin.search('set3', { resultSetName: 'A', replaceIndicator: false }))).toBe('21 A');
    expect((await origin.search('@and @set A set8', { resultSetName: 'B' })).resultCount).toBe(8);
    expect(reason(await origin.search('x', { resultSetName: 'C' }))).toBe('112 2');
    expect(reason(await origin.search('x', { resultSetName: 'n'.repeat(200) }))).toMatch(/^128 n{128}$/);
    // a search that fails takes the set it was to replace with it (§3.2.2.1.5)
    await origin.search('@attr 1=9999 x', { resultSetName: 'A' });
    expect(reason(await origin.present(1, 1, { resultSetId: 'A' }))).toBe('30 A');
  });

  test('CQL is a query (type 104), with its sort; CCL is not', async () => {
    const origin = await associated();
    const cql = (text: string) => ({
      query: {
        type104: {
          directReference: oids.cql,
          singleASN1Type: Buffer.from(`\x1b${String.fromCharCode(text.length)}${text}`),
        },
      },
    });
    expect((await origin.search('x', cql('dc.title = set7 sortby date'))).resultCount).toBe(7);
    expect(origin.library.asked.at(-1)!.sort).toEqual([{ key: 'date', direction: 'ascending' }]);
    expect(reason(await origin.search('x', cql('dc.title = (')))).toMatch(/^108/);
    expect(reason(await origin.search('x', { query: { type2: Buffer.from('ti=x') } }))).toBe('107');
  });

  test('IR-Explain-1 holds one record, in XML', async () => {
    const origin = await associated();
    expect(
      (await origin.search('@attrset exp-1 @attr 1=1 TargetInfo', { databaseNames: ['IR-Explain-1'] })).resultCount,
    ).toBe(1);
    const record = external(await origin.present(1, 1, { preferredRecordSyntax: oids.xml }));
    expect(record.octetAligned!.toString()).toBe('<explain/>');
    expect(reason(await origin.present(1, 1))).toMatch(/^238/);
  });
});
