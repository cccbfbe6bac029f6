import type { Outcome } from '../../../core/outcome.ts';
import { StoreBusy, StoreUnavailable } from '../../../core/ports/store.ts';
import type { Sql } from '../sql.ts';
import { begin } from './begin.ts';
import { type Connection, ConnectionSql } from './connection.ts';
import { faultOf } from './faults.ts';
import type { Flusher } from './flusher.ts';

export interface WriterOptions {
  /** Transactions that may share one commit. */
  readonly groupLimit?: number;
  /**
   * How long a group waits for as many requesters as lately shared a commit, in milliseconds: a flush takes longer than
   * that, and a lone requester never waits.
   */
  readonly gatherTime?: number;
  /** How long a transaction may keep the event loop waiting for something else than the store, in milliseconds. */
  readonly transactionLimit?: number;
  /** How long a batch tries to begin while another process holds the write lock, in milliseconds. */
  readonly busyPatience?: number;
  /**
   * From how many requesters sharing a commit its flush leaves the event loop to the other requests. Below, the way
   * through the thread pool costs more than it frees.
   */
  readonly flushAsideFrom?: number;
}

interface Unit {
  readonly kind: 'unit';
  readonly run: (sql: Sql) => Promise<Outcome<unknown>>;
  readonly resolve: (outcome: Outcome<unknown>) => void;
  readonly reject: (fault: unknown) => void;
}
interface Hold {
  readonly kind: 'hold';
  readonly take: () => Promise<void>;
}
type Answer = { readonly unit: Unit; readonly outcome?: Outcome<unknown>; readonly fault?: unknown };
/** What came of the units of a batch. */
interface Ran {
  readonly answers: readonly Answer[];
  /** Why nothing of the batch is kept; null while it may be. */
  readonly lost: unknown;
  /** One of them is to be undone alone, and has no savepoint to go back to. */
  readonly toPart: boolean;
}

/** A member that was refused read what the others of its batch had done: when they are lost, so is its answer. */
function release(answers: readonly Answer[], lost: unknown): void {
  for (const { unit, outcome, fault } of answers) {
    if (fault !== undefined) unit.reject(fault);
    else if (lost !== null) unit.reject(lost);
    else unit.resolve(outcome!);
  }
}

const transactionOver = new Error('this transaction is over: a statement was sent after its end, or was not awaited');

/**
 * The one writer of a SQLite file. Waiting transactions run strictly one after the other inside one BEGIN IMMEDIATE,
 * each undone alone when it is refused, and share one flush: their answers are released only once what they wrote is on
 * the disk. SQLite flushes inside COMMIT (synchronous=FULL), which stops the event loop; a group of many commits without
 * it (NORMAL) and is flushed aside, the next group beginning meanwhile.
 */
export class Writer {
  readonly #connection: Connection;
  readonly #groupLimit: number;
  readonly #gatherTime: number;
  readonly #transactionLimit: number;
  readonly #busyPatience: number;
  readonly #flusher: Flusher | null;
  readonly #flushAsideFrom: number;
  /** Called before a batch or a hold begins: whoever reads through this connection gives it back. */
  beforeWork: () => void = () => undefined;
  #atWork = false;
  #synchronous: 'FULL' | 'NORMAL' = 'FULL';
  /** Why nothing is written any more: after a flush that failed, only a restart tells what the disk holds. */
  #lost: Error | null = null;
  #queue: (Unit | Hold)[] = [];
  #working = false;
  /** Requesters that lately shared a commit. */
  #lately = 1;
  #closed = false;
  #interrupt: ((fault: unknown) => void) | null = null;
  #waitingReads: (() => void)[] = [];
  #idle: (() => void)[] = [];

  /** Without a `flusher` (a database in memory) nothing is flushed aside. The connection is at synchronous=FULL. */
  constructor(connection: Connection, options: WriterOptions = {}, flusher: Flusher | null = null) {
    this.#connection = connection;
    this.#groupLimit = options.groupLimit ?? 128;
    this.#gatherTime = options.gatherTime ?? 0.8;
    this.#transactionLimit = options.transactionLimit ?? 10_000;
    this.#busyPatience = options.busyPatience ?? 5_000;
    this.#flusher = flusher;
    this.#flushAsideFrom = options.flushAsideFrom ?? 6;
  }

  /** True while the connection may hold something uncommitted. */
  get atWork(): boolean {
    return this.#atWork;
  }

  /** Why this writer refuses everything until the process starts again; null while it writes. */
  get lost(): Error | null {
    return this.#lost;
  }

  /** As `Database.transaction`. */
  transaction<T>(run: (sql: Sql) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    return new Promise((resolve, reject) => {
      this.#enqueue({ kind: 'unit', run, resolve: resolve as Unit['resolve'], reject }, reject);
    });
  }

  /** Waits its turn, then has the connection alone, outside any transaction, until `use` ends. */
  hold<T>(use: (connection: Connection) => Promise<T> | T): Promise<T> {
    return new Promise((resolve, reject) => {
      const take = async () => {
        try {
          resolve(await use(this.#connection));
        } catch (error) {
          reject(faultOf(error, this.#connection.file));
        } finally {
          if (this.#connection.database.isTransaction) this.#connection.prepare('ROLLBACK').run();
        }
      };
      this.#enqueue({ kind: 'hold', take }, reject);
    });
  }

  /** Runs a synchronous read on the writer's own connection at a moment when it holds nothing uncommitted. */
  read<T>(read: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const now = () => {
        try {
          resolve(read());
        } catch (error) {
          reject(faultOf(error, this.#connection.file));
        }
      };
      if (this.#connection.database.isTransaction) this.#waitingReads.push(now);
      else now();
    });
  }

  /** Refuses new work and returns once what waits is done. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#working) await new Promise<void>((resolve) => this.#idle.push(resolve));
    await this.#flusher?.close();
  }

  #enqueue(turn: Unit | Hold, reject: (fault: unknown) => void): void {
    if (this.#closed) return reject(new StoreUnavailable(`${this.#connection.file}: the database is closed`));
    if (this.#lost) return reject(this.#lost);
    this.#queue.push(turn);
    if (this.#working) return;
    this.#working = true;
    // Not at once: the other requests that this turn of the event loop brings share the same fsync.
    this.#gather(performance.now());
  }

  #gather(since: number): void {
    setImmediate(() => {
      const missed = this.#queue.length < Math.min(Math.floor(this.#lately), this.#groupLimit);
      if (missed && performance.now() - since < this.#gatherTime) this.#gather(since);
      else void this.#work();
    });
  }

  async #work(): Promise<void> {
    const first = this.#queue[0]!;
    this.beforeWork();
    this.#atWork = true;
    if (first.kind === 'hold') {
      this.#queue.shift();
      this.#synchronise('FULL');
      await first.take();
      this.#atWork = false;
    } else {
      const end = this.#queue.findIndex((turn) => turn.kind === 'hold');
      const size = Math.min(end < 0 ? this.#queue.length : end, this.#groupLimit);
      // Half of those who did not come is forgotten at once: a lone requester waits for the others but one time.
      this.#lately = Math.max(size, (this.#lately + size) / 2);
      const batch = this.#queue.splice(0, size) as Unit[];
      const notRun = await this.#runBatch(batch);
      if (notRun.length > 0) this.#queue.unshift(...notRun);
    }
    for (const read of this.#waitingReads.splice(0)) read();

    if (this.#queue.length > 0) return this.#gather(performance.now());
    this.#working = false;
    for (const wake of this.#idle.splice(0)) wake();
  }

  /** Returns the units it did not come to. Never throws: whatever happens is the answer of its units. */
  async #runBatch(batch: Unit[]): Promise<Unit[]> {
    const aside = this.#flusher !== null && this.#lately >= this.#flushAsideFrom;
    let ran: Ran;
    try {
      this.#synchronise(aside ? 'NORMAL' : 'FULL');
      await begin(this.#connection, this.#busyPatience);
      ran = await this.#runUnits(batch, 'together');
      if (ran.toPart) {
        this.#connection.prepare('ROLLBACK').run();
        await begin(this.#connection, this.#busyPatience);
        ran = await this.#runUnits(batch, 'apart');
      }
    } catch (error) {
      if (this.#connection.database.isTransaction) this.#connection.prepare('ROLLBACK').run();
      this.#atWork = false;
      for (const unit of batch) unit.reject(faultOf(error, this.#connection.file));
      return [];
    }

    const { answers } = ran;
    let { lost } = ran;
    const writes = answers.some((answer) => answer.outcome?.granted);
    if (lost === null) lost = this.#end(writes ? 'COMMIT' : 'ROLLBACK');
    this.#atWork = false; // before anybody is answered: who waited for his commit reads what he wrote
    if (aside && writes && lost === null) void this.#answerOnceFlushed(answers);
    else release(answers, lost);
    return batch.slice(answers.length);
  }

  /**
   * Runs the units of a batch one after the other. `together`: without a savepoint for each, which nearly none needs; when
   * one of several is to be undone after it wrote, the batch has to be taken back and run again `apart`.
   */
  async #runUnits(batch: readonly Unit[], how: 'together' | 'apart'): Promise<Ran> {
    const watch = setTimeout(() => this.#interrupt?.(this.#tooSlow()), this.#transactionLimit);
    const answers: Answer[] = [];
    try {
      for (const unit of batch) {
        const before = this.#connection.written;
        const answer = await this.#runUnit(unit, how === 'apart' && batch.length > 1);
        answers.push(answer);
        watch.refresh();
        if (!this.#connection.database.isTransaction) {
          // A full disk or a failed write makes SQLite roll back the whole batch, whatever the unit makes of it.
          const file = this.#connection.file;
          const lost = answer.fault ?? new StoreUnavailable(`${file}: SQLite rolled the transaction back`);
          return { answers, lost, toPart: false };
        }
        const undone = !answer.outcome?.granted && this.#connection.written > before;
        if (undone && how === 'together' && batch.length > 1) return { answers, lost: null, toPart: true };
      }
      return { answers, lost: null, toPart: false };
    } finally {
      clearTimeout(watch);
    }
  }

  async #answerOnceFlushed(answers: readonly Answer[]): Promise<void> {
    let lost: unknown = null;
    try {
      await this.#flusher!.flush();
    } catch (error) {
      lost = this.#lost ??= error as Error;
    }
    release(answers, lost);
  }

  #synchronise(level: 'FULL' | 'NORMAL'): void {
    if (this.#synchronous === level) return;
    this.#connection.database.exec(`PRAGMA synchronous=${level}`);
    this.#synchronous = level;
  }

  async #runUnit(unit: Unit, grouped: boolean): Promise<Answer> {
    const sql = new ConnectionSql(this.#connection, 'transaction');
    let answer: Answer;
    try {
      if (grouped) this.#connection.prepare('SAVEPOINT unit').run();
      const outcome = await new Promise<Outcome<unknown>>((resolve, reject) => {
        this.#interrupt = reject;
        unit.run(sql).then(resolve, reject);
      });
      answer = { unit, outcome };
    } catch (error) {
      answer = { unit, fault: faultOf(error, this.#connection.file) ?? new Error('a transaction threw nothing') };
    }
    this.#interrupt = null;
    sql.end(transactionOver);

    if (!grouped || !this.#connection.database.isTransaction) return answer;
    try {
      if (!answer.outcome?.granted) this.#connection.prepare('ROLLBACK TO unit').run();
      this.#connection.prepare('RELEASE unit').run();
      return answer;
    } catch (error) {
      if (this.#connection.database.isTransaction) this.#connection.prepare('ROLLBACK').run();
      return { unit, fault: faultOf(error, this.#connection.file) };
    }
  }

  /** The fault that kept the batch from ending so, or null. */
  #end(how: 'COMMIT' | 'ROLLBACK'): unknown {
    try {
      this.#connection.prepare(how).run();
      return null;
    } catch (error) {
      if (this.#connection.database.isTransaction) this.#connection.prepare('ROLLBACK').run();
      return faultOf(error, this.#connection.file);
    }
  }

  #tooSlow(): Error {
    return new StoreBusy(
      `a transaction waited more than ${this.#transactionLimit} ms for something else than the store and was rolled back`,
    );
  }
}
