import { smallNetwork, start, type SmallNetwork } from '../circulation/small-network.fixture.ts';
import { libraryLife } from './library-life.ts';
import type { LibraryLifeDesk, LibrarySheet } from './library-life-desk.ts';

let network: SmallNetwork;
let desk: LibraryLifeDesk;
const by = { login: 'coord', libraryId: null };
const contact = { person: ' Élise Caron ', phone: '', email: 'avion@example.org', address: '' };
beforeEach(async () => {
  network = await smallNetwork();
  desk = libraryLife(network.ports);
});
afterEach(() => network.close());

async function sheet(libraryId: number): Promise<LibrarySheet> {
  const found = await desk.sheet(by, libraryId);
  if (!found.granted) throw new Error(found.refusal);
  return found.value;
}

test('a library leaves when nothing of it is out, and each thing in its way is told', async () => {
  const { lens, avion } = network.libraries;
  await network.patron('P1');
  await network.item('A1', { homeLibraryId: avion, holdingLibraryId: avion });
  await network.item('L1', { homeLibraryId: lens, holdingLibraryId: avion });
  const lent = { device: network.devices.lens, card: 'P1', itemBarcode: 'A1', renewalAllowed: false };
  await network.checkOut({ ...lent, transactionDate: 't1' });
  expect(await desk.enter(by, avion, 'LEFT', 'x')).toMatchObject({
    refusal: 'library-transition-not-possible',
    facts: { from: 'LIVE', to: 'LEFT' },
  });
  expect(await desk.enter(by, avion, 'LEAVING', 'Délibération du 12 novembre')).toMatchObject({ granted: true });
  expect(network.ports.directory.library(avion).state).toBe('LEAVING');
  expect(await desk.enter(by, avion, 'LEFT', 'fin')).toMatchObject({
    refusal: 'library-not-ready',
    facts: { to: 'LEFT', checks: expect.stringContaining('nothing-lent') as unknown },
  });
  const { states, blocking, next } = await sheet(avion);
  expect(states).toEqual([{ state: 'LEAVING', since: start, byLogin: 'coord', why: 'Délibération du 12 novembre' }]);
  expect(blocking.map(({ barcode, why }) => [barcode, why])).toEqual([
    ['A1', 'lent'],
    ['L1', 'foreign'],
  ]);
  expect(next.map(({ to }) => to)).toEqual(['LEFT', 'LIVE']);
  expect(next[0]?.checks.filter(({ met }) => !met).map(({ check, count }) => [check, count])).toEqual(
    expect.arrayContaining([
      ['nothing-lent', 1],
      ['nothing-foreign', 1],
      ['devices-disabled', 1],
    ]),
  );
  expect(await network.store.read.audit()).toEqual([]);
});

test('a library joins step by step: a contact first, documents and a manager before it serves', async () => {
  const { avion } = network.libraries;
  await network.work((work) =>
    work.libraryLife.enter(avion, { state: 'PLANNED', since: start, byLogin: 'coord', why: '' }),
  );
  await network.ports.directory.refresh();
  expect(await desk.enter(by, avion, 'MIGRATING', 'x')).toMatchObject({ facts: { checks: 'contact' } });
  await desk.setContact(by, avion, contact);
  expect((await sheet(avion)).contact).toEqual({ ...contact, person: 'Élise Caron' });
  expect(await desk.enter(by, avion, 'MIGRATING', 'x')).toMatchObject({ granted: true });
  expect(await desk.enter(by, avion, 'LIVE', 'x')).toMatchObject({ facts: { checks: 'manager items' } });
  const user = { login: 'resp', name: 'Resp', role: 'LIBRARY_MANAGER', libraryId: avion, active: true } as const;
  await network.store.administration.insertUser({ ...user, passwordHash: 'x' });
  await network.item('A1', { homeLibraryId: avion, holdingLibraryId: avion });
  expect(await desk.enter(by, avion, 'PLANNED', 'x')).toMatchObject({ facts: { checks: 'no-items' } });
  expect(await desk.enter(by, avion, 'LIVE', 'x')).toMatchObject({ granted: true });
  const told = await network.rows("SELECT type, payload FROM events WHERE type LIKE 'LIBRARY%' ORDER BY seq");
  expect(told).toEqual([
    { type: 'LIBRARY_CONTACT_CHANGED', payload: '{}' },
    { type: 'LIBRARY_STATE_CHANGED', payload: '{"from":"PLANNED","to":"MIGRATING"}' },
    { type: 'LIBRARY_STATE_CHANGED', payload: '{"from":"MIGRATING","to":"LIVE"}' },
  ]);
});

test('the hub of the shuttle does not leave; a manager steers his own library alone', async () => {
  const { lens, avion } = network.libraries;
  const his = { login: 'resp', libraryId: lens };
  const notYours = { refusal: 'library-not-yours', facts: { library: 'AVION' } };
  expect(await desk.sheet(his, avion)).toMatchObject(notYours);
  expect(await desk.setContact(his, avion, contact)).toMatchObject(notYours);
  expect(await desk.enter(his, avion, 'LEAVING', 'x')).toMatchObject(notYours);
  expect(await desk.sheet(his, lens)).toMatchObject({ granted: true, value: { blocking: [] } });
});
