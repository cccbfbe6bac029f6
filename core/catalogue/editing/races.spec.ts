import { data, given, onEachDatabase, shown, withFields, type Cataloguers } from './cataloguers.fixture.ts';

onEachDatabase((open) => {
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

  test('of two cataloguers who edit one version, one is told what stands now', async () => {
    const sheet = await at.made('Germinal');
    const edits = [at.zoe, at.luc].map((by) =>
      at.desk.edit({ ...request(sheet, by), marc: withFields(sheet.marc, data('330', `$a${by.login}`)) }),
    );
    const outcomes = await Promise.all(edits);
    const refusals = outcomes.filter((outcome) => !outcome.granted);
    expect(refusals).toMatchObject([{ refusal: 'changed-meanwhile', facts: { asked: 1, current: 2, act: 'EDITED' } }]);
    expect((await at.sheet(sheet.record.controlNumber)).record.version).toBe(2);
  });

  test('an edit and a merge of one record at once: one of them is refused, nothing is lost', async () => {
    const [into, from] = [await at.made('Germinal'), await at.made('Germinal (bis)')];
    const [edited, merged] = await Promise.all([
      at.desk.edit({ ...request(from), marc: withFields(from.marc, data('330', '$aLa mine.')) }),
      at.desk.merge({ ...request(into), absorbed: request(from), choices: {} }),
    ]);
    expect([edited.granted, merged.granted].filter(Boolean)).toHaveLength(1);
    const { status } = (await at.sheet(from.record.controlNumber)).record;
    expect(status).toBe(merged.granted ? 'MERGED' : 'LIVE');
  });

  test('a merge takes text, copies and holds along; its undoing brings the record, its text and its copies back', async () => {
    const into = await at.made('Germinal', data('330', '$aCourt.'), data('606', '$aMines$2rameau'));
    const from = await at.made(
      'Germinal.',
      data('330', '$aBien plus long.'),
      data('606', '$aGrèves$2rameau'),
      data('010', '$a2-07-040922-8'),
    );
    await at.network.item('I1', { recordId: into.record.id });
    await at.network.item('I2', { recordId: from.record.id });
    const patron = await at.network.patron('P1');
    await at.network.hold(patron, from.record.id);
    const choices = { '606': 'both', '200': 'absorbed' } as const;
    const preview = given(await at.desk.mergePreview(into.record.controlNumber, from.record.controlNumber, choices));
    expect(preview.differences.map(({ kind, tag }) => `${kind} ${tag}`)).toEqual([
      'added 010', 'added 035', 'changed 200', 'changed 330', 'added 606',
    ]); // prettier-ignore
    const merged = given(await at.desk.merge({ ...request(into), absorbed: request(from), choices }));
    expect(shown(merged.marc, '200')).toEqual(['$aGerminal.']);
    expect(shown(merged.marc, '330')).toEqual(['$aBien plus long.']);
    expect(shown(merged.marc, '035')).toEqual([`$a(Passerelle)${from.record.controlNumber}`]);
    expect(await at.sheet(from.record.controlNumber)).toMatchObject({
      record: { status: 'MERGED' },
      mergedInto: into.record.controlNumber,
    });
    const item = async (barcode: string) => (await at.network.store.read.item(barcode))!.item.recordId;
    expect([await item('I2'), await at.network.work((work) => work.holds.queue(into.record.id))]).toMatchObject([
      into.record.id,
      [{ patronId: patron }],
    ]);

    const parted = given(await at.desk.split({ ...request(merged), mergeId: merged.merges[0]!.id }));
    expect(parted).toMatchObject({ moved: ['I2'], stayed: [], textUndone: true });
    expect(shown(parted.survivor.marc, '330')).toEqual(['$aCourt.']);
    expect(parted.other.record).toMatchObject({ status: 'LIVE', mergedIntoId: null });
    expect(await item('I2')).toBe(from.record.id);
    expect(await at.desk.split({ ...request(parted.survivor), mergeId: merged.merges[0]!.id })).toMatchObject({
      refusal: 'merge-unknown',
    });
  });
});
