import { openDatabase } from '../../connectors/database/index.ts';
import { createStore } from '../../connectors/database/store.ts';
import { oaiSource, type OaiSourceOptions } from '../../connectors/oai-source/index.ts';
import { startProvider, type Offered, type Provider } from '../../connectors/oai-source/provider.fixture.ts';
import { granted, type Outcome } from '../outcome.ts';
import type { Store } from '../ports/store.ts';
import type { HarvestedRecord, HarvestNote, HarvestRun, RunKind, SourceDescription } from './entities.ts';
import { harvestLimits, type HarvestLimits, type HarvestPorts } from './ports.ts';
import { harvest } from './run.ts';

/** 20 November 2026, 12:00 UTC. */
export const noon = Date.UTC(2026, 10, 20, 12);

/** A library that harvests a partner over a real socket. */
export interface HarvestNetwork {
  readonly provider: Provider;
  readonly store: Store;
  readonly ports: HarvestPorts;
  /** Waits that were asked for instead of being made. */
  readonly pauses: number[];
  at(time: number): void;
  harvest(kind?: RunKind, signal?: AbortSignal, onRun?: (run: HarvestRun) => void): Promise<HarvestRun>;
  notes(run: HarvestRun): Promise<HarvestNote[]>;
  /** Every record that was kept. */
  kept(): Promise<HarvestedRecord[]>;
  /** Identifiers of those that live, in order. */
  live(): Promise<string[]>;
  close(): Promise<void>;
}

export const partner: SourceDescription = {
  ...{ code: 'PARTENAIRE', name: 'Un partenaire', baseUrl: '', metadataPrefix: 'oai_dc', set: null },
  ...{ networks: ['127.0.0.1/32'], repair: false, active: true, everyHours: 24, overlapMinutes: null, sweepDays: null },
  ...{
    resourceType: null,
    access: 'FREE',
    licence: 'domaine public',
    rightsUri: '',
    audiences: ['readers', 'harvesters'],
  },
};

/** Opens it over a database in memory. */
export async function harvestNetwork(
  options: {
    readonly items?: Offered[];
    readonly source?: Partial<SourceDescription>;
    readonly limits?: Partial<HarvestLimits>;
    readonly asking?: Partial<OaiSourceOptions>;
  } = {},
): Promise<HarvestNetwork> {
  const provider = await startProvider(options.items ?? []);
  const { database, administration } = await openDatabase({ url: 'sqlite::memory:', dataDir: '/nonexistent' });
  const store = createStore(database, administration);
  const pauses: number[] = [];
  let now = noon;
  const clock = { now: () => (now += 1) };
  const repositories = oaiSource({
    ...{ betweenRequests: 0, headTime: 2_000, bodyIdle: 500, now: clock.now },
    pause: async (milliseconds) => void pauses.push(milliseconds),
    ...options.asking,
  });
  const ports: HarvestPorts = {
    ...{ store, clock, repositories, log: { info: () => undefined, warn: () => undefined, error: () => undefined } },
    own: { baseUrl: 'https://nous.example.org/oai', repositoryId: 'nous.example.org' },
    limits: { ...harvestLimits, ...options.limits },
  };
  const description = { ...partner, baseUrl: provider.url, ...options.source };
  value(await store.transaction(async (work) => granted(await work.harvest.insertSource(description))));
  const kept = async () => store.read.harvest.records({ sourceId: 1, after: 0, limit: 10_000 });
  return {
    ...{ provider, store, ports, pauses, kept },
    at: (time) => (now = time),
    harvest: async (kind = 'INCREMENTAL', signal = undefined, onRun = undefined) =>
      value(await harvest(ports, { source: description.code, kind, by: 'user:coord' }, onRun, signal)),
    notes: async ({ id }) =>
      (await store.read.harvest.notes(id, 0, 10_000)).map(({ kind, identifier, detail }) => ({
        kind,
        identifier,
        detail,
      })),
    live: async () => (await kept()).filter(({ deletedAt }) => deletedAt === null).map(({ identifier }) => identifier),
    async close() {
      await provider.close();
      await store.close();
    },
  };
}

/** What was granted; throws what was refused. */
export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.granted) throw new Error(`refused: ${outcome.refusal} ${JSON.stringify(outcome.facts)}`);
  return outcome.value;
}
