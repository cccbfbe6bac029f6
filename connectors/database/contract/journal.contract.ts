import { sealJournal } from '../../../core/circulation/journal.ts';
import type { NewEvent } from '../../../core/ports/journal.ts';
import { granted } from '../../../core/outcome.ts';
import { committed, noon, shelved, type Subject } from './small-network.ts';

/** The journal, its chain, what the console reads of it, and the outbox. */
export function journalContract(subject: () => Subject): void {
  const event = (changes: Partial<NewEvent> = {}): NewEvent => ({
    at: noon,
    type: 'SCAN',
    actor: 'device:kiosk-lens',
    libraryId: subject().network.lens,
    deviceId: subject().network.kiosk,
    itemId: null,
    patronRef: null,
    payload: {},
    ...changes,
  });
  const write = (sql: string) =>
    subject().database.transaction(async (work) => {
      await work.run(sql);
      return granted(null);
    });

  test('begins with an empty chain', async () => {
    const { store } = subject();
    expect(await store.read.lastEventSeq()).toBe(0);
    expect(await committed(store, (work) => work.journal.lockHead())).toEqual({ position: 0, hash: '' });
    expect(await sealJournal(store)).toBe(0);
  });

  test('seals what was appended, in order, and reads it back as it was', async () => {
    const { store } = subject();
    const reader = 'a'.repeat(32);
    const loan = event({
      type: 'LOAN',
      patronRef: reader,
      payload: { crate: 1, title: 'Été', offline: false, none: null },
    });
    await committed(store, async (work) => {
      await work.journal.append(loan);
      for (let n = 0; n < 4; n += 1) await work.journal.append(event());
    });
    expect(await committed(store, (work) => work.journal.unsealed(2))).toHaveLength(2);
    expect(await sealJournal(store, 3)).toBe(3);
    expect(await sealJournal(store, 3)).toBe(2);
    const sealed = await store.read.sealedEvents(0, 100);
    expect(sealed.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
    expect(sealed[0]).toMatchObject(loan);
    expect(sealed[1]!.prevHash).toBe(sealed[0]!.hash);
    expect(await store.read.sealedEvents(3, 1)).toEqual([sealed[3]]);
    expect(await committed(store, (work) => work.journal.lockHead())).toEqual({ position: 5, hash: sealed[4]!.hash });
    expect(await store.read.audit()).toEqual([]);
  });

  test('keeps two sealers from sealing a line twice', async () => {
    const { store } = subject();
    await committed(store, async (work) => {
      for (let n = 0; n < 30; n += 1) await work.journal.append(event());
    });
    const passes = await Promise.all(Array.from({ length: 6 }, () => sealJournal(store, 10)));
    expect(passes.reduce((sum, sealed) => sum + sealed, 0)).toBe(30);
    expect((await store.read.audit()).filter(({ invariant }) => invariant === 'journal-chain')).toEqual([]);
  });

  test.each([
    ['DELETE FROM events WHERE seq = 1', 'the journal only grows'],
    [`UPDATE events SET payload = '{}' WHERE seq = 1`, 'a journal line never changes'],
    [`UPDATE events SET actor = 'user:nobody' WHERE seq = 1`, 'a journal line never changes'],
    [`UPDATE events SET hash = 'f' WHERE seq = 1`, 'a journal line'],
    [`UPDATE events SET patronRef = 'b' WHERE seq = 1`, ''],
  ])('refuses %s', async (sql, sentence) => {
    await expect(write(sql)).rejects.toThrow(sentence);
  });

  test('lets a reader be erased from the journal without breaking its chain', async () => {
    const { store } = subject();
    await write('UPDATE events SET patronRef = NULL, patronSalt = NULL WHERE seq = 1');
    const [first] = await store.read.sealedEvents(0, 1);
    expect(first).toMatchObject({
      patronRef: null,
      patronSalt: null,
      patronDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await store.read.audit()).toEqual([]);
  });

  test('follows the journal by number and by type', async () => {
    const { store } = subject();
    const last = await store.read.lastEventSeq();
    await committed(store, async (work) => {
      for (const type of ['SCAN', 'SIGN_IN', 'LOAN', 'SCAN'] as const) await work.journal.append(event({ type }));
    });
    const found = await store.read.eventsAfter(last, ['SIGN_IN', 'LOAN'], 10);
    expect(found.map(({ seq, type }) => [seq > last, type])).toEqual([
      [true, 'SIGN_IN'],
      [true, 'LOAN'],
    ]);
    expect(await store.read.eventsAfter(last, [], 10)).toEqual([]);
    expect(await store.read.lastEventSeq()).toBeGreaterThanOrEqual(found[1]!.seq);
  });

  test('loses no line to whoever follows the journal while others write it', async () => {
    const { store } = subject();
    let followed = await store.read.lastEventSeq();
    const seen: number[] = [];
    const follow = async () => {
      const lines = await store.read.eventsAfter(followed, ['ARRIVAL'], 1_000);
      seen.push(...lines.map(({ payload }) => payload.n as number));
      followed = lines.at(-1)?.seq ?? followed;
    };
    let writing = true;
    const all = Array.from({ length: 120 }, (_, n) => n);
    const writers = Promise.all(
      [0, 1, 2, 3].map(async (writer) => {
        for (const n of all.filter((each) => each % 4 === writer)) {
          await committed(store, async (work) => {
            await work.journal.append(event({ type: 'ARRIVAL', payload: { n } }));
            for (let more = n % 3; more > 0; more -= 1) await work.answers.find('nothing');
          });
        }
      }),
    ).finally(() => (writing = false));
    while (writing) {
      await follow();
      await new Promise((resolve) => setImmediate(resolve)); // SQLite answers at once: let the writers have their turn
    }
    await writers;
    await follow();
    expect([...seen].sort((a, b) => a - b)).toEqual(all);
  });

  test('shows the movements of the day, the newest first, and their sums', async () => {
    const { store, network } = subject();
    const { items } = await shelved(store, network);
    const since = noon + 86_400_000;
    const itemId = items[0]!.id;
    const before = await store.read.lastEventSeq();
    await committed(store, async (work) => {
      await work.journal.append(event({ at: since - 1, type: 'LOAN', itemId }));
      await work.journal.append(event({ at: since, type: 'LOAN', itemId }));
      await work.journal.append(event({ at: since + 1, type: 'SCAN', itemId }));
      await work.journal.append(
        event({ at: since + 2, type: 'RETURN', itemId, payload: { routing: 'transit-hold:LIEVIN' }, deviceId: null }),
      );
    });
    const rows = await store.read.activity(since, 10);
    const place = { libraryCode: 'LENS', barcode: items[0]!.barcode, title: 'Germinal' };
    expect(rows).toEqual([
      {
        seq: expect.any(Number),
        at: since + 2,
        type: 'RETURN',
        device: null,
        routing: 'transit-hold:LIEVIN',
        ...place,
      },
      { seq: expect.any(Number), at: since, type: 'LOAN', device: 'kiosk-lens', routing: null, ...place },
    ]);
    expect(await store.read.activity(since, 1)).toEqual([rows[0]]);
    expect(await store.read.activity(since, 10, before)).toEqual(rows);
    expect(await store.read.activity(since, 10, rows[1]!.seq)).toEqual([rows[0]]);
    expect(await store.read.countActivity(since)).toEqual({ loans: 1, returns: 1, renewals: 0 });
  });

  test('keeps what must follow until it is done, and drops it with a unit of work that fails', async () => {
    const { store } = subject();
    await committed(store, (work) => work.outbox.add('records-changed', [1, 2], noon));
    await committed(store, (work) => work.outbox.add('records-changed', [3], noon + 1));
    const failed = committed(store, async (work) => {
      await work.outbox.add('records-changed', [4], noon);
      throw new RangeError('no');
    });
    await expect(failed).rejects.toThrow(RangeError);
    const rows = await store.read.outbox('records-changed', 10);
    expect(rows).toEqual([
      { id: expect.any(Number), topic: 'records-changed', payload: '[1,2]', createdAt: noon },
      { id: expect.any(Number), topic: 'records-changed', payload: '[3]', createdAt: noon + 1 },
    ]);
    await committed(store, (work) => work.outbox.done(rows.map(({ id }) => id)));
    expect(await store.read.outbox('records-changed', 10)).toEqual([]);
  });
}
