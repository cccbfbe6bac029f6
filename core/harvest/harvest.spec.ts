import { envelope, offered, pageOf, type Misdeed } from '../../connectors/oai-source/provider.fixture.ts';
import { granted } from '../outcome.ts';
import { decideSweep } from './decide.ts';
import { harvestNetwork, noon, value, type HarvestNetwork } from './harvest-network.fixture.ts';
import { harvest } from './run.ts';
import { due } from './schedule.ts';

let network: HarvestNetwork;
afterEach(() => network.close());
const ids = (from: number, to: number) => offered(to - from + 1, from).map(({ id }) => id);
const verbs = () => network.provider.asked.map(({ verb }) => verb);
const lists = () => network.provider.asked.filter(({ verb }) => verb === 'ListRecords');
/** Errors are pages like others. */
const error = (code: string, status = 200): Misdeed => ({
  body: envelope(network.provider, `<error code="${code}">${code}</error>`),
  status,
});
const gone = (): Misdeed => ({ body: 'gone', status: 500 });

describe('a harvest', () => {
  test('asks who the repository is, then walks its list; the next one begins where its own clock was, and costs nothing', async () => {
    network = await harvestNetwork({ items: offered(7) });
    const run = await network.harvest();
    expect(run).toMatchObject({
      ...{
        kind: 'FULL',
        state: 'DONE',
        reason: null,
        pages: 3,
        listed: 7,
        added: 7,
        updated: 0,
        failed: 0,
        retries: 0,
      },
      ...{ responseAt: Date.UTC(2026, 10, 20, 10), startedBy: 'user:coord' },
    });
    expect(verbs()).toEqual(['Identify', 'ListRecords', 'ListRecords', 'ListRecords']);
    expect(await network.live()).toEqual(ids(1, 7));
    expect(await network.store.read.harvest.source('PARTENAIRE')).toMatchObject({
      ...{ granularity: 'seconds', deletedRecord: 'persistent', lastCompleted: Date.UTC(2026, 10, 20, 10) },
      nextRunAt: expect.any(Number),
    });
    network.provider.items.push({ id: 'oai:partenaire.example.org:8', datestamp: '2026-11-20T10:30:00Z' });
    network.provider.items[0] = { ...network.provider.items[0]!, datestamp: '2026-11-20T09:55:00Z', title: 'Autre' };
    const next = await network.harvest();
    expect(lists().at(-1)).toEqual({ verb: 'ListRecords', metadataPrefix: 'oai_dc', from: '2026-11-20T09:49:59Z' });
    expect(next).toMatchObject({ kind: 'INCREMENTAL', state: 'DONE', listed: 2, added: 1, updated: 1 });
    const again = await network.harvest();
    expect(again).toMatchObject({ state: 'DONE', listed: 2, added: 0, updated: 0, unchanged: 2 });
    const [first] = await network.kept();
    expect(first!.raw).toContain('<dc:title>Autre</dc:title>');
  });

  test('nothing new is a success', async () => {
    network = await harvestNetwork({ items: offered(2) });
    await network.harvest();
    expect(await network.harvest()).toMatchObject({ state: 'DONE', listed: 0, reason: null });
  });

  test('of a repository whose dates are days goes two days back, in days, and asks no seconds of it', async () => {
    network = await harvestNetwork({ items: [{ id: 'a', datestamp: '2026-11-19' }] });
    network.provider.granularity = 'YYYY-MM-DD';
    await network.harvest();
    network.provider.misbehave = ({ from = '' }) => (from.includes('T') ? error('badArgument') : null);
    expect(await network.harvest()).toMatchObject({ state: 'DONE', unchanged: 1 });
    expect(lists().at(-1)).toMatchObject({ from: '2026-11-18' });
  });

  test('takes the best format it reads, and the same one the next time', async () => {
    network = await harvestNetwork({ items: offered(1), source: { metadataPrefix: null } });
    network.provider.formats = ['oai_dc', 'marcxchange', 'mods'];
    expect(await network.harvest()).toMatchObject({ metadataPrefix: 'marcxchange' });
    network.provider.formats = ['oai_dc', 'marcxchange', 'unimarc'];
    expect(await network.harvest()).toMatchObject({ metadataPrefix: 'marcxchange', kind: 'INCREMENTAL' });
    network.provider.formats = ['oai_dc'];
    expect(await network.harvest()).toMatchObject({ metadataPrefix: 'oai_dc', kind: 'FULL', state: 'DONE' });
    expect((await network.kept()).map(({ metadataPrefix, deletedAt }) => [metadataPrefix, deletedAt !== null])).toEqual(
      [
        ['marcxchange', true],
        ['oai_dc', false],
      ],
    );
  });

  test('an earliestDatestamp that is no date, a baseURL that changed: noted, and gone on', async () => {
    network = await harvestNetwork({ items: offered(1) });
    network.provider.earliestDatestamp = '0000-00-00';
    network.provider.identify = pageOf(network.provider, { verb: 'Identify' })
      .replace(/^.*<Identify>/s, '<Identify>')
      .replace('</OAI-PMH>', '')
      .replace(/<baseURL>[^<]*/, '<baseURL>https://ailleurs.example.org/oai');
    const run = await network.harvest();
    expect(run.state).toBe('DONE');
    expect(await network.notes(run)).toEqual([
      { kind: 'base-url-changed', identifier: '', detail: 'https://ailleurs.example.org/oai' },
      { kind: 'date-missing', identifier: 'earliestDatestamp', detail: '0000-00-00' },
    ]);
  });
});

describe('records', () => {
  test('deleted by their source go, and come back when they do; unknown ones that are deleted are not kept', async () => {
    network = await harvestNetwork({ items: offered(3) });
    await network.harvest();
    const { items } = network.provider;
    const [, second] = items;
    items[1] = { ...second!, deleted: true, datestamp: '2026-11-20T10:00:00Z' };
    items.push({ id: 'oai:never-seen', datestamp: '2026-11-20T10:00:00Z', deleted: true });
    expect(await network.harvest()).toMatchObject({ state: 'DONE', deleted: 1, unchanged: 1, added: 0 });
    expect(await network.live()).toEqual([ids(1, 1)[0], ids(3, 3)[0]]);
    const [, deleted] = await network.kept();
    expect(deleted).toMatchObject({ deletedBy: 'SOURCE', mapping: 'WAITING', raw: expect.stringContaining('Titre') });
    items[1] = { ...second!, datestamp: '2026-11-20T10:05:00Z' };
    expect(await network.harvest()).toMatchObject({ updated: 1, deleted: 0 });
    expect(await network.live()).toEqual(ids(1, 3));
  });

  test('twice in a page, the older last: the newer stays; over pages too', async () => {
    const [one] = offered(1);
    const newer = { ...one!, title: 'Nouveau', datestamp: '2026-05-01T00:00:00Z' };
    const older = { ...one!, title: 'Ancien', datestamp: '2026-04-01T00:00:00Z' };
    network = await harvestNetwork({ items: [newer, older, ...offered(2, 2), older] });
    const run = await network.harvest();
    expect(run).toMatchObject({ state: 'DONE', listed: 5, added: 3, unchanged: 2 });
    expect((await network.kept())[0]!.raw).toContain('Nouveau');
    expect((await network.notes(run)).map(({ kind }) => kind)).toEqual([
      'older-version-ignored',
      'older-version-ignored',
    ]);
  });

  test('whose identifier changes its case is the same record', async () => {
    network = await harvestNetwork({ items: [{ id: 'oai:A:1', datestamp: '2026-11-20T10:00:00Z' }] });
    await network.harvest();
    network.provider.items = [{ id: 'oai:a:1', datestamp: '2026-11-20T10:01:00Z' }];
    const run = await network.harvest();
    expect(run).toMatchObject({ added: 0, updated: 1 });
    expect(await network.notes(run)).toEqual([
      { kind: 'identifier-case-changed', identifier: 'oai:a:1', detail: 'oai:A:1' },
    ]);
    expect(await network.live()).toEqual(['oai:a:1']);
  });

  test('without metadata, without a date, in no order, dated in the future: the others are kept, and the next run begins rightly', async () => {
    network = await harvestNetwork({
      items: [
        { id: 'future', datestamp: '2999-01-01T00:00:00Z' },
        { id: 'empty', datestamp: '2026-01-01T00:00:00Z', metadata: '' },
        { id: 'old', datestamp: '2021-01-01T00:00:00Z' },
        { id: 'undated', datestamp: 'yesterday' },
      ],
    });
    const run = await network.harvest();
    expect(run).toMatchObject({ state: 'DONE', listed: 4, added: 3, failed: 1 });
    expect(await network.notes(run)).toEqual([
      { kind: 'broken-record', identifier: 'empty', detail: 'no-metadata 2026-01-01T00:00:00Z' },
      { kind: 'date-missing', identifier: 'undated', detail: 'yesterday' },
    ]);
    expect(await network.store.read.harvest.source('PARTENAIRE')).toMatchObject({
      lastCompleted: Date.UTC(2026, 10, 20, 10),
    });
  });

  test('that came from here never come back', async () => {
    const chain =
      '<about><provenance><originDescription><baseURL>https://nous.example.org/oai</baseURL></originDescription></provenance></about>';
    network = await harvestNetwork({
      items: [...offered(1), { id: 'oai:nous.example.org:PAS1', datestamp: '2026-01-01T00:00:00Z' }, ...offered(1, 2)],
    });
    network.provider.misbehave = ({ verb }) =>
      verb === 'ListRecords'
        ? { alter: (page) => page.replace(/<\/record>(?=<\/ListRecords>)/, `${chain}</record>`) }
        : null;
    const run = await network.harvest();
    expect(run).toMatchObject({ state: 'DONE', added: 1, unchanged: 2 });
    expect((await network.notes(run)).map(({ kind }) => kind)).toEqual(['own-record-skipped', 'own-record-skipped']);
  });

  test('one that is no XML does not lose its page', async () => {
    network = await harvestNetwork({ items: offered(7) });
    network.provider.misbehave = ({ resumptionToken }) =>
      resumptionToken ? null : { alter: (page) => page.replace('Titre oai:partenaire.example.org:2', 'A & B <i>') };
    const run = await network.harvest();
    expect(run).toMatchObject({ state: 'DONE', listed: 7, added: 6, failed: 1 });
    expect(await network.live()).toEqual([...ids(1, 1), ...ids(3, 7)]);
    expect(await network.notes(run)).toMatchObject([
      { kind: 'page-mended', detail: 'record-by-record' },
      { kind: 'broken-record', identifier: ids(2, 2)[0] },
    ]);
  });
});

describe('a list that does not come to its end', () => {
  test('a token that expires on the third page: begun again, then in parts, and nothing is missing', async () => {
    network = await harvestNetwork({ items: offered(10) });
    network.provider.misbehave = ({ resumptionToken = '' }) =>
      resumptionToken === '|||6' ? error('badResumptionToken') : null;
    const run = await network.harvest();
    expect(run).toMatchObject({ state: 'DONE', reason: null, added: 10 });
    expect(run.restarts).toBeGreaterThanOrEqual(3);
    expect((await network.notes(run)).map(({ kind }) => kind).slice(0, 3)).toEqual([
      'list-begun-again',
      'list-begun-again',
      'list-split',
    ]);
    expect(await network.live()).toEqual(ids(1, 10));
  });

  test.each([
    ['HTTP 422', () => error('badResumptionToken', 422)],
    ['HTTP 400', () => error('badResumptionToken', 400)],
    ['HTTP 500', () => error('badResumptionToken', 500)],
    ['an error without a code', () => ({ body: envelope(network.provider, '<error>expired</error>') })],
  ])('a token refused with %s is one that is refused', async (_, misdeed) => {
    network = await harvestNetwork({ items: offered(7) });
    let refusals = 0;
    network.provider.misbehave = ({ resumptionToken = '' }) =>
      resumptionToken === '|||3' && refusals++ === 0 ? misdeed() : null;
    expect(await network.harvest()).toMatchObject({ state: 'DONE', added: 7, restarts: 1 });
  });

  test('one record that breaks its pages for ever: all but that one are kept', async () => {
    network = await harvestNetwork({
      items: [...offered(8), { id: 'other-day', datestamp: '2026-04-01T00:00:00Z' }],
      asking: { tries: 2 },
    });
    const [bad] = ids(5, 5);
    network.provider.misbehave = (asked) => {
      if (asked['verb'] !== 'ListRecords' && asked['verb'] !== 'GetRecord') return null;
      return pageOf(network.provider, asked).includes(`<identifier>${bad}<`) ? gone() : null;
    };
    const run = await network.harvest();
    expect(run).toMatchObject({ state: 'DONE', failed: 1 });
    expect(await network.live()).toEqual(expect.arrayContaining([...ids(1, 4), ...ids(6, 8), 'other-day']));
    expect(await network.live()).not.toContain(bad);
    expect(await network.notes(run)).toContainEqual({
      kind: 'broken-record',
      identifier: bad,
      detail: 'not-well-formed http-status HTTP 500',
    });
  });

  test('the same token again and again, or three pages without a record: what can be had in parts is', async () => {
    for (const alter of [
      (page: string) => page.replace(/(<resumptionToken[^>]*>)[^<]+/, '$1same'),
      (page: string) =>
        page
          .replace(/<record>.*<\/record>/s, '')
          .replace(/(<resumptionToken[^>]*)(>[^<]*<\/resumptionToken>|\/>)/, `$1>t${Math.random()}</resumptionToken>`),
    ]) {
      network = await harvestNetwork({ items: offered(5) });
      const { provider } = network;
      provider.misbehave = ({ until, resumptionToken = '' }) => {
        if (until || resumptionToken.includes('2026')) return null;
        if (resumptionToken === '' || /^(same|t0)/.test(resumptionToken)) {
          return { body: alter(pageOf(provider, { verb: 'ListRecords' })) };
        }
        return null;
      };
      provider.misbehave = wrapLists(provider.misbehave);
      const run = await network.harvest();
      expect(run).toMatchObject({ state: 'FAILED', reason: expect.stringMatching(/token-loop|empty-pages/) });
      expect((await network.notes(run)).at(-1)).toMatchObject({ kind: 'window-lost' });
      if (run.reason === 'token-loop') expect(await network.live()).toEqual(ids(1, 5));
      await network.close();
    }
    network = await harvestNetwork();
  });

  test('tokens without end: stopped at so many pages, or at half as much again as was announced', async () => {
    network = await harvestNetwork({ items: offered(3), limits: { pagesOfRun: 20 } });
    let given = 0;
    network.provider.misbehave = wrapLists((asked) => ({
      body: pageOf(network.provider, { verb: asked['verb']! }).replace(
        '</ListRecords>',
        `<resumptionToken>n${(given += 1)}</resumptionToken></ListRecords>`,
      ),
    }));
    expect(await network.harvest()).toMatchObject({ state: 'FAILED', reason: 'too-many-pages', pages: 20, added: 3 });
    await network.close();
    network = await harvestNetwork({ items: offered(4), limits: { pagesOfRun: 60 } });
    network.provider.misbehave = wrapLists((asked) => ({
      body: pageOf(network.provider, { verb: asked['verb']! }).replace(
        /<resumptionToken[^>]*>[^<]*/,
        `<resumptionToken completeListSize="4">n${(given += 1)}`,
      ),
    }));
    const run = await network.harvest();
    expect(run.state).toBe('FAILED');
    expect(await network.notes(run)).toContainEqual(
      expect.objectContaining({ kind: 'list-split', detail: expect.stringMatching(/too-many-records 9 of 4/) }),
    );
  });

  test('a page always cut: what came of it is kept, and the rest is asked for in parts', async () => {
    network = await harvestNetwork({ items: offered(6), asking: { tries: 2 } });
    network.provider.misbehave = ({ verb, until, from }) =>
      verb === 'ListRecords' && !until && !from ? { cutAfter: 1_400 } : null;
    const run = await network.harvest();
    expect(run).toMatchObject({ state: 'DONE' });
    expect(await network.live()).toEqual(ids(1, 6));
  });
});

/** Only lists misbehave. */
function wrapLists(misdeed: HarvestNetwork['provider']['misbehave']): HarvestNetwork['provider']['misbehave'] {
  return (asked, before) =>
    asked['verb']?.startsWith('List') && asked['verb'] !== 'ListSets' ? misdeed(asked, before) : null;
}

describe('a repository that cannot be harvested', () => {
  const onPage = (misdeed: () => Misdeed) =>
    (network.provider.misbehave = ({ verb }) => (verb === 'ListRecords' ? misdeed() : null));

  test.each([
    ['with a document type', () => ({ body: '<!DOCTYPE x [<!ENTITY a "b">]><OAI-PMH/>' }), 'doctype'],
    [
      'redirected inside',
      () => ({ body: '', status: 302, headers: { location: 'http://10.0.0.1/' } }),
      'address-refused',
    ],
    ['with a format it no longer has', () => error('cannotDisseminateFormat'), 'format-missing'],
    ['with an error of its own', () => error('somethingElse'), 'oai-error'],
  ] as const)('%s: failed, and says why', async (_, misdeed, reason) => {
    network = await harvestNetwork({ items: offered(3) });
    onPage(misdeed);
    expect(await network.harvest()).toMatchObject({ state: 'FAILED', reason, finishedAt: expect.any(Number) });
    expect(await network.store.read.harvest.source('PARTENAIRE')).toMatchObject({
      lastCompleted: null,
      nextRunAt: expect.any(Number),
    });
  });

  test('behind a wall that wants to know whether we are human', async () => {
    network = await harvestNetwork();
    network.provider.misbehave = () => ({
      body: '<!DOCTYPE html><html></html>',
      headers: { 'content-type': 'text/html' },
    });
    expect(await network.harvest()).toMatchObject({ state: 'FAILED', reason: 'not-oai-pmh' });
  });

  test('whose set is no longer there: that is not "nothing new"', async () => {
    network = await harvestNetwork({
      items: [{ id: 'a', datestamp: '2026-01-01T00:00:00Z', sets: ['livres'] }],
      source: { set: 'livres' },
    });
    network.provider.sets = ['livres', 'revues'];
    expect(await network.harvest()).toMatchObject({ state: 'DONE', added: 1 });
    expect(await network.harvest()).toMatchObject({ state: 'DONE', listed: 0 });
    network.provider.sets = ['revues'];
    expect(await network.harvest()).toMatchObject({ state: 'FAILED', reason: 'set-disappeared', detail: 'livres' });
    network.provider.sets = null;
    expect(await network.harvest()).toMatchObject({ state: 'FAILED', reason: 'set-disappeared' });
    expect(await network.live()).toEqual(['a']);
  });

  test('that asks for a day: put off to then, and gone on with at the page it was at', async () => {
    network = await harvestNetwork({ items: offered(7) });
    network.provider.misbehave = ({ resumptionToken }) =>
      resumptionToken === '|||6' ? { body: 'busy', status: 503, headers: { 'retry-after': '86400' } } : null;
    const run = await network.harvest();
    expect(run).toMatchObject({ state: 'PARKED', reason: 'try-later', pages: 2, added: 6 });
    expect(run.resumeAt! - noon).toBeGreaterThanOrEqual(86_400_000);
    network.provider.misbehave = () => null;
    network.at(noon + 3_600_000);
    const asked = network.provider.asked.length;
    expect(await network.harvest()).toMatchObject({ id: run.id, state: 'DONE', pages: 3, added: 7 });
    expect(network.provider.asked.slice(asked)).toEqual([
      { verb: 'Identify' },
      { verb: 'ListRecords', resumptionToken: '|||6' },
    ]);
  });

  test('that goes away in the middle: tried again in an hour, where it was', async () => {
    network = await harvestNetwork({ items: offered(7), asking: { tries: 2 } });
    let away = false;
    network.provider.misbehave = ({ resumptionToken }) =>
      (away ||= resumptionToken === '|||3') ? { body: 'x', status: 502 } : null;
    const run = await network.harvest();
    expect(run).toMatchObject({ state: 'PARKED', reason: 'http-status', added: 3, resumeAt: expect.any(Number) });
    network.provider.misbehave = () => null;
    expect(await network.harvest()).toMatchObject({ id: run.id, state: 'DONE', added: 7 });
  });
});

describe('a harvest that was stopped', () => {
  test('goes on at the page it had not kept', async () => {
    network = await harvestNetwork({ items: offered(10) });
    const stop = new AbortController();
    const run = await network.harvest('FULL', stop.signal, ({ pages }) => pages === 2 && stop.abort());
    expect(run).toMatchObject({ state: 'RUNNING', pages: 2, added: 6 });
    const done = await network.harvest();
    expect(done).toMatchObject({ id: run.id, state: 'DONE', pages: 4, added: 10, unchanged: 0 });
    expect(lists().filter(({ resumptionToken }) => !resumptionToken)).toHaveLength(1);
  });

  test('after its token has expired, or a day, begins its list again', async () => {
    for (const [attributes, later] of [
      [' expirationDate="2026-11-20T13:00:00Z"', 2 * 3_600_000],
      ['', 25 * 3_600_000],
    ] as const) {
      network = await harvestNetwork({ items: offered(7) });
      network.provider.tokenAttributes = () => attributes;
      const stop = new AbortController();
      await network.harvest('FULL', stop.signal, ({ pages }) => pages === 1 && stop.abort());
      network.at(noon + later);
      expect(await network.harvest()).toMatchObject({ state: 'DONE', pages: 4, added: 7, unchanged: 3 });
      await network.close();
    }
    network = await harvestNetwork();
  });

  test('two at once: one of them waits, and is told', async () => {
    network = await harvestNetwork({ items: offered(7), limits: { leasePatience: 0 } });
    const ask = () => harvest(network.ports, { source: 'PARTENAIRE', kind: 'FULL', by: 'user:coord' });
    const both = await Promise.all([ask(), ask()]);
    expect(both.filter(({ granted }) => granted)).toHaveLength(1);
    expect(both.find(({ granted }) => !granted)).toMatchObject({ refusal: 'harvest-busy' });
    expect(await harvest(network.ports, { source: 'NOBODY', kind: 'FULL', by: 'x' })).toMatchObject({
      refusal: 'source-unknown',
    });
  });
});

describe('a sweep', () => {
  const few = (items: ReturnType<typeof offered>) => {
    network.provider.items = items;
    network.provider.deletedRecord = 'no';
  };

  test('takes away what is no longer listed, and finds what was missed', async () => {
    network = await harvestNetwork({ items: offered(30) });
    await network.harvest();
    few([...offered(28, 3), { id: 'missed', datestamp: '2021-01-01T00:00:00Z' }]);
    const run = await network.harvest('SWEEP');
    expect(run).toMatchObject({ state: 'DONE', deleted: 2, added: 1, unchanged: 28, listed: 29 });
    expect(await network.live()).toEqual([...ids(3, 30), 'missed']);
    expect((await network.kept())[0]).toMatchObject({ deletedBy: 'SWEEP', mapping: 'WAITING' });
    expect(await network.notes(run)).toEqual([{ kind: 'found-by-sweep', identifier: 'missed', detail: '' }]);
    few(offered(30));
    expect(await network.harvest('SWEEP')).toMatchObject({
      state: 'DONE',
      updated: 2,
      deleted: 1,
    });
    expect(await network.live()).toEqual(ids(1, 30));
  });

  test('that would take a third of everything away asks a person first', async () => {
    network = await harvestNetwork({ items: offered(30) });
    await network.harvest();
    few(offered(21));
    const run = await network.harvest('SWEEP');
    expect(run).toMatchObject({ state: 'TO_APPROVE', reason: 'too-many-vanish', detail: '9 of 30', deleted: 0 });
    expect(await network.live()).toHaveLength(30);
    few([]);
    expect(await network.harvest('SWEEP')).toMatchObject({ state: 'TO_APPROVE', detail: '30 of 30' });
  });
});

test('a person decides: what a sweep did not see goes, or everything stays', async () => {
  network = await harvestNetwork({ items: offered(30), limits: { atOnce: 4 } });
  await network.harvest();
  network.provider.items = offered(21);
  const first = await network.harvest('SWEEP');
  expect(value(await decideSweep(network.ports, { login: 'coord' }, first.id, 'leave'))).toMatchObject({
    state: 'DONE',
    reason: 'left-as-it-is',
    deleted: 0,
  });
  expect(await network.live()).toHaveLength(30);
  const second = await network.harvest('SWEEP');
  expect(value(await decideSweep(network.ports, { login: 'coord' }, second.id, 'take-away'))).toMatchObject({
    state: 'DONE',
    reason: null,
    deleted: 9,
  });
  expect(await network.live()).toEqual(ids(1, 21));
  expect(await decideSweep(network.ports, { login: 'coord' }, second.id, 'take-away')).toMatchObject({
    refusal: 'harvest-not-waiting',
  });
  expect(await decideSweep(network.ports, { login: 'coord' }, 99, 'leave')).toMatchObject({
    refusal: 'harvest-unknown',
  });
});

test('what is due: by its hours, put off until now, and a sweep where deletions are not kept', async () => {
  network = await harvestNetwork({ items: offered(2) });
  const at = (hours: number) => due(network.store.read.harvest, noon + hours * 3_600_000);
  expect(await at(0)).toEqual([]);
  network.provider.deletedRecord = 'transient';
  await network.harvest();
  expect(await at(1)).toEqual([]);
  expect(await at(25)).toEqual([{ source: 'PARTENAIRE', kind: 'INCREMENTAL' }]);
  await network.store.transaction(async (work) => granted(await work.harvest.learn(1, { nextRunAt: null })));
  expect(await at(24 * 31)).toEqual([{ source: 'PARTENAIRE', kind: 'SWEEP' }]);
  network.provider.misbehave = () => ({ body: 'x', status: 503, headers: { 'retry-after': '7200' } });
  await network.harvest();
  expect(await at(1)).toEqual([]);
  expect(await at(3)).toEqual([{ source: 'PARTENAIRE', kind: 'INCREMENTAL' }]);
});
