import { forgetExchanges } from '../../../core/terminals/forget.ts';
import { granted } from '../../../core/outcome.ts';
import type { NewExchange } from '../../../core/ports/exchanges.ts';
import type { Store } from '../../../core/ports/store.ts';
import type { ExchangesAsked } from '../../../core/terminals/exchange.ts';
import { committed, fresh, noon, type Subject } from './small-network.ts';

/** What terminals said: written, found, followed, forgotten. */
export function exchangesContract(subject: () => Subject): void {
  const message = {
    code: '09',
    fixed: ['N'],
    fields: [
      ['AB', 'é|"\u{1F4D6}'],
      ['AA', 0],
      ['AD', null],
    ],
    seal: 'AY1AZF49E',
    unread: 0,
  } as const;
  const exchange = (changes: Partial<NewExchange> = {}): NewExchange => ({
    at: noon,
    took: 1_500,
    deviceId: subject().network.kiosk,
    libraryId: subject().network.lens,
    address: '10.0.0.1',
    message: 'Checkin',
    outcome: 'ok',
    cause: null,
    item: 'b1',
    cardDigest: null,
    request: message,
    response: { ...message, code: '10', unread: 3 },
    personal: 'sealed',
    ...changes,
  });
  const keep = (store: Store, rows: NewExchange[]) => committed(store, (work) => work.exchanges.insertMany(rows));
  const found = async (asked: Partial<ExchangesAsked> & { cardDigest?: string }) =>
    (await subject().store.read.exchanges.page({ limit: 100, ...asked })).map(({ at }) => at - noon);
  afterEach(async () => {
    await forgetExchanges(subject().store, { before: Number.MAX_SAFE_INTEGER, most: 0 });
  });

  test('an exchange is read as it was written, its item under the key it is found by', async () => {
    const { store } = subject();
    const [id] = await keep(store, [exchange()]);
    const { cardDigest: _digest, ...kept } = exchange();
    expect(await store.read.exchanges.page({ limit: 10 })).toEqual([{ ...kept, id, item: 'B1' }]);
    expect(await store.read.exchanges.after(id! - 1, 10)).toEqual([{ ...kept, id, item: 'B1' }]);
    expect(await store.read.exchanges.after(id!, 10)).toEqual([]);
  });

  test('is found by each thing one may know of it, and by several at once', async () => {
    const { store, network } = subject();
    const digest = 'd'.repeat(43);
    await keep(store, [
      exchange({ at: noon + 1, deviceId: null, libraryId: null, message: 'Login', item: null }),
      exchange({ at: noon + 2, outcome: 'refused', cause: 'patron-unknown', message: 'Checkout', cardDigest: digest }),
      exchange({ at: noon + 3, outcome: 'refused', cause: 'item-unknown', item: ' B2 ' }),
      exchange({ at: noon + 4, outcome: 'malformed', cause: 'checksum-wrong', libraryId: network.lievin }),
    ]);
    expect(await found({})).toEqual([4, 3, 2, 1]);
    expect(await found({ deviceId: network.kiosk })).toEqual([4, 3, 2]);
    expect(await found({ libraryId: network.lievin })).toEqual([4]);
    expect(await found({ message: 'Login' })).toEqual([1]);
    expect(await found({ outcome: 'refused' })).toEqual([3, 2]);
    expect(await found({ outcome: 'refused', cause: 'item-unknown' })).toEqual([3]);
    expect(await found({ cardDigest: digest })).toEqual([2]);
    expect(await found({ item: 'b2' })).toEqual([3]);
    expect(await found({ from: noon + 2, until: noon + 3 })).toEqual([3, 2]);
    expect(await found({ deviceId: network.kiosk, outcome: 'refused', item: 'B1', until: noon + 9 })).toEqual([2]);
    expect(await found({ message: 'Renew' })).toEqual([]);
    expect(await store.read.audit()).toEqual([]);
  });

  test('pages meet without a gap nor a repeat, also at one and the same moment', async () => {
    const { store } = subject();
    const ids = await keep(
      store,
      Array.from({ length: 25 }, (_, n) => exchange({ at: noon + Math.floor(n / 10) })),
    );
    const seen: number[] = [];
    for (let before: ExchangesAsked['before']; ;) {
      const page = await store.read.exchanges.page({ before, limit: 7 });
      seen.push(...page.map(({ id }) => id));
      const last = page.at(-1);
      if (!last) break;
      before = { at: last.at, id: last.id };
    }
    expect(seen).toEqual(ids.toReversed());
  });

  test('a follower goes on where it stopped, with one terminal or with all', async () => {
    const { store, network } = subject();
    const ids = await keep(store, [exchange(), exchange({ deviceId: null }), exchange(), exchange()]);
    const after = async (...asked: [number, number, number?]) =>
      (await store.read.exchanges.after(...asked)).map(({ id }) => id);
    expect(await after(ids[0]!, 2)).toEqual([ids[1], ids[2]]);
    expect(await after(0, 10, network.kiosk)).toEqual([ids[0], ids[2], ids[3]]);
  });

  test('what is old is forgotten, and what is too much, the oldest first; its numbers are never given again', async () => {
    const { store } = subject();
    const ids = await keep(
      store,
      Array.from({ length: 450 }, (_, n) => exchange({ at: noon + n })),
    );
    await forgetExchanges(store, { before: noon + 430, most: 1_000 });
    expect(await found({})).toEqual(Array.from({ length: 20 }, (_, n) => 449 - n));
    await forgetExchanges(store, { before: 0, most: 5 });
    expect(await found({})).toEqual([449, 448, 447, 446, 445]);
    await forgetExchanges(store, { before: Number.MAX_SAFE_INTEGER, most: 5 });
    const [next] = await keep(store, [exchange()]);
    expect(next).toBeGreaterThan(ids.at(-1)!);
  });

  test.each([
    ['exchange-keeps-no-secret', `request = '{"fields":[["AA",0],["AD","1234"]]}'`, 'keeps a PIN or a password'],
    ['exchange-keeps-no-secret', `request = '{"fields":[["AD",null],["AD","1234"]]}'`, 'keeps a PIN or a password'],
    ['exchange-keeps-no-secret', `response = '{"fields":[["CO",""],["AC",4]]}'`, 'keeps a PIN or a password'],
    ['exchange-is-readable', `response = '{"fields":'`, 'cannot be read'],
    ['exchange-is-readable', `outcome = 'fine'`, 'cannot be read'],
  ])('%s is found: %s', async (invariant, broken, sentence) => {
    const { store, database } = subject();
    const [id] = await keep(store, [exchange()]);
    await database.transaction(async (sql) =>
      granted(await sql.run(`UPDATE exchanges SET ${broken} WHERE id = ?`, [id!])),
    );
    expect(await store.read.audit()).toEqual([{ invariant, detail: `exchange ${id} ${sentence}` }]);
  });

  test('a secret that came empty, or was left out, is no breach', async () => {
    const { store } = subject();
    const fields = [
      ['AD', ''],
      ['AC', null],
      ['AD', null],
    ] as const;
    await keep(store, [exchange({ request: { ...message, fields }, cause: `c${fresh()}` })]);
    expect(await store.read.audit()).toEqual([]);
  });
}
