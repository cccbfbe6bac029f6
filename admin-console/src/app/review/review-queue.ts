import { computed, signal } from '@angular/core';
import { type Observable, Subject, catchError, concatMap, finalize, of, tap } from 'rxjs';
import type { ComparisonView, DecisionRequest } from '../api/contract';
import type { ReviewApi } from './review-api';

/** Lines kept and read ahead: the one on the screen and those shown next. */
const ahead = 5;

interface Decided {
  readonly shown: ComparisonView;
  readonly decision: DecisionRequest;
}

/**
 * The lines of a batch that wait for somebody, the next ones read ahead: a decision shows the next record at once, and is
 * told to the server behind, each after the one before. One that is refused comes back to the front, and why is said.
 */
export class ReviewQueue {
  private readonly lines = signal<readonly ComparisonView[]>([]);
  private readonly left = signal<number | null>(null);
  private readonly done = signal<readonly Decided[]>([]);
  private readonly passed = signal(0);
  private readonly outgoing = new Subject<Observable<unknown>>();
  private readonly isAsking = signal(false);
  /** What the decisions the server has not heard yet add to the lines that wait. */
  private readonly unheard = signal<readonly number[]>([]);
  /** The line before the one on the screen. */
  private before = 0;
  private isAtEnd = false;

  readonly current = computed(() => this.lines().at(0) ?? null);
  /** Lines that wait, the one on the screen among them; null until the first answer. */
  readonly waiting = this.left.asReadonly();
  /** Lines passed over in this round. */
  readonly skipped = this.passed.asReadonly();
  readonly decidedCount = computed(() => this.done().length);
  readonly elsewhere = signal(0);
  /** Nothing is on the screen, and something may come. */
  readonly isLoading = computed(() => this.isAsking() && this.lines().length === 0);
  /** Decisions are on their way: whoever leaves the page now would lose them. */
  readonly isTelling = computed(() => this.unheard().length > 0);
  readonly failure = signal<unknown>(null);
  /** A decision the server refused, or did not hear. */
  readonly refused = signal<unknown>(null);

  constructor(
    private readonly api: ReviewApi,
    private readonly batch: number,
  ) {
    this.outgoing.pipe(concatMap((request) => request)).subscribe();
    this.ask();
  }

  /** Decides the line on the screen: merged into one of its candidates, or new. */
  decide(decision: DecisionRequest): void {
    const shown = this.current();
    if (!shown) return;
    this.refused.set(null);
    this.goOn();
    this.left.update((left) => (left === null ? null : Math.max(0, left - 1)));
    this.done.update((done) => [...done, { shown, decision }]);
    this.tell(shown, { ...decision, seen: 'REVIEW' }, () => {
      this.done.update((done) => done.filter((one) => one.shown !== shown));
      this.bringBack(shown);
    });
  }

  /** Leaves it for later; the line waits on. */
  pass(): void {
    if (!this.current()) return;
    this.refused.set(null);
    this.passed.update((passed) => passed + 1);
    this.goOn();
  }

  /** Takes the last decision back: its line is on the screen again. */
  undo(): void {
    const last = this.done().at(-1);
    if (!last) return;
    this.refused.set(null);
    this.done.update((done) => done.slice(0, -1));
    this.bringBack(last.shown);
    this.tell(last.shown, { decision: 'REVIEW', seen: last.decision.decision }, () => {
      this.lines.update((lines) => lines.filter((one) => one !== last.shown));
      this.left.update((left) => (left === null ? null : left - 1));
      this.done.update((done) => [...done, last]);
    });
  }

  /** Begins again with the first line that waits: those passed over come back. */
  again(): void {
    this.lines.set([]);
    this.before = 0;
    this.isAtEnd = false;
    this.passed.set(0);
    this.failure.set(null);
    this.ask();
  }

  /** Lets colleagues have what was kept. */
  close(): void {
    this.outgoing.next(this.api.release(this.batch).pipe(catchError(() => of(null)))); // they end by themselves
    this.outgoing.complete();
  }

  private goOn(): void {
    this.before = this.current()?.line.line ?? this.before;
    this.lines.update((lines) => lines.slice(1));
    if (this.lines().length < ahead - 1) this.ask();
  }

  private bringBack(shown: ComparisonView): void {
    this.lines.update((lines) => [shown, ...lines].sort((a, b) => a.line.line - b.line.line));
    this.before = Math.min(this.before, shown.line.line - 1);
    this.isAtEnd = false;
    this.left.update((left) => (left === null ? null : left + 1));
  }

  private tell({ line }: ComparisonView, decision: DecisionRequest, takeBack: () => void): void {
    this.unheard.update((unheard) => [...unheard, decision.decision === 'REVIEW' ? 1 : -1]);
    this.outgoing.next(
      this.api.decide(this.batch, line.line, decision).pipe(
        catchError((error: unknown) => {
          takeBack();
          this.refused.set(error);
          return of(null);
        }),
        finalize(() => this.unheard.update((unheard) => unheard.slice(1))),
      ),
    );
  }

  /** Reads on after the last line known, behind the decisions that are on their way. */
  private ask(): void {
    if (this.isAsking() || this.isAtEnd) return;
    this.isAsking.set(true);
    this.outgoing.next(
      of(null).pipe(
        concatMap(() => this.api.claim(this.batch, this.before, ahead)),
        tap(({ items, waiting, elsewhere }) => {
          const last = this.lines().at(-1)?.line.line ?? this.before;
          const fresh = items.filter(({ line }) => line.line > last);
          this.isAtEnd = fresh.length === 0;
          this.lines.update((lines) => [...lines, ...fresh]);
          this.left.set(this.unheard().reduce((sum, change) => sum + change, waiting));
          this.elsewhere.set(elsewhere);
          this.asked();
        }),
        catchError((error: unknown) => {
          this.failure.set(error);
          this.asked();
          return of(null);
        }),
      ),
    );
  }

  private asked(): void {
    this.isAsking.set(false);
  }
}
