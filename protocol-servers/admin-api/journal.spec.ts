import { readFileSync } from 'node:fs';
import { sealJournal } from '../../core/circulation/journal.ts';
import { journalFamilies } from '../../core/journal/families.ts';
import { eventTypes } from '../../core/ports/journal.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { journalExport, journalPage, journalSheet, journalVerdict } from './schemas-journal.ts';
import { getAs, post, refusal, type SignedIn, signIn } from './testing-client.fixture.ts';

let network: RealNetwork;
beforeEach(async () => {
  network = await realNetwork();
  await network.item('J1');
  await network.patron('20000001');
  await network.checkOut({
    ...{ device: network.devices.lens, card: '20000001', itemBarcode: 'J1', renewalAllowed: false },
    transactionDate: '20261118    100000',
  });
});
afterEach(() => network.close());

const page = async (who: SignedIn, query = '') =>
  journalPage.strict().parse(await (await getAs(who, `${network.url}/journal${query}`)).json());
const say = (who: SignedIn, path: string, body?: unknown) =>
  body === undefined
    ? fetch(network.url + path, { method: 'POST', headers: { Cookie: who.cookie, 'X-CSRF': who.csrf } })
    : post(network.url + path, body, { Cookie: who.cookie, 'X-CSRF': who.csrf });

test('says who did what to what, its reader under a pseudonym', async () => {
  const audit = await signIn(network.url, 'audit');
  const { items } = await page(audit, '?family=circulation');
  expect(items).toMatchObject([{ type: 'LOAN', actor: 'device:kiosk-lens', library: 'LENS', barcode: 'J1' }]);
  expect(items[0]?.reader).toMatch(/^[0-9a-f]{12}$/);
  expect(await page(audit, `?object=${items[0]?.reader}`)).toMatchObject({
    items: [{ seq: items[0]?.seq }],
    next: null,
  });
  expect((await page(audit, '?object=J1')).items).toHaveLength(1);
  expect(await refusal(await getAs(audit, `${network.url}/journal?object=NOTHING`))).toEqual([
    ...[404, 'journal-object-unknown'],
  ]);
  const sheet = journalSheet
    .strict()
    .parse(await (await getAs(audit, `${network.url}/journal/${items[0]?.seq}`)).json());
  expect(sheet.facts.map(({ name }) => name)).toContain('loan');
});

test('goes on from page to page without losing a line', async () => {
  const who = await signIn(network.url, 'admin');
  const whole = (await page(who)).items.map(({ seq }) => seq);
  const found: number[] = [];
  let before = '';
  for (;;) {
    const { items, next } = await page(who, `?limit=1${before}`);
    found.push(...items.map(({ seq }) => seq));
    if (next === null) break;
    before = `&before=${next}`;
  }
  expect(found).toEqual(whole);
  expect((await getAs(who, `${network.url}/journal?before=nonsense`)).status).toBe(400);
});

test('shows what changed, before and after', async () => {
  const admin = await signIn(network.url, 'admin');
  const rights = { name: 'Agent', role: 'LIBRARY_MANAGER', library: 'LENS' };
  const headers = { Cookie: admin.cookie, 'X-CSRF': admin.csrf, 'Content-Type': 'application/json' };
  const changed = await fetch(`${network.url}/accounts/agent-lens`, {
    ...{ method: 'PUT', headers, body: JSON.stringify(rights) },
  });
  expect(changed.status).toBe(204);
  const line = (await page(admin, '?family=access&actor=admin')).items.find(({ type }) => type === 'USER_CHANGED');
  const sheet = journalSheet.parse(await (await getAs(admin, `${network.url}/journal/${line?.seq}`)).json());
  expect(sheet.changes).toEqual([{ name: 'role', before: 'STAFF', after: 'LIBRARY_MANAGER' }]);
});

test('is proved whole, and keeps that it was', async () => {
  const audit = await signIn(network.url, 'audit');
  await sealJournal(network.store);
  const verify = async () => journalVerdict.strict().parse(await (await say(audit, '/journal/verification')).json());
  expect(await verify()).toMatchObject({ broken: null, waiting: expect.any(Number) });
  expect((await page(audit, '?actor=audit')).items.map(({ type }) => type)).toContain('JOURNAL_VERIFIED');
});

test('is taken away in a file, which it knows; too much at once is refused', async () => {
  const asked = { from: null, to: null, family: 'circulation', library: 'LENS', actor: null, object: null };
  const coord = await signIn(network.url, 'coord');
  const { items } = journalExport.strict().parse(await (await say(coord, '/journal/exports', asked)).json());
  expect(items).toHaveLength(1);
  const told = (await page(coord, '?actor=coord')).items.find(({ type }) => type === 'JOURNAL_EXPORTED');
  const sheet = journalSheet.parse(await (await getAs(coord, `${network.url}/journal/${told?.seq}`)).json());
  expect(sheet.facts).toEqual(
    expect.arrayContaining([
      { name: 'lines', value: 1 },
      { name: 'library', value: 'LENS' },
    ]),
  );
});

test('a manager reads the lines of his library, and proves nothing', async () => {
  const manager = await signIn(network.url, 'resp-lens');
  const { items } = await page(manager);
  expect(items.map(({ library }) => library)).toEqual(['LENS']);
  expect(await refusal(await getAs(manager, `${network.url}/journal?library=LIEVIN`))).toEqual([
    403,
    'library-not-yours',
  ]);
  const all = (await page(await signIn(network.url, 'admin'))).items;
  const foreign = all.find(({ library }) => library !== 'LENS');
  expect((await getAs(manager, `${network.url}/journal/${foreign?.seq}`)).status).toBe(404);
  expect((await say(manager, '/journal/verification')).status).toBe(403);
});

test.each(['agent-lens', 'info'])('%s reads none of it', async (login) => {
  const who = await signIn(network.url, login);
  expect(await refusal(await getAs(who, `${network.url}/journal`))).toEqual([403, 'forbidden']);
});

test.each(['fr', 'en'])('every kind of line has its words in %s', (language) => {
  const file = `admin-console/src/app/messages/${language}/journal.json`;
  const words = Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object);
  const needed = [
    ...eventTypes.map((type) => `journal.type.${type}`),
    ...journalFamilies.map((one) => `journal.family.${one}`),
  ];
  expect(needed.filter((key) => !words.includes(key))).toEqual([]);
});
