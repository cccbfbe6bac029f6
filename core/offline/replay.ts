import { checkIn } from '../circulation/check-in.ts';
import { checkOut } from '../circulation/check-out.ts';
import { dayMilliseconds, type CirculationPorts } from '../circulation/ports.ts';
import { renew } from '../circulation/renew.ts';
import { staffPost, type Post } from '../network/post.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import type { Store } from '../ports/store.ts';
import type { BatchOfFacts, OfflineReport } from './desk.ts';
import type { OfflineBatch, OfflineLine, Verdict } from './entities.ts';
import { receive, type OfflinePorts } from './receive.ts';
import { watch } from './watch.ts';

/**
 * Replays a batch, line after line, each with its outcome in one transaction: whatever interrupts it, the batch sent again
 * goes on where it stopped, and a batch done is not done again.
 */
export function replayBatch(ports: OfflinePorts) {
  return async (batch: BatchOfFacts): Promise<Outcome<OfflineReport>> => {
    const received = await receive(ports, batch);
    if (!received.granted) return received;
    const kept = await ports.store.read.offline.batch(batch.batchKey);
    if (!kept) return refused('offline-batch-unknown');
    if (kept.finishedAt === null) await replayLines(ports, kept);
    return reportOf(ports.store, batch.batchKey);
  };
}

/** What became of each line of a batch. */
export async function reportOf({ read }: Pick<Store, 'read'>, batchKey: string): Promise<Outcome<OfflineReport>> {
  const batch = await read.offline.batch(batchKey);
  return batch ? granted({ batch, lines: await read.offline.lines(batch.id) }) : refused('offline-batch-unknown');
}

async function replayLines(ports: OfflinePorts, batch: OfflineBatch): Promise<void> {
  const devices = await ports.store.read.devices();
  for (const line of await ports.store.read.offline.lines(batch.id)) {
    const post = devices.find((device) => device.id === line.deviceId) ?? staffPost(line.login, line.libraryId);
    if (line.outcome === null) await replayLine(ports, { batch, line, post });
  }
  await ports.store.transaction(async (work) => granted(await work.offline.finish(batch.id, ports.clock.now())));
}

/** Another request replayed this line meanwhile: what was begun here is rolled back. */
class AlreadySettled extends Error {
  override readonly name = 'AlreadySettled';
}

/** One line to replay, and where it happened. */
interface Told {
  readonly batch: OfflineBatch;
  readonly line: OfflineLine;
  readonly post: Post;
}

async function replayLine(ports: OfflinePorts, told: Told): Promise<void> {
  const { line } = told;
  try {
    const verdict = (await verdictUnseen(ports, line)) ?? (await act(ports, told));
    if (verdict) await settle(ports, line, verdict);
  } catch (error) {
    if (!(error instanceof AlreadySettled)) throw error;
  }
}

async function settle({ store, clock }: OfflinePorts, line: OfflineLine, verdict: Verdict): Promise<void> {
  await store.transaction(async (work) => {
    const settled = await work.offline.settle(line.id, verdict, clock.now());
    if (!settled) throw new AlreadySettled(`line ${line.id}`);
    return granted(null);
  });
}

/** What can be said without doing anything; null when the fact must be acted upon. */
async function verdictUnseen(ports: OfflinePorts, line: OfflineLine): Promise<Verdict | null> {
  if (line.at < ports.clock.now() - ports.offline.oldestDays * dayMilliseconds) return exception(['too-old']);
  if (line.itemSince === null || line.at >= line.itemSince) return null;
  if (line.kind === 'check-out') {
    // circulation.md §4, check-out row 6: lent to somebody else since is no detail, somebody must look at it.
    const sheet = await ports.store.read.item(line.barcode);
    if (sheet?.loan && sheet.loan.at > line.at) return null;
  }
  return { outcome: 'superseded', changed: false, reasons: ['changed-since'] };
}

function exception(reasons: Verdict['reasons']): Verdict {
  return { outcome: 'exception', changed: false, reasons };
}

/** Does what the fact says. Null when the line was settled with it; else what is left to settle. */
async function act(ports: OfflinePorts, told: Told): Promise<Verdict | null> {
  const done = await asTold(settlingWith(ports, told.line), told);
  return done.granted ? null : exception([done.refusal]);
}

/** The use cases of circulation, with the time and the due date the reader was told. */
async function asTold(ports: CirculationPorts, { batch, line, post }: Told): Promise<Outcome<unknown>> {
  const common = {
    device: post,
    itemBarcode: line.barcode,
    transactionDate: `offline ${batch.batchKey} ${line.lineKey}`,
  };
  const fact = { card: line.card ?? '', offline: { at: line.at, dueAt: line.dueAt } };
  switch (line.kind) {
    case 'check-out':
      return checkOut(ports)({ ...common, ...fact, renewalAllowed: true });
    case 'check-in':
      return checkIn(ports)({ ...common, returnedAt: line.at });
    case 'renewal':
      return renew(ports)({ ...common, ...fact });
  }
}

/** The same ports, on a store that settles the line in the transaction that does what it says. */
function settlingWith(ports: CirculationPorts, line: OfflineLine): CirculationPorts {
  const { store, clock } = ports;
  return {
    ...ports,
    store: {
      ...store,
      transaction: (run) =>
        store.transaction(async (work) => {
          const watched = watch(work);
          const outcome = await run(watched.work);
          if (!outcome.granted) return outcome;
          const settled = await work.offline.settle(line.id, watched.verdict(), clock.now());
          if (!settled) throw new AlreadySettled(`line ${line.id}`);
          return outcome;
        }),
    },
  };
}
