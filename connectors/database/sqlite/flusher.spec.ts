import { copyFileSync, fdatasync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { granted, refused } from '../../../core/outcome.ts';
import type { Sql } from '../sql.ts';
import { freshFolder, throwAway } from '../testing.ts';
import { Connection } from './connection.ts';
import { Flusher, type Synchronise } from './flusher.ts';
import { setUp } from './set-up.ts';
import { Writer } from './writer.ts';

const { later } = throwAway();
const kiosks = 64;

/** A writer that flushes aside whenever two requesters share a commit, on a disk of the test's making. */
async function writerOn(synchronise: (file: string, folder: string) => Synchronise) {
  const { folder, remove } = freshFolder();
  later(remove);
  const file = join(folder, 'loans.sqlite');
  const connection = new Connection({ file });
  setUp(connection, 0, 0);
  const writer = new Writer(connection, { flushAsideFrom: 2 }, new Flusher(file, synchronise(file, folder)));
  later(async () => {
    await writer.close();
    connection.close();
  });
  await writer.hold(({ database }) => database.exec('CREATE TABLE loans (item TEXT PRIMARY KEY)'));
  return writer;
}
const lend = (item: string) => async (sql: Sql) => {
  await sql.run('INSERT INTO loans (item) VALUES (?)', [item]);
  return granted(item);
};

test('whatever moment the power is cut, every loan answered is on the disk', async () => {
  const images: string[] = [];
  let onDisk = 0;
  const writer = await writerOn((file, folder) => (descriptor, done) => {
    // The least that the disk may hold once this flush is done: what had been written when it began.
    const image = join(folder, `image-${images.length}`);
    mkdirSync(image);
    for (const end of ['', '-wal']) copyFileSync(file + end, join(image, `loans.sqlite${end}`));
    images.push(image);
    fdatasync(descriptor, (error) => {
      onDisk = images.length;
      done(error);
    });
  });

  const answered: { item: string; image: number }[] = [];
  await Promise.all(
    Array.from({ length: kiosks }, async (_, kiosk) => {
      for (let round = 0; round < 10; round += 1) {
        const item = `${kiosk}-${round}`;
        const outcome = await writer.transaction(lend(item));
        if (outcome.granted) answered.push({ item, image: onDisk - 1 });
      }
    }),
  );

  expect(answered).toHaveLength(10 * kiosks);
  expect(images.length).toBeGreaterThan(9);
  for (const [index, image] of images.entries()) {
    const left = new Connection({ file: join(image, 'loans.sqlite') });
    const items = new Set((left.all('SELECT item FROM loans') as { item: string }[]).map(({ item }) => item));
    left.close();
    const missing = answered.filter((answer) => answer.image === index && !items.has(answer.item));
    expect(missing).toEqual([]);
  }
});

test('a refusal waits for the flush of the group it was decided in', async () => {
  let flushed = false;
  const writer = await writerOn(() => (descriptor, done) => {
    fdatasync(descriptor, (error) => {
      flushed = true;
      done(error);
    });
  });
  const answers = [
    writer.transaction(lend('1')),
    writer.transaction(async () => refused('item-on-loan-to-another')).then(() => flushed),
  ];
  expect(await Promise.all(answers)).toEqual([granted('1'), true]);
});

test('after a flush that failed nobody is told yes, and nothing more is written', async () => {
  const broken = Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' });
  const writer = await writerOn(() => (_descriptor, done) => void setImmediate(() => done(broken)));
  const group = await Promise.allSettled([writer.transaction(lend('1')), writer.transaction(lend('2'))]);
  const unavailable = { name: 'StoreUnavailable', message: expect.stringContaining('EIO') as string, cause: broken };
  expect(group).toMatchObject([
    { status: 'rejected', reason: unavailable },
    { status: 'rejected', reason: unavailable },
  ]);
  await expect(writer.transaction(lend('3'))).rejects.toMatchObject(unavailable);
  expect(writer.lost).toMatchObject(unavailable);
});
