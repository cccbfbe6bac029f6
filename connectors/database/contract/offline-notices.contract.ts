import type { NewNotice } from '../../../core/notices/entities.ts';
import { granted } from '../../../core/outcome.ts';
import type { NewOfflineLine } from '../../../core/ports/offline.ts';
import { committed, fresh, hold, noon, registered, shelved, type Subject } from './small-network.ts';

/** Batches of off-line facts, and notices. */
export function offlineNoticesContract(subject: () => Subject): void {
  const line = (batchId: number, as: Partial<NewOfflineLine> = {}): NewOfflineLine => ({
    batchId,
    position: 0,
    lineKey: `k${fresh()}`,
    kind: 'check-out',
    libraryId: subject().network.lens,
    deviceId: subject().network.kiosk,
    login: 'kiosk-lens',
    reportedAt: noon,
    at: noon,
    barcode: 'NOTHING',
    itemId: null,
    itemSince: null,
    card: 'C1',
    dueAt: null,
    ...as,
  });
  const opening = (lines: number) => ({
    batchKey: `batch-${fresh()}`,
    digest: 'd',
    receivedAt: noon,
    receivedBy: 'agent',
    lines,
  });
  /** A batch with lines to replay; gives the ids. */
  async function batchOf(...lines: Partial<NewOfflineLine>[]): Promise<{ batchId: number; ids: number[] }> {
    const { store } = subject();
    const batchId = await committed(store, async (work) => {
      const id = (await work.offline.open(opening(lines.length)))!;
      await work.offline.insertLines(lines.map((as, position) => line(id, { ...as, position })));
      return id;
    });
    return { batchId, ids: (await store.read.offline.lines(batchId)).map(({ id }) => id) };
  }

  test('a batch is kept once, though twenty senders send it at the same time', async () => {
    const { store } = subject();
    const batch = opening(0);
    const opened = await Promise.all(
      Array.from({ length: 20 }, () => committed(store, (work) => work.offline.open(batch))),
    );
    expect(opened.filter((id) => id !== null)).toHaveLength(1);
    expect(await store.read.offline.batch(batch.batchKey)).toEqual({
      ...batch,
      id: opened.find((id) => id !== null),
      finishedAt: null,
    });
  });

  test('a line is settled once, and keeps its card only as an exception, until that is resolved', async () => {
    const { store } = subject();
    const { batchId, ids } = await batchOf({}, { card: 'C2' });
    const [first, second] = ids as [number, number];
    const applied = { outcome: 'applied', changed: true, reasons: ['item-missing'] } as const;
    const doubtful = { outcome: 'exception', changed: false, reasons: ['patron-unknown', 'too-old'] } as const;
    const settled = await committed(store, async (work) => [
      await work.offline.settle(first, applied, noon),
      await work.offline.settle(first, doubtful, noon),
      await work.offline.settle(second, doubtful, noon),
    ]);
    expect(settled).toEqual([true, false, true]);
    expect(await store.read.offline.lines(batchId)).toMatchObject([
      { ...applied, card: null },
      { ...doubtful, card: 'C2' },
    ]);
    const resolve = () =>
      committed(store, (work) => work.offline.resolve(second, { at: noon, by: 'agent', note: 'vu' }));
    expect([await resolve(), await resolve()]).toEqual([true, false]);
    expect(await store.read.offline.exception(second)).toMatchObject({ card: null, note: 'vu' });
    expect(await store.read.offline.exception(first)).toBeNull();
  });

  test('the latest fact replayed of an item is known, facts that changed nothing aside', async () => {
    const { store, network } = subject();
    const { items } = await shelved(store, network, 2);
    const [one, other] = [items[0]!, items[1]!];
    const { ids } = await batchOf(
      { itemId: one.id, at: noon },
      { itemId: one.id, at: noon + 1 },
      { itemId: one.id, at: noon + 2 },
    );
    await committed(store, async (work) => {
      await work.offline.settle(ids[0]!, { outcome: 'applied', changed: true, reasons: [] }, noon + 10);
      await work.offline.settle(ids[1]!, { outcome: 'applied', changed: true, reasons: [] }, noon + 11);
      await work.offline.settle(ids[2]!, { outcome: 'already-true', changed: false, reasons: [] }, noon + 12);
    });
    const last = await committed(store, async (work) => {
      await work.offline.open(opening(0));
      return work.offline.lastReplayed([one.id, other.id]);
    });
    expect([...last]).toEqual([[one.id, { at: noon + 1, settledAt: noon + 11 }]]);
  });

  /** About a reader of its own. */
  async function notice(as: Partial<NewNotice> = {}): Promise<NewNotice> {
    const { store, network } = subject();
    const [reader] = await registered(store, network);
    return {
      kind: 'card-registered',
      patronId: reader!.id,
      libraryId: network.lens,
      holdId: null,
      level: 0,
      subjectDate: '2026-03-02',
      createdAt: noon,
      ...as,
    };
  }
  async function ordered(as: Partial<NewNotice> = {}): Promise<number> {
    const { store } = subject();
    const one = await notice(as);
    await committed(store, (work) => work.notices.order(one));
    const asked = { libraryId: null, kind: null, state: null, patronId: one.patronId, offset: 0, limit: 1 };
    return (await store.read.notices.list(asked)).items[0]!.id;
  }
  const claim = (id: number, token: string, now = noon) =>
    committed(subject().store, (work) => work.notices.claim(id, { token, now, until: now + 1_000 }));

  test('a notice is made once, though twenty orders come at the same time', async () => {
    const { store } = subject();
    const one = await notice();
    const made = await Promise.all(
      Array.from({ length: 20 }, () => committed(store, (work) => work.notices.order(one))),
    );
    expect(made.filter(Boolean)).toHaveLength(1);
  });

  test('a notice is claimed once, though twenty followers reach for it; again when the claim ran out', async () => {
    const id = await ordered();
    const claims = await Promise.all(Array.from({ length: 20 }, (_, n) => claim(id, `t${n}`)));
    expect(claims.filter((claimed) => claimed !== null)).toMatchObject([{ id, state: 'SENDING', attempts: 1 }]);
    expect(await subject().store.read.notices.due(noon + 1_000, 1_000)).toContain(id);
    expect(await claim(id, 'late', noon + 1_000)).toMatchObject({ attempts: 2 });
  });

  test('whoever lost his claim marks nothing; a notice put off is due later', async () => {
    const { store, network } = subject();
    const id = await ordered();
    await claim(id, 'first');
    await claim(id, 'second', noon + 1_000);
    const as = { reason: '450', at: noon, libraryId: network.lievin, nextAttemptAt: noon + 5_000 };
    const settle = (token: string) =>
      committed(store, (work) => work.notices.settle(id, token, { ...as, state: 'PENDING' }));
    expect([await settle('first'), await settle('second'), await settle('second')]).toEqual([false, true, false]);
    expect(await store.read.notices.one(id)).toMatchObject({
      state: 'PENDING',
      libraryId: network.lievin,
      settledAt: null,
    });
    expect(await store.read.notices.due(noon + 4_999, 1_000)).not.toContain(id);
    expect(await store.read.notices.due(noon + 5_000, 1_000)).toContain(id);
  });

  test('what waits on paper is listed for its library, and leaves the list once', async () => {
    const { store, network } = subject();
    const id = await ordered();
    await claim(id, 't');
    const toPrint = {
      state: 'TO_PRINT',
      reason: 'no-address',
      at: noon,
      libraryId: network.lens,
      nextAttemptAt: noon,
    } as const;
    await committed(store, (work) => work.notices.settle(id, 't', toPrint));
    const page = { offset: 0, limit: 100 };
    expect((await store.read.notices.toPrint(network.lens, page)).items.map((one) => one.id)).toContain(id);
    expect(await store.read.notices.onPaper(id - 1, 1)).toEqual([id]);
    const printed = { state: 'PRINTED', reason: null, at: noon, by: 'agent' } as const;
    const leave = () => committed(store, (work) => work.notices.leavePaper(id, printed));
    expect([await leave(), await leave()]).toEqual([true, false]);
    expect((await store.read.notices.toPrint(network.lens, page)).items.map((one) => one.id)).not.toContain(id);
    await committed(store, (work) => work.notices.forgetReaders(noon + 1));
    expect(await store.read.notices.one(id)).toMatchObject({ patronId: null, settledBy: 'agent' });
  });

  test('words saved again take the place of those before', async () => {
    const { store } = subject();
    const words = { kind: 'overdue', language: 'fr', subject: 'À rendre', text: 'Ça' } as const;
    await committed(store, (work) => work.notices.saveTemplate(words));
    await committed(store, (work) => work.notices.saveTemplate({ ...words, text: '{documents}' }));
    expect(await store.read.notices.templates()).toEqual([{ ...words, text: '{documents}' }]);
  });

  test('a hold is told with the title and copy that wait, a reader with what addresses him', async () => {
    const { store, network } = subject();
    const { recordId, items } = await shelved(store, network);
    const [reader] = await registered(store, network);
    const held = { ...hold(network, recordId, reader!.id), status: 'ON_SHELF', boundItemId: items[0]!.id } as const;
    const [holdId] = await committed(store, async (work) => {
      const item = (await work.items.claim(items[0]!.barcode))!;
      const ids = await work.holds.insertMany([{ ...held, shelvedAt: noon, pickupDeadline: noon + 1 }]);
      await work.items.move(item.id, { status: 'ON_HOLD_SHELF', statusSince: noon, holdingLibraryId: network.lens });
      return ids;
    });
    expect(await store.read.notices.hold(holdId!)).toEqual({
      id: holdId,
      patronId: reader!.id,
      status: 'ON_SHELF',
      pickupLibraryId: network.lens,
      shelvedAt: noon,
      pickupDeadline: noon + 1,
      title: 'Germinal',
      barcode: items[0]!.barcode,
      callNumber: 'R ZOL',
    });
    expect(await store.read.notices.reader(reader!.id)).toMatchObject({ cardNumber: reader!.card, language: 'fr' });
  });

  const broken: readonly (readonly [
    invariant: string,
    text: (ids: { batch: number; line: number; notice: number }) => string[],
  ])[] = [
    ['offline-batch-whole', ({ batch }) => [`UPDATE offline_batches SET lineCount = 7 WHERE id = ${batch}`]],
    ['finished-batch-is-replayed', ({ batch }) => [`UPDATE offline_batches SET finishedAt = 1 WHERE id = ${batch}`]],
    ['offline-outcome-settled', ({ line: id }) => [`UPDATE offline_lines SET outcome = 'applied' WHERE id = ${id}`]],
    [
      'offline-card-forgotten',
      ({ line: id }) => [`UPDATE offline_lines SET outcome = 'applied', settledAt = 1, card = 'C' WHERE id = ${id}`],
    ],
    [
      'told-once',
      ({ notice: id }) => [
        `INSERT INTO notices (dedupKey, kind, patronId, libraryId, level, subjectDate, createdAt, state, attempts, nextAttemptAt)
         SELECT 'other', kind, patronId, libraryId, level, subjectDate, createdAt, state, attempts, nextAttemptAt
         FROM notices WHERE id = ${id}`,
      ],
    ],
    ['notice-claim', ({ notice: id }) => [`UPDATE notices SET state = 'SENDING' WHERE id = ${id}`]],
    ['notice-settled', ({ notice: id }) => [`UPDATE notices SET state = 'SENT' WHERE id = ${id}`]],
    ['hold-notice-names-hold', ({ notice: id }) => [`UPDATE notices SET kind = 'hold-ready' WHERE id = ${id}`]],
    ['references-exist', ({ notice: id }) => [`UPDATE notices SET libraryId = 99999 WHERE id = ${id}`]],
  ];
  test.each(broken)('the audit finds a breach of %s', async (invariant, text) => {
    const { store, database } = subject();
    const { batchId, ids } = await batchOf({});
    const noticeId = await ordered();
    const found = async () => (await store.read.audit()).map((breach) => breach.invariant);
    const write = (statements: readonly string[]) =>
      database.transaction(async (sql) => {
        for (const statement of statements) await sql.run(statement);
        return granted(null);
      });
    expect(await found()).not.toContain(invariant);
    await write(text({ batch: batchId, line: ids[0]!, notice: noticeId }));
    expect(await found()).toContain(invariant);
    await write([
      `DELETE FROM offline_lines WHERE batchId = ${batchId}`,
      `DELETE FROM offline_batches WHERE id = ${batchId}`,
      `DELETE FROM notices WHERE id = ${noticeId} OR dedupKey = 'other'`,
    ]);
    expect(await found()).not.toContain(invariant);
  });
}
