import {
  data,
  given,
  onEachDatabase,
  shown,
  withFields,
  type Cataloguers,
} from '../catalogue/editing/cataloguers.fixture.ts';
import { encode } from '../marc/iso2709.ts';
import type { DataField, MarcField, MarcRecord } from '../marc/record.ts';
import { authorityDesk } from './authorities.ts';
import type { AuthorityDesk, AuthoritySheet } from './desk.ts';
import { followHeadings } from './follow-headings.ts';
import { relinkCatalogue } from './relink.ts';

const authority = (...fields: MarcField[]): MarcRecord => ({
  leader: '00000nx  a2200000   45  ',
  fields: [data('100', '$a19840615afrey50      ba0'), ...fields],
});

const shownField = ({ subfields }: DataField): string =>
  subfields.map(({ code, value }) => `$${code}${value}`).join('');

onEachDatabase((open) => {
  let at: Cataloguers;
  let desk: AuthorityDesk;
  beforeAll(async () => {
    at = await open();
    desk = authorityDesk(at.network.ports);
  });
  afterEach(async () => {
    await follow();
    expect(await at.network.store.read.audit()).toEqual([]);
  });
  afterAll(() => at.close());
  const follow = () => followHeadings({ store: at.network.store, clock: at.network.ports.clock });
  const request = ({ authority: { controlNumber, version } }: AuthoritySheet) => ({
    by: at.zoe,
    controlNumber,
    version,
  });
  const made = async (...fields: MarcField[]) => given(await desk.create(at.zoe, authority(...fields)));
  const bib = async (...fields: MarcField[]) => (await at.made('Germinal', ...fields)).record;
  const text = async (controlNumber: string, tag: string) => shown((await at.sheet(controlNumber)).marc, tag);
  const links = async (recordId: number) =>
    (await at.network.store.read.authorities.links(recordId)).map(({ tag, how, extent }) => `${tag} ${how} ${extent}`);

  test('a heading is linked by its number, and then reads as its authority does', async () => {
    await made(
      { tag: '003', value: 'http://catalogue.bnf.fr/ark:/12148/cb11907966z' },
      data('200', '$aHugo$bVictor$f1802-1885'),
    );
    const record = await bib(data('700', '$3FRBNF119079660000000PB$aHugo$bV.$4070', ' 1'));
    expect(await links(record.id)).toEqual(['700 IDENTIFIER HEAD']);
    expect(await text(record.controlNumber, '700')).toEqual(['$3FRBNF119079660000000PB$aHugo$bVictor$f1802-1885$4070']);
  });

  test('namesakes are told apart by their dates, and left when nothing tells them apart', async () => {
    await made(data('200', '$aDumas$bAlexandre$f1802-1870'));
    await made(data('200', '$aDumas$bAlexandre$f1824-1895'));
    const son = await bib(data('700', '$aDumas$bAlexandre$f1824-1895', ' 1'));
    expect(await links(son.id)).toEqual(['700 HEADING HEAD']);
    const either = await bib(data('700', '$aDumas$bAlexandre', ' 1'));
    expect(await links(either.id)).toEqual([]);
    const { lines } = await desk.unlinked({ type: 'PERSON', offset: 0, limit: 10 });
    const line = lines.find(({ headingKey }) => headingKey === 'dumas alexandre')!;
    expect([line.reason, line.occurrences, line.proposals.length]).toEqual(['AMBIGUOUS', 1, 2]);
  });

  test('RAMEAU: the whole subject when there is an authority for it, else its head; the subdivisions stay', async () => {
    await made(data('250', '$aForçats'));
    await made(data('250', '$aForçats$yGuyane'));
    const record = await bib(data('606', '$aForçats$yFrance$2rameau'), data('606', '$aForçats$yGuyane$2rameau'));
    expect(await links(record.id)).toEqual(['606 HEADING HEAD', '606 HEADING WHOLE']);
  });

  test('a heading that waits is linked when its authority comes', async () => {
    const record = await bib(data('606', '$aMines de charbon$2rameau'));
    expect(await links(record.id)).toEqual([]);
    await made(data('250', '$aMines de charbon'), data('450', '$aHouillères'));
    await follow();
    expect(await links(record.id)).toEqual(['606 HEADING HEAD']);
    const also = await bib(data('606', '$aHouillères$yNord$2rameau'));
    expect(await text(also.controlNumber, '606')).toEqual(['$aMines de charbon$yNord$2rameau']);
  });

  test('a changed heading reaches its records a few at a time, counted, and stops nowhere when killed', async () => {
    const sheet = await made(data('200', '$aSand$bGeorge'));
    const records = [];
    for (let count = 0; count < 5; count += 1) records.push(await bib(data('700', '$aSand$bGeorge$4070', ' 1')));
    const changed = given(
      await desk.edit({ ...request(sheet), marc: withFields(sheet.marc, data('200', '$aSand$bGeorge$f1804-1876')) }),
    );
    expect(changed.propagations).toMatchObject([{ total: 5, done: 0, changed: 0, finishedAt: null }]);
    const { store } = at.network;
    let steps = 0;
    const transaction = ((run) => {
      if ((steps += 1) > 2) throw new Error('the server was killed');
      return store.transaction(run);
    }) as typeof store.transaction;
    const limits = { recordsAtOnce: 2, rowsPerPass: 10 };
    // The rows that wait to be linked go first: they are settled before the count begins.
    const ports = { store, clock: at.network.ports.clock };
    await expect(followHeadings({ ...ports, store: { ...store, transaction } }, limits)).rejects.toThrow('killed');
    const halfway = given(await desk.sheet(sheet.authority.controlNumber)).propagations[0]!;
    expect(halfway.finishedAt).toBeNull();
    expect(halfway.done).toBeLessThan(5);
    await followHeadings(ports, limits);
    expect(given(await desk.sheet(sheet.authority.controlNumber)).propagations[0]).toMatchObject({
      total: 5,
      done: 5,
      changed: 5,
      finishedAt: at.network.now(),
    });
    for (const { controlNumber } of records) {
      expect(await text(controlNumber, '700')).toEqual(['$aSand$bGeorge$f1804-1876$4070']);
      expect((await at.sheet(controlNumber)).record.version).toBe(3);
    }
  });

  test('a heading changed while a record is edited: the record reads as its authority in the end, the edit stays', async () => {
    const sheet = await made(data('200', '$aStaël$bGermaine de'));
    const record = await at.made('Corinne', data('700', '$aStaël$bGermaine de$4070', ' 1'));
    const { controlNumber } = record.record;
    const edit = ({ record: { version }, marc }: typeof record) =>
      at.desk.edit({
        by: at.luc,
        reason: '',
        controlNumber,
        version,
        marc: withFields(marc, data('330', '$aRoman.')),
      });
    const [, edited] = await Promise.all([
      desk.edit({ ...request(sheet), marc: withFields(sheet.marc, data('200', '$aStaël$bMadame de')) }),
      edit(record),
      follow(),
    ]);
    // The heading may come first: who edits is told, and edits what stands there now.
    if (!edited.granted) {
      expect(edited.refusal).toBe('changed-meanwhile');
      given(await edit(await at.sheet(controlNumber)));
    }
    await follow();
    expect(await text(controlNumber, '700')).toEqual(['$aStaël$bMadame de$4070']);
    expect(await text(controlNumber, '330')).toEqual(['$aRoman.']);
  });

  test('an authority is not deleted while it controls a heading', async () => {
    const sheet = await made(data('200', '$aVerne$bJules'));
    const record = await at.made('Nemo', data('700', '$aVerne$bJules$4070', ' 1'));
    expect(await desk.remove(request(sheet))).toMatchObject({ refusal: 'authority-in-use', facts: { links: 1 } });
    const { controlNumber, version } = record.record;
    given(await at.desk.remove({ by: at.zoe, reason: '', controlNumber, version }));
    expect(given(await desk.remove(request(sheet))).authority.status).toBe('DELETED');
    expect(await desk.edit({ ...request(sheet), marc: sheet.marc })).toMatchObject({ refusal: 'authority-unknown' });
  });

  test('two authorities of one person become one: links, numbers and the other name go over', async () => {
    const kept = await made(data('035', '$aFRBNF11111111'), data('200', '$aTolstoï$bLéon'));
    const other = await made(data('035', '$aFRBNF22222222'), data('200', '$aTolstoj$bLev'));
    const record = await bib(data('700', '$3FRBNF22222222$aTolstoj$bLev$4070', ' 1'));
    const { controlNumber, version } = other.authority;
    const merged = given(await desk.merge({ ...request(kept), absorbed: { controlNumber, version } }));
    expect(merged.identifiers.filter(({ scheme }) => scheme === 'FRBNF').map(({ value }) => value)).toEqual([
      '11111111',
      '22222222',
    ]);
    expect(merged.names.map(({ relation, heading }) => `${relation} ${heading}`)).toEqual(['SEE_FROM Tolstoj, Lev']);
    await follow();
    expect(await text(record.controlNumber, '700')).toEqual(['$3FRBNF22222222$aTolstoï$bLéon$4070']);
    expect(given(await desk.sheet(controlNumber))).toMatchObject({
      authority: { status: 'MERGED' },
      mergedInto: kept.authority.controlNumber,
    });
    expect(await desk.merge({ ...request(merged), absorbed: request(merged) })).toMatchObject({
      refusal: 'authorities-not-mergeable',
    });
  });

  test('a heading without authority is adopted by one, and its records follow', async () => {
    const record = await bib(data('606', '$aCoron$2rameau'));
    const sheet = await made(data('250', '$aCités ouvrières'));
    expect(given(await desk.adopt({ ...request(sheet), headingKey: 'coron' })).records).toBe(1);
    await follow();
    expect(await text(record.controlNumber, '606')).toEqual(['$aCités ouvrières$2rameau']);
  });

  test('records that came before any authority are linked when the whole catalogue is looked at', async () => {
    await made(data('200', '$aZola$bÉmile$f1840-1902'));
    const { recordId } = await at.network.item('RELINK'); // by Zola, and never looked at
    expect(await links(recordId)).toEqual([]);
    const ports = { store: at.network.store, clock: at.network.ports.clock };
    expect(await relinkCatalogue(ports)).toBeGreaterThan(5);
    await follow();
    expect(await links(recordId)).toEqual(['700 HEADING HEAD']);
    const [record] = await at.network.store.read.cataloguing.recordsById([recordId]);
    expect(await text(record!.controlNumber, '700')).toEqual(['$aZola$bÉmile$f1840-1902']);
  });

  test('of two edits of one version one is refused; a broken one is not kept', async () => {
    const sheet = await made(data('250', '$aTerrils'));
    const edit = () => desk.edit({ ...request(sheet), marc: withFields(sheet.marc, data('330', '$aNote')) });
    const outcomes = await Promise.all([edit(), edit()]);
    expect(outcomes.filter(({ granted }) => granted)).toHaveLength(1);
    expect(outcomes.find(({ granted }) => !granted)).toMatchObject({
      refusal: 'changed-meanwhile',
      facts: { asked: 1, current: 2 },
    });
    expect(await desk.create(at.zoe, authority(data('300', '$aNote')))).toMatchObject({
      refusal: 'authority-not-valid',
      facts: { path: '2--' },
    });
  });

  test('a file is imported once: what it says anew is told, what is broken is told with its place', async () => {
    const one = (number: string, ...fields: MarcField[]) =>
      encode({ ...authority(...fields), fields: [{ tag: '001', value: number }, ...authority(...fields).fields] });
    const first = one('FRBNF33333331', data('200', '$aZweig$bStefan$f1881-1942'), data('400', '$aZvejg$bS.'));
    const stub = one('FRBNF33333332', data('250', '$aCorons'));
    const bibliographic = encode({ leader: '00000nam0 2200000   450 ', fields: [data('200', '$aNana')] });
    const file = Buffer.concat([first, stub, Buffer.from('garbage'), bibliographic, stub]);
    const wanted = { source: 'BNF', dryRun: false };
    const dry = await desk.importBytes(at.zoe, file, { ...wanted, dryRun: true });
    const report = await desk.importBytes(at.zoe, file, wanted);
    expect({ ...dry, rejects: [] }).toEqual({ ...report, rejects: [] });
    const { rejects, ...sums } = report;
    expect(sums).toEqual({
      read: sums.read,
      created: 2,
      updated: 0,
      unchanged: 0,
      known: 0,
      rejected: sums.read - 2,
      stubs: 1,
    });
    expect(rejects.map(({ reason }) => reason)).toContain('not-an-authority');
    expect(rejects.every(({ offset }) => offset > 0)).toBe(true);
    const again = await desk.importBytes(at.zoe, first, wanted);
    expect(again).toMatchObject({ read: 1, created: 0, unchanged: 1 });
    const changed = one('FRBNF33333331', data('200', '$aZweig$bStefan$f1881-1942'), data('300', '$aÉcrivain'));
    expect(await desk.importBytes(at.zoe, changed, wanted)).toMatchObject({ updated: 1 });
    expect(await desk.importBytes(at.zoe, first, { source: 'AUTRE', dryRun: false })).toMatchObject({ known: 1 });
    const found = await desk.browse({
      type: 'PERSON',
      from: 'Zweig',
      after: null,
      stubsOnly: false,
      unusedOnly: false,
      limit: 5,
    });
    expect(found.map(({ authority: { heading } }) => heading)).toEqual(['Zweig, Stefan (1881-1942)']);
    const stubs = await desk.browse({
      type: 'TOPIC',
      from: 'coro',
      after: null,
      stubsOnly: true,
      unusedOnly: false,
      limit: 5,
    });
    expect(stubs.map(({ authority: { heading } }) => heading)).toContain('Corons');
  });

  test('a heading being typed is offered authorities by their heading, then by another name, as the field would be', async () => {
    await made(
      { tag: '003', value: 'http://catalogue.bnf.fr/ark:/12148/cb11926733n' },
      data('200', '$aSimenon$bGeorges$f1903-1989', ' 1'),
      data('400', '$aSim$bGeorges', ' 1'),
    );
    await made(data('200', '$aSimonin$bAlbert', ' 1'));
    const typed = (text: string, tag = '700') => data(tag, text, ' 1') as DataField;
    const offered = async (text: string, tag?: string) =>
      (await desk.propose(typed(text, tag), 5)).map(({ authority: one, also }) => [one.heading, also]);
    expect(await offered('$aSime')).toEqual([['Simenon, Georges (1903-1989)', null]]);
    expect(await offered('$aSim$bGeorges')).toEqual([['Simenon, Georges (1903-1989)', 'Sim, Georges']]);
    expect(await offered('$aSim')).toEqual([
      ['Simenon, Georges (1903-1989)', null],
      ['Simonin, Albert', null],
    ]);
    expect(await offered('$aS')).toEqual([]);
    expect(await offered('$aSime', '601')).toEqual([]);
    expect(await offered('$aSime', '200')).toEqual([]);

    const [simenon] = await desk.propose(typed('$aSim$bG$4070'), 5);
    const [, simonin] = await desk.propose(typed('$3AUT9999999999$aSim$4070'), 5);
    expect(shownField(simenon!.field)).toBe('$3FRBNF11926733$aSimenon$bGeorges$f1903-1989$4070');
    expect(shownField(simonin!.field)).toMatch(/^\$3AUT\d{10}\$aSimonin\$bAlbert\$4070$/);
    const record = await bib(simonin!.field);
    expect(await links(record.id)).toEqual(['700 IDENTIFIER HEAD']);
    const told = given(await desk.ofRecord(record.controlNumber));
    expect(told.map(({ tag, authority: one }) => [tag, one.heading])).toEqual([['700', 'Simonin, Albert']]);
  });

  test('RAMEAU: the subdivisions of the record and their numbers stay beside a heading that is chosen', async () => {
    await made(data('250', '$aGrèves'));
    const typed = data('606', '$3FRBNF00000001$aGrèv$3FRBNF00000002$yNord$2rameau') as DataField;
    const [greves] = await desk.propose(typed, 5);
    expect(shownField(greves!.field)).toMatch(/^\$3AUT\d{10}\$aGrèves\$3FRBNF00000002\$yNord\$2rameau$/);
  });

  test('a merge says first what it changes, and does just that', async () => {
    const stays = await made(data('200', '$aColette$f1873-1954', ' 0'));
    const goes = await made(data('200', '$aColette$bSidonie-Gabrielle', ' 1'));
    const record = await bib(data('700', '$aColette$bSidonie-Gabrielle$4070', ' 1'));
    const preview = given(await desk.mergePreview(stays.authority.controlNumber, goes.authority.controlNumber));
    expect(preview).toMatchObject({ records: 1, absorbed: { id: goes.authority.id } });
    expect(preview.differences.map(({ kind, tag }) => `${kind} ${tag}`)).toEqual(['added 035', 'added 400']);
    expect(preview.examples.map((one) => [shownField(one.before), shownField(one.after)])).toEqual([
      ['$aColette$bSidonie-Gabrielle$4070', '$aColette$f1873-1954$4070'],
    ]);
    expect(given(await desk.sheet(goes.authority.controlNumber)).authority.status).toBe('LIVE');
    const { controlNumber, version } = goes.authority;
    given(await desk.merge({ ...request(stays), absorbed: { controlNumber, version } }));
    await follow();
    expect(await text(record.controlNumber, '700')).toEqual(['$aColette$f1873-1954$4070']);
    expect(await desk.mergePreview(stays.authority.controlNumber, controlNumber)).toMatchObject({
      refusal: 'authority-unknown',
    });
    const topic = await made(data('250', '$aChats'));
    expect(await desk.mergePreview(stays.authority.controlNumber, topic.authority.controlNumber)).toMatchObject({
      refusal: 'authorities-not-mergeable',
    });
  });

  test('an authority is made of a heading that waits, and its records are linked', async () => {
    const record = await bib(data('606', '$aLampisterie$yLens$2rameau'), data('702', '$aCarême$bMaurice$4070', ' 1'));
    const { lines } = await desk.unlinked({ type: 'TOPIC', offset: 0, limit: 50 });
    const line = lines.find(({ headingKey }) => headingKey === 'lampisterie lens')!;
    expect(line.example?.controlNumber).toBe(record.controlNumber);
    const sheet = given(await desk.createFrom({ by: at.zoe, type: 'TOPIC', headingKey: 'lampisterie lens' }));
    expect(sheet.authority).toMatchObject({ heading: 'Lampisterie -- Lens', stub: true, type: 'TOPIC' });
    expect(desk.judge(sheet.marc).filter(({ severity }) => severity === 'error')).toEqual([]);
    given(await desk.createFrom({ by: at.zoe, type: 'PERSON', headingKey: 'careme maurice' }));
    await follow();
    expect(await links(record.id)).toEqual(['606 HEADING WHOLE', '702 HEADING HEAD']);
    expect(await desk.createFrom({ by: at.zoe, type: 'TOPIC', headingKey: 'lampisterie lens' })).toMatchObject({
      refusal: 'authority-not-valid',
      facts: { code: 'nobody-waits' },
    });
    const page = { type: 'TOPIC', from: 'lampisterie', after: null, stubsOnly: false, limit: 5 } as const;
    expect((await desk.browse({ ...page, unusedOnly: false }))[0]).toMatchObject({ links: 1 });
    const unused = await desk.browse({ ...page, unusedOnly: true });
    expect(unused.every((one) => one.links === 0)).toBe(true);
  });
});
