import { day, start } from '../circulation/small-network.fixture.ts';
import { followNotices } from './follower.ts';
import { dailyReminders, remind } from './reminders.ts';
import { defaultNoticeSettings } from './settings.ts';
import { eachNoticeNetwork } from './notice-network.fixture.ts';

const at = eachNoticeNetwork();
const { notices, states } = at;

describe('reminders', () => {
  async function lent(barcode: string, card: string): Promise<void> {
    const done = await at.network.checkOut({
      device: at.network.devices.lens,
      card,
      itemBarcode: barcode,
      renewalAllowed: false,
      transactionDate: `${barcode} at ${at.network.now()}`,
    });
    expect(done.granted).toBe(true);
  }
  /** Lens opens every day: the loan of the first day is due on 9 December. */
  const due = start + 21 * day;

  beforeEach(async () => {
    for (const barcode of ['I1', 'I2', 'I3']) await at.network.item(barcode);
    await at.network.patron('P1', { email: 'jeanne@example.fr' });
    await lent('I1', 'P1');
    await lent('I2', 'P1');
  });

  test('levels are counted in opening days, one notice for what is due together, each level once', async () => {
    const told = async (days: number): Promise<number> => {
      at.network.at(due + days * day);
      const { ordered } = await remind(at.ports);
      await remind(at.ports);
      return ordered;
    };
    expect(await told(0)).toBe(0);
    expect(await told(2)).toBe(0);
    expect(await told(3)).toBe(1);
    expect(await told(4)).toBe(0);
    await followNotices(at.ports);
    expect(at.sink.mails).toHaveLength(1);
    expect(at.sink.mails[0]?.body).toMatch(/mercredi 9 décembre 2026[^]*- Germinal \(I1\)\s+- Germinal \(I2\)/);
    expect(await told(10)).toBe(1);
    expect((await notices()).map(({ level }) => level)).toEqual([2, 1]);
  });

  test('days on which the library is closed do not count', async () => {
    await at.network.store.administration.setCalendars([
      {
        libraryId: at.network.libraries.lens,
        weekly: [[], [], [{ from: '14:00', to: '18:00' }], [], [], [], []],
        exceptions: [],
      },
    ]);
    await at.network.ports.directory.refresh();
    at.network.at(due + 14 * day); // two Wednesdays later
    expect(await remind(at.ports)).toEqual({ ordered: 0 });
    at.network.at(due + 21 * day);
    expect(await remind(at.ports)).toEqual({ ordered: 1 });
  });

  test('returned before it is sent, nothing is sent; the other document is still asked for', async () => {
    at.network.at(due + 3 * day);
    await remind(at.ports);
    const back = (itemBarcode: string) =>
      at.network.checkIn({
        device: at.network.devices.lens,
        itemBarcode,
        returnedAt: at.network.now(),
        transactionDate: itemBarcode,
      });
    await back('I1');
    await followNotices(at.ports);
    expect(at.sink.mails[0]?.body).toMatch(/\(I2\)/);
    expect(at.sink.mails[0]?.body).not.toMatch(/\(I1\)/);
    at.network.at(due + 10 * day);
    await remind(at.ports);
    await back('I2');
    await followNotices(at.ports);
    expect(at.sink.mails).toHaveLength(1);
    expect(await states()).toEqual(['overdue SKIPPED loans-returned', 'overdue SENT']);
  });

  test('a lost document stops the clock', async () => {
    for (const barcode of ['I1', 'I2']) {
      await at.network.work(async (work) => {
        const item = (await work.items.claim(barcode))!;
        await work.items.move(item.id, { status: 'LOST', statusSince: due, holdingLibraryId: item.holdingLibraryId });
      });
    }
    at.network.at(due + 30 * day);
    expect(await remind(at.ports)).toEqual({ ordered: 0 });
  });

  test('the courtesy reminder is off by default, and goes out so many days before when it is on', async () => {
    at.network.at(due - 2 * day);
    expect(await remind(at.ports)).toEqual({ ordered: 0 });
    const courteous = { ...at.ports, settings: { ...at.ports.settings, preDueDays: 2 } };
    expect(await remind(courteous)).toEqual({ ordered: 1 });
    expect(await remind(courteous)).toEqual({ ordered: 0 });
    await followNotices(courteous);
    expect(at.sink.mails[0]?.subject).toBe('Documents à rendre le mercredi 9 décembre 2026');
  });

  test('the end of a membership is told once, and not to who renewed meanwhile', async () => {
    await at.network.patron('P2', { email: 'paul@example.fr', expiresAt: start + 20 * day });
    expect(await remind(at.ports)).toEqual({ ordered: 1 });
    expect(await remind(at.ports)).toEqual({ ordered: 0 });
    await followNotices(at.ports);
    expect(at.sink.mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['paul@example.fr', 'Votre inscription se termine le mardi 8 décembre 2026'],
    ]);
  });

  test('the chore of the day is done once a day, not before seven in the morning', async () => {
    const chore = dailyReminders(at.ports);
    at.network.at(Date.UTC(2026, 11, 20, 5, 30)); // 6:30 in Lens
    await chore();
    expect(await notices()).toHaveLength(0);
    at.network.at(Date.UTC(2026, 11, 20, 6, 30));
    await chore();
    expect(await notices()).toHaveLength(1);
  });

  test('after its time a notice no longer knows its reader', async () => {
    at.network.at(due + 3 * day);
    await remind(at.ports);
    await followNotices(at.ports);
    at.network.at(due + 4 * day + defaultNoticeSettings.readerKept);
    await remind({ ...at.ports, settings: { ...at.ports.settings, overdueLevels: [] } });
    expect(await notices()).toMatchObject([{ state: 'SENT', patronId: null }]);
  });
});
