import { all, date, noDate, realLibrary, type RealLibrary, type Terminal } from './real-library.fixture.ts';
import { start } from '../../core/circulation/small-network.fixture.ts';

let at: RealLibrary;
let kiosk: Terminal;
beforeEach(async () => {
  at = await realLibrary();
  await at.patron('C1');
  await at.patron('C2');
  kiosk = await at.terminal();
});
afterEach(async () => {
  expect(at.faults).toEqual([]);
  // The audit holds that the network is free of charge: only the tests of fees charge any.
  const breaches = (await at.store.read.audit()).filter(({ invariant }) => invariant !== 'policy-free-of-charge');
  expect(breaches).toEqual([]);
  await at.close();
});

const lend = (item: string, card = 'C1', more = '') =>
  kiosk.say(`11NN${date}${noDate}AOCALL|AA${card}|AB${item}|AC|${more}`);
const account = (card: string, summary = '') => `63002${date}${summary.padEnd(10)}AOCALL|AA${card}|AC|AD1234|`;
const numberOf = async (item: string) => (await at.store.read.item(item))!.controlNumber;

describe('01 Block Patron and 25 Patron Enable', () => {
  test('stops the card, once however often it is asked, and says why to staff', async () => {
    expect(await kiosk.say(`01Y${date}AOCALL|ALCarte volée|AAC1|AC|`)).toBe(
      `24YYYY          000${date}AOCALL|AAC1|AE|BLY|AFVotre carte est suspendue. Adressez-vous à l'accueil.|`,
    );
    at.at(start + 120_000);
    await kiosk.say(`01Y${date}AOCALL|ALCarte volée|AAC1|AC|`);
    const patron = (await at.store.read.patron('C1'))!.patron;
    const { blocks } = await at.store.read.patronAccount(patron.id, at.now());
    expect(blocks).toMatchObject([
      { kind: 'MANUAL', author: 'device:kiosk-lens', note: 'Carte retenue par la borne : Carte volée' },
    ]);
    await at.item('I1');
    expect(await lend('I1')).toMatch(/^120NUN.*AFVotre carte est suspendue/);
  });

  test('25 is for a staff desk: it lifts what terminals blocked and leaves what staff decided', async () => {
    const desk = await at.terminal('desk-lens');
    await kiosk.say(`01N${date}AOCALL|AL|AAC1|AC|`);
    expect(await kiosk.say(`25${date}AOCALL|AAC1|AC|`)).toMatch(/^26YYYY.*AFOpération impossible sur cet appareil/);
    expect(await desk.say(`25${date}AOCALL|AAC1|AC|`)).toBe(
      `26              000${date}AOCALL|AAC1|AEJeanne Lemaire|BLY|`,
    );

    const patron = (await at.store.read.patron('C1'))!.patron;
    await at.work(async (work) => {
      await work.patrons.lock('C1');
      const common = { patronId: patron.id, since: start, until: null, note: 'impayé' };
      const stops = { stopsCheckOut: true, stopsHold: false, stopsRenewal: false };
      await work.patronAccounts.setBlock({ ...common, kind: 'MANUAL', author: 'user:agent', ...stops });
    });
    await kiosk.say(`01N${date}AOCALL|AL|AAC1|AC|x`);
    expect(await desk.say(`25${date}AOCALL|AAC1|AC|x`)).toMatch(/^26Y {13}000.*AFVotre carte est suspendue/);
    expect(await desk.say(`25${date}AOCALL|AAC1|AC|AD9999|`)).toMatch(/^26YYYY.*BLN\|CQN/);
    expect(await desk.say(`25${date}AOCALL|AAC9|AC|`)).toMatch(/^26YYYY.*BLN/);
  });

  test('an unknown card is not blocked', async () => {
    expect(await kiosk.say(`01N${date}AOCALL|AL|AANOBODY|AC|`)).toMatch(/^24YYYY {10}000.*BLN\|AF/);
  });
});

describe('15 Hold', () => {
  beforeEach(async () => {
    await at.item('I1');
    await lend('I1', 'C2');
  });

  test('places one of the record of a document, at the library of the terminal, and says its rank', async () => {
    expect(await kiosk.say(`15+${date}AOCALL|AAC1|AD1234|ABI1|AC|`)).toMatch(
      new RegExp(`^161N${date}AOCALL\\|AAC1\\|BW20270517    110000\\|BR1\\|BSLENS\\|ABI1\\|AJGerminal\\|$`),
    );
    // The terminal did not hear it, reconnected and asks again.
    expect(await (await at.terminal()).say(`15+${date}AOCALL|AAC1|AD1234|ABI1|AC|`)).toMatch(/^161N.*BR1/);
    at.at(start + 120_000);
    expect(await kiosk.say(`15+${date}AOCALL|AAC1|AD1234|ABI1|AC|BON|`)).toMatch(/^160N.*AF/);
  });

  test('by title, elsewhere, until a date, on this copy only (BY 3)', async () => {
    const number = await numberOf('I1');
    const until = 'BW20261224    180000|';
    expect(await kiosk.say(`15+${date}${until}BSLIEVIN|BY2|AOCALL|AAC1|AJ${number}|AC|`)).toMatch(
      /^161N.*BW20261224 {4}180000\|BR1\|BSLIEVIN\|.*AJGerminal\|$/,
    );
    await at.item('I2');
    expect(await kiosk.say(`15+${date}BSAVION|BY3|AOCALL|AAC1|ABI2|AC|`)).toMatch(/^161Y.*BSAVION\|ABI2/);
    const held = await at.rows('SELECT itemId IS NULL AS anyCopy FROM holds ORDER BY id');
    expect(held).toEqual([{ anyCopy: 1 }, { anyCopy: 0 }]);
  });

  test('changes pickup and expiry (*), and ends it (-) by document or by title', async () => {
    await kiosk.say(`15+${date}AOCALL|AAC1|ABI1|AC|`);
    expect(await kiosk.say(`15*${date}BW20261224    180000|BSAVION|AOCALL|AAC1|ABI1|AC|`)).toMatch(
      /^161N.*BW20261224 {4}180000\|BR1\|BSAVION/,
    );
    expect(await kiosk.say(`15-${date}AOCALL|AAC1|AJGerminal|AC|`)).toBe(
      `161N${date}AOCALL|AAC1|BW20261224    180000|BSAVION|AJGerminal|`,
    );
    expect(await kiosk.say(`15-${date}AOCALL|AAC1|ABI1|AC|`)).toMatch(/^160N.*AF/);
  });

  test.each([
    ['an unknown mode', `15?${date}AOCALL|AAC1|ABI1|`],
    ['neither document nor title', `15+${date}AOCALL|AAC1|`],
    ['an unknown document', `15+${date}AOCALL|AAC1|ABI9|`],
    ['an unknown title', `15+${date}AOCALL|AAC1|AJLes Misérables|`],
    ['an unknown library', `15+${date}BSPARIS|AOCALL|AAC1|ABI1|`],
    ['an unknown card', `15+${date}AOCALL|AANOBODY|ABI1|`],
    ['a wrong PIN', `15+${date}AOCALL|AAC1|AD0000|ABI1|`],
    ['what its reader has', `15+${date}AOCALL|AAC2|ABI1|`],
  ])('refuses %s', async (_what, message) => {
    expect(await kiosk.say(message)).toMatch(/^160N.*AF.{10}/);
  });
});

describe('19 Item Status Update', () => {
  test('keeps what the terminal notes: 17, 12 and 10 give it back', async () => {
    await at.item('I1');
    expect(await kiosk.say(`19${date}AOCALL|ABI1|AC|CHpoids 412 g|`)).toBe(`201${date}ABI1|AJGerminal|CHpoids 412 g|`);
    for (const message of [`17${date}AOCALL|ABI1|`, `11NN${date}${noDate}AAC1|ABI1|`, `09N${date}${noDate}ABI1|`]) {
      expect(await kiosk.say(message)).toContain('|CHpoids 412 g|');
    }
    const events = await at.store.read.eventsAfter(0, ['ITEM_PROPERTIES'], 9);
    expect(events.map(({ payload }) => payload)).toEqual([{ properties: 'poids 412 g', before: null }]);
  });

  test('a smart shelf sends an empty CH, AQ, AP and fields of its own: nothing is lost', async () => {
    await at.item('I1', { properties: 'poids 412 g' });
    const gate = await at.terminal('gate-lens');
    expect(await gate.say(`19${date}AOCALL|ABI1|AC|CH|AQLENS|APLENS|KQ12|KP7|`)).toBe(
      `201${date}ABI1|AJGerminal|CHpoids 412 g|`,
    );
    expect(await gate.say(`19${date}AOCALL|ABI9|AC|CH|`)).toMatch(/^200.*ABI9\|AFDocument inconnu/);
  });
});

describe('37 Fee Paid', () => {
  const paid = (amount: string, more = '') => `37${date}0400EURBV${amount}|AOCALL|AAC1|AC|AD1234|${more}`;
  const charge = async () => {
    await at.store.administration.insertPolicies([
      {
        categoryId: null,
        itemType: 'GAME',
        libraryId: null,
        loanDays: 21,
        renewals: 2,
        renewDays: 21,
        maxPerType: null,
        maxTotal: 5,
        holdsMax: 10,
        holdable: true,
        selfCheck: true,
        hardDueDate: null,
        graceOpenDays: 0,
        suspensionPerLateDay: 0,
        feeSchedule: 'jeux',
      },
    ]);
    await at.ports.directory.refresh();
  };
  const payments = () => at.rows('SELECT cents, feeType, paymentType FROM payments ORDER BY id');

  test('is refused while the network is free, and BX does not offer it', async () => {
    expect(await kiosk.say(paid('2.50', 'BK9|'))).toBe(
      `38N${date}AOCALL|AAC1|BK9|AFLa médiathèque est gratuite : rien n’est à payer.|`,
    );
    expect(all(await kiosk.say('9900802.00'), 'BX')).toEqual(['YYYYYYYYYNYYNYYY']);
    expect(await payments()).toEqual([]);
  });

  test('is kept once, whatever connection tells it again', async () => {
    await charge();
    expect(all(await kiosk.say('9900802.00'), 'BX')).toEqual(['YYYYYYYYYYYYNYYY']);
    expect(await kiosk.say(paid('2.50', 'BK9|'))).toBe(`38Y${date}AOCALL|AAC1|BK9|`);
    expect(await (await at.terminal()).say(paid('2.50', 'BK9|'))).toBe(`38Y${date}AOCALL|AAC1|BK9|`);
    expect(await (await at.terminal()).say(paid('3.00', 'BK9|'))).toMatch(/^38N.*AFPaiement refusé/);
    expect(await kiosk.say(paid('1'))).toMatch(/^38Y/);
    expect(await (await at.terminal()).say(paid('1'))).toMatch(/^38Y/);
    expect(await payments()).toEqual([
      { cents: 250, feeType: '04', paymentType: '00' },
      { cents: 100, feeType: '04', paymentType: '00' },
    ]);
    expect(await at.store.read.eventsAfter(0, ['PAYMENT'], 9)).toHaveLength(2);
  });

  test.each(['', '0.00', '2,50', '-2', 'abc', '2.505'])('refuses the amount "%s"', async (amount) => {
    await charge();
    expect(await kiosk.say(paid(amount))).toMatch(/^38N.*AFPaiement refusé/);
    expect(await kiosk.say(paid('2.50').replace('EUR', 'USD'))).toMatch(/^38N.*AFPaiement refusé/);
    expect(await kiosk.say(paid('2.50').replace('AAC1', 'AANOBODY'))).toMatch(/^38N.*AFCarte ou code/);
    expect(await payments()).toEqual([]);
  });
});

describe('29 Renew and 65 Renew All', () => {
  beforeEach(async () => {
    for (const item of ['I1', 'I2', 'I3']) {
      await at.item(item);
      await lend(item, 'C1');
    }
    at.at(start + 86_400_000);
  });

  test('by title, when no document is named', async () => {
    expect(await kiosk.say(`29NN${date}${noDate}AOCALL|AAC1|AD1234|AJGerminal|`)).toMatch(
      /^301YNN.*AAC1\|ABI1\|AJGerminal\|AH20261210 {4}/,
    );
    expect(await kiosk.say(`29NN${date}${noDate}AOCALL|AAC1|AJ${await numberOf('I3')}|`)).toMatch(/^301Y.*ABI3/);
    expect(await kiosk.say(`29NN${date}${noDate}AOCALL|AAC1|AJMadame Bovary|`)).toMatch(/^300NUN.*AJ\|AH\|AF/);
  });

  test('another reader’s card renews where the terminal allows a third party', async () => {
    expect(await kiosk.say(`29NN${date}${noDate}AOCALL|AAC2|ABI1|`)).toMatch(/^300NUN/);
    expect(await kiosk.say(`29YN${date}${noDate}AOCALL|AAC2|ABI1|`)).toMatch(/^301YNN.*AAC2\|ABI1/);
    expect((await at.store.read.item('I1'))!.loan!.renewals).toBe(1);
  });

  test('65 renews each, and names those that are not', async () => {
    const other = await at.patron('C3');
    const { recordId } = (await at.store.read.item('I2'))!.item;
    await at.hold(other, recordId);
    const answer = await kiosk.say(`65${date}AOCALL|AAC1|AD1234|AC|BON|`);
    expect(answer).toMatch(/^66100020001/);
    expect([all(answer, 'BM'), all(answer, 'BN')]).toEqual([['I1', 'I3'], ['I2']]);
    expect(await kiosk.say(`65${date}AOCALL|AAC2|AC|`)).toMatch(/^66100000000/);
    expect(await kiosk.say(`65${date}AOCALL|AANOBODY|AC|`)).toMatch(/^66000000000.*AF/);
    expect(await kiosk.say(`65${date}AOCALL|AAC1|AD0000|AC|`)).toMatch(/^66000000000.*AF/);
  });
});

describe('BI, what a terminal takes back', () => {
  test('09 with BI Y undoes the check-out, and 17 never shows a gate 04 again', async () => {
    await at.item('I1');
    await lend('I1');
    const gate = await at.terminal('gate-lens');
    expect(await gate.say(`17${date}AOCALL|ABI1|`)).toMatch(/^1804/);
    expect(await kiosk.say(`09N${date}${noDate}APLENS|AOCALL|ABI1|AC|BIY|`)).toBe(
      `101YNN${date}AOCALL|ABI1|AQLENS|AJGerminal|CK001|AFPrêt annulé : laissez le document ici.|`,
    );
    expect(await gate.say(`17${date}AOCALL|ABI1|`)).toMatch(/^1803/);
    expect(await kiosk.say(account('C1', '  Y'))).toMatch(/^64 {14}002.{18}000000000000/);
  });

  test('11 with BI Y undoes the check-in, with the due date the reader was told', async () => {
    await at.item('I1');
    const due = all(await lend('I1'), 'AH');
    at.at(start + 30_000);
    await kiosk.say(`09N${date}${noDate}APLENS|AOCALL|ABI1|AC|`);
    const answer = await kiosk.say(`11NN${date}${noDate}AOCALL|AAC1|ABI1|AC|AD1234|BIY|`);
    expect(answer).toMatch(/^121NNY.*ABI1\|AJGerminal\|AH.*AFRetour annulé/);
    expect(all(answer, 'AH')).toEqual(due);
    expect(await kiosk.say(`11NN${date}${noDate}AOCALL|AAC2|ABI1|AC|BIY|x`)).toMatch(/^120NUN.*AH\|AFCe document/);
  });
});

describe('no block Y, what was done without us', () => {
  const work = async () =>
    (await at.library.offline.exceptions({ libraryId: null, kind: null, state: 'open', offset: 0, limit: 9 })).items;

  test('a loan keeps its own time and the date the reader was told', async () => {
    await at.item('I1');
    const message = `11NY20261117    180000${'20261205    235959'}AOCALL|AAC1|ABI1|AC|`;
    expect(await kiosk.say(message)).toBe(`121NNY${date}AOCALL|AAC1|ABI1|AJGerminal|AH20261205    235959|CK001|`);
    const { loan } = (await at.store.read.item('I1'))!;
    expect([loan!.at, loan!.dueAt, loan!.source]).toEqual([
      Date.UTC(2026, 10, 17, 17),
      Date.UTC(2026, 11, 5, 22, 59, 59),
      'OFFLINE',
    ]);
    expect(await work()).toEqual([]);
    expect(await (await at.terminal()).say(message)).toMatch(/^121NNY/);
    expect(await at.rows('SELECT COUNT(*) AS loans FROM loans')).toEqual([{ loans: 1 }]);
  });

  test('a loan no rule allows is recorded, and staff find it in their list', async () => {
    const desk = await at.terminal('desk-lens');
    await desk.say(`01N${date}AOCALL|AL|AAC1|AC|`);
    await at.item('I1');
    const answer = await kiosk.say(`11NY${date}${noDate}AOCALL|AAC1|ABI1|AC|`);
    expect(answer).toMatch(/^121NNY.*AFEnregistré\. Le personnel vérifiera\.\|$/);
    expect((await at.store.read.item('I1'))!.item.status).toBe('ON_LOAN');
    expect(await work()).toMatchObject([{ kind: 'check-out', changed: true, reasons: ['patron-blocked'], card: 'C1' }]);
  });

  test.each([
    ['11', `11NY${date}${noDate}AOCALL|AANOBODY|ABI9|AC|`, /^121NNY.*ABI9\|AJ\|AH\|AFEnregistré/],
    ['09', `09Y${date}${date}APLENS|AOCALL|ABI9|AC|`, /^101YNY.*ABI9\|AQ\|AJ\|CV99\|AFEnregistré/],
    ['29', `29NY${date}${date}AOCALL|AANOBODY|ABI9|`, /^301YNN.*ABI9\|AJ\|AH20261118.*AFEnregistré/],
  ])('%s is never refused, even of a document nobody knows', async (_code, message, answer) => {
    expect(await kiosk.say(message)).toMatch(answer);
    expect(await work()).toHaveLength(1);
  });

  test('a return keeps its own time: the reader is not late for a night without a line', async () => {
    await at.item('I1', { statusSince: start - 9 * 86_400_000 });
    await kiosk.say(`11NY20261116    100000${'20261117    235959'}AOCALL|AAC1|ABI1|AC|`);
    expect(await kiosk.say(`09Y${date}20261117    170000APLENS|AOCALL|ABI1|AC|`)).toMatch(
      /^101YNN.*AQLENS\|AJGerminal/,
    );
    expect(await at.rows('SELECT returnedAt FROM loans')).toEqual([{ returnedAt: Date.UTC(2026, 10, 17, 16) }]);
    expect(await work()).toEqual([]);
  });
});

describe('10, what a sorter needs', () => {
  test('keeps its destination at a third library, and opens no second move', async () => {
    await at.item('I1', { homeLibraryId: at.libraries.avion });
    await lend('I1');
    const sorter = await at.terminal('sorter-lens');
    const first = await sorter.say(`09N${date}${noDate}APLENS|AOCALL|ABI1|AC|`);
    expect(first).toMatch(/^101YNY.*AQAVION.*CTAVION\|CV04\|/);
    const lievin = await at.terminal('kiosk-lievin');
    expect(await lievin.say(`09N${date}${noDate}APLIEVIN|AOCALL|ABI1|AC|`)).toMatch(
      /^101YNY.*APLIEVIN.*CTAVION\|CV04\|/,
    );
    expect(await at.rows('SELECT COUNT(*) AS moves FROM transits')).toEqual([{ moves: 1 }]);
    const avion = await at.terminal('sorter-avion');
    expect(await avion.say(`09N${date}${noDate}APAVION|AOCALL|ABI1|AC|`)).toMatch(/^101YNN.*AQAVION/);
  });

  test('names the reader of a hold, and says the vendor’s own alert, only where the profile says so', async () => {
    const { recordId } = await at.item('I1');
    const reader = (await at.store.read.patron('C2'))!.patron.id;
    await at.hold(reader, recordId);
    const sorter = await at.terminal('sorter-lens');
    const plain = await sorter.say(`09N${date}${noDate}APLENS|AOCALL|ABI1|AC|`);
    expect(plain).toMatch(/^101YNY.*CV01\|CM20261202 {4}235959\|AF/);
    expect([...all(plain, 'CY'), ...all(plain, 'DA')]).toEqual([]);
    const named = await (await at.terminal('sorter-named')).say(`09N${date}${noDate}APLENS|AOCALL|ABI1|AC|`);
    expect(named).toMatch(/CV05\|CM20261202 {4}235959\|CYC2\|DAJeanne Lemaire\|/);
  });

  test('17 before 09 changes nothing', async () => {
    await at.item('I1', { homeLibraryId: at.libraries.avion });
    await lend('I1');
    const sorter = await at.terminal('sorter-lens');
    const before = await at.rows('SELECT MAX(seq) AS seq FROM events');
    await sorter.say(`17${date}AOCALL|ABI1|`);
    expect(await at.rows('SELECT MAX(seq) AS seq FROM events')).toEqual(before);
    expect((await at.store.read.item('I1'))!.item.status).toBe('ON_LOAN');
  });

  test('17 of a loan that was refused is never 04', async () => {
    await at.item('I1');
    const gate = await at.terminal('gate-lens');
    expect(await lend('I1', 'NOBODY')).toMatch(/^120NUN/);
    expect(await gate.say(`17${date}AOCALL|ABI1|`)).toMatch(/^1803/);
  });
});

test('BX and the flags of 98 are those of the very device', async () => {
  const gate = await at.terminal('gate-lens');
  expect(await gate.say('9900802.00')).toMatch(/^98YNNNYN030003.*BXNNNNYYYNYNYYNNNN\|/);
  const sorter = await at.terminal('sorter-lens');
  expect(await sorter.say('9900802.00')).toMatch(/^98YYNNYY030003.*BXNNYNYYYNYNYYNNNN\|/);
});
