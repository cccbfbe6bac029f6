import { randomUUID } from 'node:crypto';
import { granted, refused, type Outcome } from '../../outcome.ts';
import type { ExportShelf, ShelvedExport } from '../../ports/export-files.ts';
import type { Log } from '../../ports/log.ts';
import type { Editor } from '../../terms/desk.ts';
import { compiled } from './choose.ts';
import { exportRecords, type ExportPorts } from './export-records.ts';
import { blank, type ExportReport, type ExportRequest, type ExportState } from './request.ts';

/** Exports asked for at a post, made one after the other, and fetched when they are whole. */
export interface ExportDesk {
  /**
   * Orders one. Whoever works for one library takes out that library alone. Refused `library-unknown`,
   * `library-not-yours`, `query-unsupported` (facts.feature).
   */
  start(by: Editor, request: ExportRequest): Promise<Outcome<ExportJob>>;
  /** The newest first; those of his library to whoever works for one. */
  list(by: Editor): Promise<readonly ExportJob[]>;
  /** Refused `export-unknown`. */
  find(by: Editor, id: string): Promise<Outcome<ExportJob>>;
  /** Its bytes. Refused `export-unknown`, `export-not-ready`. */
  read(by: Editor, id: string): Promise<Outcome<{ job: ExportJob; content: AsyncIterable<Uint8Array> }>>;
  /** Stops it when it is being made, and throws its file away. Refused `export-unknown`. */
  remove(by: Editor, id: string): Promise<Outcome<null>>;
}

export interface ExportJob {
  readonly id: string;
  readonly request: ExportRequest;
  readonly status: 'waiting' | 'running' | 'done' | 'failed';
  /** Of the running one: records dealt with, of how many. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly report: ExportReport;
  /** Bytes of the file so far. */
  readonly bytes: number;
  /** UTC milliseconds. */
  readonly startedAt: number;
  readonly finishedAt: number | null;
}

type Ports = ExportPorts & { readonly shelf: ExportShelf; readonly log: Log };

/** The desk at work. Its owner calls `resume` once the server is up, and `close` before the store goes. */
export class ExportWorkshop implements ExportDesk {
  readonly #ports: Ports;
  readonly #waiting: string[] = [];
  readonly #failed = new Set<string>();
  #running: { readonly id: string; done: number; total: number; stop: boolean } | null = null;
  #work: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** Goes on with what a former process left unfinished. */
  async resume(): Promise<void> {
    for (const { id, finished } of await this.#ports.shelf.list()) if (!finished) this.#enqueue(id);
  }

  /** Stops after the page in hand; what is unfinished is gone on with later. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#running) this.#running.stop = true;
    await this.#work;
  }

  async start(by: Editor, request: ExportRequest): Promise<Outcome<ExportJob>> {
    const allowed = this.#allowed(by, request);
    if (!allowed.granted) return allowed;
    const id = randomUUID();
    const file = await this.#ports.shelf.open(id);
    const state: ExportState = { ...blank, request, startedAt: this.#ports.clock.now() };
    await file.keep(JSON.stringify(state));
    await file.close();
    this.#enqueue(id);
    return this.find(by, id);
  }

  async list(by: Editor): Promise<readonly ExportJob[]> {
    const jobs = (await this.#ports.shelf.list()).map((one) => this.#job(one));
    return jobs.filter((job) => this.#maySee(by, job)).sort((one, other) => other.startedAt - one.startedAt);
  }

  async find(by: Editor, id: string): Promise<Outcome<ExportJob>> {
    const job = (await this.list(by)).find((one) => one.id === id);
    return job ? granted(job) : refused('export-unknown');
  }

  async read(by: Editor, id: string): ReturnType<ExportDesk['read']> {
    const job = await this.find(by, id);
    if (!job.granted) return job;
    if (job.value.status !== 'done') return refused('export-not-ready', { status: job.value.status });
    return granted({ job: job.value, content: this.#ports.shelf.read(id) });
  }

  async remove(by: Editor, id: string): Promise<Outcome<null>> {
    const job = await this.find(by, id);
    if (!job.granted) return job;
    const place = this.#waiting.indexOf(id);
    if (place >= 0) this.#waiting.splice(place, 1);
    if (this.#running?.id === id) {
      this.#running.stop = true;
      while (this.#running?.id === id) await new Promise((resolve) => setImmediate(resolve));
    }
    await this.#ports.shelf.remove(id);
    this.#failed.delete(id);
    return granted(null);
  }

  #allowed({ libraryId }: Editor, { scope }: ExportRequest): Outcome<null> {
    const { directory } = this.#ports;
    if (scope.kind === 'library' && !directory.libraryByCode(scope.code)) {
      return refused('library-unknown', { library: scope.code });
    }
    const own = libraryId === null ? null : directory.library(libraryId).code;
    if (own !== null && !(scope.kind === 'library' && scope.code === own)) return refused('library-not-yours');
    const query = scope.kind === 'query' ? compiled(scope.cql) : granted(null);
    return query.granted ? granted(null) : query;
  }

  #maySee({ libraryId }: Editor, { request: { scope } }: ExportJob): boolean {
    if (libraryId === null) return true;
    return scope.kind === 'library' && scope.code === this.#ports.directory.library(libraryId).code;
  }

  #job({ id, state, finished, bytes }: ShelvedExport): ExportJob {
    const { request, report, startedAt, finishedAt } = JSON.parse(state) as ExportState;
    const running = this.#running?.id === id ? this.#running : null;
    const unfinished = running ? 'running' : this.#failed.has(id) ? 'failed' : 'waiting';
    const progress = running && { done: running.done, total: running.total };
    return { id, request, status: finished ? 'done' : unfinished, progress, report, bytes, startedAt, finishedAt };
  }

  #enqueue(id: string): void {
    this.#waiting.push(id);
    this.#work = this.#work.then(() => this.#next());
  }

  async #next(): Promise<void> {
    const id = this.#closed ? undefined : this.#waiting.shift();
    if (id === undefined) return;
    const { shelf, log } = this.#ports;
    const running = { id, done: 0, total: 0, stop: false };
    this.#running = running;
    const file = await shelf.open(id);
    try {
      const { request } = JSON.parse(file.state!) as ExportState;
      const watch = {
        progress: (done: number, total: number) => void Object.assign(running, { done, total }),
        stopped: () => running.stop,
      };
      const outcome = await exportRecords(this.#ports, request, { file, watch });
      if (outcome.granted) return;
      this.#failed.add(id);
      log.error({ export: id, refusal: outcome.refusal }, 'an export could not be made');
    } catch (error) {
      // Kept as far as it went: the next start of the server goes on with it.
      this.#failed.add(id);
      log.error({ export: id, error: String(error) }, 'an export stopped on a fault');
    } finally {
      await file.close();
      this.#running = null;
    }
  }
}
