import { HttpErrorResponse } from '@angular/common/http';
import { Injectable, computed, inject, signal } from '@angular/core';
import { Subject, takeUntil } from 'rxjs';
import type { DeskScanRequest, DeskScanView } from '../api/contract';
import { Post } from '../post/post';
import { Session } from '../session/session';
import { DeskApi, problemOf } from './desk-api';
import { DeskReader } from './desk-reader';
import { type TakenOver, takeOver } from './offline/take-over';
import { outcomeOf } from './row-words';
import { bounceMs, cleanScan, storedCardShape } from './scan-input';
import {
  type Decision,
  type ScanRow,
  awaitsDecision,
  changed,
  holdsBack,
  nextToSend,
  undoable,
  withRow,
} from './scan-row';
import { Sounds } from './sounds';
import { Told } from './told';

/** What a scan does: by itself, or one thing only. */
export type DeskMode = DeskScanRequest['mode'];

/** The work of a desk: its pile of scans, sent one after the other. It outlives the page. */
@Injectable({ providedIn: 'root' })
export class DeskWork {
  private readonly api = inject(DeskApi);
  private readonly post = inject(Post);
  private readonly session = inject(Session);
  private readonly sounds = inject(Sounds);
  private readonly reader = inject(DeskReader);

  private readonly allRows = signal<readonly ScanRow[]>([]);
  private readonly current = signal<DeskMode>('auto');
  private readonly bin = signal(false);
  private readonly azerty = signal(false);
  private readonly speech = new Told();
  private readonly ceded = new Subject<void>();
  private isSending = false;
  private lastScan = { code: '', at: Number.NEGATIVE_INFINITY };
  private lastId = 0;
  private owner: string | null = null;

  constructor() {
    this.session.goesOn.subscribe(() => this.send());
  }

  readonly rows = this.allRows.asReadonly();
  readonly mode = this.current.asReadonly();
  readonly fromBin = this.bin.asReadonly();
  readonly wasAzerty = this.azerty.asReadonly();
  readonly decisions = computed(() => this.allRows().filter(awaitsDecision));
  readonly told = this.speech.results;
  /** The row that was answered last, as it is now. */
  readonly last = computed(() => {
    const id = this.told().at(-1)?.row.id;
    return this.allRows().find((row) => row.id === id) ?? null;
  });

  /** Another person at the desk begins with an empty one; the same goes on where the session ended. */
  begin(): void {
    const login = this.session.user()?.login ?? null;
    if (this.owner !== login) this.forget();
    this.owner = login;
    this.send();
  }

  /** What was typed, or scanned. */
  scan(raw: string): void {
    const clean = cleanScan(raw);
    if (!clean) return;
    const at = Date.now();
    this.azerty.set(clean.wasAzerty);
    const isBounce = clean.code === this.lastScan.code && at - this.lastScan.at < bounceMs;
    this.lastScan = { code: clean.code, at };
    if (isBounce) return;
    this.lastId += 1;
    const state = { is: 'pending', since: at, decision: {} } as const;
    const row = { id: this.lastId, code: clean.code, at, key: crypto.randomUUID(), state, undoProblem: null };
    this.allRows.update((rows) => withRow(rows, row));
    this.send();
  }

  /** Staff decide about a row: it is sent again, after those that wait. */
  decide(row: ScanRow, decision: Decision): void {
    this.expectScan();
    const state = { is: 'pending', since: Date.now(), decision } as const;
    this.allRows.update((rows) => changed(rows, row.id, { state, key: crypto.randomUUID() }));
    this.send();
  }

  /** Takes back what was done, exactly, when nothing happened since. */
  undo(row: ScanRow): void {
    this.expectScan();
    const what = undoable(this.allRows(), row, Date.now());
    const { state } = row;
    if (!what || state.is !== 'answered') return;
    const request = { item: row.code, what, ...this.post.place() };
    this.api.undo(request, crypto.randomUUID()).subscribe({
      next: () => {
        const by = this.session.user()?.name ?? '';
        const undone = { is: 'undone', answer: state.answer, by, at: Date.now() } as const;
        this.allRows.update((rows) => changed(rows, row.id, { state: undone, undoProblem: null }));
        this.speech.tell({ ...row, state: undone });
        this.reader.refresh();
      },
      error: (error: unknown) => {
        const undoProblem = problemOf(error)?.code ?? 'unreachable';
        this.allRows.update((rows) => changed(rows, row.id, { undoProblem }));
      },
    });
  }

  choose(mode: DeskMode): void {
    this.current.set(mode);
  }

  /** Whether documents come out of the return bin. */
  comeFromBin(whether: 'bin' | 'hand'): void {
    this.bin.set(whether === 'bin');
  }

  /** The reader leaves; his card scanned again at once is no bounce. */
  closeReader(): void {
    this.expectScan();
    this.reader.close();
  }

  /** The pile is done: its rows leave the screen, those that wait stay. */
  nextPile(): void {
    this.allRows.update((rows) => rows.filter((row) => row.state.is === 'pending' || awaitsDecision(row)));
    this.speech.forget();
  }

  /**
   * The server does not answer: what waits is kept on the workstation, and only then leaves the pile. What could not be
   * understood without the server stays, and goes on being sent.
   */
  async cede(keep: (waiting: TakenOver) => Promise<'kept' | 'not-kept'>): Promise<'kept' | 'not-kept'> {
    const library = this.post.library();
    if (!library) return 'not-kept';
    this.ceded.next();
    this.isSending = true; // nothing leaves while it is being kept
    const desk = { rows: this.allRows(), mode: this.current(), card: this.reader.card(), library };
    const waiting = takeOver({ ...desk, heldBack: this.reader.heldBack(), shape: storedCardShape() });
    try {
      if ((await keep(waiting)) === 'not-kept') return 'not-kept';
      this.closeReader();
      this.allRows.update((rows) => rows.filter(({ id }) => !waiting.taken.includes(id)));
      return 'kept';
    } finally {
      this.isSending = false;
      this.send();
    }
  }

  /** Somebody did something since the last scan: the same code again is no bounce. */
  private expectScan(): void {
    this.lastScan = { code: '', at: Number.NEGATIVE_INFINITY };
  }

  private forget(): void {
    this.expectScan();
    this.reader.forget();
    this.allRows.set([]);
    this.speech.forget();
    this.current.set('auto');
    this.bin.set(false);
  }

  /** One request at a time, the oldest first: a reader's card is answered before the documents behind it leave. */
  private send(): void {
    const row = nextToSend(this.allRows());
    if (!row || this.isSending || row.state.is !== 'pending' || !this.post.library()) return;
    const { decision } = row.state;
    const why = this.reader.heldBack();
    const isDecided = Object.keys(decision).length > 0;
    // Until a card opens a reader, whatever is no card waits for a word of staff.
    const onlyCard = why !== null && !isDecided && this.current() !== 'return';
    const card = this.reader.card();
    const request = {
      ...{ code: row.code, mode: this.current(), card, ...this.post.place(), ...decision },
      ...(this.bin() && { fromBin: true }),
      ...(onlyCard && { meant: 'card' as const }),
    };
    this.isSending = true;
    const answer = this.api.scan(request, row.key).pipe(takeUntil(this.ceded));
    answer.subscribe({
      next: (answer) => {
        this.isSending = false;
        const isCard = answer.kind !== 'unknown' || this.reader.isLikeCard(row.code);
        if (onlyCard && !isCard) return this.settle(row, { is: 'held-back', why });
        this.answered(row, answer, request.card);
      },
      error: (error: unknown) => this.failed(row, error),
    });
  }

  private answered(row: ScanRow, answer: DeskScanView, card: string | null): void {
    if (answer.kind === 'reader') this.reader.open(answer.reader);
    const isLikeCard = answer.kind === 'unknown' && this.current() !== 'return' && this.reader.isLikeCard(row.code);
    if (answer.kind === 'card-refused' || isLikeCard) {
      this.expectScan();
      this.reader.refuseCard();
    }
    const held = holdsBack(answer);
    if (held) this.reader.hold(held);
    if (answer.kind === 'loan' || answer.kind === 'return') this.reader.refresh();
    this.reader.watchIdle();
    this.settle(row, { is: 'answered', answer, card });
  }

  private failed(row: ScanRow, error: unknown): void {
    this.isSending = false;
    // The session ended: the scan waits under its key until the same person signs in again.
    if (error instanceof HttpErrorResponse && error.status === 401) return;
    this.settle(row, { is: 'failed', problem: problemOf(error) });
  }

  private settle(row: ScanRow, state: ScanRow['state']): void {
    this.allRows.update((rows) => changed(rows, row.id, { state }));
    this.speech.tell({ ...row, state });
    this.sounds.play(outcomeOf({ ...row, state }));
    this.send();
  }
}
