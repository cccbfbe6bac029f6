import { saveVersion, textOf } from '../catalogue/editing/save.ts';
import { granted } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { OutboxRow } from '../ports/outbox.ts';
import type { Store, Work } from '../ports/store.ts';
import { linkHeadings } from './linking.ts';

export interface HeadingPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log?: Log;
}

/** How much one step takes on. */
export interface HeadingLimits {
  /** Records settled in one transaction: few, so that loans go first. */
  readonly recordsAtOnce: number;
  /** Rows of the outbox read at once. */
  readonly rowsPerPass: number;
}
export const headingLimits: HeadingLimits = { recordsAtOnce: 20, rowsPerPass: 10 };

/** What one pass did. */
export interface HeadingPass {
  readonly rows: number;
  readonly records: number;
  readonly changed: number;
}

/**
 * One pass: links what waits to be linked, and takes changed headings to their records, a few records a transaction. Killed
 * in between it goes on where it was: a record that already reads as its authorities do is left as it is.
 */
export async function followHeadings(ports: HeadingPorts, limits = headingLimits): Promise<HeadingPass> {
  const { read } = ports.store;
  const total = { rows: 0, records: 0, changed: 0 };
  for (const row of await read.outbox('headings-to-link', limits.rowsPerPass)) {
    const ids = idsOf(row);
    for (let from = 0; from < Math.max(ids.length, 1); from += limits.recordsAtOnce) {
      const last = from + limits.recordsAtOnce >= ids.length;
      total.changed += await settle(ports, ids.slice(from, from + limits.recordsAtOnce), last ? row : null);
      await breath();
    }
    total.rows += 1;
    total.records += ids.length;
  }
  for (const row of await read.outbox('headings-changed', limits.rowsPerPass)) {
    for (;;) {
      const step = await propagate(ports, row, limits);
      total.records += step.records;
      total.changed += step.changed;
      if (step.finished) break;
      await breath();
    }
    total.rows += 1;
  }
  return total;
}

/** Links some records; with a row, settles it in the same transaction. */
async function settle({ store, clock }: HeadingPorts, ids: readonly number[], row: OutboxRow | null): Promise<number> {
  const at = clock.now();
  const done = await store.transaction(async (work) => {
    await work.records.reserveNumbers(0); // a write first: it takes the lock of the catalogue
    const changed = await linkRecords(work, ids, at);
    if (row) await work.outbox.done([row.id]);
    return granted(changed);
  });
  return done.granted ? done.value : 0;
}

async function propagate(
  { store, clock }: HeadingPorts,
  row: OutboxRow,
  limits: HeadingLimits,
): Promise<{ records: number; changed: number; finished: boolean }> {
  const at = clock.now();
  const step = await store.transaction(async (work) => {
    await work.records.reserveNumbers(0);
    const propagation = await work.authorities.propagation(JSON.parse(row.payload) as number);
    if (!propagation || propagation.finishedAt !== null) {
      await work.outbox.done([row.id]);
      return granted({ records: 0, changed: 0, finished: true });
    }
    const { id, authorityId, lastRecordId } = propagation;
    const ids = await work.authorities.linkedRecords(authorityId, lastRecordId, limits.recordsAtOnce);
    const changed = await linkRecords(work, ids, at);
    const finished = ids.length < limits.recordsAtOnce;
    await work.authorities.advance(id, {
      done: propagation.done + ids.length,
      changed: propagation.changed + changed,
      lastRecordId: ids.at(-1) ?? lastRecordId,
      finishedAt: finished ? at : null,
    });
    if (finished) await work.outbox.done([row.id]);
    return granted({ records: ids.length, changed, finished });
  });
  return step.granted ? step.value : { records: 0, changed: 0, finished: true };
}

/** Links the headings of live records to their authorities; a record that must read otherwise gets a version of its own. Returns how many did. */
async function linkRecords(work: Work, ids: readonly number[], at: number): Promise<number> {
  let changed = 0;
  for (const id of ids) {
    const record = await work.cataloguing.lockById(id);
    if (record?.status !== 'LIVE') {
      if (record) await work.authorities.setHeadings(id, [], []);
      continue;
    }
    const text = textOf(record);
    const former = { record: text, links: await work.authorities.links(id) };
    const linked = await linkHeadings(work.authorities, id, text, former);
    if (linked.record === text) {
      await work.authorities.setHeadings(id, linked.links, linked.unlinked);
      continue;
    }
    await saveVersion(
      work,
      record,
      { record: text, standing: record }, // it links them itself, from the same text
      { act: 'HEADING', actor: 'system', at, reason: '' },
    );
    changed += 1;
  }
  return changed;
}

function idsOf({ payload }: OutboxRow): number[] {
  const ids: unknown = JSON.parse(payload);
  return Array.isArray(ids) ? ids.filter((id): id is number => Number.isSafeInteger(id)) : [];
}

/** Lets the event loop turn: readers are served between two steps. */
function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
