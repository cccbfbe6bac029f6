import { Buffer } from 'node:buffer';
import { encode } from '../../core/marc/iso2709.ts';
import type { MarcRecord } from '../../core/marc/record.ts';
import { bytesOf, oids, readAs, type Apdu, type ApduOf } from './codec/index.ts';
import { taskPackage, update, updateAction, type UpdateRequest } from './codec/update.ts';
import type { AssociationLimits } from './limits.ts';
import { Origin } from './origin.fixture.ts';
import { away } from './small-catalogue.fixture.ts';

const germinal: MarcRecord = {
  leader: '00000nam0 2200000   450 ',
  fields: [{ tag: '200', ind1: '1', ind2: ' ', subfields: [{ code: 'a', value: 'Germinal' }] }],
};
const iso2709 = { directReference: oids.unimarc, octetAligned: Buffer.from(encode(germinal)) };

async function librarian(limits: Partial<AssociationLimits> = {}): Promise<Origin> {
  const origin = new Origin(limits);
  await origin.init({ idAuthentication: { open: 'coord/secret' } });
  return origin;
}

const asking = (
  keep: Partial<UpdateRequest['toKeep']> = {},
  records: UpdateRequest['notToKeep'] = [{ record: iso2709 }],
  more: Partial<ApduOf<'extendedServicesRequest'>> = {},
): Apdu => {
  const toKeep = { action: updateAction.recordInsert, databaseName: 'catalogue', ...keep };
  const singleASN1Type = bytesOf(update, { esRequest: { toKeep, notToKeep: records } });
  const taskSpecificParameters = { directReference: oids.update, singleASN1Type };
  return {
    name: 'extendedServicesRequest',
    message: { function: 1, packageType: oids.update, taskSpecificParameters, waitAction: 1, ...more },
  };
};

const answered = (origin: Origin, apdu: Apdu) => origin.ask(apdu, 'extendedServicesResponse');
const reasons = ({ diagnostics = [] }: ApduOf<'extendedServicesResponse'>) =>
  diagnostics.map(({ defaultFormat }) => `${defaultFormat!.condition} ${defaultFormat!.addinfo}`.trim());
const packageOf = (answer: ApduOf<'extendedServicesResponse'>) => {
  const kept = readAs(taskPackage, answer.taskPackage!.singleASN1Type!);
  return { kept, update: readAs(update, kept.taskSpecificParameters.singleASN1Type!).taskPackage! };
};

test('the request yaz-client writes for `update insert 1` reads as the standard says', () => {
  const parameters = Buffer.from(
    'a13ca10e300c810101820744656661756c74a22a30283026a103830131a41f06082a8648ce13056d0a81133c7265636f72643e61623c2f7265636f72643e',
    'hex',
  );
  expect(readAs(update, parameters)).toEqual({
    esRequest: {
      toKeep: { action: 1, databaseName: 'Default' },
      notToKeep: [
        {
          recordId: { opaque: Buffer.from('1') },
          record: { directReference: oids.xml, octetAligned: Buffer.from('<record>ab</record>') },
        },
      ],
    },
  });
});

describe('Update (§3.2.9)', () => {
  test('a record is inserted, told back where an element set was named', async () => {
    const origin = await librarian();
    const answer = await answered(
      origin,
      asking({ elementSetName: 'F' }, [{ record: iso2709, correlationInfo: { note: 'from Lille', id: 12 } }]),
    );
    expect(answer.operationStatus).toBe(1);
    expect(answer.diagnostics).toBeUndefined();
    expect(origin.library.received).toMatchObject([
      { act: 'insert', controlNumber: null, madeOn: null, reason: 'from Lille', by: { login: 'coord' } },
    ]);
    const { kept, update: done } = packageOf(answer);
    expect(kept).toMatchObject({ packageType: oids.update, userId: 'coord', taskStatus: 2 });
    expect(done.targetPart.updateStatus).toBe(1);
    const [record] = done.targetPart.taskPackageRecords!;
    expect(record).toMatchObject({ recordStatus: 1, correlationInfo: { note: 'from Lille', id: 12 } });
    expect(record!.recordOrSurDiag!.record!.octetAligned!.toString()).toContain('PAS0000000001');
  });

  test('which record, and which version of it', async () => {
    const origin = await librarian();
    await answered(
      origin,
      asking({ action: updateAction.recordReplace }, [
        { record: iso2709, recordId: { string: 'PAS1' }, supplementalId: { versionNumber: '3' } },
        {
          record: iso2709,
          recordId: { opaque: Buffer.from('PAS2') },
          supplementalId: { timeStamp: '20260102030405.6Z' },
        },
        { record: iso2709, recordId: { number: 7 } },
      ]),
    );
    await answered(origin, asking({ action: updateAction.recordDelete, databaseName: 'Default' }));
    await answered(origin, asking({ action: updateAction.specialUpdate }));
    expect(origin.library.received.map(({ act, controlNumber, madeOn }) => [act, controlNumber, madeOn])).toEqual([
      ['replace', 'PAS1', 3],
      ['replace', 'PAS2', '20260102030405.6'],
      ['replace', '7', null],
      ['delete', null, null],
      ['insert-or-replace', null, null],
    ]);
  });

  test('a record changed meanwhile is refused by itself, the others are taken', async () => {
    const origin = await librarian();
    const answer = await answered(
      origin,
      asking({ action: updateAction.recordReplace }, [
        { record: iso2709, recordId: { string: 'PAS-OLD' } },
        { record: iso2709, recordId: { string: 'PAS1' } },
      ]),
    );
    expect(answer.operationStatus).toBe(1);
    expect(reasons(answer)).toEqual(['224 changed meanwhile, now version 4']);
    const { targetPart } = packageOf(answer).update;
    expect(targetPart.updateStatus).toBe(2);
    expect(targetPart.taskPackageRecords!.map(({ recordStatus }) => recordStatus)).toEqual([4, 1]);
  });

  test('MarcXchange is read as well; what is neither is refused for itself', async () => {
    const origin = await librarian();
    const xml =
      '<record xmlns="info:lc/xmlns/marcxchange-v2" format="Unimarc"><leader>     nam0 22        450 </leader>' +
      '<datafield tag="200" ind1="1" ind2=" "><subfield code="a">Nana</subfield></datafield></record>';
    const of = (directReference: string, text: string) => ({
      record: { directReference, octetAligned: Buffer.from(text) },
    });
    const answer = await answered(
      origin,
      asking({}, [
        of(oids.xml, xml),
        of(oids.xml, '<!DOCTYPE record><record/>'),
        of(oids.xml, '<nothing/>'),
        of(oids.unimarc, 'xx'),
        of(oids.marc21, 'xx'),
      ]),
    );
    expect(origin.library.received).toHaveLength(1);
    expect(origin.library.received[0]!.marc.fields).toMatchObject([{ tag: '200', subfields: [{ value: 'Nana' }] }]);
    expect(reasons(answer)).toEqual([
      '224 doctype',
      expect.stringMatching(/^224 ./),
      expect.stringMatching(/^224 ./),
      `239 ${oids.marc21}`,
    ]);
  });

  test('no task package is sent to whoever wants none', async () => {
    const answer = await answered(await librarian(), asking({}, undefined, { waitAction: 4 }));
    expect(answer).toMatchObject({ operationStatus: 1 });
    expect(answer.taskPackage).toBeUndefined();
  });

  test.each([
    ['elementUpdate', asking({ action: updateAction.elementUpdate }), '1044 4'],
    ['an unknown database', asking({ databaseName: 'nowhere' }), '235 nowhere'],
    ['the database of one library', asking({ databaseName: 'LENS' }), '1025 LENS'],
    ['a schema of another kind', asking({ schema: oids.marc21 }), `1045 ${oids.marc21}`],
    ['no record', asking({}, []), '1008 record'],
    ['too many records', asking({}, Array(4).fill({ record: iso2709 })), '1046 3'],
    ['no parameters', asking({}, [], { taskSpecificParameters: undefined }), '1008 taskSpecificParameters'],
    [
      'parameters that are none of an Update',
      asking({}, [], {
        taskSpecificParameters: { directReference: oids.update, singleASN1Type: Buffer.from('0500', 'hex') },
      }),
      '1008 esRequest',
    ],
    [
      'parameters of another service',
      asking({}, [], {
        taskSpecificParameters: { directReference: oids.itemOrder, singleASN1Type: Buffer.from('0500', 'hex') },
      }),
      `1043 ${oids.itemOrder}`,
    ],
    ['a package modified', asking({}, undefined, { function: 3, packageName: 'mine' }), '219 mine'],
    ['a function of no kind', asking({}, undefined, { function: 9 }), '1040 9'],
    ['Item Order', asking({}, undefined, { packageType: oids.itemOrder }), '221 item order'],
    [
      'the first edition of Update',
      asking({}, undefined, { packageType: oids.updateFirstEdition }),
      '221 update, first edition',
    ],
  ])('refused and not carried out: %s', async (_, apdu, reason) => {
    const origin = await librarian({ updateRecords: 3 });
    const answer = await answered(origin, apdu);
    expect(answer.operationStatus).toBe(3);
    expect(reasons(answer)).toEqual([reason]);
    expect(origin.library.received).toEqual([]);
  });

  test('nobody without an account, nobody whose work it is not', async () => {
    const anyone = new Origin();
    await anyone.init();
    expect(reasons(await answered(anyone, asking()))).toEqual(['1004']);
    const auditor = new Origin();
    auditor.library.role = 'AUDITOR';
    await auditor.init({ idAuthentication: { open: 'coord/secret' } });
    expect(reasons(await answered(auditor, asking()))).toEqual(['222 coord']);
    const agent = new Origin();
    agent.library.role = 'STAFF';
    await agent.init({ idAuthentication: { open: 'coord/secret' } });
    expect((await answered(agent, asking())).operationStatus).toBe(1);
    expect(reasons(await answered(agent, asking({ action: updateAction.recordDelete })))).toEqual(['222 coord']);
  });

  test('too many requests, and a database that is away, are told as such', async () => {
    const origin = await librarian();
    origin.library.fault = away;
    expect(reasons(await answered(origin, asking()))).toEqual(['2']);
    origin.requestsLeft = 0;
    expect(reasons(await answered(origin, asking()))).toEqual(['2 too many requests in this minute']);
  });
});
