import { refused } from '../../../core/outcome.ts';
import type { NewAccount, NumberUse } from '../../../core/ports/patrons.ts';
import { granted } from '../../../core/outcome.ts';
import type { EventType } from '../../../core/ports/journal.ts';
import { acts as historyText } from '../stores/patron-history.ts';
import { committed, fresh, hold, loan, noon, registered, shelved, type Subject } from './small-network.ts';

const day = 86_400_000;

/** Accounts of readers. */
export function patronsContract(subject: () => Subject): void {
  const account = (changes: Partial<NewAccount> = {}): NewAccount => ({
    pseudonym: String(fresh()).padStart(32, 'f'),
    firstName: 'Zoé',
    lastName: 'Lefèvre',
    birthDate: null,
    email: null,
    phone: null,
    address: null,
    homeLibraryId: subject().network.lens,
    categoryId: subject().network.category,
    language: 'fr',
    guardianId: null,
    guardianContact: null,
    expiresAt: noon + 365 * day,
    pinHash: null,
    ...changes,
  });
  const open = async (card: string, changes: Partial<NewAccount> = {}): Promise<number | NumberUse> => {
    const outcome = await subject().store.transaction(async (work) => {
      const id = await work.patronAccounts.register(account(changes), noon);
      const use = await work.patronAccounts.giveCard(id, card);
      return use ? refused('card-taken', { use }) : granted(id);
    });
    return outcome.granted ? outcome.value : (outcome.facts['use'] as NumberUse);
  };

  test('opens an account, gives it a card, and finds it again with all that is known', async () => {
    const { store } = subject();
    const card = `K${fresh()}`;
    const told = account({ guardianContact: 'Mme Petit', email: 'zoe@example.org' });
    const id = (await open(card.toLowerCase(), told)) as number;
    const file = (await store.read.patronAccounts.file(id))!;
    expect(file).toEqual({
      ...told,
      id,
      cardNumber: card.toLowerCase(),
      categoryCode: 'ADULTE',
      state: 'ACTIVE',
      registeredAt: noon,
      lastActivityAt: noon,
      pinLockedUntil: null,
      mergedIntoId: null,
    });
    expect(await committed(store, (work) => work.patronAccounts.lock(id))).toEqual(file);
    expect(await store.read.patron(card)).toMatchObject({ replaced: false, patron: { id } });
    expect(await store.read.patronAccounts.file(999_999)).toBeNull();
  });

  test('one number is one card, in use, past or spent, and no item’s', async () => {
    const { store, network } = subject();
    const card = `K${fresh()}`;
    const id = (await open(card)) as number;
    expect(await open(` ${card.toLowerCase()} `)).toBe('card');
    await committed(store, async (work) => {
      await work.patronAccounts.lock(id);
      await work.patronAccounts.retireCardOf(id, noon, 'STOLEN');
      expect(await work.patronAccounts.giveCard(id, `${card}B`)).toBeNull();
    });
    expect(await open(card)).toBe('past-card');
    expect(await store.read.patronAccounts.pastCards(id)).toEqual([{ retiredAt: noon, reason: 'STOLEN' }]);
    const { items } = await shelved(store, network);
    expect(await open(items[0]!.barcode)).toBe('item');
    await committed(store, (work) => work.patronAccounts.erase(id, noon));
    expect(await open(card)).toBe('spent-card');
    expect(await open(`${card}B`)).toBe('spent-card');
  });

  test('twenty desks that register one number at the same time register it once', async () => {
    const card = `K${fresh()}`;
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => open(card)));
    expect(outcomes.filter((outcome) => typeof outcome === 'number')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'card')).toHaveLength(19);
  });

  test('an item and a reader that are given one number at the same time: at most one has it', async () => {
    const { store, network } = subject();
    const { recordId, items } = await shelved(store, network);
    const { item } = (await store.read.item(items[0]!.barcode))!;
    for (let times = 0; times < 5; times += 1) {
      const number = `R${fresh()}`;
      const { id: _id, ...copy } = { ...item, recordId, barcode: number };
      const label = committed(store, (work) => work.items.insertMany([copy])).then(
        () => true,
        () => false,
      );
      const [card, labelled] = await Promise.all([open(number), label]);
      expect([typeof card === 'number', labelled]).not.toEqual([true, true]);
    }
  });

  test('counts distinct wrong PINs, once each, within their time', async () => {
    const { store } = subject();
    const id = (await open(`K${fresh()}`)) as number;
    const failed = (digest: string, at: number) =>
      committed(store, async (work) => {
        await work.patronAccounts.lock(id);
        return work.patronAccounts.pinFailed(id, digest, at, at - day);
      });
    expect(await failed('a'.repeat(64), noon)).toBe(1);
    expect(await failed('a'.repeat(64), noon + 1)).toBe(1);
    expect(await failed('b'.repeat(64), noon + 2)).toBe(2);
    expect(await failed('c'.repeat(64), noon + day)).toBe(2);
    expect(await store.read.patronAccounts.hasPinFailures(id)).toBe(true);
    await committed(store, (work) => work.patronAccounts.lockPin(id, noon + 5));
    expect((await store.read.patronAccounts.file(id))!.pinLockedUntil).toBe(noon + 5);
    expect(await store.read.patronAccounts.hasPinFailures(id)).toBe(false);
    await failed('d'.repeat(64), noon + 2 * day);
    expect(await committed(store, (work) => work.patronAccounts.forgetPinFailures(noon + 2 * day))).toBe(1);
    await failed('d'.repeat(64), noon);
    await committed(store, (work) => work.patronAccounts.setPin(id, 'scrypt$…'));
    expect((await store.read.patronAccounts.file(id))!.pinLockedUntil).toBeNull();
    expect(await store.read.patronAccounts.hasPinFailures(id)).toBe(false);
    await committed(store, (work) => work.patronAccounts.lockPin(id, noon));
    await committed(store, (work) => work.patronAccounts.forgivePin(id));
    expect((await store.read.patronAccounts.file(id))!).toMatchObject({ pinHash: 'scrypt$…', pinLockedUntil: null });
  });

  test('sets a block, lifts it once, and only of its own reader', async () => {
    const { store } = subject();
    const [id, other] = [(await open(`K${fresh()}`)) as number, (await open(`K${fresh()}`)) as number];
    const block = {
      patronId: id,
      kind: 'BEHAVIOUR',
      since: noon,
      until: null,
      note: 'Bruit',
      author: 'user:coord',
      stopsCheckOut: false,
      stopsHold: false,
      stopsRenewal: false,
      stopsDigital: true,
    } as const;
    const blockId = await committed(store, (work) => work.patronAccounts.setBlock(block));
    const lift = (patronId: number) =>
      committed(store, (work) => work.patronAccounts.liftBlock(patronId, blockId, noon + 1));
    expect(await lift(other)).toBeNull();
    expect(await lift(id)).toEqual({ id: blockId, ...block });
    expect(await lift(id)).toBeNull();
  });

  test('tells the late loans whose clock runs, and what a reader still has', async () => {
    const { store, network } = subject();
    const id = (await open(`K${fresh()}`)) as number;
    const { items, recordId } = await shelved(store, network, 3);
    const dueAt = noon + 21 * day;
    await committed(store, async (work) => {
      for (const item of items.slice(0, 2)) {
        await work.loans.open(loan(network, item.id, id));
        await work.items.move(item.id, { status: 'ON_LOAN', statusSince: noon, holdingLibraryId: network.lens });
      }
      await work.items.move(items[1]!.id, { status: 'LOST', statusSince: noon, holdingLibraryId: network.lens });
      await work.holds.insertMany([hold(network, recordId, id)]);
    });
    const late = { dueAt, libraryId: network.lens, itemType: 'BOOK', policyId: network.policy };
    expect(await store.read.patronAccounts.lateLoans(id, dueAt)).toEqual([]);
    expect(await store.read.patronAccounts.lateLoans(id, dueAt + 1)).toEqual([late]);
    await committed(store, async (work) => {
      expect(await work.patronAccounts.lateLoans(id, dueAt + 1)).toEqual([late]);
      expect(await work.patronAccounts.engagements(id, noon)).toEqual({ loans: 2, holds: 1, debts: 0, wards: 0 });
      expect(await work.patronAccounts.lentItems(id)).toHaveLength(2);
      expect(await work.patronAccounts.liveHolds(id)).toMatchObject([{ patronId: id, recordId }]);
    });
  });

  test('gives everything of one account to another, and leaves of it its id and where it went', async () => {
    const { store, network } = subject();
    const [kept, gone] = await registered(store, network, 2);
    const { items, recordId } = await shelved(store, network, 1);
    const later = noon + 900 * day;
    await committed(store, async (work) => {
      await work.loans.open(loan(network, items[0]!.id, gone!.id));
      await work.holds.insertMany([hold(network, recordId, gone!.id)]);
      await work.patronAccounts.setMembership(gone!.id, { expiresAt: later, categoryId: network.category });
      await work.patronAccounts.touch(gone!.id, noon + 7);
      for (const live of await work.patronAccounts.liveHolds(gone!.id)) {
        await work.patronAccounts.giveHold(live, { patronId: kept!.id, placedAt: noon - 3 });
      }
      await work.patronAccounts.mergeInto(kept!.id, gone!.id, noon);
    });
    expect(await store.read.patron(gone!.card)).toMatchObject({ replaced: true, patron: { id: kept!.id } });
    const { loans, holds } = await store.read.patronAccount(kept!.id, noon);
    expect([loans.length, holds.map((line) => line.hold.placedAt)]).toEqual([1, [noon - 3]]);
    expect(await store.read.patronAccounts.file(kept!.id)).toMatchObject({
      expiresAt: later,
      lastActivityAt: noon + 7,
    });
    expect(await store.read.patronAccounts.file(gone!.id)).toMatchObject({ state: 'ERASED', mergedIntoId: kept!.id });
    expect(await committed(store, (work) => work.patronAccounts.lock(gone!.id))).toBeNull();
    await committed(store, (work) =>
      work.loans.close(loans[0]!.loan.id, { returnedAt: noon, returnLibraryId: network.lens }),
    );
    await committed(store, (work) =>
      work.holds.settle(holds[0]!.hold.id, ['PENDING'], 'CANCELLED', { cancelReason: 'patron' }),
    );
  });

  test('cuts a reader from the journal, by the names of those merged into him too', async () => {
    const { store } = subject();
    const pseudonyms = [fresh(), fresh(), fresh()].map((number) => String(number).padStart(32, 'e'));
    const ids: number[] = [];
    for (const pseudonym of pseudonyms) ids.push((await open(`K${fresh()}`, { pseudonym })) as number);
    const [kept, gone] = ids;
    const before = await store.read.lastEventSeq();
    const event = { at: noon, type: 'SCAN', actor: 'system', libraryId: null, deviceId: null, itemId: null } as const;
    await committed(store, async (work) => {
      for (const patronRef of pseudonyms) await work.journal.append({ ...event, patronRef, payload: {} });
    });
    expect(await store.read.patronAccounts.actsSince(noon, before, 10)).toHaveLength(3);
    expect(
      await committed(store, (work) => work.patronAccounts.noteActivity(new Map([[pseudonyms[2]!, noon + 9]]))),
    ).toBe(1);
    await committed(store, (work) => work.patronAccounts.mergeInto(kept!, gone!, noon));
    const last = await store.read.lastEventSeq();
    expect(await committed(store, (work) => work.patronAccounts.leaveJournal(kept!, before, last - 1))).toBe(2);
    const lines = await store.read.eventsAfter(before, ['SCAN'], 10);
    expect(lines.map(({ patronRef }) => patronRef)).toEqual([null, null, pseudonyms[2]]);
  });

  test('lists readers by name, birth date, state, category and likeness, page by page', async () => {
    const { store, network } = subject();
    const tag = `Qz${fresh()}`;
    const born = `19${String(10 + (fresh() % 80))}-01-02`;
    const ids: number[] = [];
    for (const firstName of ['Bea', 'Àda', 'Cléo']) {
      const told = {
        lastName: `${tag} d’Œuvre`,
        firstName,
        birthDate: born,
        email: `${tag}@example.org`.toLowerCase(),
      };
      ids.push((await open(`K${fresh()}`, told)) as number);
    }
    const [bea, ada, cleo] = ids;
    const { patronAccounts } = store.read;
    const found = async (filter: Parameters<typeof patronAccounts.list>[0], page = { offset: 0, limit: 10 }) => {
      const { lines, total } = await patronAccounts.list(filter, page);
      return [total, lines.map(({ id }) => id)];
    };
    expect(await found({ name: `${tag} D OEUV` })).toEqual([3, [ada, bea, cleo]]);
    expect(await found({ name: tag.toLowerCase() }, { offset: 1, limit: 1 })).toEqual([3, [bea]]);
    expect(await found({ bornOn: born })).toEqual([3, [ada, bea, cleo]]);
    expect(await found({ id: bea! })).toEqual([1, [bea]]);
    expect(await found({ likeId: bea! })).toEqual([2, [ada, cleo]]);
    const twin = (await open(`K${fresh()}`, {
      lastName: `${tag} d’oeuvre`,
      firstName: 'BÉA',
      birthDate: born,
    })) as number;
    const older = { lastName: `${tag} d’Œuvre`, firstName: 'Bea', birthDate: '1921-01-01' };
    const namesake = await open(`K${fresh()}`, older);
    expect(await found({ like: 'each-other' })).toEqual([2, [bea, twin]]);
    expect(await found({ email: `${tag}@example.org`.toLowerCase() })).toEqual([3, [ada, bea, cleo]]);
    await committed(store, (work) => work.patronAccounts.erase(twin, noon));
    expect(await found({ like: 'each-other' })).toEqual([0, []]);
    expect(await found({ categoryId: network.category, bornBy: '1909-12-31' })).toEqual([0, []]);
    await committed(store, (work) => work.patronAccounts.markToErase(cleo!));
    expect((await found({ state: 'TO_ERASE' }))[1]).toContain(cleo);
    await committed(store, (work) => work.patronAccounts.erase(ada!, noon));
    expect(await found({ name: tag })).toEqual([3, [bea, namesake, cleo]]);
    expect(await found({ likeId: ada! })).toEqual([0, []]);
  });

  test('finds the accounts nobody came back to', async () => {
    const { store, network } = subject();
    const old = { expiresAt: noon - 900 * day };
    const [alone, lender] = [(await open(`K${fresh()}`, old)) as number, (await open(`K${fresh()}`, old)) as number];
    const { items } = await shelved(store, network);
    const lent = await committed(store, (work) => work.loans.open(loan(network, items[0]!.id, lender)));
    const forsaken = await store.read.patronAccounts.forsaken(noon + 1, 100);
    expect(forsaken).toContain(alone);
    expect(forsaken).not.toContain(lender);
    expect(await store.read.patronAccounts.forsaken(noon, 100)).not.toContain(alone);
    await committed(store, (work) => work.loans.close(lent.id, { returnedAt: noon, returnLibraryId: network.lens }));
  });

  test('an erased reader is cut from notices and from off-line exceptions', async () => {
    const { store, database, network } = subject();
    const card = `K${fresh()}`;
    const id = (await open(card)) as number;
    const write = (text: string) => database.transaction(async (sql) => granted(await sql.run(text)));
    await write(`INSERT INTO notices (dedupKey, kind, patronId, libraryId, level, subjectDate, createdAt, state, attempts,
        nextAttemptAt, settledAt) VALUES ('erased', 'OVERDUE', ${id}, ${network.lens}, 1, '2026-03-02', 1, 'SENT', 1, 1, 1)`);
    await write(`INSERT INTO offline_batches (id, batchKey, digest, receivedAt, receivedBy, lineCount, finishedAt)
        VALUES (1, 'erased', 'd', 1, 'user:coord', 1, 1)`);
    await write(`INSERT INTO offline_lines (batchId, position, lineKey, kind, libraryId, login, reportedAt, at, barcode, card,
        outcome, changed, reasons) VALUES (1, 1, 'erased', 'check-out', ${network.lens}, 'kiosk-lens', 1, 1, 'B', ' ${card.toLowerCase()}',
        'exception', 0, '[]')`);
    await committed(store, (work) => work.patronAccounts.erase(id, noon));
    const left = await Promise.all([
      database.reader.one(`SELECT patronId AS still FROM notices WHERE dedupKey = 'erased'`),
      database.reader.one(`SELECT card AS still FROM offline_lines WHERE lineKey = 'erased'`),
    ]);
    expect(left).toEqual([{ still: null }, { still: null }]);
    await write(`DELETE FROM notices WHERE dedupKey = 'erased'`);
    await write(`DELETE FROM offline_lines WHERE lineKey = 'erased'`);
    await write(`DELETE FROM offline_batches WHERE batchKey = 'erased'`);
  });

  test('what was done to a reader is told under all his names, the newest first, and never what he borrowed', async () => {
    const { store, network } = subject();
    const [one, twin] = [(await open(`K${fresh()}`)) as number, (await open(`K${fresh()}`)) as number];
    const note = async (patronId: number, type: EventType, at: number) => {
      const patronRef = (await store.read.patronAccounts.file(patronId))!.pseudonym;
      const line = { at, type, actor: 'user:agent', libraryId: network.lens, deviceId: null, itemId: null, patronRef };
      await committed(store, (work) => work.journal.append({ ...line, payload: { said: at } }));
    };
    await note(one, 'PATRON_REGISTERED', 1);
    await note(twin, 'BLOCK_SET', 2);
    await note(one, 'LOAN', 3);
    await note(one, 'HOLD_PLACED', 4);
    await note(one, 'PIN_SET', 5);
    await committed(store, (work) => work.patronAccounts.mergeInto(one, twin, noon));
    const { acts, total } = await store.read.patronAccounts.acts(one, { offset: 0, limit: 2 });
    expect(total).toBe(3);
    expect(acts.map(({ type, payload }) => [type, payload['said']])).toEqual([
      ['PIN_SET', 5],
      ['BLOCK_SET', 2],
    ]);
    const rest = await store.read.patronAccounts.acts(one, { offset: 2, limit: 2 });
    expect(rest.acts).toMatchObject([{ type: 'PATRON_REGISTERED', actor: 'user:agent', libraryId: network.lens }]);
    expect(await store.read.patronAccounts.acts(twin, { offset: 0, limit: 2 })).toEqual({ acts: [], total: 0 });
  });

  test('the index of the journal serves what was done to a reader', async () => {
    const { database } = subject();
    const explain = `EXPLAIN ${database.dialect === 'sqlite' ? 'QUERY PLAN ' : ''}${historyText}`;
    const plan = await database.reader.all(explain, [1, 1, 5, 0]);
    expect(JSON.stringify(plan)).toContain('eventsByReader');
  });

  test('all that is kept of a reader is told: cards, blocks and loans that ended too', async () => {
    const { store, network } = subject();
    const card = `K${fresh()}`;
    const id = (await open(card)) as number;
    const { items, recordId } = await shelved(store, network);
    const lent = await committed(store, (work) => work.loans.open(loan(network, items[0]!.id, id)));
    await committed(store, (work) => work.loans.close(lent.id, { returnedAt: noon, returnLibraryId: network.lens }));
    const [placed] = await committed(store, (work) => work.holds.insertMany([hold(network, recordId, id)]));
    const ended = { endedAt: noon + 1, cancelReason: 'patron' };
    await committed(store, (work) => work.holds.settle(placed!, ['PENDING'], 'CANCELLED', ended));
    const block = {
      kind: 'MANUAL',
      ...{ patronId: id, since: 1, until: 2, note: 'Adresse', author: 'user:agent' },
      ...{ stopsCheckOut: true, stopsHold: false, stopsRenewal: false },
    } as const;
    await committed(store, (work) => work.patronAccounts.setBlock(block));
    await committed(store, (work) => work.patronAccounts.retireCardOf(id, noon, 'LOST'));
    await committed(store, (work) => work.patronAccounts.giveCard(id, `${card}B`));
    const traces = await store.read.patronAccounts.traces(id, 10);
    expect(traces).toMatchObject({
      cards: [
        { card: `${card}B`, retiredAt: null, reason: null },
        { card, retiredAt: noon, reason: 'LOST' },
      ],
      blocks: [{ note: 'Adresse', until: 2, stopsCheckOut: true, stopsHold: false }],
      endedLoans: [{ at: lent.at, returnedAt: noon }],
      endedHolds: [{ endedAt: noon + 1 }],
      notices: [],
    });
    expect(traces.endedLoans[0]!.title).not.toBe('');
    expect(await store.read.patronAccounts.engagements(id, noon)).toEqual({ loans: 0, holds: 0, debts: 0, wards: 0 });
  });

  test('an erased reader is cut from the answers kept for repeated requests', async () => {
    const { store, network } = subject();
    const [card, other] = [`K${fresh()}`, `K${fresh()}`];
    const [id, stranger] = [(await open(card)) as number, (await open(other)) as number];
    const loanOf = (patronId: number) => JSON.stringify({ loan: { id: 1, patronId, libraryId: 1 } });
    const replyTo = (to: string) => JSON.stringify({ reply: JSON.stringify({ body: { patron: { card: to } } }) });
    const { recordId } = await shelved(store, network);
    const holdOf = async (patronId: number, status: 'PENDING' | 'CANCELLED') => {
      const [placed] = await committed(store, (work) => work.holds.insertMany([hold(network, recordId, patronId)]));
      const ended = { endedAt: noon + 1, cancelReason: 'patron' };
      if (status === 'CANCELLED') {
        await committed(store, (work) => work.holds.settle(placed!, ['PENDING'], 'CANCELLED', ended));
      }
      return placed!;
    };
    const [was, waits] = [await holdOf(id, 'CANCELLED'), await holdOf(stranger, 'PENDING')];
    const keptFor = (holdId: number) =>
      JSON.stringify({ reply: JSON.stringify({ body: { hold: { id: holdId, letters: 'LEF', position: 1 } } }) });
    const answers = new Map<string, string>([
      [`api|agent|${was}-letters`, keptFor(was)],
      [`2026|check-out|1|ITEM|${card.toLowerCase()}`, '{}'],
      [`2026|check-in|1|${card}|`, loanOf(id)],
      [`api|agent|${card}-reply`, replyTo(card)],
      [`2026|check-out|1|ITEM|${other}`, loanOf(stranger)],
      [`2026|check-in|1|ITEM|`, loanOf(Number(`${id}0`))],
      [`api|agent|${other}-reply`, replyTo(other)],
      [`api|agent|${waits}-letters`, keptFor(waits)],
    ]);
    await committed(store, async (work) => {
      for (const [key, answer] of answers) await work.answers.keep(key, answer, noon);
    });
    await committed(store, (work) => work.patronAccounts.erase(id, noon));
    const left = await committed(store, async (work) => {
      const found: boolean[] = [];
      for (const key of answers.keys()) found.push((await work.answers.find(key)) !== null);
      return found;
    });
    expect(left).toEqual([false, false, false, false, true, true, true, true]);
  });

  test('forgets the cards of batches received long ago, where nobody settled or resolved the line', async () => {
    const { store, network } = subject();
    const line = {
      kind: 'check-out',
      ...{ position: 0, lineKey: 'k', libraryId: network.lens, deviceId: null, login: 'agent' },
      ...{ reportedAt: 1, at: 1, barcode: 'NONE', itemId: null, itemSince: null, card: 'K', dueAt: null },
    } as const;
    const received = (batchKey: string, receivedAt: number) =>
      committed(store, async (work) => {
        const opening = { batchKey, digest: 'd'.repeat(64), receivedAt, receivedBy: 'agent', lines: 1 };
        await work.offline.insertLines([{ ...line, batchId: (await work.offline.open(opening))! }]);
      });
    const keys = [`o${fresh()}`, `n${fresh()}`] as const;
    await received(keys[0], 1_000);
    await received(keys[1], 2_000);
    expect(await committed(store, (work) => work.offline.forgetCards(2_000))).toBe(1);
    expect(await committed(store, (work) => work.offline.forgetCards(2_000))).toBe(0);
    const cards = await Promise.all(
      keys.map(async (key) => {
        const batch = (await store.read.offline.batch(key))!;
        return (await store.read.offline.lines(batch.id))[0]!.card;
      }),
    );
    expect(cards).toEqual([null, 'K']);
    await committed(store, (work) => work.offline.forgetCards(noon));
  });

  test('writes the names of readers older than names', async () => {
    const { store, database } = subject();
    const id = (await open(`K${fresh()}`, { lastName: 'Ancien', firstName: 'Élie' })) as number;
    await database.transaction(async (sql) =>
      granted(await sql.run(`UPDATE patrons SET nameKey = '' WHERE id = ${id}`)),
    );
    expect(await committed(store, (work) => work.patronAccounts.writeNameKeys(100))).toBe(1);
    expect((await store.read.patronAccounts.list({ name: 'ancien e' }, { offset: 0, limit: 5 })).total).toBe(1);
  });

  test('keeps categories by their code, with their ages', async () => {
    const { store } = subject();
    const toddler = { code: 'BEBE', label: 'Bébé', kind: 'CHILD', membershipMonths: 12, minAge: 0, maxAge: 3 } as const;
    const id = await committed(store, (work) => work.patronAccounts.insertCategory(toddler));
    expect(await committed(store, (work) => work.patronAccounts.insertCategory(toddler))).toBe('taken');
    const changed = { ...toddler, label: 'Tout-petit', maxAge: 2 };
    expect(await committed(store, (work) => work.patronAccounts.changeCategory(changed))).toBe(true);
    expect(await committed(store, (work) => work.patronAccounts.changeCategory({ ...toddler, code: 'X' }))).toBe(false);
    expect(await store.read.patronAccounts.categories()).toContainEqual({ id, ...changed });
  });
}
