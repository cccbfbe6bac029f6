import { start } from '../../circulation/small-network.fixture.ts';
import { controlValue } from '../../marc/field.ts';
import { data, given, onEachDatabase, shown, withFields, type Cataloguers } from './cataloguers.fixture.ts';
import type { ReceivedRecord, RecordSheet } from './desk.ts';

onEachDatabase((open) => {
  let at: Cataloguers;
  beforeEach(async () => {
    at = await open();
  });
  afterEach(async () => {
    expect(await at.network.store.read.audit()).toEqual([]);
    await at.close();
  });

  /** Sends a record as it is, from a system that says no more than the record does. */
  const send = (act: ReceivedRecord['act'], { marc }: Pick<RecordSheet, 'marc'>, more: Partial<ReceivedRecord> = {}) =>
    at.desk.receive({ by: at.luc, reason: '', act, controlNumber: null, madeOn: null, marc, ...more });
  const titled = ({ marc }: RecordSheet, title: string) => ({
    marc: withFields(marc, data('200', `$a${title}`, '1 ')),
  });
  const later = () => at.network.at(start + 1_000);

  test('a record replaces the version its 005 tells, and no other', async () => {
    const first = await at.made('Germinal');
    later();
    const second = given(await send('replace', titled(first, 'Germinal, nouvelle édition')));
    expect(second.record).toMatchObject({ controlNumber: first.record.controlNumber, version: 2 });
    expect(shown(second.marc, '200')).toEqual(['$aGerminal, nouvelle édition']);
    expect(await send('replace', titled(first, 'Trop tard'))).toEqual({
      granted: false,
      refusal: 'changed-meanwhile',
      facts: { asked: controlValue(first.marc, '005'), current: 2 },
    });
    expect(given(await send('insert-or-replace', titled(second, 'Encore'))).record.version).toBe(3);
  });

  test('or the one that is named beside it, by number or by 005', async () => {
    const first = await at.made('Nana');
    const unstamped = { marc: { ...first.marc, fields: first.marc.fields.filter(({ tag }) => tag > '009') } };
    const { controlNumber } = first.record;
    expect(await send('replace', unstamped, { controlNumber })).toMatchObject({ refusal: 'version-needed' });
    later();
    expect(given(await send('replace', unstamped, { controlNumber, madeOn: 1 })).record.version).toBe(2);
    expect(await send('replace', unstamped, { controlNumber, madeOn: 1 })).toMatchObject({
      refusal: 'changed-meanwhile',
      facts: { asked: 1, current: 2 },
    });
    const madeOn = controlValue((await at.sheet(controlNumber)).marc, '005');
    expect(given(await send('replace', unstamped, { controlNumber, madeOn })).record.version).toBe(3);
  });

  test('a record of elsewhere is inserted, its number in 035; one of ours is not inserted again', async () => {
    const ours = await at.made('Germinal');
    expect(await send('insert', ours)).toMatchObject({
      refusal: 'record-exists',
      facts: { record: ours.record.controlNumber },
    });
    const foreign = { marc: withFields(ours.marc, { tag: '001', value: 'LILLE-77' }) };
    for (const act of ['insert', 'insert-or-replace'] as const) {
      const made = given(await send(act, foreign));
      expect(made.record.controlNumber).not.toBe(ours.record.controlNumber);
      expect(shown(made.marc, '035')).toEqual(['$aLILLE-77']);
    }
    expect(await send('replace', foreign)).toMatchObject({ refusal: 'record-unknown' });
  });

  test('a record is deleted on its version, and is then no longer replaced', async () => {
    const record = await at.made('Germinal');
    expect(await send('delete', record, { madeOn: 7 })).toMatchObject({ refusal: 'changed-meanwhile' });
    expect(given(await send('delete', record)).record.status).toBe('DELETED');
    for (const act of ['replace', 'delete', 'insert-or-replace'] as const) {
      expect(await send(act, record)).toMatchObject({ refusal: 'record-not-live', facts: { status: 'DELETED' } });
    }
  });

  test('what others are editing, and what has errors, stays as it is', async () => {
    const record = await at.made('Germinal');
    const { controlNumber } = record.record;
    given(await at.desk.lock({ by: at.zoe, controlNumber, takeOver: null }));
    expect(await send('replace', record)).toMatchObject({ refusal: 'record-locked' });
    const untitled = { marc: { ...record.marc, fields: record.marc.fields.filter(({ tag }) => tag !== '200') } };
    expect(await send('replace', untitled, { by: at.zoe })).toMatchObject({ refusal: 'record-not-valid' });
    expect((await at.sheet(controlNumber)).record.version).toBe(1);
  });
});
