import type { Connection } from './connection.ts';
import { resultCode, resultCodes } from './faults.ts';

/**
 * Takes SQLite's write lock. When another process holds it, tries again after 20 to 200 ms, without stopping the event
 * loop, for `patience` milliseconds; then throws what SQLite said.
 */
export async function begin(connection: Connection, patience: number): Promise<void> {
  const giveUpAt = performance.now() + patience;
  for (;;) {
    try {
      connection.prepare('BEGIN IMMEDIATE').run();
      return;
    } catch (error) {
      if (resultCode(error) !== resultCodes.busy || performance.now() >= giveUpAt) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 180));
  }
}
