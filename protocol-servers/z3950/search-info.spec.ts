import { Buffer } from 'node:buffer';
import { captured } from './codec/captured.fixture.ts';
import { bytesOf, decode, oids, readAs } from './codec/index.ts';
import { searchInfoReport } from './codec/search-info.ts';
import { associated, reason } from './origin.fixture.ts';

const hex = (text: string): Buffer => Buffer.from(text.replace(/\s/g, ''), 'hex');
const facets = (list: string, where: 'additionalSearchInfo' | 'otherInfo' = 'additionalSearchInfo') => ({
  [where]: [{ externallyDefinedInfo: { directReference: '1.2.840.10003.10.1000.81.5', singleASN1Type: hex(list) } }],
});

describe('searchResult-1: what each term finds (Z39.50-2003, User Information Format)', () => {
  test('is told beside the whole when there are several terms', async () => {
    const { additionalSearchInfo } = await (await associated()).search('@and set30 @or set9 @attr 1=4 set2');
    expect(additionalSearchInfo).toEqual([
      {
        externallyDefinedInfo: {
          directReference: '1.2.840.10003.10.1',
          singleASN1Type: hex(
            '3040 3014820100a30ca10aa1089f2d05736574333086011e 3013820100a30ba109a1079f2d0473657439860109' +
              '3013820100a30ba109a1079f2d0473657432860102',
          ),
        },
      },
    ]);
  });

  test('counts within the databases searched, and not at all for one term: it is the whole', async () => {
    const origin = await associated();
    expect(await origin.search('set30')).not.toHaveProperty('additionalSearchInfo');
    expect(origin.library.asked.at(-1)).not.toHaveProperty('counted');
    await origin.search('@and set30 set9', { databaseNames: ['lens'] });
    expect(origin.library.asked.at(-1)!.counted).toMatchObject([
      { kind: 'and', left: { term: 'set30' }, right: { index: 'library', term: 'lens' } },
      { kind: 'and', left: { term: 'set9' }, right: { index: 'library', term: 'lens' } },
    ]);
  });

  test('reads what Zebra writes, and writes it again', () => {
    const response = decode(captured.find(({ name }) => name === 'zebra-004-s2c-searchResponse')!.bytes);
    if (response.name !== 'searchResponse') throw new Error(response.name);
    const report = readAs(
      searchInfoReport,
      response.message.additionalSearchInfo![0]!.externallyDefinedInfo!.singleASN1Type!,
    );
    const told = report.map(({ subqueryExpression, subqueryCount }) => [
      subqueryExpression!.term!.queryTerm.general!.toString(),
      subqueryCount,
    ]);
    expect(told).toEqual([
      ['voyage', 2792],
      ['monde', 17577],
      ['hugo', 447],
    ]);
    expect(readAs(searchInfoReport, bytesOf(searchInfoReport, report))).toEqual(report);
  });
});

describe('facets, of Index Data (1.2.840.10003.10.1000.81.5)', () => {
  test('are counted over the whole result: by name or use attribute, so many values, from one on', async () => {
    const origin = await associated();
    const list =
      '303a 302a a128 30129f780101bf81600aa1088106617574686f72 30089f7801039f790102 30089f7801049f790102' +
      '300c a10a 30089f7801019f79011f';
    const { additionalSearchInfo, resultCount } = await origin.search('set30', facets(list));
    expect(resultCount).toBe(30);
    expect(await origin.search('set30', facets(list, 'otherInfo'))).toMatchObject({ additionalSearchInfo });
    // author: Hugo 8, Verne 7; 31 (year): Zola 9, Hugo 8, Verne 7, Sand 6
    expect(additionalSearchInfo).toEqual([
      {
        externallyDefinedInfo: {
          directReference: oids.facets,
          singleASN1Type: hex(
            '3074 3031 a114 30129f780101bf81600aa1088106617574686f72 a219 300a9f2d044875676f020108 300b9f2d055665726e65020107' +
              '303f a10a 30089f7801019f79011f a231' +
              '300a9f2d045a6f6c61020109 300a9f2d044875676f020108 300b9f2d055665726e65020107 300a9f2d0453616e64020106',
          ),
        },
      },
    ]);
  });

  test.each([
    ['an index nothing is counted by', '300e 300c a10a 30089f7801019f790107', '114 7'],
    ['an index there is none of', '300f 300d a10b 30099f7801019f7902270f', '114 9999'],
    ['an order by the alphabet', '3018 3016 a114 30089f7801019f79011f 30089f7801029f790101', '237 1'],
    ['too many at once', `30819a ${'300c a10a 30089f7801019f79011f'.repeat(11)}`, '234 10 facets'],
  ])('%s is refused', async (_what, list, diagnostic) => {
    const origin = await associated();
    expect(reason(await origin.search('set30', facets(list)))).toBe(diagnostic);
    expect(origin.library.asked).toEqual([]);
  });
});
