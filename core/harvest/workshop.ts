import { followCatalogue } from '../digital/follow-catalogue.ts';
import { mapWaiting } from '../digital/map-waiting.ts';
import { actorOf } from '../network/post.ts';
import { granted, refused, type Outcome } from '../outcome.ts';
import { decideSweep, type SweepDecision } from './decide.ts';
import type { HarvestDesk, HarvestOrdered, SourceSheet } from './desk.ts';
import type { HarvestRun, HarvestSource, SourceDescription } from './entities.ts';
import { identify, type Identification, type ProbedSource } from './identify.ts';
import type { HarvestPorts, OnRun } from './ports.ts';
import { harvest } from './run.ts';
import { due } from './schedule.ts';
import { saveSource } from './sources.ts';

interface Ordered extends HarvestOrdered {
  readonly source: string;
  readonly by: string;
}

/** Harvests at work, one after the other: a repository is never asked twice at once. Its owner tends it and closes it. */
export class HarvestWorkshop implements HarvestDesk {
  readonly #ports: HarvestPorts;
  readonly #listeners = new Set<(run: HarvestRun) => void>();
  readonly #waiting: Ordered[] = [];
  readonly #closing = new AbortController();
  #running: { readonly source: string; readonly stop: AbortController } | null = null;
  #work: Promise<void> | null = null;

  constructor(ports: HarvestPorts) {
    this.#ports = ports;
  }

  /** Harvests what is due, maps what waits, reads the links of the catalogue. Called again and again by its owner. */
  async tend(): Promise<void> {
    const { store, clock } = this.#ports;
    for (const { source, kind } of await due(store.read.harvest, clock.now())) {
      this.#order({ source, kind, by: 'schedule' });
    }
    await mapWaiting(this.#ports, undefined, this.#closing.signal);
    await followCatalogue(this.#ports);
  }

  /** Stops after the page in hand; what is unfinished is gone on with later. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#waiting.length = 0;
    await this.#work;
  }

  /** Harvests a source here and now; what came of it waits to be mapped. As `harvest`. */
  harvestNow(request: Ordered, onRun: OnRun): Promise<Outcome<HarvestRun>> {
    return this.#harvest(request, onRun);
  }

  async sources(): Promise<readonly SourceSheet[]> {
    const sheets: SourceSheet[] = [];
    for (const source of await this.#ports.store.read.harvest.sources()) sheets.push(await this.#sheet(source));
    return sheets;
  }

  async source(code: string): Promise<Outcome<SourceSheet>> {
    const source = await this.#ports.store.read.harvest.source(code);
    return source ? granted(await this.#sheet(source)) : refused('source-unknown', { source: code });
  }

  async save(by: { readonly login: string }, source: SourceDescription): Promise<Outcome<SourceSheet>> {
    const saved = await saveSource(this.#ports, by, source);
    return saved.granted ? granted(await this.#sheet(saved.value)) : saved;
  }

  identify(source: ProbedSource): Promise<Outcome<Identification>> {
    return identify(this.#ports, source, this.#closing.signal);
  }

  async start(by: { readonly login: string }, code: string, order: HarvestOrdered): Promise<Outcome<null>> {
    const found = await this.source(code);
    if (!found.granted) return found;
    if (order.from !== undefined) {
      const open = { sourceId: found.value.source.id, states: ['RUNNING', 'PARKED'] as const, limit: 1 };
      const [unfinished] = await this.#ports.store.read.harvest.runs(open);
      if (unfinished) return refused('harvest-busy', { source: code, run: unfinished.id });
    }
    const ordered = this.#order({ source: code, ...order, by: actorOf({ id: null, login: by.login }) });
    return ordered ? granted(null) : refused('harvest-busy', { source: code });
  }

  async stop(code: string): Promise<Outcome<null>> {
    const found = await this.source(code);
    if (!found.granted) return found;
    const place = this.#waiting.findIndex(({ source }) => source === code);
    if (place >= 0) this.#waiting.splice(place, 1);
    if (this.#running?.source === code) this.#running.stop.abort();
    return granted(null);
  }

  async runs({ source: code, before, limit }: Parameters<HarvestDesk['runs']>[0]): ReturnType<HarvestDesk['runs']> {
    if (code === undefined) return granted(await this.#ports.store.read.harvest.runs({ before, limit }));
    const found = await this.source(code);
    if (!found.granted) return found;
    const sourceId = found.value.source.id;
    return granted(await this.#ports.store.read.harvest.runs({ sourceId, before, limit }));
  }

  async run(runId: number): Promise<Outcome<HarvestRun>> {
    const run = await this.#ports.store.read.harvest.run(runId);
    return run ? granted(run) : refused('harvest-unknown', { run: runId });
  }

  notes(runId: number, after: number, limit: number): ReturnType<HarvestDesk['notes']> {
    return this.#ports.store.read.harvest.notes(runId, after, limit);
  }

  async decide(by: { readonly login: string }, runId: number, decision: SweepDecision): Promise<Outcome<HarvestRun>> {
    const decided = await decideSweep(this.#ports, by, runId, decision);
    if (decided.granted) this.#tell(decided.value);
    return decided;
  }

  async mapAgain(code: string): Promise<Outcome<number>> {
    const found = await this.source(code);
    if (!found.granted) return found;
    return this.#ports.store.transaction(async (work) => granted(await work.harvest.mapAgain(found.value.source.id)));
  }

  async records({ source: code, ...asked }: Parameters<HarvestDesk['records']>[0]): ReturnType<HarvestDesk['records']> {
    const found = await this.source(code);
    if (!found.granted) return found;
    return granted(await this.#ports.store.read.harvest.records({ ...asked, sourceId: found.value.source.id }));
  }

  follow(listener: (run: HarvestRun) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #sheet(source: HarvestSource): Promise<SourceSheet> {
    const { harvest: reading } = this.#ports.store.read;
    const [lastRun] = await reading.runs({ sourceId: source.id, limit: 1 });
    return {
      source,
      lastRun: lastRun ?? null,
      work: this.#workOn(source.code),
      records: await reading.countRecords(source.id),
    };
  }

  #workOn(code: string): SourceSheet['work'] {
    if (this.#running?.source === code) return 'running';
    return this.#waiting.some(({ source }) => source === code) ? 'ordered' : 'idle';
  }

  /** False when it is ordered or under way already. */
  #order(request: Ordered): boolean {
    if (this.#workOn(request.source) !== 'idle' || this.#closing.signal.aborted) return false;
    this.#waiting.push(request);
    this.#work ??= this.#workOff().finally(() => (this.#work = null));
    return true;
  }

  async #workOff(): Promise<void> {
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      const request = next;
      const stop = new AbortController();
      this.#running = { source: request.source, stop };
      try {
        await this.#harvest(request, () => undefined, stop.signal);
        await mapWaiting(this.#ports, undefined, this.#closing.signal);
      } catch (error) {
        this.#ports.log.error(
          { source: request.source, error: String(error) },
          'a harvest broke off; it goes on later',
        );
      } finally {
        this.#running = null;
      }
    }
  }

  #harvest(request: Ordered, onRun: OnRun, stop?: AbortSignal): Promise<Outcome<HarvestRun>> {
    const signal = stop ? AbortSignal.any([stop, this.#closing.signal]) : this.#closing.signal;
    const heard: OnRun = (run) => {
      onRun(run);
      this.#tell(run);
    };
    return harvest(this.#ports, request, heard, signal);
  }

  #tell(run: HarvestRun): void {
    for (const listener of this.#listeners) listener(run);
  }
}
