import type { Notice } from './entities.ts';
import { followNotices } from './follower.ts';
import { remind } from './reminders.ts';
import { noticeNetwork, type NoticeNetwork } from './notice-network.fixture.ts';

let opened: NoticeNetwork;
let network: NoticeNetwork['network'];
let sink: NoticeNetwork['sink'];
let ports: NoticeNetwork['ports'];
let desk: NoticeNetwork['desk'];
let asked: NoticeNetwork['asked'];
let shelved: NoticeNetwork['shelved'];
let notices: NoticeNetwork['notices'];
let states: NoticeNetwork['states'];
beforeEach(async () => {
  opened = await noticeNetwork();
  ({ network, sink, ports, desk, asked, shelved, notices, states } = opened);
});
afterEach(() => opened.close());

describe('on paper', () => {
  const page = { offset: 0, limit: 10 };
  async function onPaper(): Promise<number> {
    await shelved('I1', {
      card: 'CARTE0012345',
      reader: { email: null, address: '3 rue Voltaire\n62300 Lens', firstName: 'Élise', lastName: '<b>Dupont</b>' },
    });
    await followNotices(ports);
    const { items } = await desk.toPrint(network.libraries.lens, page);
    return items[0]!.id;
  }

  test('a reader without e-mail is on the list of the pickup library, until somebody printed the slip', async () => {
    const id = await onPaper();
    expect(await states()).toEqual(['hold-ready TO_PRINT no-address']);
    expect(await desk.toPrint(network.libraries.avion, page)).toMatchObject({ total: 0 });
    const foreign = { id, by: 'agent', libraryId: network.libraries.avion };
    expect(await desk.printed(foreign)).toMatchObject({ refusal: 'notice-unknown' });
    expect(await desk.printed({ id, by: 'agent', libraryId: null })).toMatchObject({ granted: true });
    expect(await desk.printed({ id, by: 'agent', libraryId: null })).toMatchObject({ refusal: 'notice-not-on-paper' });
    expect(await desk.toPrint(network.libraries.lens, page)).toMatchObject({ total: 0 });
    expect(await network.store.read.audit()).toEqual([]);
  });

  test.each(['80mm', 'a4'] as const)(
    'the hold slip (%s) names the reader by initials and the end of the card',
    async (form) => {
      const id = await onPaper();
      const slip = await desk.slip({ id, form, libraryId: null });
      const html = slip.granted ? slip.value.html : slip.refusal;
      expect(html).toMatch(/É\. &lt;\. …2345/);
      expect(html).toMatch(/Germinal[^]*R ZOL[^]*LENS[^]*mercredi 2 décembre 2026/);
      expect(html).not.toMatch(/Élise|Dupont|Voltaire|CARTE0012345/);
      expect(html).toContain(form === 'a4' ? 'size:A4' : 'size:80mm');
    },
  );

  test('a hold cancelled meanwhile is off the list, and its slip is refused', async () => {
    const id = await onPaper();
    const [{ holdId }] = (await notices()) as [Notice];
    await network.work((work) => work.holds.settle(holdId!, ['ON_SHELF'], 'CANCELLED'));
    expect(await desk.toPrint(network.libraries.lens, page)).toMatchObject({ total: 0 });
    expect(await desk.slip({ id, form: 'a4', libraryId: null })).toMatchObject({
      refusal: 'notice-outdated',
      facts: { reason: 'hold-cancelled' },
    });
    await remind(ports);
    expect(await states()).toEqual(['hold-ready SKIPPED hold-cancelled']);
  });

  test('a letter shows the address on the sheet alone, and markup in a name stays text', async () => {
    await network.patron('P1', { email: null, address: '3 rue Voltaire', lastName: '<img src=x>' });
    const { patron } = (await network.store.read.patron('P1'))!;
    await asked({ kind: 'card-registered', patronId: patron.id });
    await followNotices(ports);
    const [{ id }] = (await notices()) as [Notice];
    const a4 = await desk.slip({ id, form: 'a4', libraryId: null });
    expect(a4.granted && a4.value.html).toMatch(/&lt;img src=x&gt;\n3 rue Voltaire/);
    const roll = await desk.slip({ id, form: '80mm', libraryId: null });
    expect(roll.granted && roll.value.html).not.toMatch(/Voltaire|<img/);
  });
});

test('a card registered, then replaced, is told by the end of its number', async () => {
  const patronId = await network.patron('CARTE0012345', { email: 'jeanne@example.fr' });
  await asked({ kind: 'card-registered', patronId });
  await asked({ kind: 'card-replaced', patronId });
  await followNotices(ports);
  expect(sink.mails.map(({ subject }) => subject)).toEqual([
    'Bienvenue dans les médiathèques du réseau',
    'Votre carte a été remplacée',
  ]);
  expect(sink.mails[1]?.body).toMatch(/se termine par …2345/);
  expect(sink.mails[1]?.body).not.toMatch(/CARTE0012345/);
});

describe('templates', () => {
  test('the words of the network take the place of the program’s', async () => {
    const words = {
      kind: 'hold-ready',
      language: 'fr',
      subject: 'Arrivé : {title}',
      text: '{reader} : {library}',
    } as const;
    expect(await desk.saveTemplate(words, 'admin')).toMatchObject({ granted: true, value: { custom: true } });
    await shelved('I1');
    await followNotices(ports);
    expect(sink.mails[0]?.subject).toBe('Arrivé : Germinal');
    const mine = (await desk.templates()).filter(({ custom }) => custom);
    expect(mine).toMatchObject([
      { kind: 'hold-ready', language: 'fr', placeholders: ['reader', 'library', 'title', 'until'] },
    ]);
  });

  test('a placeholder that no fact fills is refused when saved', async () => {
    const words = { kind: 'hold-ready', language: 'fr', subject: 'x', text: 'Votre code : {pin}' } as const;
    expect(await desk.saveTemplate(words, 'admin')).toMatchObject({
      refusal: 'template-wrong',
      facts: { placeholder: 'pin' },
    });
    expect(await desk.saveTemplate({ ...words, text: ' ' }, 'admin')).toMatchObject({ facts: { field: 'text' } });
  });

  test('all of the program’s own name facts that exist, in both languages', async () => {
    for (const template of await desk.templates()) {
      expect(await desk.saveTemplate(template, 'admin')).toMatchObject({ granted: true });
    }
    expect(await desk.templates()).toHaveLength(12);
  });
});
