import { Buffer } from 'node:buffer';
import { followHeadings } from '../../core/authorities/follow-headings.ts';
import { encode } from '../../core/marc/iso2709.ts';
import { toMarcXchange } from '../../core/marc/marcxchange.ts';
import type { AuthorityView, UnlinkedView } from './contract-authorities.ts';
import type { MarcView, RecordSheetView, VersionSheetView } from './contract-cataloguing.ts';
import type { CopyChangeView, CopySheetView } from './contract-copies.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { signIn, type SignedIn } from './testing-client.fixture.ts';

let network: RealNetwork;
const staff = new Map<string, SignedIn>();
beforeAll(async () => {
  network = await realNetwork();
  for (const login of ['admin', 'coord', 'resp-lens', 'agent-lens', 'info', 'audit']) {
    staff.set(login, await signIn(network.url, login));
  }
});
afterAll(async () => {
  await followHeadings({ store: network.store, clock: network.ports.clock });
  expect(await network.store.read.audit()).toEqual([]);
  await network.close();
});

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
function send(
  login: string,
  method: Method,
  path: string,
  body?: unknown,
  version?: number,
  headers = {},
): Promise<Response> {
  const who = staff.get(login)!;
  return fetch(network.url + path, {
    method,
    headers: {
      Cookie: who.cookie,
      'X-CSRF': who.csrf,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(version !== undefined && { 'If-Match': `"${version}"` }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
async function said<T>(answer: Promise<Response>): Promise<T> {
  const response = await answer;
  const body = response.status === 204 ? null : await response.json();
  if (response.status >= 400) throw new Error(`${response.status} ${JSON.stringify(body)}`);
  return body as T;
}
async function problem(answer: Promise<Response>): Promise<[number, string, unknown]> {
  const response = await answer;
  const { code, facts } = (await response.json()) as { code: string; facts?: unknown };
  return [response.status, code, facts];
}
const made = (title: string) =>
  said<RecordSheetView>(send('agent-lens', 'POST', '/records', { template: 'book', title, year: 2026 }));
const withNote = (marc: MarcView, text: string): MarcView => ({
  ...marc,
  fields: [...marc.fields, { tag: '330', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: text }] }],
});

test('a record is made, read with its version, edited on that version, and refused on an older one', async () => {
  const record = await made('Germinal');
  expect(record).toMatchObject({
    version: 1,
    status: 'LIVE',
    title: 'Germinal',
    carrier: 'book',
    year: 2026,
    lock: null,
  });
  const path = `/records/${record.record}`;
  const read = await send('audit', 'GET', path);
  expect([read.status, read.headers.get('ETag')]).toEqual([200, '"1"']);
  const marc = withNote(record.marc, 'La mine.');
  expect(await problem(send('agent-lens', 'PUT', path, { marc }))).toEqual([428, 'version-needed', undefined]);
  const edited = await send('agent-lens', 'PUT', path, { marc, reason: 'résumé' }, 1);
  expect([edited.status, edited.headers.get('ETag')]).toEqual([200, '"2"']);
  expect(await problem(send('coord', 'PUT', path, { marc }, 1))).toEqual([
    412,
    'changed-meanwhile',
    { asked: 1, current: 2, by: 'user:agent-lens', at: network.now(), act: 'EDITED' },
  ]);
  const version = await said<VersionSheetView>(send('audit', 'GET', `${path}/versions/2`));
  expect(version).toMatchObject({ act: 'EDITED', by: 'user:agent-lens', reason: 'résumé' });
  expect(version.differences.map(({ kind, tag }) => `${kind} ${tag}`)).toEqual(['added 330']);
  const versions = await said<{ items: { version: number }[] }>(send('audit', 'GET', `${path}/versions`));
  expect(versions.items.map((line) => line.version)).toEqual([2, 1]);
  const back = await said<RecordSheetView>(send('agent-lens', 'POST', `${path}/restoration`, { version: 1 }, 2));
  expect(back).toMatchObject({ version: 3, title: 'Germinal' });
  const source = await said<{ iso2709: string; marcXchange: string }>(send('audit', 'GET', `${path}/source`));
  expect(Buffer.from(source.iso2709, 'base64').toString().slice(-1)).toBe('\x1d');
  expect(source.marcXchange).toContain('<subfield code="a">Germinal</subfield>');
});

test('a record is uploaded as ISO 2709; bytes that are none are refused, a wrong record is judged', async () => {
  const { marc } = await made('Nana');
  const iso2709 = Buffer.from(encode(marc)).toString('base64');
  const uploaded = await said<RecordSheetView>(send('agent-lens', 'POST', '/records', { iso2709 }));
  expect(uploaded).toMatchObject({ title: 'Nana', version: 1 });
  const marcXchange = toMarcXchange(marc);
  const fromXml = await said<RecordSheetView>(send('agent-lens', 'POST', '/records', { marcXchange }));
  expect(fromXml).toMatchObject({ title: 'Nana', version: 1 });
  const doctype = `<!DOCTYPE r [<!ENTITY a "b">]>${marcXchange}`;
  for (const xml of [doctype, '<record>', 'nothing']) {
    const [status, code] = await problem(send('agent-lens', 'POST', '/records', { marcXchange: xml }));
    expect([xml, status, code]).toEqual([xml, 422, 'upload-unreadable']);
  }
  const nothing = Buffer.from('nothing').toString('base64');
  expect((await problem(send('agent-lens', 'POST', '/records', { iso2709: nothing }))).slice(0, 2)).toEqual([
    422,
    'upload-unreadable',
  ]);
  const untitled = { ...marc, fields: marc.fields.filter(({ tag }) => tag !== '200') };
  const judged = await said<{ items: { path: string; words: { fr: string } }[] }>(
    send('agent-lens', 'POST', '/records/validate', { marc: untitled }),
  );
  expect(judged.items[0]).toMatchObject({
    path: '200',
    words: { fr: 'Zone obligatoire absente : 200 Titre et mentions de responsabilité.' },
  });
  expect((await problem(send('agent-lens', 'POST', '/records', { marc: untitled }))).slice(0, 2)).toEqual([
    422,
    'record-not-valid',
  ]);
});

test('the same creation sent again under its key makes one record', async () => {
  const key = { 'Idempotency-Key': 'one-record' };
  const create = () => send('agent-lens', 'POST', '/records', { template: 'dvd', title: 'Playtime' }, undefined, key);
  const first = await said<RecordSheetView>(create());
  expect(await said<RecordSheetView>(create())).toEqual(first);
});

test('an editing lock says who and since when, is taken over with a reason, and goes at the end of the session', async () => {
  const { record, marc } = await made('Thérèse Raquin');
  const lock = `/records/${record}/lock`;
  staff.set('passer-by', await signIn(network.url, 'resp-lens'));
  expect(await said(send('passer-by', 'PUT', lock, {}))).toMatchObject({ by: 'resp-lens' });
  expect(await problem(send('agent-lens', 'PUT', lock, {}))).toMatchObject([409, 'record-locked', { by: 'resp-lens' }]);
  expect((await problem(send('agent-lens', 'PUT', `/records/${record}`, { marc }, 1)))[1]).toBe('record-locked');
  expect(await said(send('agent-lens', 'PUT', lock, { takeOver: 'parti en réunion' }))).toMatchObject({
    by: 'agent-lens',
  });
  expect((await send('agent-lens', 'DELETE', lock)).status).toBe(204);
  await said(send('passer-by', 'PUT', lock, {}));
  expect((await send('passer-by', 'DELETE', '/session')).status).toBe(204);
  expect((await said<RecordSheetView>(send('audit', 'GET', `/records/${record}`))).lock).toBeNull();
});

test('two records become one and part again; a hidden one is listed for staff; a used one is not deleted', async () => {
  const [into, from] = [await made('L’Assommoir'), await made('L’Assommoir (bis)')];
  const path = `/records/${into.record}`;
  const preview = await said<{ differences: { tag: string }[] }>(
    send('audit', 'POST', `${path}/merge-preview`, { absorbed: from.record }),
  );
  expect(preview.differences.map(({ tag }) => tag)).toEqual(['035']);
  const wanted = { absorbed: from.record, absorbedVersion: 1, choices: { '200': 'absorbed' } };
  const merged = await said<RecordSheetView>(send('resp-lens', 'POST', `${path}/merge`, wanted, 1));
  expect(merged).toMatchObject({ title: 'L’Assommoir (bis)', version: 2, merges: [{ by: 'user:resp-lens' }] });
  expect(await said(send('audit', 'GET', `/records/${from.record}`))).toMatchObject({
    status: 'MERGED',
    mergedInto: into.record,
  });
  const parted = await said<{ other: RecordSheetView }>(
    send('resp-lens', 'POST', `${path}/split`, { merge: merged.merges[0]!.id }, 2),
  );
  expect(parted.other).toMatchObject({ record: from.record, status: 'LIVE' });

  await said(send('agent-lens', 'PUT', `${path}/suppression`, { hidden: true }, 3));
  const hidden = await said<{ items: { record: string }[] }>(send('audit', 'GET', '/suppressed-records'));
  expect(hidden.items.map(({ record }) => record)).toContain(into.record);
  await said(send('agent-lens', 'POST', `${path}/items`, { barcode: 'N900', library: 'LENS' }));
  expect(await problem(send('resp-lens', 'POST', `${path}/deletion`, {}, 4))).toEqual([
    409,
    'record-in-use',
    { items: 1, holds: 0 },
  ]);
});

test('copies are made, changed on their version, moved, changed together, and taken away', async () => {
  const [record, other] = [await made('La Curée'), await made('La Curée, tome 2')];
  const copy = await said<CopySheetView>(
    send('agent-lens', 'POST', `/records/${record.record}/items`, {
      barcode: 'N1',
      library: 'LENS',
      type: 'COMIC',
      callNumber: 'BD ZOL',
    }),
  );
  expect(copy).toMatchObject({ barcode: 'N1', record: record.record, homeLibrary: 'LENS', type: 'COMIC', version: 1 });
  expect(
    await problem(send('agent-lens', 'POST', `/records/${record.record}/items`, { barcode: 'n1', library: 'LENS' })),
  ).toMatchObject([409, 'barcode-taken', {}]);
  expect(
    (
      await problem(send('agent-lens', 'POST', `/records/${record.record}/items`, { barcode: 'N2', library: 'AVION' }))
    )[1],
  ).toBe('library-not-yours');
  const edited = await said<CopySheetView>(send('agent-lens', 'PUT', '/copies/N1', { notes: { public: 'Signé' } }, 1));
  expect(edited).toMatchObject({ notes: { public: 'Signé', staff: '' }, callNumber: 'BD ZOL', version: 2 });
  expect((await problem(send('agent-lens', 'PUT', '/copies/N1', { location: 'x' }, 1)))[0]).toBe(412);
  const moved = await said<CopySheetView>(send('agent-lens', 'POST', '/copies/N1/move', { record: other.record }, 2));
  expect(moved).toMatchObject({ record: other.record, version: 3 });

  const change = { select: { filter: { library: 'LENS', callNumber: 'BD' } }, change: { location: 'Réserve' } };
  const kept = await said<CopyChangeView>(send('agent-lens', 'POST', '/copy-changes', change));
  expect(kept).toMatchObject({ selected: 1, startedAt: null, counts: { waiting: 1 } });
  const done = await said<CopyChangeView>(send('agent-lens', 'POST', `/copy-changes/${kept.id}/run`));
  expect(done.counts).toEqual({ waiting: 0, changed: 1, unchanged: 0, refused: 0 });
  const lines = await said<{ items: object[] }>(send('audit', 'GET', `/copy-changes/${kept.id}/lines`));
  expect(lines.items).toEqual([{ position: 1, barcode: 'N1', outcome: 'CHANGED', reason: null }]);
  const history = await said<{ items: { type: string; by: string }[] }>(send('audit', 'GET', '/copies/N1/history'));
  expect(history.items.map(({ type }) => type)).toEqual([
    'ITEMS_CHANGED',
    'ITEM_MOVED',
    'ITEM_CHANGED',
    'ITEM_CREATED',
  ]);
  expect((await send('agent-lens', 'POST', '/copies/N1/removal', { how: 'delete' }, 4)).status).toBe(204);
  expect((await send('audit', 'GET', '/copies/N1')).status).toBe(404);
});

test('authorities: a heading waits, is adopted, changes with its authority; the file of a library is imported once', async () => {
  const record = await made('Les Rougon-Macquart');
  const heading = { tag: '606', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: 'Coron' }, { code: '2', value: 'rameau' }] }; // prettier-ignore
  const marc = { ...record.marc, fields: [...record.marc.fields, heading] };
  await said(send('agent-lens', 'PUT', `/records/${record.record}`, { marc }, 1));
  const unlinked = await said<{ items: UnlinkedView[] }>(send('audit', 'GET', '/unlinked-headings?type=TOPIC'));
  expect(unlinked.items).toMatchObject([{ key: 'coron', heading: 'Coron', occurrences: 1, reason: 'UNKNOWN' }]);
  const topic = (value: string) => ({
    leader: '00000nx  j2200000   45  ',
    fields: [
      { tag: '100', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: '19840615afrey50      ba0' }] },
      { tag: '250', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value }] },
    ],
  });
  const authority = await said<AuthorityView>(
    send('resp-lens', 'POST', '/authorities', { marc: topic('Cités ouvrières') }),
  );
  expect(authority).toMatchObject({ type: 'TOPIC', heading: 'Cités ouvrières', stub: true, version: 1, links: 0 });
  const path = `/authorities/${authority.authority}`;
  expect(await said(send('resp-lens', 'POST', `${path}/adoption`, { key: 'coron' }, 1))).toEqual({ records: 1 });
  await followHeadings({ store: network.store, clock: network.ports.clock });
  const linked = await said<RecordSheetView>(send('audit', 'GET', `/records/${record.record}`));
  expect(JSON.stringify(linked.marc)).toContain('Cités ouvrières');
  expect(await said(send('audit', 'GET', `${path}/records`))).toMatchObject({
    items: [{ record: record.record, title: 'Les Rougon-Macquart' }],
    next: null,
  });
  expect(await said(send('audit', 'GET', `/records/${record.record}/authorities`))).toEqual({
    items: [{ tag: '606', occurrence: 1, authority: authority.authority, type: 'TOPIC', heading: 'Cités ouvrières' }],
  });
  const typed = { tag: '606', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: 'coro' }] };
  expect(await said(send('agent-lens', 'POST', '/authorities/proposals', { field: typed }))).toMatchObject({
    items: [
      {
        authority: authority.authority,
        also: 'Coron',
        links: 1,
        field: {
          subfields: [
            { code: '3', value: authority.authority },
            { code: 'a', value: 'Cités ouvrières' },
          ],
        },
      },
    ],
  });
  expect(await problem(send('resp-lens', 'POST', `${path}/deletion`, undefined, 2))).toEqual([
    409,
    'authority-in-use',
    { links: 1 },
  ]);
  const now = await said<AuthorityView>(send('audit', 'GET', path));
  expect(now).toMatchObject({ links: 1, version: 2, names: [{ relation: 'SEE_FROM', heading: 'Coron' }] });

  const file = Buffer.from(
    encode({ ...topic('Terrils'), fields: [{ tag: '001', value: '027000001' }, ...topic('Terrils').fields] }),
  );
  const wanted = { source: 'IDREF', iso2709: file.toString('base64') };
  expect(await said(send('coord', 'POST', '/authority-imports', wanted))).toMatchObject({
    read: 1,
    created: 1,
    stubs: 1,
  });
  expect(await said(send('coord', 'POST', '/authority-imports', wanted))).toMatchObject({ read: 1, unchanged: 1 });
  const browsed = await said<{ items: { heading: string }[] }>(
    send('audit', 'GET', '/authorities?type=TOPIC&from=terr'),
  );
  expect(browsed.items.map((line) => line.heading)).toEqual(['Terrils']);
  const unused = await said<{ items: AuthorityView[] }>(send('audit', 'GET', '/authorities?unused=true'));
  expect(unused.items.map((line) => line.heading)).toEqual(['Terrils']);
  const terrils = unused.items[0]!.authority;
  const preview = await said(
    send('agent-lens', 'POST', `/authorities/${terrils}/merge-preview`, { absorbed: authority.authority }),
  );
  expect(preview).toMatchObject({
    absorbed: { authority: authority.authority, version: 2, links: 1 },
    records: 1,
    examples: [{ record: record.record, before: { tag: '606' }, after: { subfields: [{ value: 'Terrils' }, {}] } }],
  });

  const waits = { ...heading, subfields: [{ code: 'a', value: 'Lampes' }] };
  const saved = await said<RecordSheetView>(send('audit', 'GET', `/records/${record.record}`));
  const more = { ...saved.marc, fields: [...saved.marc.fields, waits] };
  await said(send('agent-lens', 'PUT', `/records/${record.record}`, { marc: more }, saved.version));
  const left = await said<{ items: UnlinkedView[] }>(send('audit', 'GET', '/unlinked-headings?type=TOPIC'));
  expect(left.items).toMatchObject([{ key: 'lampes', example: { record: record.record } }]);
  const wantedOf = { type: 'TOPIC', key: 'lampes' };
  expect(await said(send('resp-lens', 'POST', '/unlinked-headings/authority', wantedOf))).toMatchObject({
    heading: 'Lampes',
    stub: true,
  });
});

test('the format, the templates and the rules are data that the console reads', async () => {
  const format = await said<{ fields: { tag: string }[]; coded: { tag: string; positions: object[] }[] }>(
    send('audit', 'GET', '/cataloguing/format'),
  );
  expect(format.fields.map(({ tag }) => tag)).toEqual(expect.arrayContaining(['200', '461', '606', '700', '856']));
  expect(format.coded.find(({ tag }) => tag === '100')!.positions).toHaveLength(16);
  const templates = await said<{ items: { code: string }[] }>(send('audit', 'GET', '/cataloguing/templates'));
  expect(templates.items.map(({ code }) => code)).toEqual(expect.arrayContaining(['book', 'serial', 'e-book']));
  const kept = await said<{ rules: object; version: number }>(send('audit', 'GET', '/cataloguing/rules'));
  expect((await problem(send('resp-lens', 'PUT', '/cataloguing/rules', kept.rules, kept.version)))[0]).toBe(403);
  expect(await said(send('coord', 'PUT', '/cataloguing/rules', kept.rules, kept.version))).toMatchObject({
    version: 1,
  });
  expect((await problem(send('coord', 'PUT', '/cataloguing/rules', kept.rules, kept.version)))[0]).toBe(412);
});

test.each<[string, Method, string, unknown, number]>([
  ['info', 'POST', '/records', { template: 'book', title: 'x' }, 403],
  ['audit', 'POST', '/records', { template: 'book', title: 'x' }, 403],
  ['agent-lens', 'POST', '/records', { template: 'nothing', title: 'x' }, 404],
  ['agent-lens', 'POST', '/records', { template: 'book' }, 400],
  ['agent-lens', 'POST', '/records', { template: 'book', title: 'x', colour: 'red' }, 400],
  ['agent-lens', 'POST', '/records/PAS1/merge', { absorbed: 'PAS2', absorbedVersion: 1 }, 403],
  ['agent-lens', 'POST', '/records/PAS1/deletion', {}, 403],
  ['agent-lens', 'PUT', '/cataloguing/rules', {}, 403],
  ['agent-lens', 'POST', '/authority-imports', {}, 403],
  ['agent-lens', 'POST', '/authorities', {}, 403],
  ['agent-lens', 'POST', '/unlinked-headings/authority', { type: 'TOPIC', key: 'x' }, 403],
  ['agent-lens', 'POST', '/authorities/AUT1/merge', { absorbed: 'AUT2', absorbedVersion: 1 }, 403],
  ['info', 'POST', '/copy-changes', {}, 403],
  ['info', 'GET', '/records/PAS404', undefined, 404],
  ['info', 'GET', '/authorities/AUT404', undefined, 404],
  ['info', 'GET', '/copy-changes/404', undefined, 404],
])('%s: %s %s %j is answered %i', async (login, method, path, body, status) => {
  expect((await send(login, method, path, body, 1)).status).toBe(status);
}); // prettier-ignore
