import { start } from '../../circulation/small-network.fixture.ts';
import { data, given, onSqlite, shown, withFields, type Cataloguers } from './cataloguers.fixture.ts';
import { editingLease } from './entities.ts';

onSqlite((open) => {
  let at: Cataloguers;
  beforeEach(async () => {
    at = await open();
  });
  afterEach(async () => {
    expect(await at.network.store.read.audit()).toEqual([]);
    await at.close();
  });
  const request = (sheet: { record: { controlNumber: string; version: number } }, by = at.zoe, reason = '') => ({
    by,
    reason,
    controlNumber: sheet.record.controlNumber,
    version: sheet.record.version,
  });

  test('a record is made from a template, numbered, dated and told to the index', async () => {
    const { record, marc } = await at.made('Germinal');
    expect(record).toMatchObject({ status: 'LIVE', version: 1, source: 'PASSERELLE', suppressedAt: null });
    expect(shown(marc, '001')).toEqual([record.controlNumber]);
    expect(shown(marc, '005')).toEqual(['20261118090000.0']);
    expect(shown(marc, '200')).toEqual(['$aGerminal']);
    const waiting = await at.network.store.read.outbox('records-changed', 10);
    expect(waiting.map(({ payload }) => payload)).toEqual([`[${record.id}]`]);
  });

  test('a record of elsewhere keeps its number in 035, and its copies are not taken for text', async () => {
    const { marc } = await at.made('Germinal');
    const foreign = withFields(marc, { tag: '001', value: 'FRBNF123' }, data('995', '$f300'), data('300', '$aNote'));
    const made = given(await at.desk.create({ by: at.zoe, reason: '', marc: foreign }));
    expect(shown(made.marc, '035')).toEqual(['$aFRBNF123']);
    expect(shown(made.marc, '995')).toEqual([]);
    expect(made.record.version).toBe(1);
  });

  test('a record with errors is not saved, and the judgement says which', async () => {
    const { marc, ...sheet } = await at.made('Germinal');
    const wrong = withFields(marc, data('200', '$esans titre', '1 '));
    expect(await at.desk.edit({ ...request(sheet), marc: wrong })).toMatchObject({
      refusal: 'record-not-valid',
      facts: { errors: 2, path: '200[1]$a', code: 'subfield-missing' },
    });
    expect((await at.desk.judge(wrong)).map(({ path, code }) => `${code} ${path}`)).toEqual([
      'subfield-missing 200[1]$a',
      'required-by-network 200$a',
    ]);
    expect((await at.sheet(sheet.record.controlNumber)).record.version).toBe(1);
  });

  test('every change is a version; the history says what it changed, and any version can come back', async () => {
    const first = await at.made('Germinal');
    at.network.at(start + 1_000);
    const second = given(
      await at.desk.edit({
        ...request(first, at.luc, 'résumé'),
        marc: withFields(first.marc, data('330', '$aLa mine.')),
      }),
    );
    expect(second.record.version).toBe(2);
    const number = first.record.controlNumber;
    const changed = given(await at.desk.version(number, 2));
    expect(changed.version).toMatchObject({ act: 'EDITED', actor: 'user:luc', at: start + 1_000, reason: 'résumé' });
    expect(changed.differences).toEqual([
      { kind: 'added', tag: '330', occurrence: 1, before: null, after: data('330', '$aLa mine.') },
    ]);
    const back = given(await at.desk.restore({ ...request(second), to: 1 }));
    expect(shown(back.marc, '330')).toEqual([]);
    const acts = given(await at.desk.history(number, null, 10)).map(({ version, act }) => `${version} ${act}`);
    expect(acts).toEqual(['3 RESTORED', '2 EDITED', '1 CREATED']);
    expect(await at.desk.restore({ ...request(back), to: 9 })).toMatchObject({ refusal: 'version-unknown' });
  });

  test('a record with copies is not deleted; without, it stays as DELETED and may live again', async () => {
    const sheet = await at.made('Germinal');
    const { id } = await at.network.item('I1', { recordId: sheet.record.id });
    const patron = await at.network.patron('P1');
    const hold = await at.network.hold(patron, sheet.record.id);
    expect(await at.desk.remove(request(sheet))).toMatchObject({
      refusal: 'record-in-use',
      facts: { items: 1, holds: 1 },
    });
    const item = { status: 'WITHDRAWN', statusSince: start, holdingLibraryId: at.network.libraries.lens } as const;
    await at.network.work(async (work) => {
      await work.items.move(id, item);
      await work.holds.settle(hold, ['PENDING'], 'CANCELLED', { cancelReason: 'spec', endedAt: start });
    });
    const gone = given(await at.desk.remove(request(sheet)));
    expect(gone.record).toMatchObject({ status: 'DELETED', version: 2 });
    const [told] = await at.network.store.read.records([sheet.record.id]);
    expect(told!.status).toBe('DELETED');
    expect(await at.desk.edit({ ...request(gone), marc: gone.marc })).toMatchObject({ refusal: 'record-not-live' });
    expect(given(await at.desk.restore({ ...request(gone), to: 1 })).record.status).toBe('LIVE');
  });

  test('a hidden record is staff’s alone until it is shown again', async () => {
    const sheet = await at.made('Germinal');
    const hidden = given(await at.desk.suppress({ ...request(sheet, at.zoe, 'en cours'), hidden: true }));
    expect(hidden.record).toMatchObject({ status: 'LIVE', suppressedAt: start });
    expect((await at.desk.suppressed(0, 10)).map(({ id }) => id)).toEqual([sheet.record.id]);
    const [read] = await at.network.store.read.records([sheet.record.id]);
    expect(read!.suppressedAt).toBe(start);
    const again = given(await at.desk.suppress({ ...request(hidden), hidden: false }));
    expect(again.record).toMatchObject({ suppressedAt: null, version: 3 });
    expect(await at.desk.suppressed(0, 10)).toEqual([]);
  });

  test('what was merged into a record that is merged itself leads to the last one, and back', async () => {
    const [a, b, c] = [await at.made('A'), await at.made('B'), await at.made('C')];
    const ab = given(await at.desk.merge({ ...request(b), absorbed: request(a), choices: {} }));
    const bc = given(await at.desk.merge({ ...request(c), absorbed: request(ab), choices: {} }));
    expect((await at.sheet(a.record.controlNumber)).mergedInto).toBe(c.record.controlNumber);
    given(await at.desk.split({ ...request(bc), mergeId: bc.merges[0]!.id }));
    expect((await at.sheet(a.record.controlNumber)).mergedInto).toBe(b.record.controlNumber);
    const again = await at.sheet(b.record.controlNumber);
    expect(await at.desk.merge({ ...request(again), absorbed: request(again), choices: {} })).toMatchObject({
      refusal: 'records-not-mergeable',
    });
  });

  test('chosen copies get a record of their own; one that a hold ties down stays', async () => {
    const sheet = await at.made('Les Misérables');
    const recordId = sheet.record.id;
    await at.network.item('I1', { recordId });
    await at.network.item('I2', { recordId });
    const { id } = await at.network.item('I3', { recordId });
    await at.network.hold(await at.network.patron('P1'), recordId, { itemId: id });
    const parted = given(await at.desk.split({ ...request(sheet), barcodes: ['I2', 'I3'], marc: null }));
    expect(parted).toMatchObject({ moved: ['I2'], stayed: ['I3'] });
    expect((await at.network.store.read.item('I2'))!.item.recordId).toBe(parted.other.record.id);
    expect(await at.desk.split({ ...request(parted.survivor), barcodes: ['I2'], marc: null })).toMatchObject({
      refusal: 'item-unknown',
    });
    expect(await at.desk.split({ ...request(parted.survivor), barcodes: ['I3'], marc: null })).toMatchObject({
      refusal: 'item-in-use',
    });
  });

  test('an editing lock keeps others out, is taken over with a reason, ends by itself or with its session', async () => {
    const sheet = await at.made('Germinal');
    const { controlNumber } = sheet.record;
    const lock = (by = at.zoe, takeOver: string | null = null) => at.desk.lock({ by, controlNumber, takeOver });
    given(await lock());
    expect(await lock(at.luc)).toMatchObject({ refusal: 'record-locked', facts: { by: 'zoe', since: start } });
    const edited = () => at.desk.edit({ ...request(sheet, at.luc), marc: sheet.marc });
    expect(await edited()).toMatchObject({ refusal: 'record-locked' });
    at.network.at(start + 1_000);
    expect(given(await lock()).since).toBe(start);
    expect(given(await lock(at.luc, 'Zoé est en congé'))).toMatchObject({ login: 'luc', since: start + 1_000 });
    expect((await at.sheet(controlNumber)).lock!.login).toBe('luc');
    await at.desk.unlock(at.zoe, controlNumber);
    expect((await at.sheet(controlNumber)).lock!.login).toBe('luc');
    at.network.at(start + 1_000 + editingLease);
    expect((await at.sheet(controlNumber)).lock).toBeNull();
    given(await lock());
    await at.network.store.administration.setPassword('zoe', 'y'); // closes the sessions
    expect((await at.sheet(controlNumber)).lock).toBeNull();
    given(await edited());
  });

  test('the network sets its own rules, which are checked and versioned', async () => {
    const { rules, version } = await at.desk.rules();
    expect(version).toBe(0);
    const strict = { ...rules, required: { ...rules.required, '#': [{ tags: ['330'], code: 'a' }] } };
    expect(given(await at.desk.setRules(at.zoe, strict, 0))).toEqual({ rules: strict, version: 1 });
    expect(await at.desk.setRules(at.zoe, rules, 0)).toMatchObject({ refusal: 'changed-meanwhile' });
    expect(
      await at.desk.create({ by: at.zoe, reason: '', template: 'dvd', title: 'Nana', language: 'fre', year: 2026 }),
    ).toMatchObject({
      refusal: 'record-not-valid',
      facts: { path: '330$a', code: 'required-by-network' },
    });
    const nowhere = { ...rules, locations: [{ code: 'A', fr: 'A', en: 'A', active: true, library: 'PARIS' }] };
    expect(await at.desk.setRules(at.zoe, nowhere, 1)).toMatchObject({
      refusal: 'rules-invalid',
      facts: { code: 'A' },
    });
  });
});
