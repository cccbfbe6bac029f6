import { start } from '../../core/circulation/small-network.fixture.ts';
import { sweepHolds } from '../../core/holds/sweep.ts';
import { noTimetable } from '../../core/holds/ports.ts';
import type { HoldView } from './contract-holds.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { endedOnShelfList, holdExplanationView, holdList, holdView, pullList } from './schemas-holds.ts';
import { getAs, post, refusal, signIn, type SignedIn } from './testing-client.fixture.ts';

let network: RealNetwork;
let agent: SignedIn;
let record: string;
beforeEach(async () => {
  network = await realNetwork();
  agent = await signIn(network.url, 'agent-lens');
  const { recordId } = await network.item('I1');
  await network.patron('P1');
  await network.patron('P2');
  record = (await network.store.read.records([recordId]))[0]!.controlNumber;
});
afterEach(() => network.close());

const say = (path: string, body: unknown, who = agent): Promise<Response> =>
  post(network.url + path, body, { Cookie: who.cookie, 'X-CSRF': who.csrf });
async function got(path: string): Promise<unknown> {
  const answer = await getAs(agent, network.url + path);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.json();
}
async function placed(card: string, pickup = 'LENS'): Promise<HoldView> {
  const answer = await say('/holds', { card, record, pickup });
  expect(answer.status).toBe(200);
  return holdView.strict().parse(await answer.json());
}
let transaction = 0;
const scan = (at: 'lens' | 'lievin') =>
  network.checkIn({
    device: network.devices[at],
    itemBarcode: 'I1',
    returnedAt: start,
    transactionDate: `h${(transaction += 1)}`,
  });
const sweep = () => sweepHolds({ ...network.ports, timetable: noTimetable });

test('a hold is placed, listed by reader, record, library and state, suspended, moved and cancelled', async () => {
  const hold = await placed('P1');
  expect(hold).toMatchObject({
    state: 'PENDING',
    record,
    title: 'Germinal',
    pickup: 'LENS',
    position: 1,
    patron: { card: 'P1' },
  });
  for (const query of ['?card=P1', `?record=${record}`, '?library=LENS', '?state=PENDING']) {
    expect(holdList.strict().parse(await got(`/holds${query}`))).toEqual({ items: [hold], total: 1 });
  }
  expect(await got('/holds?state=ON_SHELF')).toEqual({ items: [], total: 0 });

  const until = '2026-12-01T00:00:00.000Z';
  expect(await (await say(`/holds/${hold.id}/suspension`, { until })).json()).toMatchObject({ suspendedUntil: until });
  const moved = await fetch(`${network.url}/holds/${hold.id}/pickup`, {
    method: 'PUT',
    headers: { Cookie: agent.cookie, 'X-CSRF': agent.csrf, 'Content-Type': 'application/json' },
    body: JSON.stringify({ library: 'AVION' }),
  });
  expect(await moved.json()).toMatchObject({ pickup: 'AVION', state: 'PENDING' });
  const cancelled = await (await say(`/holds/${hold.id}/cancel`, { reason: 'patron' })).json();
  expect(cancelled).toMatchObject({ state: 'CANCELLED', cancelReason: 'patron', endedAt: '2026-11-18T09:00:00.000Z' });
});

test('a page of a long list says the total', async () => {
  await placed('P1');
  await placed('P2');
  const page = holdList.parse(await got('/holds?offset=1&limit=1'));
  expect([page.total, page.items.map(({ patron }) => patron.card)]).toEqual([2, ['P2']]);
});

test('a refusal says the policy row and the figures it was decided on', async () => {
  await placed('P1');
  const answer = await say('/holds', { card: 'P1', record, pickup: 'LENS' });
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({ code: 'hold-already-placed', facts: { hold: expect.any(Number) } });
  expect(await refusal(await say('/holds', { card: 'P1', record, pickup: 'NOWHERE' }))).toEqual([
    404,
    'library-unknown',
  ]);
  expect(await refusal(await say('/holds/99/cancel', { reason: 'staff' }))).toEqual([404, 'hold-unknown']);
  expect(await refusal(await say('/holds/0/cancel', { reason: 'staff' }))).toEqual([400, 'invalid-request']);
});

test('the pull list of a library names no reader; a document not found leaves it', async () => {
  const hold = await placed('P1', 'AVION');
  await sweep();
  const list = pullList.strict().parse(await got('/libraries/LENS/pull-list'));
  expect(list).toEqual({
    total: 1,
    items: [
      {
        hold: hold.id,
        barcode: 'I1',
        title: 'Germinal',
        location: 'Adultes',
        callNumber: 'R ZOL',
        volume: '',
        pickup: 'AVION',
        since: '2026-11-18T09:00:00.000Z',
        printedAt: null,
        others: 0,
        failedSearches: 0,
      },
    ],
  });
  expect(JSON.stringify(list)).not.toMatch(/P1|Lemaire/);
  expect(await (await say(`/holds/${hold.id}/not-found`, {})).json()).toMatchObject({ state: 'PENDING' });
  expect(await got('/libraries/LENS/pull-list')).toEqual({ items: [], total: 0 });
});

test('the hold shelf says who comes and until when; once cancelled the document is to be taken off', async () => {
  const hold = await placed('P1');
  await scan('lens');
  const shelf = holdList.strict().parse(await got('/libraries/LENS/hold-shelf'));
  expect(shelf.items).toMatchObject([{ id: hold.id, barcode: 'I1', pickupDeadline: '2026-12-02T22:59:59.000Z' }]);
  await say(`/holds/${hold.id}/cancel`, { reason: 'patron' });
  expect(await got('/libraries/LENS/hold-shelf')).toEqual({ items: [], total: 0 });
  const ended = endedOnShelfList.strict().parse(await got('/libraries/LENS/hold-shelf/ended'));
  expect(ended.items).toMatchObject([{ hold: hold.id, barcode: 'I1', state: 'CANCELLED', cancelReason: 'patron' }]);
  expect(await got('/libraries/LENS/strays')).toEqual({ items: [], total: 0 });
});

test('a line is printed, passed on when another library can fetch it, and explained copy by copy', async () => {
  const hold = await placed('P1', 'AVION');
  await sweep();
  expect(await (await say('/libraries/LENS/pull-list/printed', { holds: [hold.id] })).json()).toEqual({ printed: 1 });
  const [line] = pullList.parse(await got('/libraries/LENS/pull-list')).items;
  expect(line!.printedAt).toBe('2026-11-18T09:00:00.000Z');
  expect(await refusal(await say('/libraries/AVION/pull-list/printed', { holds: [hold.id] }))).toEqual([
    403,
    'library-not-yours',
  ]);
  expect(await refusal(await say(`/holds/${hold.id}/pass-on`, {}))).toEqual([409, 'no-other-copy']);
  const explained = holdExplanationView.strict().parse(await got(`/holds/${hold.id}/explanation`));
  expect(explained).toEqual({
    hold: { ...hold, state: 'TARGETED', barcode: 'I1' },
    ahead: 0,
    obstacles: [],
    copies: [
      {
        barcode: 'I1',
        library: 'LENS',
        callNumber: 'R ZOL',
        volume: '',
        status: 'AVAILABLE',
        dueAt: null,
        verdict: 'targeted',
      },
    ],
  });
  const recordId = (await network.store.read.recordByControlNumber(record))!.id;
  const { lievin } = network.libraries;
  await network.item('I2', { recordId, homeLibraryId: lievin, holdingLibraryId: lievin });
  expect(await (await say(`/holds/${hold.id}/pass-on`, {})).json()).toMatchObject({ state: 'TARGETED', barcode: 'I2' });
  expect(await got('/holds?title=Germinal&state=live')).toMatchObject({ total: 1 });
  expect(await got('/holds?title=Nana&state=live')).toMatchObject({ total: 0 });
});

test('on the hold shelf a document is kept longer, and its reader called once more a day', async () => {
  const hold = await placed('P1');
  expect(await refusal(await say(`/holds/${hold.id}/extension`, {}))).toEqual([409, 'hold-not-there']);
  await scan('lens');
  network.at(start + 3 * 86_400_000);
  agent = await signIn(network.url, 'agent-lens');
  expect(await (await say(`/holds/${hold.id}/extension`, {})).json()).toMatchObject({
    state: 'ON_SHELF',
    pickupDeadline: '2026-12-05T22:59:59.000Z',
  });
  expect(await (await say(`/holds/${hold.id}/call`, {})).json()).toMatchObject({ id: hold.id });
  expect(await refusal(await say(`/holds/${hold.id}/call`, {}))).toEqual([409, 'already-called-today']);
});

test.each(['info', 'audit'])('%s sees no holds, and changes none', async (login) => {
  const who = await signIn(network.url, login);
  for (const path of ['/holds', '/libraries/LENS/pull-list', '/libraries/LENS/hold-shelf', '/libraries/LENS/strays']) {
    expect(await refusal(await getAs(who, network.url + path))).toEqual([403, 'forbidden']);
  }
  expect(await refusal(await getAs(who, `${network.url}/holds/1/explanation`))).toEqual([403, 'forbidden']);
  for (const act of ['cancel', 'pass-on', 'extension', 'call']) {
    const body = act === 'cancel' ? { reason: 'staff' } : {};
    expect(await refusal(await say(`/holds/1/${act}`, body, who))).toEqual([403, 'forbidden']);
  }
});
