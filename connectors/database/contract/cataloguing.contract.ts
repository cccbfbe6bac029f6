import { granted } from '../../../core/outcome.ts';
import { authorityFacts } from '../../../core/authorities/authority.ts';
import { linkHeadings } from '../../../core/authorities/linking.ts';
import { withControlNumber } from '../../../core/marc/control-number.ts';
import { defaultRules } from '../../../core/catalogue/rules/network-rules.ts';
import { decode, encode } from '../../../core/marc/iso2709.ts';
import type { MarcRecord } from '../../../core/marc/record.ts';
import { book, committed, fresh, noon, shelved, type Subject } from './small-network.ts';

/** Versions, authorities and links, and the breaches an audit finds in them. */
export function cataloguingContract(subject: () => Subject): void {
  const write = (text: string) => subject().database.transaction(async (sql) => granted(await sql.run(text)));
  const found = async () => (await subject().store.read.audit()).map(({ invariant }) => invariant);
  const change = { act: 'EDITED', actor: 'user:spec', at: noon, reason: '' } as const;

  /** An authority for Zola, whose heading every record of these suites bears. */
  const zola = (number: string): MarcRecord => ({
    leader: '00000nx  a2200000   45  ',
    fields: [
      { tag: '001', value: number },
      { tag: '035', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: `FRBNF${String(fresh()).padStart(8, '1')}` }] },
      { tag: '200', ind1: ' ', ind2: '1', subfields: [{ code: 'a', value: 'Zola' }, { code: 'b', value: 'Émile' }] },
      { tag: '400', ind1: ' ', ind2: '1', subfields: [{ code: 'a', value: `Zolá${fresh()}` }] },
    ],
  }); // prettier-ignore

  async function linked(): Promise<{ recordId: number; authorityId: number }> {
    const { store } = subject();
    return committed(store, async (work) => {
      const number = `AUT${String(fresh()).padStart(10, '0')}`;
      await work.records.reserveNumbers(0);
      const record = zola(number);
      const marc = encode(record);
      const facts = authorityFacts(record)!;
      const named = { controlNumber: number, source: 'spec', sourceId: number, hash: 'h'.repeat(64) };
      const authorityId = await work.authorities.insert({ ...named, createdAt: noon, updatedAt: noon, marc, facts });
      const bib = book(fresh(), 'Germinal');
      const recordId = await work.cataloguing.create(bib, { ...change, act: 'CREATED' });
      const link = { recordId, tag: '700', occurrence: 1, authorityId, how: 'HEADING', extent: 'HEAD' } as const;
      await work.authorities.setHeadings(recordId, [link], []);
      return { recordId, authorityId };
    });
  }

  test('a change of an imported record keeps what it was and what it became', async () => {
    const { store, network } = subject();
    const { recordId } = await shelved(store, network);
    expect(await store.read.cataloguing.versions(recordId, null, 10)).toMatchObject([{ version: 1, act: 'IMPORTED' }]);
    const [before] = await store.read.records([recordId]);
    const { derived, hash, marc } = book(fresh(), 'Germinal, édition revue');
    const own = { marc: withControlNumber(marc, before!.controlNumber), derived, hash, status: 'LIVE', mergedIntoId: null, suppressedAt: noon } as const;
    const number = before!.controlNumber;
    await committed(store, async (work) => {
      const locked = (await work.cataloguing.lock(number))!;
      expect(locked).toMatchObject({ id: recordId, version: 1, suppressedAt: null });
      expect(await work.cataloguing.revise(recordId, own, change)).toBe(2);
      expect(await work.cataloguing.isLive(recordId)).toBe(true);
      expect(await work.cataloguing.usage(recordId)).toEqual({ items: 1, liveHolds: 0 });
    });
    const lines = await store.read.cataloguing.versions(recordId, null, 10);
    expect(lines.map(({ version, act, actor }) => [version, act, actor])).toEqual([
      [2, 'EDITED', 'user:spec'],
      [1, 'IMPORTED', 'import'],
    ]);
    expect(Buffer.from((await store.read.cataloguing.version(recordId, 1))!.marc)).toEqual(Buffer.from(before!.marc));
    expect((await store.read.cataloguing.suppressed(0, 10)).map(({ id }) => id)).toContain(recordId);
    expect(await store.read.cataloguing.countSuppressed()).toBe(1);
    expect(await store.read.cataloguing.version(recordId, 3)).toBeNull();
  });

  test('a change of many copies is kept with its lines, and counted by what became of them', async () => {
    const { store } = subject();
    const barcodes = [`B${fresh()}`, `B${fresh()}`, `B${fresh()}`];
    const changed = { wanted: { location: 'Adultes' }, actor: 'user:spec', libraryId: null, createdAt: noon };
    const id = await committed(store, async (work) => {
      const id = await work.cataloguing.insertBulk(changed, barcodes);
      expect(await work.cataloguing.lockBulk(id)).toMatchObject({ ...changed, startedAt: null, finishedAt: null });
      await work.cataloguing.startBulk(id, noon + 1);
      await work.cataloguing.settleLine(id, 1, 'CHANGED', null);
      await work.cataloguing.settleLine(id, 3, 'REFUSED', 'item-unknown');
      expect((await work.cataloguing.waitingLines(id, 10)).map(({ position }) => position)).toEqual([2]);
      return id;
    });
    const counts = { CHANGED: 1, UNCHANGED: 0, REFUSED: 1, WAITING: 1 };
    expect(await store.read.cataloguing.bulkCounts(id)).toEqual(counts);
    expect(await store.read.cataloguing.bulk(id)).toMatchObject({ startedAt: noon + 1, finishedAt: null });
    const lines = await store.read.cataloguing.bulkLines(id, 1, 10);
    expect(lines.map(({ barcode, outcome, reason }) => [barcode, outcome, reason])).toEqual([
      [barcodes[1], null, null],
      [barcodes[2], 'REFUSED', 'item-unknown'],
    ]);
    await committed(store, async (work) => {
      await work.cataloguing.settleLine(id, 2, 'UNCHANGED', null);
      await work.cataloguing.finishBulk(id, noon + 2);
    });
    expect(await store.read.cataloguing.bulkCounts(id)).toEqual({ ...counts, UNCHANGED: 1, WAITING: 0 });
  });

  test('an authority is found by its number, its heading, its other name, and by what it controls', async () => {
    const { store } = subject();
    const { recordId, authorityId } = await linked();
    const [authority] = await store.read.authorities.byIds([authorityId]);
    const names = await store.read.authorities.names(authorityId);
    const identifiers = await store.read.authorities.identifiers(authorityId);
    expect(authority).toMatchObject({ type: 'PERSON', heading: 'Zola, Émile', headingKey: 'zola emile', stub: false });
    expect(identifiers.map(({ scheme }) => scheme).sort()).toEqual(['FRBNF', 'LOCAL']);
    await committed(store, async (work) => {
      await work.records.reserveNumbers(0);
      expect([...(await work.authorities.byIdentifiers(identifiers)).values()].map(({ id }) => id)).toEqual([authorityId, authorityId]);
      const called = await work.authorities.byHeadings('PERSON', ['zola emile', 'sand george'], 50);
      expect([[...called.keys()], called.get('zola emile')!.map(({ id }) => id)]).toEqual([['zola emile'], expect.arrayContaining([authorityId])]);
      expect(await work.authorities.byHeadings('TOPIC', ['zola emile'], 50)).toEqual(new Map());
      const also = await work.authorities.byVariants('PERSON', [names[0]!.headingKey, 'zola emile'], 5);
      expect([...also].map(([key, [one]]) => [key, one!.id])).toEqual([[names[0]!.headingKey, authorityId]]);
      expect(also.get(names[0]!.headingKey)).toMatchObject([{ type: 'PERSON', schemes: expect.stringContaining('FRBNF') }]);
      expect(await work.authorities.types()).toEqual(new Set(['PERSON']));
      expect(await work.authorities.countLinks(authorityId)).toBe(1);
      expect(await work.authorities.linkedRecords(authorityId, 0, 5)).toEqual([recordId]);
      const record = decode(book(fresh(), 'Nana').marc).record;
      const several = await linkHeadings(work.authorities, recordId, record);
      expect([several.links.length + several.unlinked.length, several.record]).toEqual([1, record]);
    });
    const page = { type: 'PERSON', from: 'zol', after: null, stubsOnly: false, unusedOnly: false, limit: 50 } as const;
    expect((await store.read.authorities.browse(page)).map(({ id }) => id)).toContain(authorityId);
    const rest = await store.read.authorities.browse({ ...page, after: { headingKey: 'zola emile', id: authorityId } });
    expect(rest.map(({ id }) => id)).not.toContain(authorityId);
    expect(await store.read.authorities.browse({ ...page, stubsOnly: true })).toEqual([]);
    const ids = (found: readonly { id: number }[]) => found.map(({ id }) => id);
    expect(ids(await store.read.authorities.browse({ ...page, type: null }))).toContain(authorityId);
    expect(ids(await store.read.authorities.browse({ ...page, unusedOnly: true }))).not.toContain(authorityId);
    const other = names[0]!;
    const called = await store.read.authorities.calledLike('PERSON', other.headingKey.slice(0, 4), 50);
    expect(called.map(({ authority: one, name }) => [one.id, name])).toContainEqual([authorityId, other.heading]);
    expect(await store.read.authorities.calledLike('TOPIC', other.headingKey.slice(0, 4), 50)).toEqual([]);
    expect(await store.read.authorities.countLinkedRecords([authorityId])).toBe(1);
    expect(await store.read.authorities.countLinkedRecords([])).toBe(0);
  });

  test('of several of one name the first ones are given, each name by itself', async () => {
    const { store } = subject();
    const [first, second, third] = [await linked(), await linked(), await linked()];
    await committed(store, async (work) => {
      await work.records.reserveNumbers(0);
      const all = (await work.authorities.byHeadings('PERSON', ['zola emile'], 50)).get('zola emile')!.map(({ id }) => id);
      expect(all).toEqual(all.toSorted((a, b) => a - b));
      expect(all).toEqual(expect.arrayContaining([first.authorityId, second.authorityId, third.authorityId]));
      const two = await work.authorities.byHeadings('PERSON', ['zola emile'], 2);
      expect(two.get('zola emile')!.map(({ id }) => id)).toEqual(all.slice(0, 2));
    });
  });

  test('records are locked, and what is linked of them read and replaced, many at once', async () => {
    const { store } = subject();
    const [one, other, third] = [await linked(), await linked(), await linked()];
    const recordIds = [other.recordId, one.recordId, 987_654_321];
    const unlinked = { tag: '606', occurrence: 1, type: 'TOPIC', heading: 'Mines', headingKey: 'mines', reason: 'UNKNOWN' } as const;
    await committed(store, async (work) => {
      await work.records.reserveNumbers(0);
      const records = await work.cataloguing.lockByIds(recordIds);
      expect([...records.keys()].sort((a, b) => a - b)).toEqual([one.recordId, other.recordId]);
      expect(records.get(one.recordId)).toEqual(await work.cataloguing.lockById(one.recordId));
      const before = await work.authorities.headings(recordIds);
      expect(before.get(one.recordId)).toEqual({ links: await work.authorities.links(one.recordId), unlinked: [] });
      const moved = { recordId: one.recordId, tag: '701', occurrence: 2, authorityId: other.authorityId, how: 'IDENTIFIER', extent: 'WHOLE' } as const;
      await work.authorities.setManyHeadings(
        new Map([
          [one.recordId, { links: [moved], unlinked: [{ recordId: one.recordId, ...unlinked }] }],
          [other.recordId, { links: [], unlinked: [] }],
        ]),
      );
      const after = await work.authorities.headings(recordIds);
      expect(after).toEqual(new Map([[one.recordId, { links: [moved], unlinked: [{ recordId: one.recordId, ...unlinked }] }]]));
      expect(await work.authorities.links(third.recordId)).toHaveLength(1);
      await work.authorities.setManyHeadings(before);
    });
  });

  test('unlinked headings are counted by name, the most frequent first', async () => {
    const { store } = subject();
    const { recordId } = await linked();
    const heading = { recordId, tag: '606', type: 'TOPIC', reason: 'UNKNOWN' } as const;
    const mines = { ...heading, heading: 'Mines', headingKey: 'mines' };
    await committed(store, async (work) => {
      await work.records.reserveNumbers(0);
      await work.authorities.setHeadings(recordId, [], [
        { ...mines, occurrence: 1 },
        { ...mines, occurrence: 2 },
        { ...heading, occurrence: 3, heading: 'Grèves', headingKey: 'greves' },
      ]); // prettier-ignore
      expect(await work.authorities.waitingRecords('TOPIC', ['mines', 'greves'], 5)).toEqual([recordId]);
    });
    const { groups, total } = await store.read.authorities.unlinked({ type: 'TOPIC', offset: 0, limit: 10 });
    expect([total, groups.map(({ heading: name, occurrences }) => [name, occurrences])]).toEqual([
      2,
      [
        ['Mines', 2],
        ['Grèves', 1],
      ],
    ]);
  });

  test('rules are replaced only by whoever read them last', async () => {
    const { store } = subject();
    expect(await store.read.cataloguing.rules()).toBeNull();
    await committed(store, async (work) => {
      expect(await work.cataloguing.keepRules(defaultRules, 0)).toBe(true);
      expect(await work.cataloguing.keepRules(defaultRules, 0)).toBe(false);
    });
    expect(await store.read.cataloguing.rules()).toEqual({ version: 1, rules: defaultRules });
  });

  describe('breaches that the audit finds', () => {
    test.each<[string, (ids: { recordId: number; authorityId: number }) => [string, string]]>([
      ['version-chain-gapless', ({ recordId }) => [
        `UPDATE record_versions SET version = 7 WHERE recordId = ${recordId}`,
        `UPDATE record_versions SET version = 1 WHERE recordId = ${recordId}`,
      ]],
      ['last-version-is-record', ({ recordId }) => [
        `UPDATE record_versions SET hash = 'other' WHERE recordId = ${recordId}`,
        `UPDATE record_versions SET hash = (SELECT hash FROM bib_records WHERE id = ${recordId}) WHERE recordId = ${recordId}`,
      ]],
      ['linked-heading-is-authority', ({ authorityId }) => [
        `UPDATE authority_records SET headingKey = 'hugo victor' WHERE id = ${authorityId}`,
        `UPDATE authority_records SET headingKey = 'zola emile' WHERE id = ${authorityId}`,
      ]],
      ['link-to-live-authority', ({ authorityId }) => [
        `UPDATE authority_records SET status = 'DELETED' WHERE id = ${authorityId}`,
        `UPDATE authority_records SET status = 'LIVE' WHERE id = ${authorityId}`,
      ]],
      ['heading-of-live-record', ({ recordId }) => [
        `UPDATE bib_records SET status = 'STAGED' WHERE id = ${recordId}`,
        `UPDATE bib_records SET status = 'LIVE' WHERE id = ${recordId}`,
      ]],
      ['merged-record-leads-to-one-kept', ({ recordId }) => [
        `UPDATE bib_records SET status = 'MERGED', mergedIntoId = (SELECT id FROM (SELECT MIN(id) AS id FROM bib_records WHERE status = 'MERGED') AS m) WHERE id = ${recordId}`,
        `UPDATE bib_records SET status = 'LIVE', mergedIntoId = NULL WHERE id = ${recordId}`,
      ]],
      ['merged-authority-leads-to-live', ({ authorityId }) => [
        `UPDATE authority_records SET mergedIntoId = id WHERE id = ${authorityId}`,
        `UPDATE authority_records SET mergedIntoId = NULL WHERE id = ${authorityId}`,
      ]],
      ['propagation-followed', ({ authorityId }) => [
        `INSERT INTO authority_propagations (authorityId, total, done, changed, lastRecordId, startedAt) VALUES (${authorityId}, 1, 0, 0, 0, 1)`,
        `DELETE FROM authority_propagations WHERE authorityId = ${authorityId}`,
      ]],
      ['propagation-counts', ({ authorityId }) => [
        `INSERT INTO authority_propagations (authorityId, total, done, changed, lastRecordId, startedAt, finishedAt) VALUES (${authorityId}, 1, 1, 2, 0, 1, 2)`,
        `DELETE FROM authority_propagations WHERE authorityId = ${authorityId}`,
      ]],
      ['cataloguing-rules-readable', () => [
        `INSERT INTO cataloguing_rules (id, version, rules) VALUES (2, 1, '{}')`,
        `DELETE FROM cataloguing_rules WHERE id = 2`,
      ]],
      ['merge-undone-or-in-force', ({ recordId }) => [
        `INSERT INTO record_merges (fromRecordId, intoRecordId, fromVersion, intoVersion, mergedVersion, itemIds, at, actor) VALUES (${recordId}, ${recordId}, 1, 1, 1, '[]', 1, 'x')`,
        `DELETE FROM record_merges WHERE fromRecordId = ${recordId}`,
      ]],
      ['finished-change-is-whole', () => [
        `INSERT INTO item_changes (wanted, actor, createdAt, finishedAt) VALUES ('{}', 'planted', 1, 1)`,
        `DELETE FROM item_changes WHERE actor = 'planted'`,
      ]],
      ['ended-authority-names-nobody', ({ authorityId }) => [
        `UPDATE authority_records SET status = 'DELETED' WHERE id = ${authorityId}`,
        `UPDATE authority_records SET status = 'LIVE' WHERE id = ${authorityId}`,
      ]],
    ])('%s', async (invariant, plant) => {
      const ids = await linked();
      // Something merged to lead to, for the rule that needs one.
      const other = await linked();
      await committed(subject().store, (work) => work.authorities.setHeadings(other.recordId, [], []));
      await write(`UPDATE bib_records SET status = 'MERGED', mergedIntoId = ${ids.recordId} WHERE id = ${other.recordId}`);
      const around = await found();
      const [broken, mended] = plant(ids);
      await write(broken);
      expect((await found()).filter((name) => name === invariant).length).toBeGreaterThan(around.filter((name) => name === invariant).length);
      await write(mended);
      expect(await found()).toEqual(around);
      await write(`UPDATE bib_records SET status = 'LIVE', mergedIntoId = NULL WHERE id = ${other.recordId}`);
      expect(await found()).toEqual([]);
    });
  });
} // prettier-ignore
