import { connect, createServer, type Socket } from 'node:net';
import { QueryTypes } from 'sequelize';
import { granted, refused } from '../../../core/outcome.ts';
import { StoreUnavailable } from '../../../core/ports/store.ts';
import type { Sql } from '../sql.ts';
import { describeMariadb, freshMariadb, throwAway } from '../testing.ts';
import { openMariadb } from './open.ts';

/** A wire to the server that a test may freeze or cut. */
async function wire(url: string) {
  const server = new URL(url);
  const sockets = new Set<Socket>();
  let frozen = false;
  let onBytes: (bytes: Buffer) => void = () => undefined;
  const listener = createServer((near) => {
    const far = connect(Number(server.port), server.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
      from.on('data', (bytes: Buffer) => {
        if (from === near) onBytes(bytes);
        if (!frozen) to.write(bytes);
      });
    }
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as { port: number };
  const through = new URL(url);
  through.port = String(port);
  return {
    url: through.href,
    freeze: () => void (frozen = true),
    cut: () => sockets.forEach((socket) => socket.destroy()),
    hears: (listener: (bytes: Buffer) => void) => void (onBytes = listener),
    async close() {
      sockets.forEach((socket) => socket.destroy());
      await new Promise<void>((resolve) => listener.close(() => resolve()));
    },
  };
}

describeMariadb('MariaDB', () => {
  const { maria, later } = throwAway();
  const withItems = async (options: Parameters<typeof maria>[0] = {}) => {
    const database = await maria(options);
    await database.define(`CREATE TABLE items (id BIGINT PRIMARY KEY, patron BIGINT, at BIGINT NOT NULL DEFAULT 0, price DECIMAL(9,2),
      cover BLOB) ENGINE=InnoDB`);
    await database.transaction(async (sql) => {
      for (let id = 1; id <= 8; id += 1) await sql.run('INSERT INTO items (id) VALUES (?)', [id]);
      return granted(null);
    });
    return database;
  };
  const claim = (sql: Sql, id: number) =>
    sql.run('UPDATE items SET patron = COALESCE(patron, 0) + 1 WHERE id = ?', [id]);
  const claims = async (database: { reader: Sql }) =>
    (await database.reader.one<{ n: number }>('SELECT CAST(COALESCE(SUM(patron), 0) AS INTEGER) AS n FROM items'))!.n;

  test('a session is READ COMMITTED, waits 3 seconds for a row, is strict, and concatenates as SQLite does', async () => {
    const database = await withItems();
    expect(
      await database.reader
        .one(`SELECT @@tx_isolation AS isolation, @@innodb_lock_wait_timeout AS wait, 'a' || 'b' AS joined,
        @@collation_connection AS collation`),
    ).toEqual({ isolation: 'READ-COMMITTED', wait: 3, joined: 'ab', collation: 'utf8mb4_bin' });
    expect(await database.health()).toMatchObject({ reachable: true, durability: 'full' });
  });

  test('numbers come back as numbers, bytes as bytes, and a write counts the rows it matched, changed or not', async () => {
    const database = await withItems();
    const cover = new Uint8Array([0xff, 0x00, 0x1d, 0x1e, 0x1f]).subarray(1);
    const at = 1_800_000_000_123;
    const outcome = await database.transaction(async (sql) => {
      const first = await sql.run('UPDATE items SET at = ?, cover = ? WHERE id <= 2', [at, cover]);
      const again = await sql.run('UPDATE items SET at = ? WHERE id <= 2', [at]);
      const row = await sql.one<{ at: number; cover: Uint8Array }>(
        'SELECT at, cover FROM items WHERE id = ? AND at = ?',
        [1, at],
      );
      const returned = await sql.all('INSERT INTO items (id) VALUES (?), (?) RETURNING id', [100, 101]);
      return granted({ first, again, at: row!.at, cover: [...row!.cover], returned: [...returned] });
    });
    expect(outcome).toEqual(
      granted({ first: 2, again: 2, at, cover: [0, 0x1d, 0x1e, 0x1f], returned: [{ id: 100 }, { id: 101 }] }),
    );
  });

  test('refusals and faults roll back, constraints are told in neutral words', async () => {
    const database = await withItems();
    expect(await database.transaction(async (sql) => (await claim(sql, 1), refused('patron-blocked')))).toEqual(
      refused('patron-blocked'),
    );
    await expect(
      database.transaction(async (sql) => {
        await claim(sql, 2);
        throw new Error('the printer caught fire');
      }),
    ).rejects.toThrow('the printer caught fire');
    const outcome = await database.transaction(async (sql) => {
      const kinds: unknown[] = [];
      for (const text of ['INSERT INTO items (id) VALUES (1)', 'INSERT INTO items (id, at) VALUES (50, NULL)']) {
        kinds.push(await sql.run(text).catch((error: { name: string; kind: string }) => `${error.name} ${error.kind}`));
      }
      await claim(sql, 3);
      return granted(kinds);
    });
    expect(outcome).toEqual(granted(['ConstraintViolation unique', 'ConstraintViolation other']));
    expect(await claims(database)).toBe(1);
  });

  test('a deadlock is run again from its start, and nobody is told', async () => {
    const database = await withItems();
    let runs = 0;
    const crossing = (first: number, second: number) =>
      database.transaction(async (sql) => {
        runs += 1;
        await claim(sql, first);
        await new Promise((resolve) => setTimeout(resolve, 50));
        await claim(sql, second);
        return granted(null);
      });
    expect(await Promise.all([crossing(1, 2), crossing(2, 1)])).toEqual([granted(null), granted(null)]);
    expect(runs).toBeGreaterThan(2);
    expect(await claims(database)).toBe(4);
  });

  test('a deadlock that the work swallowed is not taken for a success', async () => {
    const database = await withItems({ retries: 0 });
    const crossing = (first: number, second: number) =>
      database.transaction(async (sql) => {
        await claim(sql, first);
        await new Promise((resolve) => setTimeout(resolve, 50));
        await claim(sql, second).catch(() => 0);
        return granted(null);
      });
    const answers = await Promise.allSettled([crossing(1, 2), crossing(2, 1)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { name: 'StoreBusy' } });
    expect(await claims(database)).toBe(2);
  });

  test('a row that stays locked is told as busy after every retry', async () => {
    const database = await withItems({ lockWaitTimeout: 1, retries: 1 });
    let release: () => void = () => undefined;
    const holder = database.transaction(async (sql) => {
      await claim(sql, 1);
      await new Promise<void>((resolve) => (release = resolve));
      return granted(null);
    });
    await expect(database.transaction(async (sql) => granted(await claim(sql, 1)))).rejects.toMatchObject({
      name: 'StoreBusy',
    });
    release();
    await holder;
  });

  test('waiters get their connection in the order they came', async () => {
    const database = await withItems({ poolSize: 1 });
    const done: number[] = [];
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        database.transaction(async (sql) => {
          await sql.one('SELECT 1');
          done.push(index);
          return granted(null);
        }),
      ),
    );
    expect(done).toEqual(Array.from({ length: 40 }, (_, index) => index));
  });

  test('a snapshot reads one moment, whatever is committed meanwhile', async () => {
    const database = await withItems();
    const counts = await database.snapshot(async (sql) => {
      const before = await claims({ reader: sql });
      await database.transaction(async (write) => granted(await claim(write, 1)));
      return [before, await claims({ reader: sql })];
    });
    expect(counts).toEqual([0, 0]);
    expect(await claims(database)).toBe(1);
  });

  test('a frozen server is given up after the socket time-out, not waited for', async () => {
    const place = await freshMariadb();
    later(place.remove);
    const through = await wire(place.url);
    later(() => through.close());
    const database = openMariadb({ url: through.url, socketTimeout: 300 });
    later(() => database.close());
    await database.reader.one('SELECT 1');
    through.freeze();
    await expect(database.transaction(async (sql) => granted(await sql.one('SELECT 1')))).rejects.toThrow(
      StoreUnavailable,
    );
  });

  test('a connection of the pool that the server closed is replaced without a word', async () => {
    const place = await freshMariadb();
    later(place.remove);
    const through = await wire(place.url);
    later(() => through.close());
    const database = openMariadb({ url: through.url });
    later(() => database.close());
    for (let round = 0; round < 3; round += 1) {
      expect(await database.transaction(async (sql) => granted(await sql.one('SELECT 1 AS one')))).toEqual(
        granted({ one: 1 }),
      );
      expect(await database.reader.one('SELECT 2 AS two')).toEqual({ two: 2 });
      through.cut();
    }
  });

  test('a connection that dies during COMMIT is told as unknown, and never run again', async () => {
    const place = await freshMariadb();
    later(place.remove);
    const through = await wire(place.url);
    later(() => through.close());
    const database = openMariadb({ url: through.url });
    later(() => database.close());
    let runs = 0;
    through.hears((bytes) => bytes.includes('\x03COMMIT') && through.cut());
    const lost = database.transaction(async (sql) => {
      runs += 1;
      return granted(await sql.one('SELECT 1'));
    });
    await expect(lost).rejects.toThrow(/lost while a transaction was being committed: it may be done/);
    await expect(lost).rejects.toBeInstanceOf(StoreUnavailable);
    expect(runs).toBe(1);
  });

  test('trap: a raw query of Sequelize needs its type: without one the connector and Sequelize disagree', async () => {
    const { sequelize } = await withItems();
    const select = 'SELECT id FROM items WHERE id = 1';
    expect(await sequelize.query(select, { type: QueryTypes.SELECT })).toEqual([{ id: 1 }]);
    await expect(sequelize.query(select)).rejects.toThrow(`Cannot delete property 'meta'`);
  });

  test('trap: DECIMAL comes back as a floating number, so money is whole cents', async () => {
    const database = await withItems();
    await database.transaction(async (sql) =>
      granted(await sql.run('UPDATE items SET price = 0.10 WHERE id IN (1, 2, 3)')),
    );
    const prices = await database.reader.all<{ price: unknown }>('SELECT price FROM items WHERE price IS NOT NULL');
    expect([...prices]).toEqual([{ price: 0.1 }, { price: 0.1 }, { price: 0.1 }]);
  });
});

test('a server that is not there is told in one sentence, without the password', async () => {
  const database = openMariadb({ url: 'mariadb://user:hidden@127.0.0.1:1/p', connectTimeout: 2_000 });
  const fault = await database
    .transaction(async (sql) => granted(await sql.one('SELECT 1')))
    .catch((error: unknown) => error);
  expect(fault).toMatchObject({
    name: 'StoreUnavailable',
    message: expect.stringContaining('MariaDB 127.0.0.1:1/p cannot be used') as string,
  });
  expect((fault as Error).message).not.toContain('hidden');
  expect(await database.health()).toMatchObject({ reachable: false });
  await database.close();
});
