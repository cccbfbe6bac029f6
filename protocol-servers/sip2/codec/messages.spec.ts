import { decode, encode, MalformedMessage, type Message } from './index.ts';
import { layoutByName } from './message.ts';

const date = '20261121    140509';

/** Every message this server reads or writes: what is on the wire, and what it says. */
const table: readonly [wire: string, says: Partial<Message> & { name: Message['name'] }][] = [
  [
    '9300CNborne1|COsecret|CPMED04|',
    {
      name: 'Login',
      uidAlgorithm: '0',
      pwdAlgorithm: '0',
      loginUserId: 'borne1',
      loginPassword: 'secret',
      locationCode: 'MED04',
    },
  ],
  ['9900802.00', { name: 'SCStatus', statusCode: '0', maxPrintWidth: '080', protocolVersion: '2.00' }],
  ['97', { name: 'RequestACSResend' }],
  [
    `23002${date}AOCALL|AA20000001|AC|AD1234|`,
    {
      name: 'PatronStatus',
      language: '002',
      transactionDate: date,
      institutionId: 'CALL',
      patronIdentifier: '20000001',
      patronPassword: '1234',
    },
  ],
  [
    `63002${date}  Y       AOCALL|AA20000001|AC|AD1234|BP1|BQ5|`,
    {
      name: 'PatronInformation',
      summary: '  Y       ',
      patronIdentifier: '20000001',
      patronPassword: '1234',
      startItem: '1',
      endItem: '5',
    },
  ],
  [`17${date}AOCALL|AB30000001|AC|`, { name: 'ItemInformation', transactionDate: date, itemIdentifier: '30000001' }],
  [
    `11YN${date}                  AOCALL|AA20000001|AB30000001|AC|AD1234|BON|BIN|`,
    {
      name: 'Checkout',
      scRenewalPolicy: 'Y',
      noBlock: 'N',
      nbDueDate: '                  ',
      itemIdentifier: '30000001',
      feeAcknowledged: 'N',
      cancel: 'N',
    },
  ],
  [
    `09N${date}${date}APLENS|AOCALL|AB30000001|AC|BIN|`,
    {
      name: 'Checkin',
      noBlock: 'N',
      returnDate: date,
      currentLocation: 'LENS',
      itemIdentifier: '30000001',
      cancel: 'N',
    },
  ],
  [
    `29NN${date}${date}AOCALL|AA20000001|AD1234|AB30000001|AC|BON|`,
    { name: 'Renew', thirdPartyAllowed: 'N', noBlock: 'N', patronIdentifier: '20000001', itemIdentifier: '30000001' },
  ],
  [`35${date}AOCALL|AA20000001|AC|AD|`, { name: 'EndPatronSession', patronIdentifier: '20000001', patronPassword: '' }],
  [`01N${date}AOCALL|ALvolée|AA20000001|AC|`, { name: 'BlockPatron', cardRetained: 'N', blockedCardMessage: 'volée' }],
  [
    `15+${date}BW${date}|BSLENS|BY2|AOCALL|AA20000001|AD1234|AJGerminal|AC|BON|`,
    {
      name: 'Hold',
      holdMode: '+',
      expirationDate: date,
      pickupLocation: 'LENS',
      holdType: '2',
      titleIdentifier: 'Germinal',
    },
  ],
  [`19${date}AOCALL|AB30000001|AC|CH|`, { name: 'ItemStatusUpdate', itemIdentifier: '30000001', itemProperties: '' }],
  [`25${date}AOCALL|AA20000001|AC|AD1234|`, { name: 'PatronEnable', patronIdentifier: '20000001' }],
  [
    `37${date}0400EURBV2.50|AOCALL|AA20000001|AC|AD1234|CG77|BK9|`,
    {
      name: 'FeePaid',
      feeType: '04',
      paymentType: '00',
      currencyType: 'EUR',
      feeAmount: '2.50',
      feeIdentifier: '77',
      transactionId: '9',
    },
  ],
  [`65${date}AOCALL|AA20000001|AD1234|AC|BON|`, { name: 'RenewAll', patronIdentifier: '20000001' }],
  ['941', { name: 'LoginResponse', ok: '1' }],
  ['96', { name: 'RequestSCResend' }],
  [
    `98YYYYNY030003${date}2.00AOCALL|AMMédiathèque|BXYYYNYYYYYNYNNNYN|ANhall|`,
    {
      name: 'ACSStatus',
      onLineStatus: 'Y',
      statusUpdateOk: 'N',
      timeoutPeriod: '030',
      retriesAllowed: '003',
      protocolVersion: '2.00',
      supportedMessages: 'YYYNYYYYYNYNNNYN',
    },
  ],
  [
    `24              002${date}AOCALL|AA20000001|AEZoé Lefèvre|BLY|CQY|`,
    {
      name: 'PatronStatusResponse',
      patronStatus: '              ',
      personalName: 'Zoé Lefèvre',
      validPatron: 'Y',
      validPatronPassword: 'Y',
    },
  ],
  [
    `64  Y           001${date}000100020003000000000004AOCALL|AA20000001|AEZoé|BZ0010|CB0020|BLY|CQY|AU30000001|AU30000002|AFHello|`,
    {
      name: 'PatronInformationResponse',
      holdItemsCount: '0001',
      overdueItemsCount: '0002',
      chargedItemsCount: '0003',
      unavailableHoldsCount: '0004',
      chargedItems: ['30000001', '30000002'],
      screenMessage: ['Hello'],
    },
  ],
  [
    `18030001${date}AB30000001|AJGerminal|CF0|CK001|AQLENS|APLENS|`,
    {
      name: 'ItemInformationResponse',
      circulationStatus: '03',
      securityMarker: '00',
      feeType: '01',
      permanentLocation: 'LENS',
    },
  ],
  [
    `121NNY${date}AOCALL|AA20000001|AB30000001|AJGerminal|AH20261212    235959|`,
    {
      name: 'CheckoutResponse',
      ok: '1',
      renewalOk: 'N',
      magneticMedia: 'N',
      desensitize: 'Y',
      dueDate: '20261212    235959',
    },
  ],
  [
    `101YNY${date}AOCALL|AB30000001|AQLIEVIN|AJGerminal|CTLIEVIN|CV04|AFÀ envoyer à Liévin|`,
    { name: 'CheckinResponse', ok: '1', resensitize: 'Y', alert: 'Y', destinationLocation: 'LIEVIN', alertType: '04' },
  ],
  [
    `301YNN${date}AOCALL|AA20000001|AB30000001|AJGerminal|AH20261212    235959|`,
    { name: 'RenewResponse', ok: '1', renewalOk: 'Y' },
  ],
  [`36Y${date}AOCALL|AA20000001|`, { name: 'EndSessionResponse', endSession: 'Y' }],
  [`160N${date}AOCALL|AA20000001|`, { name: 'HoldResponse', ok: '0', available: 'N' }],
  [`200${date}AB30000001|`, { name: 'ItemStatusUpdateResponse', itemPropertiesOk: '0' }],
  [
    `26YYYY          000${date}AOCALL|AA20000001|AE|BLN|`,
    { name: 'PatronEnableResponse', patronStatus: 'YYYY          ' },
  ],
  [`38N${date}AOCALL|AA20000001|`, { name: 'FeePaidResponse', paymentAccepted: 'N' }],
  [
    `66000010001${date}AOCALL|BM30000001|BN30000002|`,
    { name: 'RenewAllResponse', ok: '0', renewedItems: ['30000001'], unrenewedItems: ['30000002'] },
  ],
  // Every field of every message that has some the rows above left out.
  [
    `09Y${date}${date}AP|AO|AB30000001|AC|CHpoids 412 g|BIY|`,
    { name: 'Checkin', noBlock: 'Y', returnDate: date, itemProperties: 'poids 412 g', cancel: 'Y' },
  ],
  [
    `11NY${date}${date}AO|AA20000001|AB30000001|AC|CHx|AD|BOY|BIY|`,
    {
      name: 'Checkout',
      noBlock: 'Y',
      nbDueDate: date,
      itemProperties: 'x',
      patronPassword: '',
      feeAcknowledged: 'Y',
      cancel: 'Y',
    },
  ],
  [
    `15-${date}BY3|AO|AA20000001|AB30000001|AC|`,
    { name: 'Hold', holdMode: '-', holdType: '3', itemIdentifier: '30000001', expirationDate: undefined },
  ],
  [
    `15*${date}BSLIEVIN|AO|AA20000001|AJPAS0000000001|AC|`,
    { name: 'Hold', holdMode: '*', pickupLocation: 'LIEVIN', titleIdentifier: 'PAS0000000001' },
  ],
  [
    `29YY${date}${date}AO|AA20000001|AB|AJGerminal|AC|CHx|BOY|`,
    { name: 'Renew', thirdPartyAllowed: 'Y', noBlock: 'Y', itemIdentifier: '', titleIdentifier: 'Germinal' },
  ],
  [`37${date}0102EURBV12|AO|AA1|AC|`, { name: 'FeePaid', feeType: '01', paymentType: '02', transactionId: undefined }],
  ['9300CN|CO|', { name: 'Login', loginUserId: '', locationCode: undefined }],
  ['9920402.00', { name: 'SCStatus', statusCode: '2', maxPrintWidth: '040' }],
  ['940', { name: 'LoginResponse', ok: '0' }],
  [
    `98NNNNNN999999${date}2.00AOCALL|BXNNNNYYYNNNNNNNNN|AFHors service|AGRevenez demain|`,
    { name: 'ACSStatus', onLineStatus: 'N', screenMessage: ['Hors service'], printLine: ['Revenez demain'] },
  ],
  [
    `101YNY${date}AOCALL|AB1|AQLENS|AJGerminal|CL3|AA2|CK006|CHx|APLENS|CRAdultes|CSR ZOL|CTLENS|CV01|CM${date}|CY2|DAZoé Lefèvre|AFun|AFdeux|AGtrois|`,
    {
      name: 'CheckinResponse',
      sortBin: '3',
      patronIdentifier: '2',
      mediaType: '006',
      itemProperties: 'x',
      currentLocation: 'LENS',
      collectionCode: 'Adultes',
      callNumber: 'R ZOL',
      holdPickupDate: date,
      holdPatronId: '2',
      holdPatronName: 'Zoé Lefèvre',
      screenMessage: ['un', 'deux'],
      printLine: ['trois'],
    },
  ],
  [
    `120NUN${date}AOCALL|AA2|AB1|AJ|AH|CIY|CK001|CHx|BK7|AFnon|`,
    { name: 'CheckoutResponse', dueDate: '', titleIdentifier: '', securityInhibit: 'Y', transactionId: '7' },
  ],
  [
    `161Y${date}AOCALL|AA2|BW${date}|BR12|BSLENS|AB1|AJGerminal|`,
    { name: 'HoldResponse', expirationDate: date, queuePosition: '12', pickupLocation: 'LENS', itemIdentifier: '1' },
  ],
  [
    `18080001${date}AB1|AJGerminal|CF2|AH${date}|CM${date}|CK001|AQLENS|APLIEVIN|CHx|CRAdultes|CSR ZOL|CTLENS|AOCALL|AFx|`,
    {
      name: 'ItemInformationResponse',
      holdQueueLength: '2',
      dueDate: date,
      holdPickupDate: date,
      itemProperties: 'x',
      destinationLocation: 'LENS',
      institutionId: 'CALL',
    },
  ],
  [
    `201${date}AB1|AJGerminal|CHpoids 412 g|`,
    { name: 'ItemStatusUpdateResponse', itemPropertiesOk: '1', itemProperties: 'poids 412 g' },
  ],
  [
    `26              002${date}AOCALL|AA2|AEZoé Lefèvre|BLY|CQN|AFx|`,
    { name: 'PatronEnableResponse', validPatron: 'Y', validPatronPassword: 'N' },
  ],
  [
    `300NUN${date}AOCALL|AA2|AB1|AJ|AH|CIN|CK006|CHx|BK7|AFnon|`,
    { name: 'RenewResponse', ok: '0', dueDate: '', securityInhibit: 'N', mediaType: '006', itemProperties: 'x' },
  ],
  [`36N${date}AOCALL|AA2|AFx|AGy|`, { name: 'EndSessionResponse', endSession: 'N', printLine: ['y'] }],
  [`38Y${date}AOCALL|AA2|BK9|`, { name: 'FeePaidResponse', paymentAccepted: 'Y', transactionId: '9' }],
  [
    `64YYYY          002${date}000100010001000000000001AOCALL|AA2|AEZoé|BZ0010|CA0005|CB0020|BLY|CQY|ASa|ATb|AUc|AVd|BUe|CDf|BDrue|BEz@e.fr|BF03|PA20270917|PB19800314|PCADULTE|AQLENS|`,
    {
      name: 'PatronInformationResponse',
      overdueItemsLimit: '0005',
      holdItems: ['a'],
      overdueItems: ['b'],
      chargedItems: ['c'],
      fineItems: ['d'],
      recallItems: ['e'],
      unavailableHoldItems: ['f'],
      homeAddress: 'rue',
      email: 'z@e.fr',
      homePhone: '03',
      membershipExpiry: '20270917',
      birthDate: '19800314',
      patronClass: 'ADULTE',
      homeLibrary: 'LENS',
    },
  ],
];

describe('the messages of SIP2 2.00, section 4', () => {
  test('are all in the table, with every field they may bring', () => {
    const missing = [...layoutByName.values()].flatMap((layout) => {
      const rows = table.filter(([, says]) => says.name === layout.name).map(([wire]) => decode(Buffer.from(wire)));
      const said = (field: string) =>
        rows.some((row) => (row as unknown as Record<string, unknown>)[field] !== undefined);
      const never = layout.fields.filter(({ name }) => !said(name)).map(({ name }) => `${layout.name}.${name}`);
      return rows.length === 0 ? [layout.name] : never;
    });
    // AG is one field wherever it stands: two rows show it repeated and alone.
    expect(missing.filter((field) => !/\.(printLine|screenMessage)$/.test(field))).toEqual([]);
  });

  test.each(table)('reads and writes %s', (wire, says) => {
    const message = decode(Buffer.from(wire, 'utf8'));
    expect(message).toMatchObject(says);
    expect(encode(message)).toBe(wire);
  });

  test('reads text in the character set of the terminal', () => {
    const latin = decode(Buffer.from(`01N${date}ALvol\xe9e|AA1|`, 'latin1'), 'iso-8859-1');
    expect(latin).toMatchObject({ blockedCardMessage: 'volée' });
  });
});

describe('what terminals in the field send', () => {
  const checkout = `11NN${date}                  `;
  test.each([
    ['fields in another order', `${checkout}AB1|AA2|AOx|`],
    ['no delimiter at the end', `${checkout}AOx|AA2|AB1`],
    ['empty fields and bare delimiters', `${checkout}|||AOx|AA2|AB1||||`],
    ['fields nobody knows', `${checkout}KQ1|AOx|AA2|ZZ|KP7|AB1|`],
    ['an empty field before the one that counts', `${checkout}AA|AOx|AA2|AB1|`],
    ['a one-character field without its delimiter', `${checkout}AOx|AA2|BONAB1|`],
  ])('reads %s', (_what, wire) => {
    expect(decode(Buffer.from(wire))).toMatchObject({ patronIdentifier: '2', itemIdentifier: '1' });
  });

  test('tells an empty AD from none', () => {
    expect(decode(Buffer.from(`${checkout}AA2|AB1|AD|`))).toMatchObject({ patronPassword: '' });
    expect(decode(Buffer.from(`${checkout}AA2|AB1|`))).toMatchObject({ patronPassword: undefined });
  });

  test('skips the language some terminals put into 17, which has none', () => {
    expect(decode(Buffer.from(`17001${date}AOx|AB1|`))).toMatchObject({
      transactionDate: date,
      institutionId: 'x',
      itemIdentifier: '1',
    });
  });

  test('reads 65 without its date, which one terminal forgets', () => {
    expect(decode(Buffer.from('65AOCALL|AA20000061|AD1234|BON|'))).toMatchObject({
      transactionDate: '',
      institutionId: 'CALL',
      patronIdentifier: '20000061',
      patronPassword: '1234',
    });
  });

  test('reads a number padded with spaces', () => {
    expect(decode(Buffer.from('990 802.00'))).toMatchObject({ maxPrintWidth: ' 80', protocolVersion: '2.00' });
  });
});

describe('what cannot be read', () => {
  test('is refused by name when the message identifier is unknown', () => {
    expect(() => decode(Buffer.from('48hello'))).toThrow(new MalformedMessage('unknown message identifier "48"', null));
  });

  test('carries what came before the end, when a fixed field is cut', () => {
    const cut = () => decode(Buffer.from('11YN2026'));
    expect(cut).toThrow(MalformedMessage);
    expect(cut).toThrow('Checkout ends inside transactionDate');
    expect(cut).toThrow(
      expect.objectContaining({
        decoded: expect.objectContaining({ name: 'Checkout', scRenewalPolicy: 'Y', itemIdentifier: '' }),
      }),
    );
  });
});

describe('what we write', () => {
  const response = {
    name: 'EndSessionResponse',
    endSession: 'Y',
    transactionDate: date,
    institutionId: 'CALL',
  } as const;
  const field = (patronIdentifier: string, charset?: 'utf-8' | 'iso-8859-1') =>
    encode({ ...response, patronIdentifier }, charset).slice(`36Y${date}AOCALL|AA`.length, -1);

  test.each([
    ['a delimiter', 'a|b', 'a b'],
    ['carriage return and line feed', 'a\r\nb', 'a  b'],
    ['NUL, escape and delete', 'a\0b\x1bc\x7fd', 'a b c d'],
    ['a C1 control', 'a\u0085b', 'a b'],
    ['line separators and bidirectional controls', 'a\u2028b\u202ec', 'a b c'],
    ['half a surrogate pair', 'a\ud83db', 'a\ufffdb'],
    ['letters of the French alphabet', 'Œuvrard, Éloïse ç', 'Œuvrard, Éloïse ç'],
    ['a letter and its accent apart', 'e\u0301te\u0301', 'été'],
  ])('makes %s harmless inside a value', (_what, value, written) => {
    expect(field(value)).toBe(written);
  });

  test('keeps 255 characters and never half of one', () => {
    expect(field('x'.repeat(300))).toBe('x'.repeat(255));
    expect(Array.from(field('😀'.repeat(300)))).toEqual(Array.from('😀'.repeat(255)));
    expect(field('œ'.repeat(200), 'iso-8859-1')).toBe(`${'oe'.repeat(127)}o`);
  });

  test('spells out what ISO 8859-1 has not', () => {
    expect(field('l’œuvre à 5 € — «Ж»', 'iso-8859-1')).toBe("l'oeuvre à 5 EUR - «?»");
  });

  test('gives a fixed field its length whatever it is given', () => {
    expect(encode({ ...response, patronIdentifier: '', transactionDate: '2026' })).toBe(
      '36Y2026              AOCALL|AA|',
    );
    expect(encode({ ...response, patronIdentifier: '', endSession: 'YES' })).toBe(`36Y${date}AOCALL|AA|`);
  });
});
