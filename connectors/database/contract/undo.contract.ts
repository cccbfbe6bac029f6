import { granted } from '../../../core/outcome.ts';
import type { Payment } from '../../../core/ports/payments.ts';
import type { HoldState } from '../../../core/ports/undo.ts';
import { committed, fresh, hold, loan, noon, registered, shelved, type Subject } from './small-network.ts';

const day = 86_400_000;
const later = noon + 60_000;

/** What undoing an act asks of a store: rows put back by compare-and-set; and payments, one each. */
export function undoContract(subject: () => Subject): void {
  const write = (text: string) => subject().database.transaction(async (sql) => granted(await sql.run(text)));
  const line = (itemId: number, type: 'LOAN' | 'RETURN' | 'UNDONE', at: number, payload = {}) => ({
    at,
    type,
    actor: 'device:kiosk-lens',
    libraryId: subject().network.lens,
    deviceId: subject().network.kiosk,
    itemId,
    patronRef: null,
    payload,
  });

  /** A document on loan, as a kiosk lent it. */
  async function lent() {
    const { store, network } = subject();
    const { items, recordId } = await shelved(store, network);
    const [person] = await registered(store, network);
    const item = items[0]!;
    const made = await committed(store, async (work) => {
      await work.items.claim(item.barcode);
      const opened = await work.loans.open(loan(network, item.id, person!.id));
      await work.items.move(item.id, { status: 'ON_LOAN', statusSince: noon, holdingLibraryId: network.lens });
      await work.journal.append(line(item.id, 'LOAN', noon, { loan: opened.id }));
      return opened;
    });
    return { item, recordId, person: person!, loan: made };
  }
  const onShelf = () =>
    ({ status: 'AVAILABLE', statusSince: noon - day, holdingLibraryId: subject().network.lens }) as const;
  const onLoan = () => ({ status: 'ON_LOAN', statusSince: noon, holdingLibraryId: subject().network.lens }) as const;

  test('tells the last act on an item, and whether anything happened since', async () => {
    const { store } = subject();
    const { item } = await lent();
    await committed(store, async (work) => {
      await work.items.claim(item.barcode);
      const act = await work.undo.lastAct(item.id, noon - 1);
      expect(act).toMatchObject({ type: 'LOAN', at: noon, itemId: item.id, payload: { loan: expect.any(Number) } });
      expect(await work.undo.lastAct(item.id, noon + 1)).toBeNull();
      expect(await work.undo.happenedSince(item.id, act!.seq)).toBe(false);
      await work.journal.append({ ...line(item.id, 'RETURN', later), type: 'ITEM_PROPERTIES' });
      expect(await work.undo.happenedSince(item.id, act!.seq)).toBe(false);
      await work.journal.append({ ...line(item.id, 'RETURN', later), type: 'ITEM_STATUS' });
      expect(await work.undo.happenedSince(item.id, act!.seq)).toBe(true);
    });
  });

  test('finds the answer kept with an act by the words of its key', async () => {
    const { store } = subject();
    const word = `|check-out|7|B${fresh()}|`;
    await committed(store, async (work) => {
      await work.answers.keep(`2026${word}C1`, '{"steps":[]}', noon);
      await work.answers.keep(`2027${word}C1`, '{"steps":[1]}', later);
      expect(await work.undo.answerKept(noon, word)).toBe('{"steps":[]}');
      expect(await work.undo.answerKept(noon + 1, word)).toBe('{"steps":[1]}');
      expect(await work.undo.answerKept(later + 1, word)).toBeNull();
      expect(await work.undo.answerKept(noon, `${word}C2`)).toBeNull();
    });
  });

  test('takes a loan back: it is nobody’s, and the item may be lent again', async () => {
    const { store, network } = subject();
    const { item, person, loan: made } = await lent();
    await committed(store, async (work) => {
      await work.items.claim(item.barcode);
      expect(await work.undo.loanOf(made.id)).toBe(person.id);
      expect(await work.undo.placeItem(item.id, { ...onLoan(), statusSince: 1 }, onShelf())).toBe(false);
      expect(await work.undo.placeItem(item.id, onLoan(), onShelf())).toBe(true);
      expect(await work.undo.unlend(made.id, later)).toBe(true);
      expect(await work.undo.unlend(made.id, later)).toBe(false);
      expect(await work.undo.reopenLoan(made.id)).toBe(false);
      expect(await work.undo.loanOf(made.id)).toBeNull();
      await work.journal.append(line(item.id, 'UNDONE', later, { loan: made.id }));
    });
    expect(await store.read.item(item.barcode)).toMatchObject({ loan: null, item: onShelf() });
    expect((await store.read.patronAccount(person.id, later)).loans).toEqual([]);
    await committed(store, async (work) => {
      await work.items.claim(item.barcode);
      const again = await work.loans.open(loan(network, item.id, person.id));
      await work.items.move(item.id, onLoan());
      await work.journal.append(line(item.id, 'LOAN', later, { loan: again.id }));
    });
    expect(await store.read.audit()).toEqual([]);
  });

  test('reopens a loan, unless the item is lent to somebody else by then, and gives a renewal back', async () => {
    const { store, network } = subject();
    const { item, loan: made } = await lent();
    const [other] = await registered(store, network);
    await committed(store, async (work) => {
      await work.items.claim(item.barcode);
      await work.loans.extend(made.id, { dueAt: made.dueAt + day, renewals: 1 });
      expect(await work.undo.unlend(made.id, later)).toBe(false);
      expect(await work.undo.unextend(made.id, { dueAt: made.dueAt, renewals: 1 })).toBe(false);
      expect(await work.undo.unextend(made.id, made)).toBe(true);
      await work.loans.close(made.id, { returnedAt: later, returnLibraryId: network.lens });
      const second = await work.loans.open({ ...loan(network, item.id, other!.id), at: later });
      expect(await work.undo.reopenLoan(made.id)).toBe(false);
      await work.loans.close(second.id, { returnedAt: later, returnLibraryId: network.lens });
      expect(await work.undo.reopenLoan(made.id)).toBe(true);
      expect(await work.loans.openOf(item.id)).toEqual(made);
    });
    expect(await store.read.audit()).toEqual([]);
  });

  test('gives a hold every column back, unless its reader waits again', async () => {
    const { store, network } = subject();
    const { items, recordId } = await shelved(store, network);
    const [person] = await registered(store, network);
    await committed(store, async (work) => {
      await work.items.claim(items[0]!.barcode);
      const [id] = await work.holds.insertMany([hold(network, recordId, person!.id)]);
      const before = await work.undo.holdState(id!);
      expect(before).toMatchObject({
        status: 'PENDING',
        boundItemId: null,
        endedAt: null,
      } satisfies Partial<HoldState>);
      const bound = { itemId: items[0]!.id, status: 'ON_SHELF', shelvedAt: noon, pickupDeadline: later } as const;
      expect(await work.holds.bind(id!, bound)).toBe(true);
      const left = { status: 'ON_SHELF', boundItemId: items[0]!.id };
      expect(await work.undo.restoreHold(id!, { status: 'ON_SHELF', boundItemId: null }, before)).toBe(false);
      expect(await work.undo.restoreHold(id!, left, before)).toBe(true);
      expect(await work.undo.holdState(id!)).toEqual(before);

      await work.holds.settle(id!, ['PENDING'], 'CANCELLED', { endedAt: later, cancelReason: 'patron' });
      const [again] = await work.holds.insertMany([hold(network, recordId, person!.id)]);
      const ended = { status: 'CANCELLED', boundItemId: null };
      expect(await work.undo.restoreHold(id!, ended, before)).toBe(false);
      await work.holds.settle(again!, ['PENDING'], 'CANCELLED', { endedAt: later, cancelReason: 'patron' });
      expect(await work.undo.restoreHold(id!, ended, before)).toBe(true);
    });
    expect(await store.read.audit()).toEqual([]);
  });

  test('turns a move back, resumes one, and takes one away that never was', async () => {
    const { store, network } = subject();
    const { items } = await shelved(store, network);
    const item = items[0]!;
    await committed(store, async (work) => {
      await work.items.claim(item.barcode);
      const home = { toLibraryId: network.lens, reason: 'RETURN_HOME', holdId: null } as const;
      const away = { toLibraryId: network.lievin, reason: 'MANUAL', holdId: null } as const;
      const move = { itemId: item.id, fromLibraryId: network.lens, createdAt: noon };
      const { id } = await work.transits.open({ ...move, ...home });
      await work.transits.retarget(id, away);
      expect(await work.undo.turnBack(id, home, away)).toBe(false);
      expect(await work.undo.turnBack(id, away, home)).toBe(true);
      await work.transits.arrive(id, later);
      const second = await work.transits.open({ ...move, ...away });
      expect(await work.undo.resumeTransit(id)).toBe(false);
      expect(await work.undo.dropTransit(second.id)).toBe(true);
      expect(await work.undo.resumeTransit(id)).toBe(true);
      expect(await work.transits.openOf(item.id)).toEqual({ id, ...move, ...home });
      expect(await work.undo.dropTransit(id)).toBe(true);
      expect(await work.transits.openOf(item.id)).toBeNull();
    });
    expect(await store.read.audit()).toEqual([]);
  });

  test('keeps a payment once for each device and key, and tells what it was', async () => {
    const { store, network } = subject();
    const asked: Payment = {
      deviceId: network.kiosk,
      transactionKey: `id ${fresh()}`,
      at: noon,
      cents: 250,
      feeType: '04',
      paymentType: '00',
    };
    await committed(store, async (work) => {
      const { id, known } = await work.payments.claim(asked);
      expect(known).toBeNull();
      expect(await work.payments.claim({ ...asked, cents: 300, at: later })).toEqual({ id, known: asked });
      await work.journal.append({ ...line(0, 'LOAN', noon), type: 'PAYMENT', itemId: null, payload: { payment: id } });
    });
    expect(await store.read.audit()).toEqual([]);
  });

  test.each([
    [
      'undone-loan-is-nobodys',
      (id: number) => `UPDATE loans SET undoneAt = 5 WHERE id = ${id}`,
      (id: number) => `UPDATE loans SET undoneAt = NULL WHERE id = ${id}`,
    ],
    [
      'undone-loan-in-journal',
      (id: number) => `UPDATE loans SET undoneAt = 5 WHERE id = ${id}`,
      (id: number) => `UPDATE loans SET undoneAt = NULL WHERE id = ${id}`,
    ],
    [
      'payment-in-journal',
      () =>
        `INSERT INTO payments (deviceId, transactionKey, at, cents, feeType, paymentType)
         VALUES (${subject().network.kiosk}, 'planted', 1, 5, '01', '00')`,
      () => `DELETE FROM payments WHERE transactionKey = 'planted'`,
    ],
    [
      'payment-of-a-device',
      () =>
        `INSERT INTO payments (deviceId, transactionKey, at, cents, feeType, paymentType)
         VALUES (99999, 'planted', 1, 5, '01', '00')`,
      () => `DELETE FROM payments WHERE transactionKey = 'planted'`,
    ],
  ])('finds a breach of %s', async (invariant, planted, mended) => {
    const { store } = subject();
    const { loan: made } = await lent();
    await write(planted(made.id));
    expect((await store.read.audit()).map((breach) => breach.invariant)).toContain(invariant);
    await write(mended(made.id));
    expect(await store.read.audit()).toEqual([]);
  });
}
