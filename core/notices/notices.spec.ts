import type { Notice } from './entities.ts';
import { followNotices } from './follower.ts';
import { remind } from './reminders.ts';
import { eachNoticeNetwork } from './notice-network.fixture.ts';

const at = eachNoticeNetwork();
const { asked, shelved, notices, states } = at;

describe('on paper', () => {
  const page = { offset: 0, limit: 10 };
  async function onPaper(): Promise<number> {
    await shelved('I1', {
      card: 'CARTE0012345',
      reader: { email: null, address: '3 rue Voltaire\n62300 Lens', firstName: 'Élise', lastName: '<b>Dupont</b>' },
    });
    await followNotices(at.ports);
    const { items } = await at.desk.toPrint(at.network.libraries.lens, page);
    return items[0]!.id;
  }

  test('a reader without e-mail is on the list of the pickup library, until somebody printed the slip', async () => {
    const id = await onPaper();
    expect(await states()).toEqual(['hold-ready TO_PRINT no-address']);
    expect(await at.desk.toPrint(at.network.libraries.avion, page)).toMatchObject({ total: 0 });
    const foreign = { id, by: 'agent', libraryId: at.network.libraries.avion };
    expect(await at.desk.printed(foreign)).toMatchObject({ refusal: 'notice-unknown' });
    expect(await at.desk.printed({ id, by: 'agent', libraryId: null })).toMatchObject({ granted: true });
    expect(await at.desk.printed({ id, by: 'agent', libraryId: null })).toMatchObject({
      refusal: 'notice-not-on-paper',
    });
    expect(await at.desk.toPrint(at.network.libraries.lens, page)).toMatchObject({ total: 0 });
    expect(await at.network.store.read.audit()).toEqual([]);
  });

  test.each(['80mm', 'a4'] as const)(
    'the hold slip (%s) names the reader by initials and the end of the card',
    async (form) => {
      const id = await onPaper();
      const slip = await at.desk.slip({ id, form, libraryId: null });
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
    await at.network.work((work) => work.holds.settle(holdId!, ['ON_SHELF'], 'CANCELLED'));
    expect(await at.desk.toPrint(at.network.libraries.lens, page)).toMatchObject({ total: 0 });
    expect(await at.desk.slip({ id, form: 'a4', libraryId: null })).toMatchObject({
      refusal: 'notice-outdated',
      facts: { reason: 'hold-cancelled' },
    });
    await remind(at.ports);
    expect(await states()).toEqual(['hold-ready SKIPPED hold-cancelled']);
  });

  test('a letter shows the address on the sheet alone, and markup in a name stays text', async () => {
    await at.network.patron('P1', { email: null, address: '3 rue Voltaire', lastName: '<img src=x>' });
    const { patron } = (await at.network.store.read.patron('P1'))!;
    await asked({ kind: 'card-registered', patronId: patron.id });
    await followNotices(at.ports);
    const [{ id }] = (await notices()) as [Notice];
    const a4 = await at.desk.slip({ id, form: 'a4', libraryId: null });
    expect(a4.granted && a4.value.html).toMatch(/&lt;img src=x&gt;\n3 rue Voltaire/);
    const roll = await at.desk.slip({ id, form: '80mm', libraryId: null });
    expect(roll.granted && roll.value.html).not.toMatch(/Voltaire|<img/);
  });
});

test('a card registered, then replaced, is told by the end of its number', async () => {
  const patronId = await at.network.patron('CARTE0012345', { email: 'jeanne@example.fr' });
  await asked({ kind: 'card-registered', patronId });
  await asked({ kind: 'card-replaced', patronId });
  await followNotices(at.ports);
  expect(at.sink.mails.map(({ subject }) => subject)).toEqual([
    'Bienvenue dans les médiathèques du réseau',
    'Votre carte a été remplacée',
  ]);
  expect(at.sink.mails[1]?.body).toMatch(/se termine par …2345/);
  expect(at.sink.mails[1]?.body).not.toMatch(/CARTE0012345/);
});

describe('templates', () => {
  test('the words of the at.network take the place of the program’s', async () => {
    const words = {
      kind: 'hold-ready',
      language: 'fr',
      subject: 'Arrivé : {title}',
      text: '{reader} : {library}',
    } as const;
    expect(await at.desk.saveTemplate(words, 'admin')).toMatchObject({ granted: true, value: { custom: true } });
    await shelved('I1');
    await followNotices(at.ports);
    expect(at.sink.mails[0]?.subject).toBe('Arrivé : Germinal');
    const mine = (await at.desk.templates()).filter(({ custom }) => custom);
    expect(mine).toMatchObject([
      { kind: 'hold-ready', language: 'fr', placeholders: ['reader', 'library', 'title', 'until'] },
    ]);
  });

  test('a placeholder that no fact fills is refused when saved', async () => {
    const words = { kind: 'hold-ready', language: 'fr', subject: 'x', text: 'Votre code : {pin}' } as const;
    expect(await at.desk.saveTemplate(words, 'admin')).toMatchObject({
      refusal: 'template-wrong',
      facts: { placeholder: 'pin' },
    });
    expect(await at.desk.saveTemplate({ ...words, text: ' ' }, 'admin')).toMatchObject({ facts: { field: 'text' } });
  });

  test('all of the program’s own name facts that exist, in both languages', async () => {
    for (const template of await at.desk.templates()) {
      expect(await at.desk.saveTemplate(template, 'admin')).toMatchObject({ granted: true });
    }
    expect(await at.desk.templates()).toHaveLength(12);
  });
});
