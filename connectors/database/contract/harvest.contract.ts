import { createHash } from 'node:crypto';
import { placeOf, noCounts, type HarvestRun, type SourceDescription } from '../../../core/harvest/entities.ts';
import { mapWaiting } from '../../../core/digital/map-waiting.ts';
import { mappingVersion } from '../../../core/digital/mapping/map-record.ts';
import type { GivenRecord } from '../../../core/ports/harvest.ts';
import { granted } from '../../../core/outcome.ts';
import { book, committed, fresh, noon, type Subject } from './small-network.ts';

/** Sources, runs, what was harvested, and the resources it became, on any database. */
export function harvestContract(subject: () => Subject): void {
  const write = (text: string, values: (string | number | Uint8Array)[] = []) =>
    subject().database.transaction(async (sql) => granted(await sql.run(text, values)));
  const ports = () => ({
    ...{ store: subject().store, clock: { now: () => noon } },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  const source = (changes: Partial<SourceDescription> = {}): SourceDescription => ({
    ...{ code: `S${fresh()}`, name: 'Réserve', baseUrl: 'https://é.example.org/oai', metadataPrefix: null, set: null },
    ...{ networks: ['10.0.0.0/8'], repair: true, active: true, everyHours: 24, overlapMinutes: null, sweepDays: null },
    ...{ resourceType: null, access: 'READERS', licence: 'sous licence', rightsUri: '', audiences: ['readers'] },
    ...changes,
  });
  const run = (sourceId: number): Omit<HarvestRun, 'id'> => ({
    ...{ sourceId, kind: 'FULL', state: 'RUNNING', startedBy: 'user:é', startedAt: noon, updatedAt: noon },
    ...{ finishedAt: null, resumeAt: null, metadataPrefix: 'oai_dc', set: 'a:b', responseAt: null },
    ...{
      place: placeOf([{ level: 'whole', from: noon, until: null }]),
      completeListSize: 12,
      reason: null,
      detail: '',
    },
    ...noCounts,
  });
  const given = (sourceId: number, runId: number, id: string, title = 'Été'): GivenRecord => {
    const raw = `<record xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${title}</dc:title><dc:identifier>https://example.org/${id}</dc:identifier>\u{1F4D6}</record>`;
    const digest = (text: string) => createHash('sha256').update(text).digest('hex');
    return {
      ...{ sourceId, metadataPrefix: 'oai_dc', identifier: id, identifierKey: digest(id), datestamp: '2026-01-01' },
      ...{ sets: ['a:b'], hash: digest(raw), raw, harvestedAt: noon, runId },
    };
  };
  async function opened(): Promise<{ sourceId: number; code: string; run: HarvestRun }> {
    const described = source();
    return committed(subject().store, async (work) => {
      const sourceId = (await work.harvest.insertSource(described))!;
      const id = await work.harvest.insertRun(run(sourceId));
      return { sourceId, code: described.code, run: { ...run(sourceId), id } };
    });
  }
  const all = (sourceId: number) => subject().store.read.harvest.records({ sourceId, after: 0, limit: 100 });
  const settled = async (sourceId: number) => {
    const records = await all(sourceId);
    await committed(subject().store, async (work) => {
      for (const { id } of records) {
        await work.harvest.settle(id, {
          mapping: 'REJECTED',
          version: mappingVersion,
          reason: 'no-title',
          resourceId: null,
        });
      }
    });
  };

  test('a source is read as it was written; its code is its own', async () => {
    const { store } = subject();
    const one = source();
    const id = await committed(store, (work) => work.harvest.insertSource(one));
    const unknown = {
      granularity: null,
      deletedRecord: null,
      earliest: null,
      lastCompleted: null,
      lastSweepAt: null,
      nextRunAt: null,
    };
    expect(await store.read.harvest.source(one.code)).toEqual({ ...one, ...unknown, id });
    expect(await committed(store, (work) => work.harvest.insertSource(one))).toBeNull();
    await committed(store, async (work) => {
      await work.harvest.lockSource(one.code);
      await work.harvest.learn(id!, { granularity: 'day', nextRunAt: noon });
      await work.harvest.learn(id!, { nextRunAt: null });
      await work.harvest.describeSource(id!, { ...one, name: 'Autre', active: false });
    });
    expect(await store.read.harvest.source(one.code)).toMatchObject({
      name: 'Autre',
      active: false,
      granularity: 'day',
      nextRunAt: null,
    });
    expect((await store.read.harvest.sources()).map(({ code }) => code)).toContain(one.code);
    expect(await store.read.harvest.source('NONE')).toBeNull();
  });

  test('a run keeps its place and its notes, no more of them than so many', async () => {
    const { store } = subject();
    const { run: first, sourceId } = await opened();
    expect(await store.read.harvest.run(first.id)).toEqual(first);
    const note = (identifier: string) => ({ kind: 'page-mended' as const, identifier, detail: 'd'.repeat(3_000) });
    const moved = {
      ...first,
      pages: 2,
      listed: 3,
      added: 3,
      place: { ...first.place, token: 'é'.repeat(3_000), tokenAt: noon },
    };
    await committed(store, async (work) => {
      expect(await work.harvest.lockRun(first.id)).toEqual(first);
      await work.harvest.keepRun(moved);
      await work.harvest.note(first.id, [note('a'), note('b')], 3);
      await work.harvest.note(first.id, [note('c'), note('d')], 3);
    });
    expect(await store.read.harvest.run(first.id)).toEqual(moved);
    const notes = await store.read.harvest.notes(first.id, 0, 10);
    expect(notes.map(({ identifier }) => identifier)).toEqual(['a', 'b', 'c']);
    expect(await store.read.harvest.notes(first.id, notes[1]!.id, 10)).toHaveLength(1);
    expect(await store.read.harvest.runs({ sourceId, states: ['RUNNING', 'PARKED'], limit: 1 })).toEqual([moved]);
    expect(await store.read.harvest.runs({ sourceId, states: ['DONE'], limit: 1 })).toEqual([]);
    expect(await store.read.harvest.runs({ sourceId, before: first.id, limit: 5 })).toEqual([]);
    await committed(store, (work) =>
      work.harvest.keepRun({ ...moved, state: 'FAILED', reason: 'timed-out', finishedAt: noon }),
    );
  });

  test('records are kept byte for byte, replaced, deleted, and known by their key', async () => {
    const { store } = subject();
    const { sourceId, run: one } = await opened();
    const first = given(sourceId, one.id, 'a');
    await committed(store, (work) => work.harvest.insertRecords([first, given(sourceId, one.id, 'b')]));
    const { identifierKey: key, ...kept } = first;
    const [row] = await all(sourceId);
    expect(row).toEqual({
      ...kept,
      id: row!.id,
      deletedAt: null,
      deletedBy: null,
      mapping: 'WAITING',
      mappingVersion: 0,
      mappingReason: null,
      resourceId: null,
    });
    await committed(store, async (work) => {
      const known = await work.harvest.known(sourceId, 'oai_dc', [key, 'none']);
      expect([...known]).toEqual([
        [
          key,
          { id: row!.id, identifier: 'a', datestamp: '2026-01-01', hash: first.hash, deletedAt: null, runId: one.id },
        ],
      ]);
      expect((await work.harvest.known(sourceId, 'unimarc', [key])).size).toBe(0);
      await work.harvest.deleteRecord(row!.id, { datestamp: '2026-02-01', at: noon, runId: one.id });
    });
    expect(await store.read.harvest.record(sourceId, key)).toMatchObject({
      deletedAt: noon,
      deletedBy: 'SOURCE',
      raw: first.raw,
    });
    expect(await committed(store, (work) => work.harvest.claim(row!.id, { hash: first.hash, deletedAt: null }))).toBe(
      false,
    );
    expect(await committed(store, (work) => work.harvest.claim(row!.id, { hash: first.hash, deletedAt: noon }))).toBe(
      true,
    );
    await committed(store, (work) => work.harvest.replaceRecord(row!.id, given(sourceId, one.id, 'a', 'Hiver')));
    expect((await all(sourceId))[0]).toMatchObject({ deletedAt: null, raw: expect.stringContaining('Hiver') });
    expect(await store.read.harvest.waiting(mappingVersion, row!.id - 1, 10)).toHaveLength(2);
    await settled(sourceId);
    expect(await store.read.harvest.waiting(mappingVersion, row!.id - 1, 10)).toHaveLength(0);
    expect(await store.read.harvest.waiting(mappingVersion + 1, row!.id - 1, 10)).toHaveLength(2);
    expect(await store.read.harvest.countRecords(sourceId)).toEqual({
      WAITING: 0,
      MAPPED: 0,
      REJECTED: 2,
      WITHDRAWN: 0,
    });
    expect(await committed(store, (work) => work.harvest.mapAgain(sourceId))).toBe(2);
    await settled(sourceId);
    await committed(store, (work) => work.harvest.keepRun({ ...one, state: 'DONE', finishedAt: noon }));
    expect(await store.read.audit()).toEqual([]);
  });

  test('a sweep counts and takes away what it did not see, some at a time; not what came since', async () => {
    const { store } = subject();
    const { sourceId, run: one } = await opened();
    await committed(store, (work) =>
      work.harvest.insertRecords(['a', 'b', 'c', 'd'].map((id) => given(sourceId, one.id, id))),
    );
    const second = (await all(sourceId))[1]!.id;
    const sweep = await committed(store, async (work) => {
      const id = await work.harvest.insertRun({ ...run(sourceId), kind: 'SWEEP', startedAt: noon + 1 });
      await work.harvest.insertRecords([{ ...given(sourceId, one.id, 'later'), harvestedAt: noon + 5 }]);
      await work.harvest.see(id, [second]);
      return { ...run(sourceId), id, startedAt: noon + 1 };
    });
    expect(await store.read.harvest.countUnseen(sweep)).toEqual({ all: 5, unseen: 3 });
    expect(await committed(store, (work) => work.harvest.deleteUnseen(sweep, noon + 9, 2))).toBe(2);
    expect(await committed(store, (work) => work.harvest.deleteUnseen(sweep, noon + 9, 2))).toBe(1);
    expect((await all(sourceId)).map(({ identifier, deletedBy }) => [identifier, deletedBy])).toEqual([
      ['a', 'SWEEP'],
      ['b', null],
      ['c', 'SWEEP'],
      ['d', 'SWEEP'],
      ['later', null],
    ]);
    await committed(store, (work) => work.harvest.retireOtherFormats({ sourceId, metadataPrefix: 'unimarc' }, noon));
    expect((await all(sourceId)).every(({ deletedAt }) => deletedAt !== null)).toBe(true);
    await write(`UPDATE harvest_runs SET state = 'DONE', finishedAt = 1 WHERE sourceId = ?`, [sourceId]);
  });

  test('becomes resources with their links, by the same steps on both databases', async () => {
    const { store } = subject();
    const { sourceId, run: one } = await opened();
    const title = `Un titre ${fresh()}`;
    const print = await committed(
      store,
      async (work) => (await work.records.insertMany([book(1_000_000 + fresh(), title)]))[0]!,
    );
    await committed(store, (work) =>
      work.harvest.insertRecords([
        {
          ...given(
            sourceId,
            one.id,
            `r${one.id}`,
            `${title}</dc:title><dc:creator>Zola, Émile</dc:creator><dc:title>Autre`,
          ),
        },
      ]),
    );
    await write('UPDATE harvest_runs SET state = ?, finishedAt = 1 WHERE id = ?', ['DONE', one.id]);
    expect(await mapWaiting(ports())).toMatchObject({ mapped: 1 });
    const [resource] = await store.read.digital.resources({ sourceId, after: 0, limit: 10 });
    expect(resource).toMatchObject({ title, status: 'LIVE', access: 'READERS', audiences: ['readers'] });
    const wanted = { sourceId, offset: 0, limit: 10 };
    const { lines, total } = await store.read.digital.search(wanted);
    expect(total).toBe(lines.length);
    expect(lines.find((line) => line.resource.id === resource!.id)).toMatchObject({
      controlNumber: expect.stringMatching(/^PAS/),
      source: { name: 'Réserve' },
    });
    const none = { lines: [], total: 0 };
    expect(await store.read.digital.search({ ...wanted, words: '%' })).toEqual(none);
    expect(await store.read.digital.search({ ...wanted, words: 'titre' })).toMatchObject({ total });
    expect(await store.read.digital.search({ ...wanted, access: 'ON_SITE' })).toEqual(none);
    expect(await store.read.digital.search({ ...wanted, offset: total })).toEqual({ lines: [], total });
    const linked = await store.read.digital.search({ ...wanted, linked: true });
    const alone = await store.read.digital.search({ ...wanted, linked: false });
    expect(linked.total + alone.total).toBe(total);
    expect(await store.read.digital.linksOf(resource!.id)).toMatchObject([
      { recordId: print, state: 'LINKED', recordTitle: title },
    ]);
    expect(await store.read.digital.ofRecord(print)).toMatchObject([
      { link: 'LINKED', resource: { id: resource!.id } },
    ]);
    expect(await store.read.digital.ofRecord(resource!.recordId)).toMatchObject([{ link: null }]);
    expect(await store.read.digital.withheld([resource!.recordId, print], 'harvesters')).toEqual(
      new Set([resource!.recordId]),
    );
    expect(
      (await store.read.digital.countResources()).find(({ type }) => type === resource!.resourceType)?.resources,
    ).toBeGreaterThan(0);
    await write('DELETE FROM outbox');
    expect(await store.read.audit()).toEqual([]);
  });

  test('use is counted by library and month, a month told again takes the place of the former', async () => {
    const { store, network } = subject();
    const line = {
      platform: 'Médiathèque',
      month: '2026-01',
      resourceType: 'PRESS',
      sessions: 1,
      views: 2,
      downloads: 3,
    } as const;
    const send = (lines: readonly { libraryId: number | null; sessions: number }[]) =>
      committed(store, async (work) => {
        const made = {
          platform: line.platform,
          fileHash: 'h',
          importedAt: noon,
          importedBy: 'user:é',
          lineCount: lines.length,
        };
        const id = await work.usage.insertImport(made);
        await work.usage.forget(line.platform, ['2026-01']);
        await work.usage.insertLines(
          id,
          lines.map((one) => ({ ...line, ...one })),
        );
      });
    await send([{ libraryId: network.lens, sessions: 9 }]);
    await send([
      { libraryId: null, sessions: 4 },
      { libraryId: network.lens, sessions: 5 },
    ]);
    expect(await store.read.usage.lines('2026-01', '2026-01')).toEqual([
      { ...line, libraryId: null, sessions: 4 },
      { ...line, libraryId: network.lens, sessions: 5 },
    ]);
    expect(await store.read.usage.lines('2026-02', '2026-12')).toEqual([]);
    expect((await store.read.usage.imports(1))[0]).toMatchObject({ lineCount: 2, importedBy: 'user:é' });
  });

  const breaches: readonly (readonly [string, string, string])[] = [
    [
      'run-counts-add-up',
      'UPDATE harvest_runs SET listed = listed + 1 WHERE id = 1',
      'UPDATE harvest_runs SET listed = listed - 1 WHERE id = 1',
    ],
    [
      'run-ends-with-its-reason',
      `UPDATE harvest_runs SET finishedAt = NULL WHERE state = 'DONE'`,
      `UPDATE harvest_runs SET finishedAt = 1 WHERE state = 'DONE'`,
    ],
    [
      'one-open-run-per-source',
      `UPDATE harvest_runs SET state = 'RUNNING', finishedAt = NULL WHERE kind = 'SWEEP' OR id + 1 IN (SELECT id FROM (SELECT id FROM harvest_runs WHERE kind = 'SWEEP') AS sweeps)`,
      `UPDATE harvest_runs SET state = 'DONE', finishedAt = 1 WHERE state = 'RUNNING'`,
    ],
    [
      'harvested-from-after-a-run',
      `UPDATE harvest_sources SET lastCompleted = 5 WHERE id = 1`,
      `UPDATE harvest_sources SET lastCompleted = NULL WHERE id = 1`,
    ],
    [
      'harvested-record-of-a-run',
      'UPDATE harvest_records SET runId = runId + 900',
      'UPDATE harvest_records SET runId = runId - 900',
    ],
    [
      'harvested-as-given',
      `UPDATE harvest_records SET hash = CONCAT('x', SUBSTR(hash, 2))`,
      `UPDATE harvest_records SET hash = hash`,
    ],
    [
      'mapped-record-has-resource',
      `UPDATE harvest_records SET resourceId = resourceId + 900 WHERE mapping = 'MAPPED'`,
      `UPDATE harvest_records SET resourceId = resourceId - 900 WHERE mapping = 'MAPPED'`,
    ],
    [
      'resource-is-given',
      `UPDATE harvest_records SET resourceId = resourceId + 900 WHERE mapping = 'MAPPED'`,
      `UPDATE harvest_records SET resourceId = resourceId - 900 WHERE mapping = 'MAPPED'`,
    ],
    [
      'resource-has-record',
      `UPDATE bib_records SET status = 'DELETED' WHERE source LIKE 'oai:%'`,
      `UPDATE bib_records SET status = 'LIVE' WHERE source LIKE 'oai:%'`,
    ],
    [
      'resource-hidden-as-licensed',
      `UPDATE digital_resources SET audiences = '[]'`,
      `UPDATE digital_resources SET audiences = '["readers"]'`,
    ],
    [
      'resource-licensed-as-its-source',
      `UPDATE digital_resources SET audiences = '["readers","gallica"]'`,
      `UPDATE digital_resources SET audiences = '["readers"]'`,
    ],
    [
      'resource-known-by-its-address',
      `UPDATE digital_resources SET url = CONCAT(url, 'x')`,
      `UPDATE digital_resources SET url = SUBSTR(url, 1, LENGTH(url) - 1)`,
    ],
    [
      'usage-is-countable',
      'UPDATE digital_usage SET views = views - 9000',
      'UPDATE digital_usage SET views = views + 9000',
    ],
    [
      'link-to-another-record',
      `UPDATE digital_links SET state = 'MERGED'`,
      `UPDATE digital_links SET state = 'LINKED'`,
    ],
  ];
  test.each(breaches)('a breach of %s is found', async (invariant, harm, mend) => {
    const { store } = subject();
    const hashes =
      invariant === 'harvested-as-given'
        ? await subject().database.reader.all<{ id: number; hash: string }>('SELECT id, hash FROM harvest_records')
        : [];
    expect(await store.read.audit()).toEqual([]);
    await write(harm);
    const found = (await store.read.audit()).map((breach) => breach.invariant);
    await write(mend);
    for (const { id, hash } of hashes) await write('UPDATE harvest_records SET hash = ? WHERE id = ?', [hash, id]);
    expect(found).toContain(invariant);
    expect(await store.read.audit()).toEqual([]);
  });
}
