import { Buffer } from 'node:buffer';
import { defaultRpnLimits, parsePqf } from '../../core/query/rpn/index.ts';
import { decode, oids, type Apdu, type ApduOf } from './codec/index.ts';
import { associated, type Origin, reason, titles } from './origin.fixture.ts';
import { away } from './small-catalogue.fixture.ts';

describe('Scan, Sort, Delete, and the rest', () => {
  const scanOf = (more: Partial<ApduOf<'scanRequest'>> = {}): Apdu => ({
    name: 'scanRequest',
    message: {
      databaseNames: ['catalogue'],
      termListAndStartPoint: { attributes: [{ type: 1, value: 4 }], term: { general: Buffer.from('voy') } },
      numberOfTermsRequested: 20,
      preferredPositionInResponse: 1,
      ...more,
    },
  });
  const scanned = async (more: Partial<ApduOf<'scanRequest'>>) => {
    const { entries } = await (await associated()).ask(scanOf(more), 'scanResponse');
    return entries!.nonsurrogateDiagnostics![0]!.defaultFormat!.condition;
  };

  test('a list of terms, where the term stands in it, and that it ends', async () => {
    const origin = await associated();
    expect(await origin.ask(scanOf(), 'scanResponse')).toMatchObject({
      scanStatus: 5,
      numberOfEntriesReturned: 2,
      positionOfTerm: 1,
      entries: {
        entries: [
          { termInfo: { term: { general: Buffer.from('voy') }, displayTerm: 'VOY', globalOccurrences: 3 } },
          { termInfo: { term: { general: Buffer.from('voyz') }, globalOccurrences: 20 } },
        ],
      },
    });
  });

  test('words or whole headings, by structure and completeness; the index says where they do not', async () => {
    const origin = await associated();
    const asked: [type: number, value: number][] = [
      [4, 2],
      [4, 1],
      [4, 108],
      [6, 3],
      [5, 100],
    ];
    for (const [type, value] of asked) {
      const attributes = [
        { type: 1, value: 4 },
        { type, value },
      ];
      const termListAndStartPoint = { attributes, term: { general: Buffer.from('voy') } };
      await origin.ask(scanOf({ termListAndStartPoint }), 'scanResponse');
    }
    expect(origin.library.scanned.map(({ structure }) => structure)).toEqual([
      'word',
      'heading',
      'heading',
      'heading',
      undefined,
    ]);
  });

  test('what a scan cannot do', async () => {
    expect(await scanned({ stepSize: 2 })).toBe(205);
    expect(await scanned({ numberOfTermsRequested: 501 })).toBe(1029);
    expect(await scanned({ preferredPositionInResponse: 22 })).toBe(233);
    expect(await scanned({ databaseNames: ['nowhere'] })).toBe(235);
    expect(await scanned({ databaseNames: ['LENS'] })).toBe(1025);
    const attributes = [{ type: 1, value: 9999 }];
    expect(await scanned({ termListAndStartPoint: { attributes, term: { numeric: 3 } } })).toBe(114);
    expect(await scanned({ termListAndStartPoint: { attributes, term: { null: true } } })).toBe(114);
  });

  const sortOf = (value: number, more: Partial<ApduOf<'sortRequest'>> = {}, relation = 1): Apdu => ({
    name: 'sortRequest',
    message: {
      inputResultSetNames: ['default'],
      sortedResultSetName: 'sorted',
      sortSequence: [
        {
          sortElement: { generic: { sortAttributes: { id: oids.bib1, list: [{ type: 1, value }] } } },
          sortRelation: relation,
          caseSensitivity: 1,
          missingValueAction: { null: true },
        },
      ],
      ...more,
    },
  });

  test('a sorted set stands beside the one it was made from', async () => {
    const origin = await associated();
    await origin.search('set30');
    expect(await origin.ask(sortOf(31), 'sortResponse')).toMatchObject({ sortStatus: 0, resultCount: 30 });
    expect(titles(await origin.present(1, 1, { resultSetId: 'sorted' }))).toEqual(['Titre 30']);
    expect(titles(await origin.present(1, 1))).toEqual(['Titre 1']);
  });

  test('several sets become one, by several keys', async () => {
    const origin = await associated();
    await origin.search('set3', { resultSetName: 'A' });
    await origin.search('set30', { resultSetName: 'B' });
    const byTitle = sortOf(4).message as ApduOf<'sortRequest'>;
    const byYear = sortOf(31).message as ApduOf<'sortRequest'>;
    const sortSequence = [...byYear.sortSequence, ...byTitle.sortSequence];
    const asked = sortOf(31, { inputResultSetNames: ['A', 'B', 'A'], sortedResultSetName: 'A', sortSequence });
    expect(await origin.ask(asked, 'sortResponse')).toMatchObject({ sortStatus: 0, resultCount: 30 });
    expect(origin.library.asked.at(-1)).toMatchObject({
      query: { kind: 'or', left: { kind: 'clause' }, right: { kind: 'clause' } },
      sort: [
        { key: 'date', direction: 'descending' },
        { key: 'title', direction: 'descending' },
      ],
    });
    expect(titles(await origin.present(1, 1, { resultSetId: 'A' }))).toEqual(['Titre 30']);
  });

  test('sets that are too large a query together stay apart', async () => {
    const origin = await associated({ rpn: { ...defaultRpnLimits, clauses: 1 } });
    await origin.search('set3', { resultSetName: 'A' });
    await origin.search('set30', { resultSetName: 'B' });
    const many = sortOf(31, { inputResultSetNames: ['A', 'B'] });
    expect(await origin.ask(many, 'sortResponse')).toMatchObject({
      sortStatus: 2,
      diagnostics: [{ defaultFormat: { condition: 230, addinfo: '2' } }],
    });
  });

  test.each([
    [sortOf(54), 207],
    [sortOf(9999), 114],
    [sortOf(31, {}, 3), 214],
    [sortOf(31, { inputResultSetNames: ['nowhere'] }), 30],
    [sortOf(31, { inputResultSetNames: ['default', 'nowhere'] }), 30],
    [sortOf(31, { inputResultSetNames: ['default', 'explain'] }), 207],
    [sortOf(31, { inputResultSetNames: [] }), 208],
    [sortOf(31, { sortSequence: [] }), 207],
  ])('a sort that cannot be made leaves the set as it was: %#', async (request, condition) => {
    const origin = await associated();
    await origin.search('x', { databaseNames: ['IR-Explain-1'], resultSetName: 'explain' });
    await origin.search('set3');
    expect(await origin.ask(request, 'sortResponse')).toMatchObject({
      sortStatus: 2,
      resultSetStatus: 3,
      diagnostics: [{ defaultFormat: { condition } }],
    });
  });

  test('result sets are deleted by name, or all', async () => {
    const origin = await associated();
    await origin.search('set3', { resultSetName: 'A' });
    const list: Apdu = { name: 'deleteResultSetRequest', message: { deleteFunction: 0, resultSetList: ['A', 'B'] } };
    expect(await origin.ask(list, 'deleteResultSetResponse')).toMatchObject({
      deleteOperationStatus: 1,
      deleteListStatuses: [
        { id: 'A', status: 0 },
        { id: 'B', status: 1 },
      ],
    });
    await origin.search('set3');
    const all: Apdu = { name: 'deleteResultSetRequest', message: { deleteFunction: 1 } };
    expect(await origin.ask(all, 'deleteResultSetResponse')).toEqual({ deleteOperationStatus: 0 });
    expect(reason(await origin.present(1, 1))).toBe('30 default');
  });

  test('triggerResourceControl has no answer, a resource report is refused', async () => {
    const origin = await associated();
    expect(await origin.send({ name: 'triggerResourceControlRequest', message: { requestedAction: 3 } })).toBeNull();
    const report = await origin.ask({ name: 'resourceReportRequest', message: {} }, 'resourceReportResponse');
    expect(report.resourceReportStatus).toBe(2);
  });

  test('a Segment, which only targets send, is a protocol error', async () => {
    const origin = await associated();
    const segment: Apdu = { name: 'segmentRequest', message: { numberOfRecordsReturned: 0, segmentRecords: [] } };
    const close = await origin.ask(segment, 'close');
    expect(close).toMatchObject({ closeReason: 6, diagnosticInformation: 'segmentRequest is not expected now' });
    expect(origin.session.finished).toBe(true);
  });

  test('Close is answered by Close; from this side it says why', async () => {
    const origin = await associated();
    const message = { referenceId: Buffer.from('z'), closeReason: 0 };
    expect(await origin.ask({ name: 'close', message }, 'close')).toEqual(message);
    const idle = await associated();
    expect(decode(idle.session.lastWords('lackOfActivity')!).message).toEqual({ closeReason: 7 });
    expect(idle.session.lastWords('lackOfActivity')).toBeNull();
  });

  test('bytes that are no APDU end the association with a Close that says so', async () => {
    const origin = await associated();
    const close = decode((await origin.session.receive(Buffer.from('b8008000', 'hex')))!);
    expect(close).toMatchObject({ name: 'close', message: { closeReason: 6 } });
  });
});

describe('when something is wrong on this side', () => {
  test('index or database away: temporary system error, and the association goes on', async () => {
    const origin = await associated();
    origin.library.fault = away;
    expect(reason(await origin.search('set3'))).toBe('2');
    origin.library.fault = null;
    expect((await origin.search('set3')).resultCount).toBe(3);
  });

  test('a fault is told to the log, never to the origin', async () => {
    const origin = await associated();
    origin.library.fault = new Error('secret of the house');
    const message = { ...(await closeOf(origin)) };
    expect(message).toEqual({ closeReason: 2 });
    expect(origin.faults).toHaveLength(1);
  });

  async function closeOf(origin: Origin): Promise<ApduOf<'close'>> {
    const search: Apdu = {
      name: 'searchRequest',
      message: {
        smallSetUpperBound: 0,
        largeSetLowerBound: 1,
        mediumSetPresentNumber: 0,
        replaceIndicator: true,
        resultSetName: 'default',
        databaseNames: ['catalogue'],
        query: { type1: parsePqf('x') },
      },
    };
    return origin.ask(search, 'close');
  }

  test('records sent are counted, with a search and by present', async () => {
    const origin = await associated();
    await origin.search('set30', { smallSetUpperBound: 0, largeSetLowerBound: 100, mediumSetPresentNumber: 4 });
    await origin.present(1, 10);
    await origin.present(31, 1);
    expect(origin.recordsGiven).toBe(14);
  });

  test('more than its share in a minute is refused, and not asked of the catalogue', async () => {
    const origin = await associated();
    origin.requestsLeft = 1;
    await origin.search('set3');
    expect(reason(await origin.present(1, 1))).toMatch(/^2 too many requests/);
    expect(origin.library.asked).toHaveLength(1);
  });
});
