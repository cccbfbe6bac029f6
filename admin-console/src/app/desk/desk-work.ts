import { HttpErrorResponse } from '@angular/common/http';
import { Injectable, computed, inject, signal } from '@angular/core';
import type { DeskReaderView, DeskScanRequest, DeskScanView, RenewAllView } from '../api/contract';
import { Post } from '../post/post';
import { Session } from '../session/session';
import { DeskApi, problemOf } from './desk-api';
import { outcomeOf } from './row-words';
import { type CardShape, bounceMs, cardShape, cleanScan, looksLikeCard } from './scan-input';
import {
  type Decision,
  type HeldBack,
  type ScanRow,
  awaitsDecision,
  changed,
  holdsBack,
  nextToSend,
  undoable,
  withRow,
} from './scan-row';
import { Sounds } from './sounds';

/** What a scan does: by itself, or one thing only. */
export type DeskMode = DeskScanRequest['mode'];

/** A reader who says nothing for so long is hidden, and gets nothing more without a word of staff (milliseconds). */
export const idleMs = 90_000;

/** Changes to a reader that come closer than this are read together (milliseconds). */
const refreshMs = 400;

/** Results kept to be said; older ones were read long ago. */
const longestSpeech = 50;

/** One result, said once. */
export interface Result {
  readonly number: number;
  readonly row: ScanRow;
}

/** The work of a desk: its pile of scans, sent one after the other, and the reader who stands there. It outlives the page. */
@Injectable({ providedIn: 'root' })
export class DeskWork {
  private readonly api = inject(DeskApi);
  private readonly post = inject(Post);
  private readonly session = inject(Session);
  private readonly sounds = inject(Sounds);

  private readonly allRows = signal<readonly ScanRow[]>([]);
  private readonly currentReader = signal<DeskReaderView | null>(null);
  private readonly back = signal<HeldBack | null>(null);
  private readonly current = signal<DeskMode>('auto');
  private readonly bin = signal(false);
  private readonly renewals = signal<RenewAllView | null>(null);
  private readonly results = signal<readonly Result[]>([]);
  private readonly azerty = signal(false);
  private readonly trouble = signal<unknown>(null);
  private refreshTimer: ReturnType<typeof setTimeout> | undefined;
  private seenCard: CardShape | null = null;
  private isSending = false;
  private lastScan = { code: '', at: Number.NEGATIVE_INFINITY };
  private lastId = 0;
  private lastResult = 0;
  private idleTimer: ReturnType<typeof setTimeout> | undefined;
  private owner: string | null = null;

  readonly rows = this.allRows.asReadonly();
  readonly reader = this.currentReader.asReadonly();
  /** Why documents wait for a word of staff; null when they do not. */
  readonly heldBack = this.back.asReadonly();
  readonly mode = this.current.asReadonly();
  readonly fromBin = this.bin.asReadonly();
  readonly renewed = this.renewals.asReadonly();
  /** Why the reader on the screen may be out of date; null when he is not. */
  readonly readerTrouble = this.trouble.asReadonly();
  readonly wasAzerty = this.azerty.asReadonly();
  readonly decisions = computed(() => this.allRows().filter(awaitsDecision));
  /** Every result, the newest last, as it was: what is said is never said again otherwise. */
  readonly told = this.results.asReadonly();
  /** The row that was answered last, as it is now. */
  readonly last = computed(() => {
    const id = this.results().at(-1)?.row.id;
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
    const request = { item: row.code, what, ...this.place() };
    this.api.undo(request, crypto.randomUUID()).subscribe({
      next: () => {
        const by = this.session.user()?.name ?? '';
        const undone = { is: 'undone', answer: state.answer, by, at: Date.now() } as const;
        this.allRows.update((rows) => changed(rows, row.id, { state: undone, undoProblem: null }));
        this.tell({ ...row, state: undone });
        this.refreshReader();
      },
      error: (error: unknown) => {
        const undoProblem = problemOf(error)?.code ?? 'unreachable';
        this.allRows.update((rows) => changed(rows, row.id, { undoProblem }));
      },
    });
  }

  /** Renews every loan of the reader: a result for each. */
  renewAll(): void {
    const reader = this.currentReader();
    const library = this.post.library();
    if (!reader || !library) return;
    this.api.renewAll({ card: reader.card, library }, crypto.randomUUID()).subscribe({
      next: (results) => {
        this.renewals.set(results);
        this.refreshReader();
      },
      error: (error: unknown) => this.trouble.set(error),
    });
  }

  choose(mode: DeskMode): void {
    this.current.set(mode);
  }

  /** Whether documents come out of the return bin. */
  comeFromBin(whether: 'bin' | 'hand'): void {
    this.bin.set(whether === 'bin');
  }

  /** The reader leaves, or the card that opened nothing is put away. */
  closeReader(): void {
    this.expectScan();
    clearTimeout(this.idleTimer);
    this.currentReader.set(null);
    this.back.set(null);
    this.renewals.set(null);
    this.trouble.set(null);
  }

  /** The reader is still there: staff said so. */
  goOn(): void {
    if (this.back() === 'idle') this.back.set(null);
    this.watchIdle();
  }

  /** The pile is done: its rows leave the screen, those that wait stay. */
  nextPile(): void {
    this.allRows.update((rows) => rows.filter((row) => row.state.is === 'pending' || awaitsDecision(row)));
    this.results.set([]);
  }

  /** Somebody did something since the last scan: the same code again is no bounce. */
  private expectScan(): void {
    this.lastScan = { code: '', at: Number.NEGATIVE_INFINITY };
  }

  private forget(): void {
    this.closeReader();
    this.allRows.set([]);
    this.results.set([]);
    this.current.set('auto');
    this.bin.set(false);
    this.seenCard = null;
  }

  /** One request at a time, the oldest first: a reader's card is answered before the documents behind it leave. */
  private send(): void {
    const row = nextToSend(this.allRows());
    if (!row || this.isSending || row.state.is !== 'pending' || !this.post.library()) return;
    const { decision } = row.state;
    const why = this.back();
    const isDecided = Object.keys(decision).length > 0;
    // Until a card opens a reader, whatever is no card waits for a word of staff.
    const onlyCard = why !== null && !isDecided && this.current() !== 'return';
    const card = this.currentReader()?.card ?? null;
    const request = {
      ...{ code: row.code, mode: this.current(), card, ...this.place(), ...decision },
      ...(this.bin() && { fromBin: true }),
      ...(onlyCard && { meant: 'card' as const }),
    };
    this.isSending = true;
    this.api.scan(request, row.key).subscribe({
      next: (answer) => {
        this.isSending = false;
        const isCard = answer.kind !== 'unknown' || looksLikeCard(row.code, this.seenCard);
        if (onlyCard && !isCard) return this.settle(row, { is: 'held-back', why });
        this.answered(row, answer, request.card);
      },
      error: (error: unknown) => this.failed(row, error),
    });
  }

  private answered(row: ScanRow, answer: DeskScanView, card: string | null): void {
    if (answer.kind === 'reader') this.openReader(answer.reader);
    const isLikeCard =
      answer.kind === 'unknown' && this.current() !== 'return' && looksLikeCard(row.code, this.seenCard);
    if (answer.kind === 'card-refused' || isLikeCard) this.refuseCard();
    const held = holdsBack(answer);
    if (held) this.back.set(held);
    if (answer.kind === 'loan' || answer.kind === 'return') this.refreshReader();
    this.watchIdle();
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
    this.tell({ ...row, state });
    this.sounds.play(outcomeOf({ ...row, state }));
    this.send();
  }

  private tell(row: ScanRow): void {
    this.lastResult += 1;
    const result = { number: this.lastResult, row };
    this.results.update((told) => [...told, result].slice(-longestSpeech));
  }

  private openReader(reader: DeskReaderView): void {
    this.currentReader.set(reader);
    this.back.set(null);
    this.renewals.set(null);
    this.seenCard = cardShape(reader.card);
  }

  /** The reader before is gone, and what follows belongs to nobody yet. */
  private refuseCard(): void {
    this.closeReader();
    this.back.set('card-refused');
  }

  /** What the reader has now, asked once for what comes close together; the pile does not wait for it. */
  private refreshReader(): void {
    clearTimeout(this.refreshTimer);
    this.refreshTimer = setTimeout(() => this.readReader(), refreshMs);
  }

  private readReader(): void {
    const reader = this.currentReader();
    if (!reader) return;
    this.api.reader(reader.card, this.place()).subscribe({
      next: (answer) => {
        this.trouble.set(null);
        const isStillThere = this.currentReader()?.id === reader.id;
        if (isStillThere && answer.kind === 'reader') this.currentReader.set(answer.reader);
      },
      error: (error: unknown) => this.trouble.set(error),
    });
  }

  private watchIdle(): void {
    clearTimeout(this.idleTimer);
    if (!this.currentReader()) return;
    this.idleTimer = setTimeout(() => this.back.update((why) => why ?? 'idle'), idleMs);
  }

  private place(): { library?: string } {
    const library = this.post.library();
    return library ? { library } : {};
  }
}
