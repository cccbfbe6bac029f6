import { day, start } from '../../core/circulation/small-network.fixture.ts';
import type { CalendarRequest, PolicyRequest } from './contract-terms.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { getAs, post, refusal, signIn, type SignedIn } from './testing-client.fixture.ts';

let network: RealNetwork;
beforeEach(async () => {
  network = await realNetwork();
});
afterEach(() => network.close());

async function send(who: SignedIn, method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { Cookie: who.cookie, 'X-CSRF': who.csrf };
  if (method === 'POST') return post(network.url + path, body, headers);
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
  return fetch(network.url + path, { method, headers: { ...headers, ...type }, ...json });
}
async function got(who: SignedIn, path: string): Promise<unknown> {
  const answer = await getAs(who, network.url + path);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.json();
}
async function facts(answer: Response): Promise<unknown> {
  return ((await answer.json()) as { facts: unknown }).facts;
}
async function lend(card: string, itemBarcode: string): Promise<void> {
  const device = network.devices.lens;
  const asked = { device, card, itemBarcode, renewalAllowed: false, transactionDate: itemBarcode };
  expect(await network.checkOut(asked)).toMatchObject({ granted: true });
}

const comics: PolicyRequest = {
  category: null,
  itemType: 'COMIC',
  library: null,
  loanDays: 14,
  renewals: 1,
  renewDays: 14,
  maxPerType: 1,
  maxTotal: 5,
  holdsMax: 10,
  holdable: true,
  selfCheck: true,
  hardDueDate: null,
  graceOpenDays: 1,
  suspensionPerLateDay: 0,
  feeSchedule: null,
};

test('an explained refusal names the policy row that decided and the facts it was decided on', async () => {
  const coord = await signIn(network.url, 'coord');
  const saved = (await (await send(coord, 'POST', '/policies', comics)).json()) as { id: number };
  await network.patron('P1');
  await network.item('I1', { type: 'COMIC' });
  await network.item('I2', { type: 'COMIC' });
  await lend('P1', 'I1');

  const agent = await signIn(network.url, 'agent-lens');
  const limit = { policy: saved.id, limit: 1, itemType: 'COMIC' };
  expect(await got(agent, '/explain?card=P1&item=I2')).toEqual({
    at: new Date(start).toISOString(),
    library: 'LENS',
    item: { barcode: 'I2', title: 'Germinal', type: 'COMIC', status: 'AVAILABLE', loanable: true },
    facts: {
      category: 'ADULTE',
      loans: 1,
      loansOfType: 1,
      overdue: 0,
      holds: 0,
      othersWaiting: 0,
      blocks: [],
      expiresAt: new Date(start + 300 * day).toISOString(),
    },
    policy: { id: saved.id, ...comics },
    overruled: [expect.objectContaining({ id: 1, category: null, itemType: null, library: null })],
    due: {
      dueAt: '2026-12-02T22:59:59.000Z',
      steps: [
        { step: 'loan-days', days: 14, date: '2026-12-02' },
        { step: 'opening-day', date: '2026-12-02' },
      ],
    },
    reasons: [
      {
        code: 'loan-limit-of-type-reached',
        title: 'Le nombre de prêts de ce type est atteint.',
        facts: limit,
        staff: 'override',
        selfCheck: 'refuse',
      },
    ],
    staff: expect.objectContaining({
      granted: false,
      code: 'loan-limit-of-type-reached',
      facts: { ...limit, reasons: 'loan-limit-of-type-reached' },
    }),
    selfCheck: expect.objectContaining({ granted: false, code: 'loan-limit-of-type-reached', facts: limit }),
  });
});

test('the due date is explained step by step, with the name of the holiday', async () => {
  await network.patron('P1');
  await network.item('I1');
  const coord = await signIn(network.url, 'coord');
  // 21 days after Wednesday 14 April 2027: Wednesday 5 May; the library then opens on Thursdays alone.
  const thursdays = { weekly: [[], [], [], [{ from: '14:00', to: '18:00' }], [], [], []], exceptions: [] };
  expect((await send(coord, 'PUT', '/libraries/LENS/calendar', thursdays)).status).toBe(200);
  const at = encodeURIComponent('2027-04-14T10:00:00Z');
  const told = (await got(coord, `/explain?card=P1&item=I1&library=LENS&at=${at}`)) as { due: unknown };
  expect(told.due).toEqual({
    dueAt: '2027-05-13T21:59:59.000Z',
    steps: [
      { step: 'loan-days', days: 21, date: '2027-05-05' },
      { step: 'closed', date: '2027-05-05', because: 'weekday', reason: 'fermé le mercredi' },
      { step: 'closed', date: '2027-05-06', because: 'holiday', reason: 'Ascension' },
      ...['07', '08', '09', '10', '11', '12'].map((date) =>
        expect.objectContaining({ step: 'closed', date: `2027-05-${date}` }),
      ),
      { step: 'opening-day', date: '2027-05-13' },
    ],
  });
});

test('explaining needs a library, a known document and a known card', async () => {
  const admin = await signIn(network.url, 'admin');
  const explain = (query: string) => getAs(admin, `${network.url}/explain?${query}`).then(refusal);
  expect(await explain('card=P1&item=I1')).toEqual([404, 'library-unknown']);
  expect(await explain('card=P1&item=I1&library=NOWHERE')).toEqual([404, 'library-unknown']);
  expect(await explain('card=P1&item=I1&library=LENS')).toEqual([404, 'item-unknown']);
  await network.item('I1');
  expect(await explain('card=P1&item=I1&library=LENS')).toEqual([404, 'patron-unknown']);
  expect(await explain('card=P1&library=LENS')).toEqual([400, 'invalid-request']);
});

test('a simulation says what would be answered, and changes nothing', async () => {
  await network.patron('P1');
  await network.item('I1');
  await network.item('I2', { type: 'DVD' });
  const agent = await signIn(network.url, 'agent-lens');
  const simulate = async (body: object): Promise<unknown> =>
    (await send(agent, 'POST', '/simulate', { card: 'P1', item: 'I1', ...body })).json();
  const before = [await network.store.read.counts(), await network.store.read.lastEventSeq()];
  const lent = await simulate({ operation: 'check-out', as: 'STAFF' });
  expect(lent).toMatchObject({
    library: 'LENS',
    answer: { granted: true, facts: { policy: 1 }, dueAt: '2026-12-09T22:59:59.000Z', renewed: false },
  });
  expect(await simulate({ operation: 'check-out', as: 'SELFCHECK', item: 'I2', library: 'AVION' })).toMatchObject({
    library: 'AVION',
    answer: { granted: false, code: 'self-check-not-allowed', facts: { policy: 2 }, dueAt: null },
  });
  expect(await simulate({ operation: 'renew', as: 'STAFF' })).toMatchObject({ answer: { code: 'item-not-on-loan' } });
  expect([await network.store.read.counts(), await network.store.read.lastEventSeq()]).toEqual(before);
});

test('policies are listed, changed and taken out of use; what stands in the way is named', async () => {
  const coord = await signIn(network.url, 'coord');
  const list = async () => ((await got(coord, '/policies')) as { items: { id: number }[] }).items;
  expect((await list()).map(({ id }) => id)).toEqual([2, 1]);
  const added = await send(coord, 'POST', '/policies', comics);
  expect([added.status, await added.json()]).toEqual([200, { id: 3, ...comics }]);
  expect((await (await send(coord, 'PUT', '/policies/3', { ...comics, loanDays: 10 })).json()) as object).toEqual({
    id: 3,
    ...comics,
    loanDays: 10,
  });

  const tie = await send(coord, 'POST', '/policies', comics);
  expect([tie.status, await facts(tie)]).toEqual([409, { policy: 3, other: null, settledBy: null }]);
  const fallback = await send(coord, 'DELETE', '/policies/1');
  expect([fallback.status, await facts(fallback)]).toEqual([409, { policy: 1, fallbacks: 0 }]);
  const wrong = await send(coord, 'POST', '/policies', { ...comics, itemType: 'MAP', hardDueDate: '2027-02-30' });
  expect(await refusal(wrong)).toEqual([400, 'invalid-request']);
  const nobody = await send(coord, 'POST', '/policies', { ...comics, category: 'MARTIENS' });
  expect(await refusal(nobody)).toEqual([404, 'category-unknown']);

  expect((await send(coord, 'DELETE', '/policies/3')).status).toBe(204);
  expect((await list()).map(({ id }) => id)).toEqual([2, 1]);
  expect(await refusal(await send(coord, 'PUT', '/policies/3', comics))).toEqual([404, 'policy-unknown']);
});

test('a library that lends by its own rule is shown with what it changes', async () => {
  const coord = await signIn(network.url, 'coord');
  await send(coord, 'POST', '/policies', comics);
  await send(coord, 'POST', '/policies', { ...comics, library: 'AVION', category: 'ADULTE', loanDays: 42 });
  const auditor = await signIn(network.url, 'audit');
  expect(await got(auditor, '/policies/divergences')).toEqual({
    items: [
      {
        policy: { id: 4, ...comics, library: 'AVION', category: 'ADULTE', loanDays: 42 },
        otherwise: { id: 3, ...comics },
        differences: [{ term: 'loanDays', here: 42, otherwise: 14 }],
      },
    ],
    total: 1,
  });
});

test('a calendar is replaced whole, its openings are told day by day, a wrong one is refused', async () => {
  const manager = await signIn(network.url, 'resp-lens');
  const wednesday = [{ from: '14:00', to: '18:00' }];
  const closing = { until: null, weekday: null, yearly: true, hours: [], reason: 'Inventaire' };
  const calendar: CalendarRequest = {
    weekly: [[], [], wednesday, [], [], [], []],
    exceptions: [{ date: '2026-12-09', ...closing }],
  };
  expect((await send(manager, 'PUT', '/libraries/LENS/calendar', calendar)).status).toBe(200);
  expect(await got(manager, '/libraries/LENS/calendar')).toEqual({ library: 'LENS', ...calendar });
  expect(await got(manager, '/libraries/LENS/openings?from=2026-12-08&to=2026-12-09')).toEqual({
    library: 'LENS',
    days: [
      { date: '2026-12-08', hours: [], closed: { because: 'weekday', reason: 'fermé le mardi' } },
      { date: '2026-12-09', hours: [], closed: { because: 'exception', reason: 'Inventaire' } },
    ],
  });
  const bad = await send(manager, 'PUT', '/libraries/LENS/calendar', {
    ...calendar,
    weekly: [[], [], [{ from: '18:00', to: '14:00' }], [], [], [], []],
  });
  expect([bad.status, await facts(bad)]).toEqual([400, { where: 'weekly.2', what: 'hours' }]);
  const never = await send(manager, 'PUT', '/libraries/LENS/calendar', {
    weekly: [[], [], [], [], [], [], []],
    exceptions: [],
  });
  expect([never.status, await facts(never)]).toEqual([409, { from: '2026-11-18', until: '2027-01-16' }]);

  for (const query of ['from=2026-12-09&to=2026-12-08', 'from=2026-01-01&to=2028-01-01', 'from=hier&to=2026-12-08']) {
    const answer = await getAs(manager, `${network.url}/libraries/LENS/openings?${query}`);
    expect(await refusal(answer)).toEqual([400, 'invalid-request']);
  }
  expect(await refusal(await getAs(manager, `${network.url}/libraries/NOWHERE/calendar`))).toEqual([
    404,
    'library-unknown',
  ]);
});

test('who may: everybody reads the rules, coordination edits them, a manager sets his own calendar', async () => {
  const calendar = { weekly: Array.from({ length: 7 }, () => [{ from: '14:00', to: '18:00' }]), exceptions: [] };
  const allowed = async (login: string): Promise<number[]> => {
    const who = await signIn(network.url, login);
    const answers = [
      await getAs(who, `${network.url}/policies`),
      await send(who, 'PUT', '/policies/62', comics),
      await send(who, 'PUT', '/libraries/LENS/calendar', calendar),
      await send(who, 'PUT', '/libraries/AVION/calendar', calendar),
      await getAs(who, `${network.url}/explain?card=P1&item=I1&library=LENS`),
    ];
    return answers.map(({ status }) => status);
  };
  expect(await allowed('admin')).toEqual([200, 404, 200, 200, 404]);
  expect(await allowed('coord')).toEqual([200, 404, 200, 200, 404]);
  expect(await allowed('resp-lens')).toEqual([200, 403, 200, 403, 404]);
  expect(await allowed('agent-lens')).toEqual([200, 403, 403, 403, 404]);
  expect(await allowed('info')).toEqual([200, 403, 403, 403, 403]);
  expect(await allowed('audit')).toEqual([200, 403, 403, 403, 403]);
});
