import { saveVersion, textOf } from '../catalogue/editing/save.ts';
import { granted } from '../outcome.ts';
import type { RecordHeadings } from '../ports/authorities.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { OutboxRow } from '../ports/outbox.ts';
import type { Store, Work } from '../ports/store.ts';
import { HeadingPace } from './heading-pace.ts';
import { linkAll } from './linking.ts';

export interface HeadingPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log?: Log;
}

/** How much is taken on. */
export interface HeadingLimits {
  /** Records settled in one transaction at most: fewer, while they take longer than loans may wait. */
  readonly recordsAtOnce: number;
  /** Rows of the outbox read at once. */
  readonly rowsPerPass: number;
}
export const headingLimits: HeadingLimits = { recordsAtOnce: 1_000, rowsPerPass: 10 };

/** What one pass did. */
export interface HeadingPass {
  readonly rows: number;
  readonly records: number;
  readonly changed: number;
}

/**
 * One pass: links what waits to be linked, and takes changed headings to their records, some records a transaction. Killed
 * in between it goes on where it was: a record that already reads as its authorities do is left as it is.
 */
export async function followHeadings(ports: HeadingPorts, limits = headingLimits): Promise<HeadingPass> {
  const { read } = ports.store;
  const pace = new HeadingPace(limits.recordsAtOnce);
  const total = { rows: 0, records: 0, changed: 0 };
  const waiting = (await read.outbox('headings-to-link', limits.rowsPerPass)).map((row) => ({ row, ids: idsOf(row) }));
  while (waiting.length > 0) {
    const { ids, settled } = nextStep(waiting, pace.records);
    total.changed += await settle(ports, { ids, rows: settled }, pace);
    total.rows += settled.length;
    total.records += ids.length;
    await pace.breath();
  }
  for (const row of await read.outbox('headings-changed', limits.rowsPerPass)) {
    for (;;) {
      const step = await propagate(ports, row, pace);
      total.records += step.records;
      total.changed += step.changed;
      await pace.breath();
      if (step.finished) break;
    }
    total.rows += 1;
  }
  return total;
}

interface WaitingRow {
  readonly row: OutboxRow;
  /** Those not yet looked at. */
  ids: readonly number[];
}

/** Takes so many records from the first rows, and the rows that come to their end by it. */
function nextStep(waiting: WaitingRow[], most: number): { ids: number[]; settled: OutboxRow[] } {
  const ids: number[] = [];
  const settled: OutboxRow[] = [];
  for (let first = waiting[0]; first && (ids.length < most || first.ids.length === 0); first = waiting[0]) {
    const taken = first.ids.slice(0, most - ids.length);
    ids.push(...taken);
    first.ids = first.ids.slice(taken.length);
    if (first.ids.length > 0) break;
    settled.push(first.row);
    waiting.shift();
  }
  return { ids, settled };
}

/** Links some records, and settles the rows that end with them in the same transaction. Returns how many had to change. */
async function settle(
  { store, clock }: HeadingPorts,
  { ids, rows }: { readonly ids: readonly number[]; readonly rows: readonly OutboxRow[] },
  pace: HeadingPace,
): Promise<number> {
  const at = clock.now();
  const done = await store.transaction(async (work) => {
    await work.records.reserveNumbers(0); // a write first: it takes the lock of the catalogue
    const since = performance.now();
    const changed = await linkRecords(work, ids, at);
    await work.outbox.done(rows.map(({ id }) => id));
    return granted({ changed, milliseconds: performance.now() - since });
  });
  if (!done.granted) return 0;
  pace.took(ids.length, done.value.milliseconds);
  return done.value.changed;
}

async function propagate(
  { store, clock }: HeadingPorts,
  row: OutboxRow,
  pace: HeadingPace,
): Promise<{ records: number; changed: number; finished: boolean }> {
  const at = clock.now();
  const atOnce = pace.records;
  const step = await store.transaction(async (work) => {
    await work.records.reserveNumbers(0);
    const since = performance.now();
    const propagation = await work.authorities.propagation(JSON.parse(row.payload) as number);
    if (!propagation || propagation.finishedAt !== null) {
      await work.outbox.done([row.id]);
      return granted({ records: 0, changed: 0, finished: true, milliseconds: 0 });
    }
    const { id, authorityId, lastRecordId } = propagation;
    const ids = await work.authorities.linkedRecords(authorityId, lastRecordId, atOnce);
    const changed = await linkRecords(work, ids, at);
    const finished = ids.length < atOnce;
    await work.authorities.advance(id, {
      done: propagation.done + ids.length,
      changed: propagation.changed + changed,
      lastRecordId: ids.at(-1) ?? lastRecordId,
      finishedAt: finished ? at : null,
    });
    if (finished) await work.outbox.done([row.id]);
    return granted({ records: ids.length, changed, finished, milliseconds: performance.now() - since });
  });
  if (!step.granted) return { records: 0, changed: 0, finished: true };
  pace.took(step.value.records, step.value.milliseconds);
  return step.value;
}

/**
 * Links the headings of live records to their authorities, all of them at once; a record that must read otherwise gets a
 * version of its own, one that is linked as it must be is left alone. Returns how many changed.
 */
async function linkRecords(work: Work, ids: readonly number[], at: number): Promise<number> {
  const records = await work.cataloguing.lockByIds([...new Set(ids)]);
  const former = await work.authorities.headings([...records.keys()]);
  const live = [...records.values()]
    .filter(({ status }) => status === 'LIVE')
    .map((record) => ({ record, text: textOf(record), links: former.get(record.id)?.links ?? [] }));
  const linked = await linkAll(
    work.authorities,
    live.map(({ record, text, links }) => ({ recordId: record.id, record: text, former: { record: text, links } })),
  );
  const headings = new Map<number, RecordHeadings>();
  for (const { id, status } of records.values()) if (status !== 'LIVE') headings.set(id, noHeadings);
  let changed = 0;
  for (const [index, { record, text }] of live.entries()) {
    const one = linked[index]!;
    if (one.record === text) {
      headings.set(record.id, one);
      continue;
    }
    const to = { record: text, standing: record, linked: one };
    await saveVersion(work, record, to, { act: 'HEADING', actor: 'system', at, reason: '' });
    changed += 1;
  }
  for (const [id, now] of headings) if (isSame(former.get(id) ?? noHeadings, now)) headings.delete(id);
  if (headings.size > 0) await work.authorities.setManyHeadings(headings);
  return changed;
}

const noHeadings: RecordHeadings = { links: [], unlinked: [] };

/** Whether a record is linked, and left unlinked, alike. */
function isSame(before: RecordHeadings, now: RecordHeadings): boolean {
  return alike(before.links, now.links, linkFacts) && alike(before.unlinked, now.unlinked, unlinkedFacts);
}

const linkFacts = ['tag', 'occurrence', 'authorityId', 'how', 'extent'] as const;
const unlinkedFacts = ['tag', 'occurrence', 'type', 'heading', 'headingKey', 'reason'] as const;

function alike<Row>(before: readonly Row[], now: readonly Row[], facts: readonly (keyof Row)[]): boolean {
  if (before.length !== now.length) return false;
  return now.every((one) => before.some((other) => facts.every((fact) => one[fact] === other[fact])));
}

function idsOf({ payload }: OutboxRow): number[] {
  const ids: unknown = JSON.parse(payload);
  return Array.isArray(ids) ? ids.filter((id): id is number => Number.isSafeInteger(id)) : [];
}
