import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openStore } from '../../connectors/database/index.ts';
import { inboxFolder, recordFiles, tableFiles } from '../../connectors/record-files/index.ts';
import { Directory } from '../network/directory.ts';
import type { NetworkLibrary } from '../network/network.ts';
import { granted, type Outcome } from '../outcome.ts';
import type { Store } from '../ports/store.ts';
import type { BatchKind, MigrationBatch, Step } from './entities.ts';
import { migrationDesk, type MigrationDesk } from './desk.ts';
import { migrationLimits, type MigrationLimits, type MigrationPorts } from './ports.ts';

/** A network of three libraries on an empty database in memory, its desk of batches and files of its own. */
export interface BatchNetwork {
  readonly store: Store;
  readonly ports: MigrationPorts;
  readonly desk: MigrationDesk;
  readonly libraries: Readonly<Record<'LENS' | 'LIEVIN' | 'AVION', number>>;
  file(name: string, bytes: Uint8Array | string): string;
  /** Opens a batch on a file of these bytes. */
  open(kind: BatchKind, library: string, profile: string, bytes: Uint8Array | string): Promise<MigrationBatch>;
  /** Takes steps one after the other; throws at the first refused. */
  take(batch: { id: number }, ...steps: Step[]): Promise<MigrationBatch>;
  /** The records the index is told of since the last call. */
  told(): Promise<Set<number>>;
  close(): Promise<void>;
}

export const admin = { login: 'admin', libraryId: null };

/** On a database in memory, or `on` one whose network is filled in: its libraries here then begin by `B-`. */
export async function batchNetwork({
  on,
  limits,
}: { on?: Store; limits?: Partial<MigrationLimits> } = {}): Promise<BatchNetwork> {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-batches-'));
  const store = on ?? (await openStore({ url: 'sqlite::memory:', dataDir: folder }));
  const prefix = on ? 'B-' : '';
  const branch = (code: string, inseeCode: string): Omit<NetworkLibrary, 'id'> => {
    const place = { name: code, commune: code, kind: 'BRANCH', state: 'LIVE', isPickup: true, acceptsReturns: true };
    return { code, inseeCode, ...place } as Omit<NetworkLibrary, 'id'>;
  };
  const [lens, lievin, avion] = await store.administration.insertLibraries([
    branch(`${prefix}LENS`, '62498'),
    branch(`${prefix}LIEVIN`, '62510'),
    branch(`${prefix}AVION`, '62065'),
  ]);
  if (!on) await fillIn(store);
  const directory = new Directory(store);
  await directory.refresh();
  let now = Date.UTC(2026, 10, 21, 9);

  const ports: MigrationPorts = {
    store,
    directory,
    clock: { now: () => (now += 10) },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    records: recordFiles({ workerFile: resolve('connectors/record-files/parser-worker.ts') }),
    tables: tableFiles(),
    inbox: inboxFolder(folder),
    limits: { ...migrationLimits.live, linesPerTransaction: 50, ...limits },
  };
  const desk = migrationDesk(ports);
  let files = 0;
  const file = (name: string, bytes: Uint8Array | string): string => {
    const path = join(folder, `${(files += 1)}-${name}`);
    writeFileSync(path, bytes);
    return path;
  };
  return {
    store,
    ports,
    desk,
    libraries: { LENS: lens!, LIEVIN: lievin!, AVION: avion! },
    file,
    async open(kind, library, profile, bytes) {
      const path = file(`${library}-${kind}`, bytes);
      return value(await desk.open({ kind, library, profile, file: path, size: statSync(path).size }, admin));
    },
    async take({ id }, ...steps) {
      let batch: MigrationBatch | null = null;
      for (const step of steps) batch = value(await desk.take({ batchId: id, step, by: admin }));
      return batch!;
    },
    async told() {
      const rows = await store.read.outbox('records-changed', 10_000);
      const others = await store.read.outbox('records-to-disseminate', 10_000);
      const ids = [...rows, ...others].map(({ id }) => id);
      await store.transaction(async (work) => granted(await work.outbox.done(ids)));
      return new Set(rows.flatMap(({ payload }) => JSON.parse(payload) as number[]));
    },
    async close() {
      if (!on) await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Categories and a policy: what readers and loans need. */
async function fillIn({ administration }: Store): Promise<void> {
  await administration.insertCategories([
    { code: 'ADULTE', label: 'Adulte', kind: 'PERSON', membershipMonths: 12 },
    { code: 'ENFANT', label: 'Enfant', kind: 'PERSON', membershipMonths: 12 },
  ]);
  await administration.insertPolicies([
    {
      ...{ categoryId: null, itemType: null, libraryId: null, loanDays: 21, renewals: 2, renewDays: 21 },
      ...{ maxPerType: null, maxTotal: 20, holdsMax: 10, holdable: true, selfCheck: true, hardDueDate: null },
      ...{ graceOpenDays: 0, suspensionPerLateDay: 0, feeSchedule: null },
    },
  ]);
}

/** What was granted; throws what was refused. */
export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.granted) throw new Error(`refused: ${outcome.refusal} ${JSON.stringify(outcome.facts)}`);
  return outcome.value;
}
