import { followDissemination, followingLimits } from '../../../core/dissemination/follow.ts';
import { addReadySets } from '../../../core/dissemination/ready-sets.ts';
import { Directory } from '../../../core/network/directory.ts';
import type { DigitalResource } from '../../../core/digital/entities.ts';
import type { WalkLine, WalkPosition, WalkWindow } from '../../../core/ports/dissemination.ts';
import { granted } from '../../../core/outcome.ts';
import { takenBack } from '../nested.ts';
import { audit } from '../stores/audit/audit.ts';
import { disseminationRules } from '../stores/audit/dissemination.ts';
import { book, committed, copy, fresh, noon, type Subject } from './small-network.ts';

const second = 1_000;

/** What harvesters are told: datestamps, sets and their tombstones, walks, and the race of commits. */
export function disseminationContract(subject: () => Subject): void {
  let now = noon;
  let directory: Directory;
  const ports = () => ({ store: subject().store, directory, clock: { now: () => now } });
  const reading = () => subject().store.read.dissemination;
  const follow = async () => {
    while ((await followDissemination(ports())).busy);
  };
  const walk = async (window: Partial<WalkWindow> = {}, pageSize = 2): Promise<WalkLine[]> => {
    const whole = { scope: null, from: null, until: now, ...window };
    const found: WalkLine[] = [];
    for (let after: WalkPosition | null = null; ; after = found.at(-1)!) {
      const page = await reading().headers(whole, after, pageSize);
      found.push(...page);
      if (page.length < pageSize) return found;
    }
  };
  const added = async (count: number, carrier: 'book' | 'comic' = 'book'): Promise<number[]> =>
    committed(subject().store, async (work) => {
      const records = Array.from({ length: count }, () => book(fresh(), 'Germinal'));
      const ids = await work.records.insertMany(
        records.map((each) => ({ ...each, derived: { ...each.derived, carrier } })),
      );
      await work.outbox.add('records-changed', ids, now);
      return ids;
    });
  /** Makes the next version of a record, of this carrier or in this state. */
  const changed = async (recordId: number, to: { carrier?: 'book' | 'comic'; status?: 'LIVE' | 'DELETED' }) => {
    const [before] = await subject().store.read.records([recordId]);
    const { marc } = before!;
    const { derived, hash } = book(1, 'Germinal');
    const { carrier = 'book', status = 'LIVE' } = to;
    await committed(subject().store, async (work) => {
      await work.records.replace(recordId, { marc, hash, updatedAt: now, status, derived: { ...derived, carrier } });
      await work.outbox.add('records-changed', [recordId], now);
    });
  };
  const numberOf = async (recordId: number) => (await subject().store.read.records([recordId]))[0]!.controlNumber;

  const ours = new Set(disseminationRules.map(({ invariant }) => invariant));
  const broken = async (database = subject().database) =>
    (await audit(database)).filter(({ invariant }) => ours.has(invariant));

  beforeAll(async () => {
    directory = new Directory(subject().store);
    await directory.refresh();
  });

  test('the ready sets are there once, each after its parent, one for each library', async () => {
    const { store } = subject();
    expect(await addReadySets(store, directory.libraries())).toBeGreaterThan(10);
    expect(await addReadySets(store, directory.libraries())).toBe(0);
    const specs = (await reading().sets()).map(({ setSpec }) => setSpec);
    expect(specs).toEqual(expect.arrayContaining(['catalogue', 'catalogue:livres', 'bibliotheque:LENS', 'partenaire']));
    expect(specs).toEqual([...specs].sort());
  });

  test('a first sweep tells of what was there before, at a whole second; the next has nothing to say', async () => {
    const ids = await committed(subject().store, (work) =>
      work.records.insertMany([1, 2, 3].map(() => book(fresh(), 'Nana'))),
    );
    now = noon + 400;
    await follow();
    const found = await walk();
    expect(found.map(({ recordId }) => recordId)).toEqual(expect.arrayContaining(ids));
    expect(new Set(found.map(({ datestamp }) => datestamp))).toEqual(new Set([noon]));
    expect(found[0]!.scopes).toEqual(['catalogue', 'catalogue:livres']);
    expect(await followDissemination(ports())).toEqual({ busy: false, told: 0 });
    expect(await reading().clock()).toMatchObject({ earliest: noon, sweepAfter: null });
  });

  test('walks by second and control number, whatever the page, both ends included', async () => {
    now = noon + 10 * second;
    const first = await added(5);
    await follow();
    now += second;
    const later = await added(2);
    await follow();
    for (const pageSize of [1, 2, 3, 7, 100]) {
      const found = await walk({ from: noon + 10 * second }, pageSize);
      expect(found.map(({ recordId }) => recordId)).toEqual([...first, ...later]);
    }
    expect(await reading().count({ scope: null, from: now, until: now })).toBe(2);
    expect((await walk({ from: noon + 10 * second, until: now - second })).length).toBe(5);
    const [record] = await reading().records({ scope: null, from: now, until: now }, null, 1);
    expect(Buffer.from(record!.marc!).toString('latin1')).toContain('Germinal');
  });

  test('a record that leaves a set is gone from it and from its ancestors it is no longer in, and stays in the others', async () => {
    now += second;
    const [id] = await added(1);
    await follow();
    const controlNumber = await numberOf(id!);
    now += second;
    await changed(id!, { carrier: 'comic' });
    await follow();
    const since = { from: now, until: now };
    expect(await walk({ scope: 'catalogue:livres', ...since })).toMatchObject([{ controlNumber, deleted: true }]);
    expect(await walk({ scope: 'catalogue:bandes-dessinees', ...since })).toMatchObject([
      { controlNumber, deleted: false },
    ]);
    expect(await walk({ scope: 'catalogue', ...since })).toMatchObject([{ controlNumber, deleted: false }]);
    expect(await walk(since)).toMatchObject([{ deleted: false, scopes: ['catalogue', 'catalogue:bandes-dessinees'] }]);
    const left = now;
    now += second;
    await changed(id!, { carrier: 'comic' });
    await follow();
    // What happens elsewhere afterwards does not move the tombstone.
    expect(await reading().record('catalogue:livres', controlNumber)).toMatchObject({ deleted: true, datestamp: left });
    now += second;
    await changed(id!, { carrier: 'book' });
    await follow();
    expect(await reading().record('catalogue:livres', controlNumber)).toMatchObject({ deleted: false, datestamp: now });
  });

  test('a copy brings its record into the set of its library; a deleted record is gone everywhere, for good', async () => {
    const { store, network } = subject();
    now += second;
    const [id] = await added(1);
    await follow();
    now += second;
    await committed(store, async (work) => {
      await work.items.insertMany([copy(network, id!, `B${fresh()}`)]);
      await work.outbox.add('records-changed', [id], now);
    });
    await follow();
    const controlNumber = await numberOf(id!);
    expect(await reading().record(null, controlNumber)).toMatchObject({
      datestamp: now,
      scopes: ['bibliotheque', 'bibliotheque:LENS', 'catalogue', 'catalogue:livres'],
    });
    now += second;
    await changed(id!, { status: 'DELETED' });
    await follow();
    expect(await reading().record(null, controlNumber)).toMatchObject({
      deleted: true,
      datestamp: now,
      marc: null,
      scopes: [],
    });
    expect(await reading().record('bibliotheque:LENS', controlNumber)).toMatchObject({ deleted: true, datestamp: now });
  });

  test('a record that a batch taken back removes altogether stays as a deletion', async () => {
    now += second;
    const [id] = await added(1);
    await follow();
    const controlNumber = await numberOf(id!);
    now += second;
    await subject().database.transaction(async (sql) => {
      await sql.run('DELETE FROM record_keys WHERE recordId = ?', [id!]);
      await sql.run('DELETE FROM bib_records WHERE id = ?', [id!]);
      return granted(null);
    });
    await committed(subject().store, (work) => work.outbox.add('records-changed', [id], now));
    await follow();
    expect(await reading().record(null, controlNumber)).toMatchObject({ deleted: true, datestamp: now });
  });

  test('a set that changes its rule is swept: what leaves is told, what stays keeps its datestamp', async () => {
    const { store } = subject();
    now += second;
    const [stays] = await added(1);
    await follow();
    const before = await reading().record(null, await numberOf(stays!));
    now += second;
    const comics = (await reading().sets()).find(({ setSpec }) => setSpec === 'catalogue:bandes-dessinees')!;
    await committed(store, async ({ dissemination }) => {
      const clock = await dissemination.lock();
      await dissemination.saveSet({ ...comics, rule: { carriers: ['comic'], languages: ['eng'] } });
      await dissemination.saveSet({
        ...comics,
        setSpec: 'partenaire:gallica',
        audience: 'repositories',
        rule: { fields: ['010'], carriers: ['comic'] },
      });
      await dissemination.saveRepository({
        name: 'gallica',
        title: 'Gallica',
        sets: ['partenaire:gallica'],
        formats: ['oai_dc'],
        addresses: [],
        audience: 'gallica',
        closedAt: null,
      });
      await dissemination.keep({ ...clock, sweepAfter: 0 });
    });
    const [comic] = await added(1, 'comic');
    await follow();
    expect(await reading().record(null, await numberOf(stays!))).toEqual(before);
    const { scopes } = (await reading().record(null, await numberOf(comic!)))!;
    expect(scopes).toEqual([
      ...['@gallica', '@gallica/partenaire:gallica', 'catalogue', 'partenaire', 'partenaire:gallica'],
    ]);
    expect((await walk({ scope: '@gallica' })).map(({ recordId }) => recordId)).toEqual([comic]);
  });

  test('what is read on line is in the sets of its collection and source; a partner gets what its licence lets him have, and hears when it does not any more', async () => {
    const { store } = subject();
    await committed(store, async ({ dissemination }) => {
      const clock = await dissemination.lock();
      const rule = { digital: { access: ['FREE' as const], audiences: ['gallica' as const] } };
      const named = { setSpec: 'partenaire:plans', name: 'Plans', description: '', retiredAt: null };
      await dissemination.saveSet({ ...named, rule, audience: 'repositories' });
      const repository = { name: 'plans', title: 'Plans', sets: ['partenaire:plans'], formats: ['oai_dc'] };
      await dissemination.saveRepository({ ...repository, addresses: [], audience: 'gallica', closedAt: null });
      await dissemination.keep({ ...clock, sweepAfter: 0 });
    });
    await follow();
    now += second;
    const [id] = await added(1);
    const controlNumber = await numberOf(id!);
    const url = `https://numerique.example.org/${controlNumber}`;
    const resource: Omit<DigitalResource, 'id'> = {
      ...{ identityKey: 'plan', recordId: id!, origin: 'HAND' as const, sourceId: null, status: 'LIVE' as const },
      ...{ resourceType: 'HERITAGE' as const, access: 'FREE' as const, url, thumbnail: '', title: 'Plan', rights: '' },
      ...{ rightsUri: '', audiences: ['readers', 'gallica'] as const, createdAt: now, updatedAt: now },
    };
    const resourceId = await committed(store, (work) => work.digital.insertResource(resource));
    const change = async (to: Partial<DigitalResource>) => {
      now += second;
      await committed(store, async (work) => {
        await work.digital.changeResource(resourceId, { ...resource, ...to });
        await work.outbox.add('records-to-disseminate', [id], now);
      });
      await follow();
    };
    await follow();
    // For Gallica alone: nobody else ever hears of it.
    expect(await reading().record(null, controlNumber)).toBeNull();
    expect(await reading().record('partenaire:plans', controlNumber)).toBeNull();
    expect(await walk({ from: now })).toEqual([]);
    expect(await reading().count({ scope: null, from: now, until: now })).toBe(0);
    for (const scope of ['@plans', '@plans/partenaire:plans']) {
      expect(await walk({ scope, from: now })).toMatchObject([{ controlNumber, deleted: false }]);
      expect((await reading().record(scope, controlNumber))!.marc).not.toBeNull();
    }
    expect(await broken()).toEqual([]);

    await change({ audiences: ['readers', 'harvesters', 'gallica'] });
    expect((await reading().record(null, controlNumber))!.scopes).toEqual([
      ...['@plans', '@plans/partenaire:plans', 'catalogue', 'catalogue:livres', 'numerique'],
      ...['numerique:patrimoine', 'partenaire', 'partenaire:plans'],
    ]);
    await change({ audiences: ['readers', 'harvesters', 'gallica'], resourceType: 'VIDEO' });
    expect(await reading().record('numerique:patrimoine', controlNumber)).toMatchObject({
      deleted: true,
      datestamp: now,
    });
    expect(await reading().record('numerique:video', controlNumber)).toMatchObject({ deleted: false });

    // Kept from Gallica: deleted there, alive elsewhere.
    await change({ audiences: ['readers', 'harvesters'] });
    for (const scope of ['@plans', '@plans/partenaire:plans', 'partenaire:plans']) {
      expect(await reading().record(scope, controlNumber)).toMatchObject({ deleted: true, datestamp: now });
    }
    expect(await reading().record(null, controlNumber)).toMatchObject({ deleted: false });
    // Kept from all but Gallica: deleted for those who had it.
    await change({ audiences: ['readers', 'gallica'] });
    expect(await reading().record(null, controlNumber)).toMatchObject({ deleted: true, datestamp: now });
    expect(await reading().record('catalogue', controlNumber)).toMatchObject({ deleted: true, datestamp: now });
    expect(await reading().record('@plans', controlNumber)).toMatchObject({ deleted: false });
    expect(await broken()).toEqual([]);
    // Gone from the network: tombstones in every set it was in.
    await change({ audiences: ['readers', 'harvesters', 'gallica'], status: 'WITHDRAWN' });
    expect(await reading().record('numerique', controlNumber)).toMatchObject({ deleted: true });
    await change({ audiences: ['readers', 'harvesters', 'gallica'] });
    await changed(id!, { status: 'DELETED' });
    await follow();
    for (const scope of [null, '@plans', 'numerique']) {
      expect(await reading().record(scope, controlNumber)).toMatchObject({ deleted: true, marc: null });
    }
    await change({ audiences: ['readers', 'harvesters', 'gallica'] });
    expect(await broken()).toEqual([]);
  });

  test('nothing is stamped at or before a moment that was sealed, even when clocks disagree', async () => {
    now += second;
    const sealed = await reading().seal(now + 60 * second);
    expect(sealed).toBe(now + 60 * second);
    expect(await reading().seal(now)).toBe(sealed);
    const [id] = await added(1);
    await follow();
    expect(await reading().record(null, await numberOf(id!))).toMatchObject({ datestamp: sealed + second });
    now += 120 * second;
  });

  test('a pass that read before another process told is refused, and loses nothing', async () => {
    const { store } = subject();
    const [id] = await added(1);
    const rows = await store.read.outbox('records-to-disseminate', 10);
    await follow();
    const late = await store.transaction(async (work) => {
      await work.dissemination.lock();
      const there = await work.dissemination.waiting(rows.map((row) => row.id));
      return granted(there);
    });
    expect(late).toEqual({ granted: true, value: 0 });
    expect(await reading().record(null, await numberOf(id!))).toMatchObject({ deleted: false });
  });

  test('race: what two harvesters got equals what is there, with commits at any moment and no record twice in a walk', async () => {
    const { store } = subject();
    const clock = { now: () => Date.now() };
    now = Date.now() + 300 * second;
    const scope = 'catalogue:livres';
    const ids = await added(60);
    let writing = true;
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

    const writer = async (): Promise<void> => {
      for (let turn = 0; turn < 120; turn += 1) {
        const id = ids[random(ids.length)]!;
        await changed(id, [{}, { carrier: 'comic' as const }, { status: 'DELETED' as const }, {}][random(4)]!);
        await pause(random(30));
      }
    };
    /** Stamps with a delay before its commit, as a busy server would. */
    const follower = async (): Promise<void> => {
      const slow: typeof store = {
        ...store,
        transaction: (run) =>
          store.transaction(async (work) => {
            const outcome = await run(work);
            await pause(random(12));
            return outcome;
          }),
      };
      while (
        writing ||
        (await followDissemination({ store: slow, directory, clock }, { ...followingLimits, recordsAtOnce: 7 })).busy
      ) {
        await followDissemination({ store: slow, directory, clock }, { ...followingLimits, recordsAtOnce: 7 });
        await pause(random(20));
      }
    };
    const harvester = async (of: string | null, pageSize: number): Promise<Map<string, boolean>> => {
      const got = new Map<string, boolean>();
      let from = 0;
      let rounds = 0;
      for (let last = false; ; rounds += 1) {
        last = !writing && (await store.read.outbox('records-to-disseminate', 1)).length === 0;
        // A last walk once the last second given out is over.
        if (last) await pause(2 * second);
        const until = await reading().seal(Math.floor(clock.now() / second) * second);
        const seen = new Set<string>();
        for (let after: WalkPosition | null = null; ;) {
          const page: WalkLine[] = await reading().headers({ scope: of, from, until }, after, pageSize);
          for (const { controlNumber, deleted } of page) {
            expect(seen.has(controlNumber)).toBe(false);
            seen.add(controlNumber);
            got.set(controlNumber, deleted);
          }
          if (page.length < pageSize) break;
          after = page.at(-1)!;
          await pause(random(25));
        }
        from = until + second; // the responseDate he was given
        await pause(20);
        if (last) break;
      }
      expect(rounds).toBeGreaterThan(3);
      return got;
    };

    const done = (async () => {
      await writer();
      writing = false;
    })();
    const [all, books] = await Promise.all([harvester(null, 7), harvester(scope, 5), follower(), done]);
    const end = { from: 0, until: Number.MAX_SAFE_INTEGER };
    const there = async (of: string | null) =>
      new Map((await walk({ scope: of, ...end }, 500)).map(({ controlNumber, deleted }) => [controlNumber, deleted]));
    expect(new Map([...all].sort())).toEqual(new Map([...(await there(null))].sort()));
    expect(new Map([...books].sort())).toEqual(new Map([...(await there(scope))].sort()));
    expect(await broken()).toEqual([]);
  }, 120_000);

  test.each([
    ['harvesters-told-of-every-record', 'DELETE FROM dissemination_items WHERE deleted = 0'],
    ['harvesters-told-of-every-end', "UPDATE bib_records SET suppressedAt = 1 WHERE status = 'LIVE'"],
    [
      'harvesters-told-of-every-end', // its licence lets nobody harvest it
      `INSERT INTO digital_resources (identityKey, recordId, origin, status, resourceType, access, url, thumbnail, title,
         rights, rightsUri, audiences, createdAt, updatedAt)
       SELECT controlNumber, recordId, 'HARVEST', 'LIVE', 'EBOOK', 'FREE', '', '', '', '', '', '["readers"]', 1, 1
       FROM dissemination_items WHERE deleted = 0`,
    ],
    [
      'partners-shown-what-they-may-have',
      `INSERT INTO digital_resources (identityKey, recordId, origin, status, resourceType, access, url, thumbnail, title,
         rights, rightsUri, audiences, createdAt, updatedAt)
       SELECT CONCAT('breach', recordId), recordId, 'HAND', 'LIVE', 'EBOOK', 'FREE', '', '', '', '', '',
         '["readers","harvesters","europeana"]', 1, 1
       FROM dissemination_items WHERE scopes LIKE '% @gallica %'`,
    ],
    ['reserved-records-are-not-open', 'UPDATE dissemination_items SET reserved = 1 WHERE deleted = 0'],
    ['membership-agrees-with-record', 'UPDATE dissemination_members SET gone = 1 WHERE gone = 0'],
    ['every-set-of-a-record-lists-it', 'DELETE FROM dissemination_members'],
    ['datestamps-are-whole-seconds-given-out', 'UPDATE dissemination_items SET datestamp = datestamp + 1'],
    ['sets-readable', "UPDATE dissemination_sets SET rule = '{'"],
    ['repositories-offer-sets', "UPDATE dissemination_repositories SET sets = '[]'"],
  ])('an audit finds a breach of %s', async (invariant, breach) => {
    const found = await takenBack(subject().database, async (nested) => {
      await nested.transaction(async (sql) => granted(await sql.run(breach)));
      return broken(nested);
    });
    expect(found.map((each) => each.invariant)).toContain(invariant);
    expect(await broken()).toEqual([]);
  });
}
