import { deliver } from '../../core/notices/deliver.ts';
import { defaultNoticeSettings } from '../../core/notices/settings.ts';
import { takeOrders } from '../../core/notices/take-orders.ts';
import { day, start } from '../../core/circulation/small-network.fixture.ts';
import { realNetwork, type RealNetwork } from './real-network.fixture.ts';
import { getAs, post, refusal, signIn, type SignedIn } from './testing-client.fixture.ts';

let network: RealNetwork;
beforeEach(async () => {
  network = await realNetwork();
  await network.item('I1');
  await network.patron('P1');
  network.at(start + day);
});
afterEach(() => network.close());

const send = (who: SignedIn, path: string, body?: unknown, method = 'POST'): Promise<Response> =>
  fetch(`${network.url}${path}`, {
    method,
    headers: { Cookie: who.cookie, 'X-CSRF': who.csrf, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const iso = (hours: number): string => new Date(start + hours * 3_600_000).toISOString();

const batch = {
  batch: '7d4a3c1e-0001',
  clocks: [{ device: 'kiosk-lievin', secondsBehind: 7_200 }],
  lines: [
    { key: '1', kind: 'check-out', device: 'kiosk-lens', at: iso(1), card: 'P1', item: 'I1' },
    { key: '2', kind: 'check-in', device: 'kiosk-lievin', at: iso(0), item: 'I1' },
    { key: '3', kind: 'check-out', library: 'LENS', at: iso(3), card: 'NOBODY', item: 'I1' },
  ],
};

describe('off-line batches', () => {
  test('a batch is replayed and reported on in words; again it gets the same report', async () => {
    const admin = await signIn(network.url, 'admin');
    const answer = await send(admin, '/offline-batches', batch);
    const report = await answer.json();
    expect(answer.status).toBe(200);
    expect(report).toMatchObject({
      batch: batch.batch,
      receivedBy: 'admin',
      counts: { applied: 2, alreadyTrue: 0, superseded: 0, exception: 1 },
      lines: [
        { key: '1', device: 'kiosk-lens', outcome: 'applied', at: iso(1) },
        { key: '2', device: 'kiosk-lievin', outcome: 'applied', at: iso(2) },
        { key: '3', device: null, library: 'LENS', reasons: [{ code: 'patron-unknown', text: 'Carte inconnue.' }] },
      ],
    });
    expect(await (await send(admin, '/offline-batches', batch)).json()).toEqual(report);
    expect(await (await getAs(admin, `${network.url}/offline-batches/${batch.batch}`)).json()).toEqual(report);
  });

  test('a long batch is read, one with too many lines is refused', async () => {
    const admin = await signIn(network.url, 'admin');
    const lines = (count: number) =>
      Array.from({ length: count }, (_, n) => ({
        key: `${n}`,
        kind: 'check-in',
        device: 'kiosk-lens',
        at: iso(1),
        item: `UNKNOWN-DOCUMENT-${n}`,
      }));
    expect((await send(admin, '/offline-batches', { batch: 'long-batch', lines: lines(800) })).status).toBe(200);
    const refused = await send(admin, '/offline-batches', { batch: 'too-long-batch', lines: lines(5_001) });
    expect(await refusal(refused)).toEqual([413, 'offline-batch-too-large']);
  });

  test('what is not of the form is refused: no place, two places, a card on a return', async () => {
    const admin = await signIn(network.url, 'admin');
    const [line] = batch.lines;
    for (const wrong of [
      { ...line, device: undefined },
      { ...line, library: 'LENS' },
      { ...line, kind: 'check-in' },
      { ...line, at: 'yesterday' },
    ]) {
      const answer = await send(admin, '/offline-batches', { batch: 'wrong-batch', lines: [wrong] });
      expect(await refusal(answer)).toEqual([400, 'invalid-request']);
    }
  });

  test('staff of a library send and see what is of their library', async () => {
    const agent = await signIn(network.url, 'agent-lens');
    expect(await refusal(await send(agent, '/offline-batches', batch))).toEqual([403, 'library-not-yours']);
    await send(await signIn(network.url, 'admin'), '/offline-batches', batch);
    const mine = await getAs(agent, `${network.url}/offline-exceptions`);
    expect(await mine.json()).toMatchObject({ total: 1, items: [{ card: 'NOBODY', library: 'LENS' }] });
    const foreign = await getAs(agent, `${network.url}/offline-exceptions?library=AVION`);
    expect(await refusal(foreign)).toEqual([403, 'library-not-yours']);
  });

  test('an exception is resolved once, with a note', async () => {
    const admin = await signIn(network.url, 'admin');
    await send(admin, '/offline-batches', batch);
    const list = await getAs(admin, `${network.url}/offline-exceptions?kind=check-out`);
    const { items } = (await list.json()) as { items: { id: number }[] };
    const path = `/offline-exceptions/${items[0]!.id}/resolve`;
    expect(await refusal(await send(admin, path, { note: ' ' }))).toEqual([400, 'invalid-request']);
    expect(await (await send(admin, path, { note: 'Carte retrouvée' })).json()).toMatchObject({
      note: 'Carte retrouvée',
      resolvedBy: 'admin',
      card: null,
    });
    expect(await refusal(await send(admin, path, { note: 'encore' }))).toEqual([409, 'exception-resolved']);
    expect(await refusal(await send(admin, '/offline-exceptions/999/resolve', { note: 'x' }))).toEqual([
      404,
      'exception-unknown',
    ]);
  });

  test.each(['info', 'audit'])('%s may not replay', async (login) => {
    const who = await signIn(network.url, login);
    expect(await refusal(await send(who, '/offline-batches', batch))).toEqual([403, 'forbidden']);
    expect(await refusal(await getAs(who, `${network.url}/offline-exceptions`))).toEqual([403, 'forbidden']);
  });
});

describe('notices', () => {
  /** A notice on paper at Lens, for want of a mail server. */
  async function onPaper(): Promise<number> {
    const { patron } = (await network.store.read.patron('P1'))!;
    await network.work((work) => work.outbox.add('notices', { kind: 'card-registered', patronId: patron.id }, start));
    const { store, directory, clock } = network.ports;
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    await takeOrders({ store, log }, 10);
    const [id] = await store.read.notices.due(network.now(), 10);
    await deliver({ store, directory, clock, log, mailer: null, settings: defaultNoticeSettings }, id!);
    return id!;
  }

  test('they are listed without what they say, and printed once', async () => {
    const id = await onPaper();
    const agent = await signIn(network.url, 'agent-lens');
    const list = await (await getAs(agent, `${network.url}/notices?state=TO_PRINT`)).json();
    expect(list).toMatchObject({
      total: 1,
      items: [{ id, kind: 'card-registered', library: 'LENS', reason: 'no-mail-server', attempts: 1 }],
    });
    expect(JSON.stringify(list)).not.toMatch(/Lemaire/);
    const toPrint = () =>
      getAs(agent, `${network.url}/libraries/LENS/notices-to-print`).then((answer) => answer.json());
    expect(await toPrint()).toMatchObject({ total: 1 });
    const slip = await getAs(agent, `${network.url}/notices/${id}/slip?form=a4`);
    expect(await slip.json()).toMatchObject({ html: expect.stringMatching(/Bonjour Jeanne Lemaire/) });
    expect(await (await post(`${network.url}/notices/${id}/printed`, {}, headers(agent))).json()).toMatchObject({
      state: 'PRINTED',
      settledBy: 'agent-lens',
    });
    expect(await toPrint()).toMatchObject({ total: 0 });
    expect(await refusal(await post(`${network.url}/notices/${id}/printed`, {}, headers(agent)))).toEqual([
      409,
      'notice-not-on-paper',
    ]);
  });

  const headers = (who: SignedIn): Record<string, string> => ({ Cookie: who.cookie, 'X-CSRF': who.csrf });

  test('staff of a library see the paper of their library alone', async () => {
    await onPaper();
    const agent = await signIn(network.url, 'agent-lens');
    const foreign = await getAs(agent, `${network.url}/libraries/AVION/notices-to-print`);
    expect(await refusal(foreign)).toEqual([403, 'library-not-yours']);
    const unknown = await getAs(agent, `${network.url}/libraries/NOWHERE/notices-to-print`);
    expect(await refusal(unknown)).toEqual([404, 'library-unknown']);
  });

  test('the network says them in its own words; a placeholder that is not known is refused', async () => {
    const coordinator = await signIn(network.url, 'coord');
    const words = { kind: 'overdue', language: 'en', subject: 'Late', text: 'Dear {reader}\n\n{documents}' };
    const saved = await send(coordinator, '/notice-templates', words, 'PUT');
    expect(await saved.json()).toMatchObject({ ...words, custom: true });
    const list = await (await getAs(coordinator, `${network.url}/notice-templates`)).json();
    expect(list).toMatchObject({ total: 12, items: expect.arrayContaining([expect.objectContaining(words)]) });
    const wrong = await send(coordinator, '/notice-templates', { ...words, text: '{pin}' }, 'PUT');
    expect(await refusal(wrong)).toEqual([422, 'template-wrong']);
    const agent = await signIn(network.url, 'agent-lens');
    expect(await refusal(await send(agent, '/notice-templates', words, 'PUT'))).toEqual([403, 'forbidden']);
  });
});
