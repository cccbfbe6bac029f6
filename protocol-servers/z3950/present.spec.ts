import { decode as decodeMarc } from '../../core/marc/iso2709.ts';
import { encode, oids, readAs } from './codec/index.ts';
import { opacRecord } from './codec/opac.ts';
import { internationalString } from './codec/types.ts';
import { associated, external, Origin, reason, sent, titles } from './origin.fixture.ts';

describe('Present', () => {
  test('gives records of any range, in order, and asks the index once for those that follow', async () => {
    const origin = await associated();
    await origin.search('set300');
    expect(titles(await origin.present(1, 3))).toEqual(['Titre 1', 'Titre 2', 'Titre 3']);
    expect(titles(await origin.present(4, 2))).toEqual(['Titre 4', 'Titre 5']);
    const last = await origin.present(299, 2);
    expect(titles(last)).toEqual(['Titre 299', 'Titre 300']);
    expect(last.nextResultSetPosition).toBe(0);
    expect(origin.library.asked.map(({ start, count }) => [start, count])).toEqual([
      [0, 0],
      [0, 103],
      [298, 2],
    ]);
  });

  test('UNIMARC is the stored record with the holdings of now', async () => {
    const origin = await associated();
    await origin.search('set1');
    const { octetAligned } = external(await origin.present(1, 1));
    const { record, corrections } = decodeMarc(octetAligned!);
    expect(corrections).toEqual([]);
    expect(record.fields.filter(({ tag }) => tag === '995')).toEqual([
      expect.objectContaining({ subfields: expect.arrayContaining([{ code: 'f', value: '30001' }]) }),
    ]);
  });

  test.each([
    ['MARC 21', { preferredRecordSyntax: oids.marc21 }, /245/],
    [
      'MarcXchange',
      { preferredRecordSyntax: oids.xml },
      /^<record xmlns="info:lc\/xmlns\/marcxchange-v2".*<datafield tag="995"/,
    ],
    ['MARCXML', { preferredRecordSyntax: oids.xml, simple: { genericElementSetName: 'marcxml' } }, /slim".*tag="245"/],
    [
      'Dublin Core by its schema',
      {
        preferredRecordSyntax: oids.xml,
        complex: { selectAlternativeSyntax: false, generic: { schema: { uri: 'info:srw/schema/1/dc-v1.1' } } },
      },
      /<dc:title>Titre 1/,
    ],
  ])('%s', async (_form, composition, expected) => {
    const origin = await associated();
    await origin.search('set1');
    expect(external(await origin.present(1, 1, composition)).octetAligned!.toString()).toMatch(expected);
  });

  test('SUTRS is text for people', async () => {
    const origin = await associated();
    await origin.search('set1');
    const { singleASN1Type } = external(await origin.present(1, 1, { preferredRecordSyntax: oids.sutrs }));
    expect(readAs(internationalString, singleASN1Type!)).toMatch(
      /^Titre: Titre 1 é+\n.*Exemplaire: .*R TIT.*\nNotice: PAS0000000001\n$/s,
    );
  });

  test.each([
    [
      'mods',
      /^<mods .*<shelfLocator>R TIT<\/shelfLocator>.*https:\/\/catalogue\.example\.fr\/PAS0000000001.*<\/mods>$/s,
    ],
    ['http://www.loc.gov/mods/v3', /^<mods /],
    ['oai_dc', /^<oai_dc:dc .*<dc:source>Médiathèque Robert-Cousin, R TIT<\/dc:source>/s],
  ])('XML by the schema %s tells the copies and where the notice is read', async (uri, expected) => {
    const origin = await associated();
    await origin.search('set1');
    const complex = { selectAlternativeSyntax: false, generic: { schema: { uri } } };
    const record = external(await origin.present(1, 1, { preferredRecordSyntax: oids.xml, complex }));
    expect(record.octetAligned!.toString()).toMatch(expected);
  });

  test('OPAC holds the record and where its copies are now', async () => {
    const origin = await associated();
    await origin.search('set1');
    const complex = { selectAlternativeSyntax: false, recordSyntax: [oids.opac, oids.marc21] };
    for (const [composition, inside] of [
      [{ preferredRecordSyntax: oids.opac }, oids.unimarc],
      [{ preferredRecordSyntax: undefined, complex }, oids.marc21],
    ] as const) {
      const { singleASN1Type } = external(await origin.present(1, 1, composition));
      const { bibliographicRecord, holdingsData } = readAs(opacRecord, singleASN1Type!);
      expect(bibliographicRecord!.directReference).toBe(inside);
      expect(holdingsData).toEqual([
        {
          holdingsAndCirc: {
            nucCode: 'LENS',
            localLocation: 'Médiathèque Robert-Cousin',
            shelvingLocation: 'Adultes',
            callNumber: 'R TIT',
            circulationData: [
              { availableNow: false, availabilityDate: '2026-12-24', itemId: '30001', renewable: false, onHold: true },
            ],
          },
        },
      ]);
    }
  });

  test.each([
    [[0, 1], {}, '13 0'],
    [[1, 99_999_999], {}, '13 99999999'],
    [[31, 1], {}, '13 31'],
    [[1, 1], { resultSetId: 'X' }, '30 X'],
    [[1, 1], { simple: { genericElementSetName: 'ZZ' } }, '25 ZZ'],
    [[1, 1], { preferredRecordSyntax: '1.2.840.10003.5.105' }, '239 1.2.840.10003.5.105'],
    [[1, 1], { additionalRanges: [{ startingPosition: 3, numberOfRecords: 1 }] }, '243'],
    [
      [1, 1],
      {
        preferredRecordSyntax: oids.xml,
        complex: { selectAlternativeSyntax: false, generic: { schema: { uri: 'urn:none' } } },
      },
      '1066 urn:none',
    ],
  ])('%j %j is refused with %s', async (range, more, diagnostic) => {
    const origin = await associated();
    await origin.search('set30');
    const response = await origin.present(range[0]!, range[1]!, more);
    expect(response).toMatchObject({ presentStatus: 5, numberOfRecordsReturned: 0 });
    expect(reason(response)).toBe(diagnostic);
  });

  test('no record asked for is no record given', async () => {
    const origin = await associated();
    await origin.search('set30');
    expect(await origin.present(1, 0)).toMatchObject({ presentStatus: 0, numberOfRecordsReturned: 0 });
  });

  test('a record deleted since, or that cannot be read, is a surrogate and hurts no other', async () => {
    const origin = await associated();
    await origin.search('set4');
    origin.library.deleted.add(2);
    origin.library.broken.add(3);
    const response = await origin.present(1, 4);
    expect(titles(response)).toEqual(['Titre 1', 1028, 238, 'Titre 4']);
    expect(response.presentStatus).toBe(0);
  });

  test('as many records as the message holds, then partial-2; the next present goes on', async () => {
    const origin = new Origin();
    origin.library.titleLength = 1_000; // some 2,200 bytes a record
    await origin.init({ preferredMessageSize: 10_240, exceptionalRecordSize: 10_240 });
    await origin.search('set30');
    const first = await origin.present(1, 30);
    expect(first).toMatchObject({ presentStatus: 2, numberOfRecordsReturned: 4, nextResultSetPosition: 5 });
    expect(encode({ name: 'presentResponse', message: first }).length).toBeLessThan(10_240);
    expect(titles(await origin.present(5, 2))).toEqual(['Titre 5', 'Titre 6']);
  });

  test('one record larger than the message: a surrogate 16 among others, itself when asked for alone, 17 beyond', async () => {
    const origin = new Origin();
    origin.library.titleLength = 2_000;
    await origin.init({ preferredMessageSize: 2_048, exceptionalRecordSize: 8_192 });
    await origin.search('set3');
    expect(sent(await origin.present(1, 2))).toEqual([16, 16]);
    expect(titles(await origin.present(1, 1))).toEqual(['Titre 1']);
    origin.library.titleLength = 4_900;
    expect(sent(await origin.present(1, 1))).toEqual([17]);
  });

  test('no more records and no deeper than the limits', async () => {
    const origin = await associated({ presentRecords: 5, deepestRecord: 1_000 });
    await origin.search('@attr 1=1016 @attr 2=103 ""');
    expect(await origin.present(1, 50)).toMatchObject({ numberOfRecordsReturned: 5, presentStatus: 2 });
    expect(reason(await origin.present(999, 3))).toBe('12 1000');
  });

  test('ids of sets long unused are forgotten, and asked again', async () => {
    const origin = await associated({ idsKept: 150 });
    for (const name of ['A', 'B']) {
      await origin.search('set200', { resultSetName: name });
      await origin.present(1, 1, { resultSetId: name });
    }
    const before = origin.library.asked.length;
    expect(titles(await origin.present(2, 1, { resultSetId: 'B' }))).toEqual(['Titre 2']);
    expect(origin.library.asked).toHaveLength(before);
    expect(titles(await origin.present(2, 1, { resultSetId: 'A' }))).toEqual(['Titre 2']);
    expect(origin.library.asked).toHaveLength(before + 1);
  });
});
