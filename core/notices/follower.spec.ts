import { smtpSink } from '../../connectors/mail/smtp-sink.fixture.ts';
import { smtpMailer } from '../../connectors/mail/index.ts';
import { day, start } from '../circulation/small-network.fixture.ts';
import { deliver } from './deliver.ts';
import { followNotices, startNoticeFollower } from './follower.ts';
import { defaultNoticeSettings } from './settings.ts';
import { eachNoticeNetwork, outOfReach, unwanted } from './notice-network.fixture.ts';

const at = eachNoticeNetwork();
const { asked, shelved, notices, states } = at;

describe('a hold is ready', () => {
  test('its reader is told by mail, in French: what, where and until when', async () => {
    await shelved('I1', { hold: { pickupLibraryId: at.network.libraries.lievin } });
    await followNotices(at.ports);
    expect(at.sink.mails).toHaveLength(1);
    expect(at.sink.mails[0]).toMatchObject({
      to: 'jeanne@example.fr',
      subject: 'Votre réservation vous attend : Germinal',
    });
    expect(at.sink.mails[0]?.body).toMatch(/Bonjour Jeanne Lemaire,[^]*Germinal[^]*LIEVIN[^]*mercredi 2 décembre 2026/);
    expect(await states()).toEqual(['hold-ready SENT']);
    expect(await at.network.store.read.outbox('notices', 10)).toEqual([]);
    expect(await at.network.store.read.audit()).toEqual([]);
  });

  test('a scan at the pickup library shelves it and tells its reader; a second scan tells nobody again', async () => {
    const { recordId } = await at.network.item('I1');
    const patronId = await at.network.patron('P1', { email: 'jeanne@example.fr' });
    await at.network.hold(patronId, recordId, { pickupLibraryId: at.network.libraries.lievin });
    const scan = (device: 'lens' | 'lievin') =>
      at.network.checkIn({
        device: at.network.devices[device],
        itemBarcode: 'I1',
        returnedAt: at.network.now(),
        transactionDate: `${device} ${at.network.now()}`,
      });
    await scan('lens');
    await followNotices(at.ports);
    expect(at.sink.mails).toHaveLength(0);
    at.network.at(start + day);
    await scan('lievin');
    await followNotices(at.ports);
    at.network.at(start + 2 * day);
    await scan('lievin');
    await followNotices(at.ports);
    expect(at.sink.mails).toHaveLength(1);
    expect(at.sink.mails[0]?.body).toMatch(/LIEVIN/);
    expect(await at.network.store.read.audit()).toEqual([]);
  });

  test('a reader who reads English is told in English', async () => {
    await shelved('I1', { reader: { language: 'en' } });
    await followNotices(at.ports);
    expect(at.sink.mails[0]?.subject).toBe('Ready for you: Germinal');
    expect(at.sink.mails[0]?.body).toMatch(/Dear Jeanne Lemaire,[^]*until Wednesday 2 December 2026/);
  });

  test('it is told once, though two followers on one database see it at the same time', async () => {
    at.sink.delay = 50;
    await Promise.all(
      ['I1', 'I2', 'I3'].map((barcode) => shelved(barcode, { reader: { email: `${barcode}@example.fr` } })),
    );
    const second = { ...at.ports, mailer: smtpMailer({ url: at.sink.url, from: 'avis@example.fr' }) };
    await Promise.all([followNotices(at.ports), followNotices(second), followNotices(at.ports), followNotices(second)]);
    expect(at.sink.mails.map(({ to }) => to).toSorted()).toEqual(['I1@example.fr', 'I2@example.fr', 'I3@example.fr']);
    await second.mailer.close();
  });

  test('it is told once, though it was ordered twice', async () => {
    const { holdId } = await shelved('I1');
    await asked({ kind: 'hold-ready', holdId });
    await followNotices(at.ports);
    await asked({ kind: 'hold-ready', holdId });
    await followNotices(at.ports);
    expect(at.sink.mails).toHaveLength(1);
  });

  test.each([
    ['CANCELLED', 'hold-cancelled'],
    ['FULFILLED', 'hold-fulfilled'],
    ['EXPIRED_ON_SHELF', 'hold-expired'],
  ] as const)('%s before it is sent, nothing is sent', async (status, reason) => {
    const { holdId } = await shelved('I1');
    await followNotices({ ...at.ports, mailer: outOfReach }); // ordered, and not yet sent
    await at.network.work((work) => work.holds.settle(holdId, ['ON_SHELF'], status));
    at.network.at(start + 60_000);
    await followNotices({ ...at.ports, mailer: unwanted });
    expect(await states()).toEqual([`hold-ready SKIPPED ${reason}`]);
  });

  test('cancelled before it is even ordered, nothing is sent', async () => {
    const { holdId } = await shelved('I1');
    await at.network.work((work) => work.holds.settle(holdId, ['ON_SHELF'], 'CANCELLED'));
    await followNotices({ ...at.ports, mailer: unwanted });
    expect(await states()).toEqual(['hold-ready SKIPPED hold-not-on-shelf']);
  });

  test('bug: cancelled while in transit, its arrival is told to nobody', async () => {
    const { id: itemId, recordId } = await at.network.item('I1', { status: 'TRANSIT_HOLD' });
    const patronId = await at.network.patron('P1', { email: 'jeanne@example.fr' });
    const holdId = await at.network.hold(patronId, recordId, { status: 'IN_TRANSIT', boundItemId: itemId });
    await at.network.work(async (work) => {
      await work.transits.open({
        itemId,
        fromLibraryId: at.network.libraries.avion,
        toLibraryId: at.network.libraries.lens,
        reason: 'FILL_HOLD',
        holdId,
        createdAt: start,
      });
      await work.holds.settle(holdId, ['IN_TRANSIT'], 'CANCELLED');
    });
    await at.network.checkIn({
      device: at.network.devices.lens,
      itemBarcode: 'I1',
      returnedAt: start,
      transactionDate: 'arrival',
    });
    await followNotices({ ...at.ports, mailer: unwanted });
    expect((await states()).filter((state) => state.includes('SENT'))).toEqual([]);
  });

  test('bug: a notice names the wrong pickup library. Picked up elsewhere since it was ordered, it names the right one', async () => {
    const { holdId, itemId } = await shelved('I1', { hold: { pickupLibraryId: at.network.libraries.lens } });
    await moved(holdId, itemId, at.network.libraries.avion, start);
    await followNotices(at.ports);
    expect(at.sink.mails[0]?.body).toMatch(/AVION/);
    expect(at.sink.mails[0]?.body).not.toMatch(/LENS/);
    expect(await notices()).toMatchObject([{ libraryId: at.network.libraries.avion, state: 'SENT' }]);
  });

  test('shelved again elsewhere before the first notice left, only the second is sent, for the right library', async () => {
    const { holdId, itemId } = await shelved('I1', { hold: { pickupLibraryId: at.network.libraries.lens } });
    await followNotices({ ...at.ports, mailer: outOfReach });
    await moved(holdId, itemId, at.network.libraries.lievin, start + 30_000);
    await asked({ kind: 'hold-ready', holdId });
    at.network.at(start + 120_000);
    await followNotices(at.ports);
    expect(at.sink.mails).toHaveLength(1);
    expect(at.sink.mails[0]?.body).toMatch(/LIEVIN/);
    expect((await states()).toSorted()).toEqual(['hold-ready SENT', 'hold-ready SKIPPED hold-shelved-again']);
  });

  /** The reader asked for another library, the document went there and was shelved. */
  async function moved(holdId: number, itemId: number, libraryId: number, shelvedAt: number): Promise<void> {
    await at.network.work(async (work) => {
      const pickupDeadline = shelvedAt + 14 * day;
      await work.items.claim('I1');
      await work.holds.settle(holdId, ['ON_SHELF'], 'PENDING');
      await work.holds.setPickup(holdId, ['PENDING'], libraryId);
      await work.holds.bind(holdId, { itemId, status: 'ON_SHELF', shelvedAt, pickupDeadline });
      await work.items.move(itemId, { status: 'ON_HOLD_SHELF', statusSince: shelvedAt, holdingLibraryId: libraryId });
    });
  }
});

describe('the mail server', () => {
  test('down, then up: the notice is sent once', async () => {
    await shelved('I1');
    const port = Number(new URL(at.sink.url).port);
    await at.sink.close();
    expect(await followNotices(at.ports)).toBe('server-out-of-reach');
    expect(await notices()).toMatchObject([{ state: 'PENDING', attempts: 1 }]);
    const again = await smtpSink(port);
    await followNotices(at.ports); // not due yet
    expect(again.mails).toHaveLength(0);
    at.network.at(start + 61_000);
    await followNotices(at.ports);
    await followNotices(at.ports);
    expect(again.mails).toHaveLength(1);
    expect(await notices()).toMatchObject([{ state: 'SENT', attempts: 2, reason: null }]);
    await again.close();
  });

  test('refusing the address for good: the notice is given up, and waits on paper', async () => {
    const { holdId } = await shelved('I1');
    at.sink.refuses.set('jeanne@example.fr', '550 5.1.1');
    await followNotices(at.ports);
    at.network.at(start + day);
    await followNotices(at.ports);
    expect(await notices()).toMatchObject([{ state: 'DEAD', reason: '550 5.1.1', attempts: 1, holdId }]);
    expect(await at.desk.toPrint(at.network.libraries.lens, { offset: 0, limit: 10 })).toMatchObject({ total: 1 });
    expect(at.logged.join()).toMatch(/j\*\*\*@example\.fr/);
    expect(at.logged.join()).not.toMatch(/jeanne@/);
  });

  test('refusing for now every time: the notice is given up after its last wait', async () => {
    await shelved('I1');
    at.sink.refuses.set('jeanne@example.fr', '450 4.2.1');
    const impatient = { ...at.ports, settings: { ...at.ports.settings, retryAfter: [1_000, 2_000] } };
    for (const seconds of [0, 1, 3, 6, 60]) {
      at.network.at(start + seconds * 1_000);
      await followNotices(impatient);
    }
    expect(await notices()).toMatchObject([{ state: 'DEAD', reason: '450 4.2.1', attempts: 3 }]);
  });

  test('killed between the sending and the mark, the server sends it again under the same Message-ID', async () => {
    await shelved('I1');
    await followNotices({ ...at.ports, mailer: outOfReach });
    at.network.at(start + 61_000);
    const { store } = at.ports;
    let transactions = 0;
    const dying: typeof store = {
      ...store,
      transaction: (run) => {
        transactions += 1;
        if (transactions === 2) throw new Error('killed');
        return store.transaction(run);
      },
    };
    const [notice] = await notices();
    await expect(deliver({ ...at.ports, store: dying }, notice!.id)).rejects.toThrow('killed');
    await followNotices(at.ports); // the claim still holds
    expect(at.sink.mails).toHaveLength(1);
    at.network.at(start + 61_000 + defaultNoticeSettings.claimFor);
    await followNotices(at.ports);
    expect(at.sink.mails).toHaveLength(2);
    expect(new Set(at.sink.mails.map(({ messageId }) => messageId)).size).toBe(1);
  });

  test('one notice that cannot be attempted does not keep the others from their readers', async () => {
    await shelved('I1', { hold: { pickupLibraryId: 999 } });
    await shelved('I2');
    await expect(followNotices(at.ports)).rejects.toThrow('library 999');
    expect(at.sink.mails).toHaveLength(1);
  });

  test('absent: every notice goes on paper', async () => {
    await shelved('I1');
    await followNotices({ ...at.ports, mailer: null });
    expect(await states()).toEqual(['hold-ready TO_PRINT no-mail-server']);
  });
});

test('a follower sends what comes while it runs, and ends when told', async () => {
  const follower = startNoticeFollower({ ...at.ports, intervalMs: 5 });
  await shelved('I1');
  const until = Date.now() + 5_000;
  while (at.sink.mails.length === 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 10));
  await follower.stop();
  expect(at.sink.mails).toHaveLength(1);
});
