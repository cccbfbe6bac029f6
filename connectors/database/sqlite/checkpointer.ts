/**
 * Worker entry: moves committed pages from the WAL into the database file, away from the thread that answers requests.
 * A PASSIVE checkpoint never makes the writer wait; past `walLimit` a RESTART is tried, which lets the log begin again
 * at its start, and gives up soon when a reader or the writer is in the way. Never TRUNCATE: a file that has its size
 * already is synchronised twice as fast as one that grows.
 */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { CheckpointerData } from './checkpointing.ts';

const { file, interval, walLimit } = workerData as CheckpointerData;
const database = new DatabaseSync(file, { timeout: 20 });
const pageSize = Object.values(database.prepare('PRAGMA page_size').get()!)[0] as number;
const passive = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');
const restart = database.prepare('PRAGMA wal_checkpoint(RESTART)');

function checkpoint(): void {
  try {
    const { log } = passive.get() as { log: number };
    if (log * pageSize > walLimit) restart.get();
  } catch (error) {
    // A full or failing disk: the WAL keeps everything, the writer meets the same fault and tells it.
    if ((error as { code?: string }).code !== 'ERR_SQLITE_ERROR') throw error;
    parentPort!.postMessage({ fault: (error as Error).message });
  }
}

const timer = setInterval(checkpoint, interval);
parentPort!.on('message', () => {
  clearInterval(timer);
  database.close();
  parentPort!.close();
});
