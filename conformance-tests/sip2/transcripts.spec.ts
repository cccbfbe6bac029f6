import { type Server, startServer } from '../server.ts';
import { openSignedIn, type Terminal, terminalDate } from './client.ts';
import { type Exchange, play } from './transcript.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const noDate = ' '.repeat(18);
const sipDate = /^\d{8} {4}\d{6}$/;
const some = /^.+$/;
const now = terminalDate();
/** Items of the demonstration whose home is Lens, and those of Liévin. */
const atLens = (n: number) => String(30_000_001 + 36 * n);
const atLievin = (n: number) => String(30_000_002 + 36 * n);

async function playing(login: string, exchanges: readonly Exchange[]): Promise<void> {
  const terminal: Terminal = await openSignedIn(server.sip2Port, login);
  await play(terminal, exchanges);
  terminal.end();
}

test('a kiosk visit: heartbeat, card, loan, look, renewal, reservation, return, end', async () => {
  const [card, item] = ['20000071', atLens(12)];
  const asked = `AOCALL|AA${card}|AC|AD1234|`;
  const person = [
    ['AO', 'CALL'],
    ['AA', card],
    ['AE', some],
  ] as const;
  const limits = [
    ['BZ', '0010'],
    ['CA', '0005'],
    ['CB', '0020'],
    ['BL', 'Y'],
    ['CQ', 'Y'],
  ] as const;
  const contact = [
    ['BD', some],
    ['BE', 'lecteur71@example.org'],
    ['BF', some],
    ['PA', /^\d{8}$/],
    ['PB', /^\d{8}$/],
    ['PC', 'ADULTE'],
    ['AQ', some],
  ] as const;
  const nothing = '              ';
  const document = [
    ['AJ', some],
    ['AH', sipDate],
    ['CK', '001'],
  ] as const;
  await playing('kiosk-lens', [
    {
      say: '9900802.00',
      code: '98',
      fixed: ['Y', 'Y', 'Y', 'Y', 'Y', 'Y', '030', '003', '*', '2.00'],
      fields: [
        ['AO', 'CALL'],
        ['AM', 'Médiathèque de Lens'],
        ['BX', 'YYYYYYYYYNYYNYYY'],
        ['AN', some],
      ],
    },
    {
      say: `63002${now}${' '.repeat(10)}${asked}`,
      code: '64',
      fixed: [nothing, '002', '*', '0000', '0000', '0000', '0000', '0000', '0000'],
      fields: [...person, ...limits, ...contact],
    },
    {
      say: `11NN${now}${noDate}AOCALL|AA${card}|AB${item}|AC|AD1234|BON|BIN|`,
      code: '12',
      fixed: ['1', 'N', 'N', 'Y', '*'],
      fields: [['AO', 'CALL'], ['AA', card], ['AB', item], ...document],
    },
    {
      say: `63002${now}  Y       ${asked}BP1|BQ5|`,
      code: '64',
      fixed: [nothing, '002', '*', '0000', '0000', '0001', '0000', '0000', '0000'],
      fields: [...person, ...limits, ['AU', item], ...contact],
    },
    {
      say: `17${now}AOCALL|AB${item}|AC|`,
      code: '18',
      fixed: ['04', '00', '01', '*'],
      fields: [
        ['AB', item],
        ['AJ', some],
        ['CF', '0'],
        ['AH', sipDate],
        ['CK', '001'],
        ['AQ', 'LENS'],
        ['AP', 'LENS'],
        ['CR', 'Adultes'],
        ['CS', some],
        ['AO', 'CALL'],
      ],
    },
    {
      say: `29NN${now}${noDate}AOCALL|AA${card}|AD1234|AB${item}|AC|BON|`,
      code: '30',
      fixed: ['1', 'Y', 'N', 'N', '*'],
      fields: [['AO', 'CALL'], ['AA', card], ['AB', item], ...document],
    },
    {
      say: `65${now.slice(0, 16)}98AOCALL|AA${card}|AD1234|AC|BON|`,
      code: '66',
      fixed: ['1', '0001', '0000', '*'],
      fields: [
        ['AO', 'CALL'],
        ['BM', item],
      ],
    },
    {
      say: `65${now.slice(0, 16)}99AOCALL|AA${card}|AD1234|AC|BON|`,
      code: '66',
      fixed: ['1', '0000', '0001', '*'],
      fields: [
        ['AO', 'CALL'],
        ['BN', item],
      ],
    },
    {
      say: `15+${now}BSLIEVIN|BY2|AOCALL|AA${card}|AD1234|AB${atLens(13)}|AC|BON|`,
      code: '16',
      fixed: ['1', 'Y', '*'],
      fields: [
        ['AO', 'CALL'],
        ['AA', card],
        ['BW', sipDate],
        ['BR', '1'],
        ['BS', 'LIEVIN'],
        ['AB', atLens(13)],
        ['AJ', some],
      ],
    },
    {
      say: `15-${now}AOCALL|AA${card}|AD1234|AB${atLens(13)}|AC|`,
      code: '16',
      fixed: ['1', 'N', '*'],
      fields: [
        ['AO', 'CALL'],
        ['AA', card],
        ['BW', sipDate],
        ['BS', 'LIEVIN'],
        ['AB', atLens(13)],
        ['AJ', some],
      ],
    },
    {
      say: `37${now}0400EURBV2.50|AOCALL|AA${card}|AC|AD1234|CG77|BK9|`,
      code: '38',
      fixed: ['N', '*'],
      fields: [
        ['AO', 'CALL'],
        ['AA', card],
        ['BK', '9'],
        ['AF', 'La médiathèque est gratuite : rien n’est à payer.'],
      ],
    },
    {
      say: `09N${now}${noDate}APLENS|AOCALL|AB${item}|AC|BIN|`,
      code: '10',
      fixed: ['1', 'Y', 'N', 'N', '*'],
      fields: [
        ['AO', 'CALL'],
        ['AB', item],
        ['AQ', 'LENS'],
        ['AJ', some],
        ['CL', '4'],
        ['CK', '001'],
        ['AP', 'LENS'],
        ['CR', 'Adultes'],
        ['CS', some],
      ],
    },
    {
      say: `35${now}AOCALL|AA${card}|AC|AD1234|`,
      code: '36',
      fixed: ['Y', '*'],
      fields: [
        ['AO', 'CALL'],
        ['AA', card],
      ],
    },
  ]);
});

test('a sorter’s morning: home, elsewhere, again, reserved, unknown', async () => {
  const kiosk = await openSignedIn(server.sip2Port);
  await kiosk.ask(`11NN${now}${noDate}AOCALL|AA20000072|AB${atLens(14)}|AC|`);
  await kiosk.ask(`11NN${now}${noDate}AOCALL|AA20000072|AB${atLievin(14)}|AC|`);
  await kiosk.ask(`11NN${now}${noDate}AOCALL|AA20000072|AB${atLens(15)}|AC|`);
  await kiosk.ask(`15+${now}BSLENS|BY3|AOCALL|AA20000073|AB${atLens(15)}|AC|`);
  kiosk.end();
  const back = (item: string) => `09N${now}${noDate}APLENS|AOCALL|AB${item}|AC|`;
  const told = (item: string, home: string, bin: string) =>
    [
      ['AO', 'CALL'],
      ['AB', item],
      ['AQ', home],
      ['AJ', some],
      ['CL', bin],
      ['CK', '001'],
      ['AP', 'LENS'],
      ['CR', 'Adultes'],
      ['CS', some],
    ] as const;
  const travels = [
    ['CT', 'LIEVIN'],
    ['CV', '04'],
    ['AF', 'À envoyer à Médiathèque de Liévin.'],
  ] as const;
  const ok = (alert: string) => ['1', 'Y', 'N', alert, '*'];
  await playing('sorter-lens', [
    { say: back(atLens(14)), code: '10', fixed: ok('N'), fields: told(atLens(14), 'LENS', '4') },
    { say: back(atLievin(14)), code: '10', fixed: ok('Y'), fields: [...told(atLievin(14), 'LIEVIN', '2'), ...travels] },
    {
      say: `09N${now.slice(0, 16)}98${noDate}APLENS|AOCALL|AB${atLievin(14)}|AC|`,
      code: '10',
      fixed: ok('Y'),
      fields: [...told(atLievin(14), 'LIEVIN', '2'), ...travels],
    },
    {
      say: back(atLens(15)),
      code: '10',
      fixed: ok('Y'),
      fields: [
        ...told(atLens(15), 'LENS', '1'),
        ['CV', '01'],
        ['CM', sipDate],
        ['AF', 'Document réservé : à mettre de côté ici.'],
      ],
    },
    {
      say: back('39999999'),
      code: '10',
      fixed: ['0', 'N', 'U', 'Y', '*'],
      fields: [
        ['AO', 'CALL'],
        ['AB', '39999999'],
        ['AQ', ''],
        ['AJ', ''],
        ['CV', '99'],
        ['AF', "Document inconnu du réseau. Remettez-le à l'accueil."],
      ],
    },
  ]);
});

test('a gate: lent is 04, a refused loan is not, a loan taken back is not any more', async () => {
  const kiosk = await openSignedIn(server.sip2Port);
  const [lent, refused, cancelled] = [atLens(16), atLens(17), atLens(18)];
  await kiosk.ask(`11NN${now}${noDate}AOCALL|AA20000074|AB${lent}|AC|`);
  await kiosk.ask(`11NN${now}${noDate}AOCALL|AA20000152|AB${refused}|AC|`);
  await kiosk.ask(`11NN${now}${noDate}AOCALL|AA20000074|AB${cancelled}|AC|`);
  const undone = await kiosk.ask(`09N${now}${noDate}APLENS|AOCALL|AB${cancelled}|AC|BIY|`);
  expect([undone.fixed.slice(0, 4), undone.fields['AF']]).toEqual([
    ['1', 'Y', 'N', 'N'],
    'Prêt annulé : laissez le document ici.',
  ]);
  kiosk.end();
  const look = (item: string, status: string, due: boolean): Exchange => ({
    say: `17${now}AOCALL|AB${item}|AC|`,
    code: '18',
    fixed: [status, '00', '01', '*'],
    fields: [
      ['AB', item],
      ['AJ', some],
      ['CF', '0'],
      ...(due ? ([['AH', sipDate]] as const) : []),
      ['CK', '001'],
      ['AQ', 'LENS'],
      ['AP', 'LENS'],
      ['CR', 'Adultes'],
      ['CS', some],
      ['AO', 'CALL'],
    ],
  });
  await playing('gate-lens', [look(lent, '04', true), look(refused, '03', false), look(cancelled, '03', false)]);
});

test('a PC-booking portal: one short connection a reader, what decides is in 64', async () => {
  const ask = (card: string, pin: string) => `63002${now}${' '.repeat(10)}AOCALL|AA${card}|AC|AD${pin}|`;
  const counts = ['0000', '0000', '0000', '0000', '0000', '0000'];
  const refusal = "Carte ou code non reconnu. Adressez-vous à l'accueil.";
  await playing('kiosk-lens', [
    {
      say: ask('20000075', '0000'),
      code: '64',
      fixed: ['YYYY          ', '002', '*', ...counts],
      fields: [
        ['AO', 'CALL'],
        ['AA', '20000075'],
        ['AE', ''],
        ['BL', 'Y'],
        ['CQ', 'N'],
        ['AF', refusal],
      ],
    },
  ]);
  await playing('kiosk-lens', [
    {
      say: ask('29999999', '1234'),
      code: '64',
      fixed: ['YYYY          ', '002', '*', ...counts],
      fields: [
        ['AO', 'CALL'],
        ['AA', '29999999'],
        ['AE', ''],
        ['BL', 'N'],
        ['CQ', 'N'],
        ['AF', refusal],
      ],
    },
  ]);
  await playing('kiosk-lens', [
    {
      say: ask('20000151', '1234'),
      code: '64',
      fixed: ['YYYY          ', '002', '*', ...counts],
      fields: [
        ['AO', 'CALL'],
        ['AA', '20000151'],
        ['AE', some],
        ['BZ', '0010'],
        ['CA', '0005'],
        ['CB', '0020'],
        ['BL', 'Y'],
        ['CQ', 'Y'],
        ['BD', some],
        ['BE', some],
        ['BF', some],
        ['PA', /^\d{8}$/],
        ['PB', /^\d{8}$/],
        ['PC', 'ADULTE'],
        ['AQ', some],
        ['AF', some],
      ],
    },
  ]);
});

test('an off-line night: nothing is refused, everything keeps its time, staff find what to look at', async () => {
  const night = terminalDate();
  const [good, blocked, unknown] = [atLens(19), atLens(20), '39999998'];
  const due = terminalDate(new Date(Date.now() + 20 * 86_400_000));
  const loan = (card: string, item: string) => `11YY${night}${due}AOCALL|AA${card}|AB${item}|AC|`;
  const lent = (card: string, item: string, more: Exchange['fields']): Exchange => ({
    say: loan(card, item),
    code: '12',
    fixed: ['1', 'N', 'N', 'Y', '*'],
    fields: [['AO', 'CALL'], ['AA', card], ['AB', item], ...more],
  });
  const known = [
    ['AJ', some],
    ['AH', due],
    ['CK', '001'],
  ] as const;
  const toCheck = ['AF', 'Enregistré. Le personnel vérifiera.'] as const;
  await playing('kiosk-lens', [
    lent('20000076', good, known),
    lent('20000076', good, known),
    lent('20000152', blocked, [...known, toCheck]),
    lent('20000076', unknown, [['AJ', ''], ['AH', due], toCheck]),
    {
      say: `09Y${night}${night}APLENS|AOCALL|AB${good}|AC|`,
      code: '10',
      fixed: ['1', 'Y', 'N', 'N', '*'],
      fields: [
        ['AO', 'CALL'],
        ['AB', good],
        ['AQ', 'LENS'],
        ['AJ', some],
        ['CK', '001'],
      ],
    },
  ]);
  const kiosk = await openSignedIn(server.sip2Port);
  const status = async (item: string) => (await kiosk.ask(`17${now}AOCALL|AB${item}|`)).fixed[0];
  expect([await status(good), await status(blocked)]).toEqual(['03', '04']);
  kiosk.end();
  const work = await exceptions();
  const ours = work.filter(({ barcode }) => [good, blocked, unknown].includes(barcode));
  expect(ours.map(({ barcode, reasons }) => [barcode, reasons])).toEqual([
    [blocked, ['patron-blocked']],
    [unknown, ['item-unknown']],
  ]);
});

/** The work list of the console, as its API gives it. */
async function exceptions(): Promise<{ barcode: string; reasons: string[] }[]> {
  const signIn = await fetch(`${server.baseUrl}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'admin', password: 'demo' }),
  });
  const cookie = signIn.headers.getSetCookie()[0]!.split(';')[0]!;
  const response = await fetch(`${server.baseUrl}/api/v1/offline-exceptions`, { headers: { cookie } });
  const list = (await response.json()) as { items: { item: string; reasons: { code: string }[] }[] };
  return list.items.map(({ item, reasons }) => ({ barcode: item, reasons: reasons.map(({ code }) => code) }));
}
