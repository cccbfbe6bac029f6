import { start } from '../../circulation/small-network.fixture.ts';
import { given, onSqlite, type Cataloguers } from '../editing/cataloguers.fixture.ts';
import { applyBulk, prepareBulk } from './bulk.ts';
import { copiesDesk } from './copies.ts';
import type { CopiesDesk } from './desk.ts';

onSqlite((open) => {
  let at: Cataloguers;
  let copies: CopiesDesk;
  beforeEach(async () => {
    at = await open();
    copies = copiesDesk(at.network.ports);
  });
  afterEach(async () => {
    expect(await at.network.store.read.audit()).toEqual([]);
    await at.close();
  });
  const item = async (barcode: string) => given(await copies.sheet(barcode)).item;
  const asked = async (barcode: string, by = at.zoe) => ({ by, barcode, version: (await item(barcode)).version });
  const ofLens = () => ({ ...at.luc, libraryId: at.network.libraries.lens });

  test('a copy is made on its record, lendable as its kind is, and the index hears of it', async () => {
    const { record } = await at.made('Germinal');
    const made = given(
      await copies.create({
        by: at.zoe,
        controlNumber: record.controlNumber,
        homeLibraryId: at.network.libraries.lens,
        copy: { barcode: ' N1 ', type: 'REFERENCE', callNumber: 'R ZOL' },
        status: 'IN_PROCESSING',
      }),
    );
    expect(made).toMatchObject({
      controlNumber: record.controlNumber,
      item: {
        barcode: 'N1',
        type: 'REFERENCE',
        loanable: false,
        status: 'IN_PROCESSING',
        callNumber: 'R ZOL',
        version: 1,
      },
    });
    const told = await at.network.store.read.outbox('records-changed', 10);
    expect(told.map(({ payload }) => payload)).toEqual([`[${record.id}]`, `[${record.id}]`]);
  });

  test('a barcode is one copy’s, and no card’s nor alias', async () => {
    await at.network.item('I1');
    const { id } = await at.network.item('I2');
    await at.network.patron('P1');
    const edit = async (barcode: string) => copies.edit({ ...(await asked('I2')), edit: { barcode } });
    expect(await edit(' i1 ')).toMatchObject({ refusal: 'barcode-taken', facts: { by: 'item' } });
    expect(await edit('p1')).toMatchObject({ refusal: 'barcode-taken', facts: { by: 'card' } });
    expect(await edit('')).toMatchObject({ refusal: 'item-not-valid', facts: { field: 'barcode' } });
    expect(given(await edit('I2bis')).item).toMatchObject({ id, barcode: 'I2bis', version: 2 });
    expect(await copies.sheet('I2')).toMatchObject({ refusal: 'item-unknown' });
  });

  test('an edit says what it changed, and refuses what was changed meanwhile or is another library’s', async () => {
    await at.network.item('I1');
    await at.network.item('I2', { homeLibraryId: at.network.libraries.avion });
    const before = await asked('I1');
    const edit = { location: 'Jeunesse', notes: { staff: 'Dos abîmé' } };
    expect(given(await copies.edit({ ...before, edit })).item).toMatchObject({
      location: 'Jeunesse',
      notes: { staff: 'Dos abîmé', public: '' },
      version: 2,
    });
    expect(await copies.edit({ ...before, edit })).toMatchObject({
      refusal: 'changed-meanwhile',
      facts: { asked: 1, current: 2 },
    });
    expect(await copies.edit({ ...(await asked('I2', ofLens())), edit })).toMatchObject({
      refusal: 'library-not-yours',
    });
    const { events, reached } = given(await copies.history('I1', null, 10));
    expect(reached).toBeNull();
    expect(events.map(({ type, payload, actor }) => [type, actor, payload['parts']])).toEqual([
      ['ITEM_CHANGED', 'user:zoe', 'location notes'],
    ]);
  });

  test('the tables of the network decide what a copy may be', async () => {
    await at.network.item('I1');
    const { rules } = await at.desk.rules();
    const location = { fr: 'Adultes', en: 'Adults', active: true };
    const set = {
      ...rules,
      itemTypes: rules.itemTypes.map((row) => ({ ...row, active: row.code !== 'KIT' })),
      locations: [
        { ...location, code: 'ADU', library: null },
        { ...location, code: 'PATRIMOINE', library: 'AVION' },
      ],
    };
    given(await at.desk.setRules(at.zoe, set, 0));
    const edit = async (what: object) => copies.edit({ ...(await asked('I1')), edit: what });
    expect(await edit({ type: 'KIT' })).toMatchObject({ refusal: 'item-not-valid', facts: { field: 'type' } });
    expect(await edit({ location: 'PATRIMOINE' })).toMatchObject({
      refusal: 'item-not-valid',
      facts: { field: 'location' },
    });
    expect((await edit({ location: 'ADU' })).granted).toBe(true);
  });

  test('a copy moves to another record, unless a hold ties it down', async () => {
    const { record } = await at.made('Germinal');
    const { id, recordId } = await at.network.item('I1');
    const hold = await at.network.hold(await at.network.patron('P1'), recordId, { itemId: id });
    const move = async () => copies.move({ ...(await asked('I1')), controlNumber: record.controlNumber });
    expect(await move()).toMatchObject({ refusal: 'item-in-use', facts: { holds: 1 } });
    await at.network.work((work) =>
      work.holds.settle(hold, ['PENDING'], 'CANCELLED', { cancelReason: 'spec', endedAt: start }),
    );
    expect(given(await move())).toMatchObject({ controlNumber: record.controlNumber, item: { recordId: record.id } });
  });

  test('a copy on loan stays; one that was lent is withdrawn, never deleted; one never used may vanish', async () => {
    await at.network.item('I1');
    await at.network.item('I2');
    await at.network.patron('P1');
    const { lens: device } = at.network.devices;
    const scan = { device, itemBarcode: 'I1', transactionDate: '20261118    100000' };
    given(await at.network.checkOut({ ...scan, card: 'P1', renewalAllowed: false }));
    const remove = async (barcode: string, how: 'withdraw' | 'delete') =>
      copies.remove({ ...(await asked(barcode)), how });
    expect(await remove('I1', 'withdraw')).toMatchObject({ refusal: 'item-in-use', facts: { openLoan: true } });
    given(await at.network.checkIn({ ...scan, returnedAt: start }));
    expect(await remove('I1', 'delete')).toMatchObject({ refusal: 'item-in-use', facts: { everUsed: true } });
    given(await remove('I1', 'withdraw'));
    expect((await item('I1')).status).toBe('WITHDRAWN');
    given(await remove('I2', 'delete'));
    expect(await copies.sheet('I2')).toMatchObject({ refusal: 'item-unknown' });
  });

  describe('many at once', () => {
    beforeEach(async () => {
      for (const barcode of ['I1', 'I2', 'I3', 'I4', 'I5']) await at.network.item(barcode, { location: 'Jeunesse' });
      await at.network.item('A1', { location: 'Jeunesse', homeLibraryId: at.network.libraries.avion });
    });

    test('a filter selects, the change is applied line by line and told of each copy', async () => {
      const prepared = given(
        await copies.prepareBulk({
          by: at.zoe,
          select: { filter: { location: 'Jeunesse', callNumber: 'R Z' } },
          wanted: { location: 'Enfants' },
        }),
      );
      expect(prepared).toMatchObject({ change: { startedAt: null }, counts: { WAITING: 6, CHANGED: 0 } });
      expect((await item('I1')).location).toBe('Jeunesse');
      const done = given(await copies.applyBulk(at.zoe, prepared.change.id));
      expect(done).toMatchObject({ change: { finishedAt: start }, counts: { WAITING: 0, CHANGED: 6, REFUSED: 0 } });
      expect((await item('A1')).location).toBe('Enfants');
      expect(given(await copies.applyBulk(at.zoe, prepared.change.id)).counts).toEqual(done.counts);
      expect((await item('I1')).version).toBe(2);
    });

    test('a list of barcodes: unknown ones, other libraries’ and those already so are told apart', async () => {
      await copies.edit({ ...(await asked('I2')), edit: { loanable: false } });
      const select = { barcodes: ['I1', ' I2', 'A1', 'NOWHERE', 'I1'] };
      const prepared = given(await copies.prepareBulk({ by: ofLens(), select, wanted: { loanable: false } }));
      expect(
        await copies.applyBulk({ ...at.zoe, libraryId: at.network.libraries.avion }, prepared.change.id),
      ).toMatchObject({
        refusal: 'library-not-yours',
      });
      given(await copies.applyBulk(ofLens(), prepared.change.id));
      const lines = given(await copies.bulkLines(prepared.change.id, 0, 10));
      expect(lines.map(({ barcode, outcome, reason }) => [barcode, outcome, reason])).toEqual([
        ['I1', 'CHANGED', null],
        ['I2', 'UNCHANGED', null],
        ['A1', 'REFUSED', 'library-not-yours'],
        ['NOWHERE', 'REFUSED', 'item-unknown'],
      ]);
    });

    test('stopped in the middle, it goes on where it was', async () => {
      const { ports } = at.network;
      const limits = { most: 10, atOnce: 2 };
      const filter = { homeLibraryId: at.network.libraries.lens };
      const { change } = given(
        await prepareBulk(ports, limits)({ by: at.zoe, select: { filter }, wanted: { location: 'Enfants' } }),
      );
      let steps = 0;
      const failing = {
        ...ports,
        store: {
          ...ports.store,
          transaction: ((run) => {
            if ((steps += 1) > 2) throw new Error('the server was killed');
            return ports.store.transaction(run);
          }) as typeof ports.store.transaction,
        },
      };
      await expect(applyBulk(failing, limits)(at.zoe, change.id)).rejects.toThrow('killed');
      expect(given(await copies.bulk(change.id)).counts).toMatchObject({ CHANGED: 4, WAITING: 1 });
      expect(given(await applyBulk(ports, limits)(at.zoe, change.id)).counts).toMatchObject({ CHANGED: 5, WAITING: 0 });
      expect((await item('I1')).version).toBe(2);
    });

    test('too many copies are too many', async () => {
      const limits = { most: 3, atOnce: 2 };
      const asked = { by: at.zoe, select: { filter: {} }, wanted: { location: 'Enfants' } };
      expect(await prepareBulk(at.network.ports, limits)(asked)).toMatchObject({
        refusal: 'too-many-items',
        facts: { most: 3 },
      });
    });
  });
});
