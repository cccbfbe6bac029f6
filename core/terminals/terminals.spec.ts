import { Buffer } from 'node:buffer';
import type { Device } from '../network/network.ts';
import { refused } from '../outcome.ts';
import type { NewExchange } from '../ports/exchanges.ts';
import type { Store, Work } from '../ports/store.ts';
import type { Exchange, ExchangeDraft } from './exchange.ts';
import { ExchangeJournal, type HeardExchange } from './journal.ts';
import { Presences } from './presence.ts';
import { ExchangeVault } from './vault.ts';

const kiosk = { id: 1, libraryId: 1 } as Device;
const gate = { id: 2, libraryId: 1 } as Device;
const said = (device: Device | null, at: number, facts: Partial<HeardExchange> = {}): HeardExchange => ({
  frame: Buffer.from('0912'),
  reply: Buffer.from('10'),
  device,
  cause: null,
  at,
  ...facts,
});

describe('who is connected', () => {
  const minute = 60_000;
  test('a connection belongs to nobody, then to a terminal, then to nobody', () => {
    const presences = new Presences();
    const one = presences.connected('10.0.0.1', 0);
    const other = presences.connected('10.0.0.2', 5);
    expect(presences.strangers).toBe(2);
    presences.heard(one, said(kiosk, 1));
    presences.heard(other, said(kiosk, 6));
    expect([presences.strangers, presences.pulse(1)!.connections.size]).toEqual([0, 2]);
    presences.left(one);
    expect([...presences.pulse(1)!.connections]).toEqual([other]);
    presences.heard(other, said(null, 7)); // a wrong login: it is nobody any more
    expect([presences.strangers, presences.pulse(1)!.connections.size]).toEqual([1, 0]);
    presences.left(other);
    expect(presences.strangers).toBe(0);
  });

  test('the same connection may become another terminal', () => {
    const presences = new Presences();
    const connection = presences.connected('10.0.0.1', 0);
    presences.heard(connection, said(kiosk, 1));
    presences.heard(connection, said(gate, 2));
    expect([presences.pulse(1)!.connections.size, presences.pulse(2)!.connections.size]).toEqual([0, 1]);
  });

  test('the rate is that of the last minute, also after a silence and when the clock goes back', () => {
    const presences = new Presences();
    const connection = presences.connected('10.0.0.1', 0);
    for (let at = 0; at < 2 * minute; at += 1_000) presences.heard(connection, said(kiosk, at));
    const pulse = presences.pulse(1)!;
    expect(pulse.messages).toBe(120);
    expect(presences.rate(pulse, 2 * minute - 1)).toBe(60);
    expect(presences.rate(pulse, 2 * minute + 30_000)).toBeLessThanOrEqual(30);
    expect(presences.rate(pulse, 10 * minute)).toBe(0);
    presences.heard(connection, said(kiosk, minute));
    expect(presences.rate(pulse, 10 * minute)).toBe(1);
  });

  test('refusals are counted, and the last is known', () => {
    const presences = new Presences();
    const connection = presences.connected('10.0.0.1', 0);
    presences.heard(connection, said(kiosk, 1, { cause: 'patron-unknown' }));
    presences.heard(connection, said(kiosk, 2));
    expect(presences.pulse(1)).toMatchObject({ messages: 2, refusals: 1, cause: 'patron-unknown', causeAt: 1 });
  });
});

describe('the vault', () => {
  const vault = new ExchangeVault(Buffer.alloc(32, 7));
  test('gives back what it sealed, to nobody else and not altered', () => {
    const sealed = vault.seal(['20000001', 'Zoé Lefèvre'])!;
    expect(sealed).not.toContain('20000001');
    expect(vault.open(sealed)).toEqual(['20000001', 'Zoé Lefèvre']);
    expect(vault.seal(['20000001', 'Zoé Lefèvre'])).not.toBe(sealed);
    expect(new ExchangeVault(Buffer.alloc(32, 8)).open(sealed)).toBeNull();
    const altered = Buffer.from(sealed, 'base64url');
    altered[altered.length - 1]! ^= 1;
    expect(vault.open(altered.toString('base64url'))).toBeNull();
    expect(vault.open('AAAA')).toBeNull();
  });
  test('seals nothing when there is nothing', () => {
    expect(vault.seal([])).toBeNull();
    expect(vault.open(null)).toEqual([]);
  });
  test('knows a card however it was typed, and says nothing of it', () => {
    expect(vault.cardDigest(' ab12 ')).toBe(vault.cardDigest('AB12'));
    expect(vault.cardDigest('AB12')).toMatch(/^[\w-]{43}$/);
    expect(new ExchangeVault(Buffer.alloc(32, 8)).cardDigest('AB12')).not.toBe(vault.cardDigest('AB12'));
  });
});

describe('the journal of exchanges', () => {
  const read = ({ device, cause, at }: HeardExchange, address: string): ExchangeDraft => {
    const message = { code: '09', fixed: [], fields: [], seal: '', unread: 0 };
    const place = { deviceId: device?.id ?? null, libraryId: device?.libraryId ?? null, address };
    const facts = { at, took: 1, message: 'Checkin', outcome: 'ok', cause, item: null, card: 'CARD-0001' } as const;
    return { ...place, ...facts, request: message, response: message, personal: ['CARD-0001'] };
  };
  const logged: Record<string, unknown>[] = [];
  const log = {
    info: () => undefined,
    warn: (facts: Record<string, unknown>) => void logged.push(facts),
    error: () => undefined,
  };
  const vault = new ExchangeVault(Buffer.alloc(32, 7));

  /** A database that keeps what it is given, when it can. */
  class Kept {
    readonly rows: NewExchange[] = [];
    batches = 0;
    away = false;
    readonly store = {
      transaction: async (run: (work: Work) => Promise<unknown>) => {
        this.batches += 1;
        if (this.away) throw new Error('the database is away');
        const insertMany = async (rows: NewExchange[]) => rows.map((row) => this.rows.push(row));
        return run({ exchanges: { insertMany } } as unknown as Work);
      },
    } as unknown as Store;
  }
  const nobody = { address: '10.0.0.1', terminal: null };
  beforeEach(() => logged.splice(0));

  test('nothing is read nor written while the terminal waits', async () => {
    const kept = new Kept();
    let taken = 0;
    const journal = new ExchangeJournal({
      store: kept.store,
      vault,
      log,
      read: (heard, at) => ((taken += 1), read(heard, at)),
    });
    for (let at = 0; at < 250; at += 1) journal.note(said(kiosk, at), nobody);
    expect([taken, kept.batches, journal.counts]).toEqual([0, 0, { written: 0, waiting: 250, dropped: 0 }]);
    await journal.flush();
    expect([taken, kept.batches, journal.counts]).toEqual([250, 10, { written: 250, waiting: 0, dropped: 0 }]);
    expect(kept.rows.map((row) => row.at)).toEqual(Array.from({ length: 250 }, (_, at) => at));
    expect(JSON.stringify(kept.rows)).not.toContain('CARD-0001');
    expect(kept.rows[0]).toMatchObject({ cardDigest: vault.cardDigest('CARD-0001') });
  });

  test('writes by itself, a batch a turn, and followers hear each exchange with its number', async () => {
    const kept = new Kept();
    const journal = new ExchangeJournal({ store: kept.store, vault, log, read }, { every: 5, atOnce: 2 });
    const heard: Exchange[] = [];
    const enough = new Promise<void>((resolve) => {
      journal.follow((exchange) => heard.push(exchange) === 3 && resolve());
    });
    for (const at of [1, 2, 3]) journal.note(said(kiosk, at), nobody);
    await enough;
    expect(heard.map(({ id, at, personal }) => [id, at, personal])).toEqual([
      [1, 1, ['CARD-0001']],
      [2, 2, ['CARD-0001']],
      [3, 3, ['CARD-0001']],
    ]);
    expect(kept.batches).toBe(2);
    await journal.flush();
  });

  test.each([
    ['exchanges', { waiting: 10 }, 10],
    ['bytes', { waitingBytes: 60 }, 10],
  ])('what does not fit is counted, not kept: %s', async (_, limits, fits) => {
    const kept = new Kept();
    const journal = new ExchangeJournal({ store: kept.store, vault, log, read }, limits);
    for (let at = 0; at < 25; at += 1) journal.note(said(kiosk, at), nobody);
    expect(journal.counts).toEqual({ written: 0, waiting: fits, dropped: 25 - fits });
    await journal.flush();
    expect(kept.rows).toHaveLength(fits);
    expect(logged).toEqual([{ dropped: 25 - fits }]);
    journal.note(said(kiosk, 99), nobody); // there is room again
    await journal.flush();
    expect(kept.rows.at(-1)?.at).toBe(99);
  });

  test('a terminal that floods leaves room for the others', async () => {
    const kept = new Kept();
    const presences = new Presences();
    const journal = new ExchangeJournal({ store: kept.store, vault, log, read }, { waiting: 20, waitingOfOne: 5 });
    const [flooding, quiet] = [presences.connected('10.0.0.1', 0), presences.connected('10.0.0.2', 0)];
    presences.heard(flooding, said(kiosk, 0));
    presences.heard(quiet, said(gate, 0));
    for (let at = 0; at < 100; at += 1) journal.note(said(kiosk, at), flooding);
    journal.note(said(gate, 7), quiet);
    await journal.flush();
    expect(kept.rows.filter((row) => row.deviceId === 1)).toHaveLength(5);
    expect(kept.rows.filter((row) => row.deviceId === 2)).toHaveLength(1);
    journal.note(said(kiosk, 200), flooding);
    expect(journal.counts.waiting).toBe(1);
    await journal.flush();
  });

  test('a database that is away costs exchanges and nothing else; the next ones are kept', async () => {
    const kept = new Kept();
    const journal = new ExchangeJournal({ store: kept.store, vault, log, read });
    kept.away = true;
    journal.note(said(kiosk, 1), nobody);
    await journal.flush();
    expect(journal.counts).toEqual({ written: 0, waiting: 0, dropped: 1 });
    expect(logged[0]).toEqual({ error: 'Error: the database is away', exchanges: 1 });
    kept.away = false;
    journal.note(said(kiosk, 2), nobody);
    await journal.flush();
    expect(kept.rows.map((row) => row.at)).toEqual([2]);
  });

  test('a refusal of the store is no success', async () => {
    const store = { transaction: async () => refused('temporarily-unavailable') } as unknown as Store;
    const journal = new ExchangeJournal({ store, vault, log, read });
    journal.note(said(kiosk, 1), nobody);
    await journal.flush();
    expect(journal.counts).toMatchObject({ written: 0, dropped: 1 });
  });
});
