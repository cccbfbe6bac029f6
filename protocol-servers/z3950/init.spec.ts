import { Buffer } from 'node:buffer';
import { otherInformation } from './codec/common.ts';
import { oids, readAs } from './codec/index.ts';
import { tagged } from './codec/types.ts';
import { associated, initMessage, Origin } from './origin.fixture.ts';

describe('Init', () => {
  test('agrees on version, options and sizes: what both can', async () => {
    const origin = new Origin();
    const response = await origin.init({ referenceId: Buffer.from('abc'), options: [0, 1, 3, 7, 8, 13, 14] });
    expect(response).toMatchObject({
      referenceId: Buffer.from('abc'),
      protocolVersion: [0, 1, 2],
      options: [0, 1, 7, 8, 14],
      preferredMessageSize: 1024 * 1024,
      exceptionalRecordSize: 1024 * 1024,
      result: true,
    });
    const small = await new Origin().init({ preferredMessageSize: 10_240, exceptionalRecordSize: 4096 });
    expect(small).toMatchObject({ preferredMessageSize: 10_240, exceptionalRecordSize: 10_240 });
  });

  test('an origin of version 2 gets version 2, and no Close', async () => {
    const origin = new Origin();
    expect((await origin.init({ protocolVersion: [0, 1] })).protocolVersion).toEqual([0, 1]);
    expect(await origin.session.receive(Buffer.from('3000', 'hex'))).toBeNull();
    expect(origin.session.finished).toBe(true);
  });

  test.each([
    ['nobody', undefined],
    ['anonymous', { anonymous: true }],
    ['an empty name', { open: '' }],
    ['open user/password, a slash in the password', { open: 'coord/secret/word' }],
    ['open group,user,password', { open: 'g,coord,secret' }],
    ['idPass', { idPass: { groupId: 'g', userId: 'coord', password: 'secret/word' } }],
  ] as const)('lets in %s', async (who, idAuthentication) => {
    const origin = new Origin();
    expect((await origin.init({ idAuthentication })).result).toBe(true);
    expect(origin.library.signedOut).toEqual(who === 'nobody' || who.startsWith('an') ? [] : ['token']);
  });

  test('a wrong password is 1011 in UserInfo-1, then the connection ends; after some, nobody is let in', async () => {
    for (const condition of [1011, 1011, 1018]) {
      const origin = new Origin();
      origin.failures = condition === 1018 ? 2 : 0;
      const response = await origin.init({ idAuthentication: { open: 'coord/wrong' } });
      expect(response.result).toBe(false);
      expect(origin.session.finished).toBe(true);
      const inside = readAs(tagged(201, otherInformation), response.userInformationField!.singleASN1Type!);
      expect(inside[0]!.externallyDefinedInfo!.directReference).toBe(oids.diag1);
      const code = Buffer.from([2, 2, condition >> 8, condition & 255]);
      expect(inside[0]!.externallyDefinedInfo!.singleASN1Type!.includes(code)).toBe(true);
    }
  });

  test('UTF-8 is the character set agreed on, with the language asked for', async () => {
    const proposal = Buffer.from('a115a10aa208820628d316010008a2041b02656e830101', 'hex');
    const response = await new Origin().init({
      options: [0, 1, 17],
      otherInfo: [{ externallyDefinedInfo: { directReference: oids.charsetNegotiation, singleASN1Type: proposal } }],
    });
    expect(response.options).toContain(17);
    expect(response.otherInfo![0]!.externallyDefinedInfo!.singleASN1Type!.toString('hex')).toBe(
      'a213a10aa208820628d3160100088202656e830101',
    );
  });

  test('nothing else may come first; Init comes once', async () => {
    const origin = new Origin();
    expect(await origin.send({ name: 'close', message: { closeReason: 0 } })).toBeNull();
    expect(origin.session.finished).toBe(true);
    const twice = await associated();
    expect(await twice.send({ name: 'initRequest', message: initMessage })).toMatchObject({
      name: 'close',
      message: { closeReason: 6 },
    });
  });
});
