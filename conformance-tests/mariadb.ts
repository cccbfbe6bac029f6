import { randomBytes } from 'node:crypto';
import { createConnection } from 'mariadb';

/** Base URL of the MariaDB server the test runner started; undefined when there is none. */
export const mariadbServer = process.env.PASSERELLE_TEST_MARIADB_URL;

/** A new, empty database of its own on that server; `drop` removes it. */
export async function newDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  if (mariadbServer === undefined) throw new Error('no MariaDB server');
  const name = `conformance_${randomBytes(6).toString('hex')}`;
  await run(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  const url = new URL(mariadbServer);
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => run(`DROP DATABASE ${name}`) };
}

async function run(sql: string): Promise<void> {
  const url = new URL(mariadbServer!);
  const connection = await createConnection({
    host: url.hostname,
    port: Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  });
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}
