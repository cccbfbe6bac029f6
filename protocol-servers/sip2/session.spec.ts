import { checksum } from './codec/index.ts';
import { InMemoryLibrary } from './fakes/in-memory-library.ts';
import { Session } from './session.ts';

const date = '20261121    140509';
const noDate = ' '.repeat(18);
let library: InMemoryLibrary;
let faults: { message: string; device: string | null }[];

beforeEach(() => {
  library = new InMemoryLibrary();
  faults = [];
  library.addPatron('20000001');
  library.addPatron('20000002');
  library.addItem('30000001');
  library.addItem('30000002', { homeLibraryId: 2 });
});

function connect(): Session {
  return new Session({
    library: library.asLibrary(),
    institution: 'CALL',
    loginTries: 3,
    duplicateWindow: 60_000,
    onFault: (_fault, facts) => faults.push(facts),
  });
}

async function say(session: Session, message: string): Promise<string> {
  const answer = Buffer.from(await session.receive(Buffer.from(message))).toString();
  expect(answer.endsWith('\r')).toBe(true);
  return answer.slice(0, -1);
}

async function signedIn(login = 'kiosk-lens'): Promise<Session> {
  const session = connect();
  expect(await say(session, `9300CN${login}|COdemo|CPLENS|`)).toBe('941');
  return session;
}

const sealed = (body: string, sequence: number) => {
  const text = `${body}AY${sequence}AZ`;
  return text + checksum(Buffer.from(text));
};
const checkout = (item = '30000001', card = '20000001') => `11NN${date}${noDate}AOCALL|AA${card}|AB${item}|AC|AD1234|`;
const checkin = (item = '30000001') => `09N${date}${date}APLENS|AOCALL|AB${item}|AC|`;
const renew = (item = '30000001') => `29NN${date}${noDate}AOCALL|AA20000001|AB${item}|`;
const information = (summary: string, rest = 'AD1234|') =>
  `63002${date}${summary.padEnd(10)}AOCALL|AA20000001|AC|${rest}`;

describe('signing in (93)', () => {
  test('lets a known terminal in', async () => {
    const session = connect();
    expect(session.device).toBeNull();
    expect(await say(session, sealed('9300CNkiosk-lens|COdemo|CPLENS|', 0))).toBe('941AY0AZFDFD');
    expect(session.device?.login).toBe('kiosk-lens');
  });

  test('closes after the third wrong login, word for word the same or not', async () => {
    const session = connect();
    const wrong = sealed('9300CNkiosk-lens|COguess|', 0);
    expect([await say(session, wrong), session.finished]).toEqual(['940AY0AZFDFE', false]);
    expect([await say(session, wrong), session.finished]).toEqual(['940AY0AZFDFE', false]);
    expect([await say(session, '9300CNnobody|COdemo|'), session.finished]).toEqual(['940', true]);
  });

  test('refuses a secret said to be encrypted, since only clear ones are read', async () => {
    expect(await say(connect(), '9301CNkiosk-lens|COdemo|')).toBe('940');
  });

  test('forgets who it was when a second login fails', async () => {
    const session = await signedIn();
    await say(session, '9300CNkiosk-lens|COguess|');
    expect(await say(session, checkin())).toMatch(/^100NUY.*AFBorne non connectée/);
  });

  test('does not count a fault of the library as a wrong login', async () => {
    const session = connect();
    library.nextFault = new Error('the database is away');
    expect(await say(session, '9300CNkiosk-lens|COdemo|')).toBe('940');
    expect(faults).toEqual([{ message: 'Login', device: null }]);
    expect(await say(session, '9300CNkiosk-lens|COdemo|')).toBe('941');
  });
});

describe('before login (§3.5)', () => {
  test('99 is answered with what everybody may know', async () => {
    expect(await say(connect(), '9900802.00')).toBe(`98YYYYYY030003${date}2.00AOCALL|BXYYYYYYYYYNYYNYYY|`);
  });

  test.each([
    ['01', `01N${date}AL|AA1|`, /^24YYYY {10}000/],
    ['09', checkin(), /^100NUY/],
    ['11', checkout(), /^120NUN/],
    ['15', `15+${date}AA1|`, /^160N/],
    ['17', `17${date}AB1|`, /^180100/],
    ['19', `19${date}AB1|CH|`, /^200/],
    ['23', `23002${date}AA1|`, /^24YYYY {10}002/],
    ['25', `25${date}AA1|`, /^26YYYY/],
    ['29', renew(), /^300NUN/],
    ['35', `35${date}AA1|`, /^36N/],
    ['37', `37${date}0100EURBV1.00|AA1|`, /^38N/],
    ['63', information(''), /^64YYYY {10}002.{18}0{24}/],
    ['65', `65${date}AA1|`, /^6600{8}/],
  ])('%s is refused by its own response, and the library is not asked', async (_code, message, response) => {
    const answer = await say(connect(), message);
    expect(answer).toMatch(response);
    expect(answer).toContain('AFBorne non connectée');
    expect(library.asked).toEqual([]);
  });
});

describe('a visit at a kiosk', () => {
  test('SC Status tells the state of the terminal and sets its clock', async () => {
    const session = await signedIn();
    expect(await say(session, '9910802.00')).toBe(
      `98YYYYYY030003${date}2.00AOCALL|AMMédiathèque de Lens|BXYYYYYYYYYNYYNYYY|ANAppareil kiosk-lens|`,
    );
    expect(library.heard).toEqual([{ login: 'kiosk-lens', status: 1 }]);
  });

  test('lends, renews, refuses to lend again, takes back', async () => {
    const session = await signedIn();
    const answered = `AOCALL|AA20000001|AB30000001|AJGerminal|`;
    expect(await say(session, checkout())).toBe(`121NNY${date}${answered}AH20261212    140509|CK001|`);
    expect(await say(session, renew())).toBe(`301YNN${date}${answered}AH20270102    140509|CK001|`);
    expect(await say(session, checkout('30000001', '20000002'))).toMatch(
      /^120NUN.*AJ\|AH\|AFDocument prêté à un autre lecteur/,
    );
    library.time += 61_000;
    expect(await say(session, checkin())).toMatch(
      /^101YNN20261121 {4}140610AOCALL\|AB30000001\|AQLENS\|AJGerminal\|CK001\|APLENS\|/,
    );
    expect(library.loans).toMatchObject([{ renewals: 1, returnedAt: Date.UTC(2026, 10, 21, 13, 5, 9) }]);
  });

  test('renews through 11 only where the terminal allows it (SC renewal policy)', async () => {
    const session = await signedIn();
    await say(session, checkout());
    await say(session, '9900802.00');
    expect(await say(session, checkout())).toMatch(/^120NUN.*AFVous avez déjà emprunté ce document/);
    expect(await say(session, checkout().replace('11N', '11Y'))).toMatch(/^121YNY/);
  });

  test('a document not on loan is a normal return', async () => {
    expect(await say(await signedIn(), checkin())).toMatch(/^101YNN/);
  });

  test('an unknown document goes to the exceptions', async () => {
    expect(await say(await signedIn(), checkin('39999999'))).toBe(
      `100NUY${date}AOCALL|AB39999999|AQ|AJ|CV99|AFDocument inconnu du réseau. Remettez-le à l'accueil.|`,
    );
  });

  test('says where a document goes', async () => {
    const session = await signedIn();
    expect(await say(session, checkin('30000002'))).toMatch(
      /^101YNY.*AQLIEVIN\|.*CTLIEVIN\|CV04\|AFÀ envoyer à Médiathèque de Liévin\.\|$/,
    );
    const waiting = library.addPatron('20000003');
    library.addHold(waiting, 1);
    expect(await say(session, checkin('30000001'))).toMatch(/^101YNY.*CV01\|AFDocument réservé/);
    library.addItem('30000004', { recordId: 9 });
    library.addHold(waiting, 9, { pickupLibraryId: 2 });
    expect(await say(session, checkin('30000004'))).toMatch(/^101YNY.*CTLIEVIN\|CV02\|/);
    library.addItem('30000005', { status: 'LOST' });
    expect(await say(session, checkin('30000005'))).toMatch(/^101YNY.*CV99\|AFDocument retrouvé/);
  });

  test('names the bin of the sorter in CL, and sends no CL when no rule does', async () => {
    library.sortBins.set('30000002', '2');
    const session = await signedIn('sorter-lens');
    expect(await say(session, checkin('30000002'))).toBe(
      `101YNY${date}AOCALL|AB30000002|AQLIEVIN|AJGerminal|CL2|CK001|APLENS|CRAdultes|CSR ZOL|CTLIEVIN|CV04|` +
        'AFÀ envoyer à Médiathèque de Liévin.|',
    );
    expect(await say(session, checkin('30000001'))).not.toContain('|CL');
  });

  test('a return dated by a book drop keeps its date, one from the future is now', async () => {
    const session = await signedIn();
    await say(session, `09N${date}20261120    220000AB30000001|`);
    await say(session, `09N${date}20300101    000000AB30000001|`);
    await say(session, `09N${date}${noDate}AB30000001|`);
    expect(library.checkInRequests.map((request) => request.returnedAt)).toEqual([
      Date.UTC(2026, 10, 20, 21),
      library.time,
      library.time,
    ]);
  });

  test('a cancelled operation (BI) is never done as if it were asked', async () => {
    const session = await signedIn();
    expect(await say(session, `${checkout()}BIY|`)).toMatch(/^120NUN.*AFAucune opération récente/);
    expect(await say(session, `${checkin()}BIY|`)).toMatch(/^100NUY.*AFAucune opération récente/);
    expect(library.asked).toEqual(['signIn']);
  });

  test('ends with 35, always', async () => {
    expect(await say(await signedIn(), `35${date}AOCALL|AA20000001|AC|AD|`)).toBe(`36Y${date}AOCALL|AA20000001|`);
  });

  test('17 says what a document is and never who has it', async () => {
    const session = await signedIn();
    await say(session, checkout());
    expect(await say(session, `17${date}AOCALL|AB30000001|`)).toBe(
      `18040001${date}AB30000001|AJGerminal|CF0|AH20261212    140509|CK001|AQLENS|APLENS|CRAdultes|CSR ZOL|AOCALL|`,
    );
    expect(await say(session, `17${date}AOCALL|ABnone|`)).toMatch(/^18010001.*ABnone\|AJ\|AOCALL\|AFDocument inconnu/);
  });

  test('AO of the request moves nothing, spaces around barcodes are dropped', async () => {
    const session = await signedIn();
    expect(await say(session, `11NN${date}${noDate}AOELSEWHERE|AA 20000001 |AB30000001  |`)).toMatch(
      /^121.*AOCALL\|AA20000001\|AB30000001\|/,
    );
  });
});

describe('the account of a reader (63, 23)', () => {
  beforeEach(async () => {
    const session = await signedIn();
    for (const n of [3, 4, 5]) library.addItem(`3000000${n}`);
    for (const n of [1, 2, 3, 4, 5]) await say(session, checkout(`3000000${n}`));
    const reader = library.patrons.get('20000001')!.patron;
    library.addItem('30000006');
    library.addHold(reader, 6, { status: 'ON_SHELF', boundItemId: library.items.get('30000006')!.item.id });
    library.addHold(reader, 7);
  });

  test('every count is filled, whatever is asked', async () => {
    expect(await say(await signedIn(), information(''))).toBe(
      `64              002${date}000100000005000000000001AOCALL|AA20000001|AEZoé Lefèvre|BZ0010|CA0005|CB0020|BLY|CQY|BD1 rue des Mineurs, 62300 Lens|BEzoe@example.org|BF03 21 00 00 01|PA20270917|PB19800314|PCADULTE|AQLENS|`,
    );
  });

  test.each([
    ['0: holds ready', 'Y', ['AS30000006']],
    ['1: overdue', ' Y', []],
    ['2: charged', '  Y', ['AU30000001', 'AU30000002', 'AU30000003', 'AU30000004', 'AU30000005']],
    ['3: fines, of which there are none', '   Y', []],
    ['5: holds not ready, by title while no copy is bound', '     Y', ['CDGerminal']],
    ['the first of several', 'Y Y', ['AS30000006']],
    ['lower case', '  y', ['AU30000001', 'AU30000002', 'AU30000003', 'AU30000004', 'AU30000005']],
  ])('summary %s', async (_what, summary, lines) => {
    const answer = await say(await signedIn(), information(summary));
    expect(answer.split('|').filter((field) => /^(AS|AT|AU|AV|BU|CD)/.test(field))).toEqual(lines);
  });

  test.each([
    ['BP2|BQ3|', ['AU30000002', 'AU30000003']],
    ['BP4|', ['AU30000004', 'AU30000005']],
    ['BQ1|', ['AU30000001']],
    ['BP1|BQ99|', ['AU30000001', 'AU30000002', 'AU30000003', 'AU30000004', 'AU30000005']],
    ['BP6|BQ9|', []],
    ['BP3|BQ2|', []],
    ['BP0|BQ0|', []],
    ['BP|BQ|', ['AU30000001', 'AU30000002', 'AU30000003', 'AU30000004', 'AU30000005']],
    ['BPx|BQ-1|', ['AU30000001', 'AU30000002', 'AU30000003', 'AU30000004', 'AU30000005']],
  ])('page %s', async (page, lines) => {
    const answer = await say(await signedIn(), information('  Y', `AD1234|${page}`));
    expect(answer.slice(0, 61)).toBe(`64              002${date}000100000005000000000001`);
    expect(answer.split('|').filter((field) => field.startsWith('AU'))).toEqual(lines);
  });

  test('a wrong PIN shows nothing but the card', async () => {
    const session = await signedIn();
    const nothing = `AOCALL|AA20000001|AE|BLY|CQN|AFCarte ou code non reconnu. Adressez-vous à l'accueil.|`;
    for (const wrong of ['AD9999|', 'AD|']) {
      expect(await say(session, information('  Y', wrong))).toBe(
        `64YYYY          002${date}${'0'.repeat(24)}${nothing}`,
      );
    }
    expect(await say(session, `23002${date}AA20000001|AD9999|`)).toBe(`24YYYY          002${date}${nothing}`);
  });

  test('an unknown card is not valid', async () => {
    const session = await signedIn();
    expect(await say(session, information('  Y').replace('AA20000001', 'AA29999999'))).toMatch(
      /^64YYYY {10}002.{18}0{24}AOCALL\|AA29999999\|AE\|BLN\|CQN\|AF/,
    );
    expect(await say(session, `23002${date}AA29999999|`)).toMatch(
      /^24YYYY {10}002.{18}AOCALL\|AA29999999\|AE\|BLN\|AF/,
    );
  });

  test('a card alone shows a kiosk numbers, no name, no list', async () => {
    expect(await say(await signedIn(), information('  Y', ''))).toBe(
      `64              002${date}000100000005000000000001AOCALL|AA20000001|AE|BZ0010|CA0005|CB0020|BLY|`,
    );
    expect(await say(await signedIn(), `23002${date}AA20000001|`)).toBe(
      `24              002${date}AOCALL|AA20000001|AE|BLY|`,
    );
  });

  test('a card alone shows name and lists where the profile says so, contact never', async () => {
    const answer = await say(await signedIn('kiosk-trusting'), information('  Y', ''));
    expect(answer).toMatch(/AEZoé Lefèvre\|.*AU30000005\|/);
    expect(answer).not.toMatch(/\|(BD|BE|BF|PA|PC)/);
  });

  test('a desk sees the account without PIN', async () => {
    expect(await say(await signedIn('desk-lens'), information('  Y', ''))).toMatch(/AEZoé Lefèvre\|.*BLY\|AU.*BD1 rue/);
  });

  test.each([
    ['expired', { expiresAt: 1 }, [], 'YYYY          ', 'AFVotre inscription est à renouveler'],
    [
      'blocked',
      {},
      [
        {
          id: 1,
          patronId: 9,
          kind: 'MANUAL',
          since: 1,
          until: null,
          note: '',
          author: '',
          stopsCheckOut: true,
          stopsHold: false,
          stopsRenewal: false,
          stopsDigital: false,
        },
      ],
      'Y             ',
      'AFVotre carte est suspendue',
    ],
    [
      'with a lost card',
      {},
      [
        {
          id: 1,
          patronId: 9,
          kind: 'CARD_LOST',
          since: 1,
          until: null,
          note: '',
          author: '',
          stopsCheckOut: true,
          stopsHold: true,
          stopsRenewal: true,
          stopsDigital: false,
        },
      ],
      'YYYYY         ',
      'AFVotre carte est suspendue',
    ],
  ] as const)('the 14 flags of a reader %s', async (_what, facts, blocks, flags, message) => {
    library.addPatron('20000009', facts, [...blocks]);
    const answer = await say(await signedIn(), `23002${date}AA20000009|AD1234|`);
    expect(answer.slice(2, 16)).toBe(flags);
    expect(answer).toContain(message);
  });
});

describe('what each device may ask', () => {
  test.each([
    ['sorter-lens', ['23', '63', '11', '29']],
    ['bin-lens', ['23', '63', '11', '29']],
    ['gate-lens', ['23', '63', '11', '29', '09']],
  ])('%s may not send %s', async (login, refused) => {
    const session = await signedIn(login);
    const messages: Record<string, string> = {
      '23': `23002${date}AA20000001|AD1234|`,
      '63': information('  Y'),
      '11': checkout(),
      '29': renew(),
      '09': checkin(),
    };
    for (const [code, message] of Object.entries(messages)) {
      const answer = await say(session, message);
      if (refused.includes(code)) expect(answer).toContain('AFOpération impossible sur cet appareil');
      else expect(answer).toMatch(/^101/);
      expect(answer).not.toContain('Lefèvre');
    }
    expect(await say(session, `17${date}AB30000001|`)).toMatch(/^1803/);
  });
});

describe('error detection', () => {
  test('the digit comes back, only when it was asked', async () => {
    const session = await signedIn();
    expect(await say(session, sealed('9900802.00', 7))).toMatch(/AY7AZ[0-9A-F]{4}$/);
    expect(await say(session, '9900802.00')).toMatch(/\|$/);
  });

  test('a wrong checksum is not processed: 96', async () => {
    const session = await signedIn();
    expect(await say(session, `${checkout()}AY1AZ0000`)).toBe('96AZFEF6');
    expect(await say(session, `${checkout()}AY1AZ`)).toBe('96AZFEF6');
    expect(library.loans).toEqual([]);
  });

  test('a sequence may jump, stand still or start again', async () => {
    const session = await signedIn();
    for (const [index, sequence] of [3, 3, 9, 0, 5].entries()) {
      expect(await say(session, sealed(checkin(`3000000${index}`), sequence))).toMatch(
        new RegExp(`AY${sequence}AZ....$`),
      );
    }
  });
});

describe('the same request again', () => {
  test('with error detection gets the stored answer, byte for byte, and is not done twice', async () => {
    const session = await signedIn();
    const request = sealed(checkout(), 1);
    const first = await say(session, request);
    library.time += 3_000;
    expect(await say(session, request)).toBe(first);
    expect(library.asked).toEqual(['signIn', 'checkOut']);
  });

  test('without error detection too, for 09, 11 and 29', async () => {
    const session = await signedIn();
    for (const request of [checkout(), renew(), checkin()]) {
      const first = await say(session, request);
      library.time += 3_000;
      expect(await say(session, request)).toBe(first);
    }
    expect(library.asked).toEqual(['signIn', 'checkOut', 'renew', 'checkIn']);
  });

  test('without error detection a question is asked again', async () => {
    const session = await signedIn();
    const first = await say(session, '9900802.00');
    library.time += 3_000;
    expect(await say(session, '9900802.00')).not.toBe(first);
  });

  test('two documents whose barcodes have the same digits are two requests', async () => {
    const session = await signedIn();
    library.addItem('30000012');
    library.addItem('30000021');
    await say(session, sealed(checkout('30000012'), 1));
    expect(await say(session, sealed(checkout('30000021'), 1))).toMatch(/^121.*AB30000021/);
    expect(library.loans).toHaveLength(2);
  });

  test('much later it is a new request', async () => {
    const session = await signedIn();
    await say(session, checkin());
    library.time += 60_001;
    await say(session, checkin());
    expect(library.asked).toEqual(['signIn', 'checkIn', 'checkIn']);
  });
});

describe('97, Request ACS Resend', () => {
  test('before any answer: 96', async () => {
    expect(await say(connect(), '97AZFEF5')).toBe('96AZFEF6');
    expect(await say(connect(), '97')).toBe('96');
  });

  test('gives the last answer again without its digit, and does nothing again', async () => {
    const session = await signedIn();
    const answer = await say(session, sealed(checkout(), 4));
    const body = answer.slice(0, -'AY4AZ0000'.length);
    expect(await say(session, '97AZFEF5')).toBe(`${body}AZ${checksum(Buffer.from(`${body}AZ`))}`);
    expect(await say(session, '97')).toBe(body);
    expect(await say(session, '97AZ0000')).toBe('96AZFEF6');
    expect(await say(session, '97AZFEF5')).toMatch(/^121/);
    expect(library.asked).toEqual(['signIn', 'checkOut']);
  });
});

describe('never silent', () => {
  test.each([
    ['4812345', '96'],
    ['hello', '96'],
    ['1', '96'],
    ['941', '96'],
    [sealed('4812345', 3), '96AZFEF6'],
    ['11YN2026', /^120NUN.*AFMessage de la borne incomplet/],
    ['63', /^64YYYY.*AFMessage de la borne incomplet/],
    ['99', /^98Y.*AFMessage de la borne incomplet/],
    ['09', /^100NUY/],
  ])('%s', async (message, answer) => {
    const session = await signedIn();
    expect(await say(session, message)).toEqual(typeof answer === 'string' ? answer : expect.stringMatching(answer));
    expect(session.finished).toBe(false);
  });

  test.each([
    [checkout(), /^120NUN.*AFService momentanément indisponible/],
    [checkin(), /^100NUY.*AFService momentanément/],
    [renew(), /^300NUN/],
    [information(''), /^64YYYY.*BLN/],
    [`17${date}AB30000001|`, /^1801/],
  ])('a fault of the library is answered, told, and the request may be tried again: %s', async (message, answer) => {
    const session = await signedIn();
    library.nextFault = new Error('the database is away');
    const request = sealed(message, 2);
    expect(await say(session, request)).toMatch(answer);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ device: 'kiosk-lens' });
    expect(await say(session, request)).not.toMatch(/AFService/);
  });
});

describe('how a terminal speaks', () => {
  test('the language of 63 stays until the reader leaves', async () => {
    const session = await signedIn();
    await say(session, `63001${date}          AA20000001|AD1234|`);
    expect(await say(session, checkout('39'))).toMatch(/AFUnknown item/);
    await say(session, `35${date}AA20000001|`);
    expect(await say(session, checkout('38'))).toMatch(/AFDocument inconnu/);
  });

  test('its profile gives character set, terminator and language', async () => {
    const session = connect();
    await session.receive(Buffer.from('9300CNkiosk-latin|COdemo|'));
    library.addItem('30000009', {}, 'L’Œuvre d’été');
    const answer = Buffer.from(await session.receive(Buffer.from(`17${date}AB30000009|`)));
    expect(answer.toString('latin1')).toMatch(/AJL'OEuvre d'été\|.*\|\r\n$/);
    const refusal = Buffer.from(await session.receive(Buffer.from(`17${date}AB39|`)));
    expect(refusal.toString('latin1')).toMatch(/AFUnknown item/);
  });
});
