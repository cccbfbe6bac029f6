import { DestroyRef, Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { ActivityLine, TodayView } from '../api/contract';
import { followReloads } from '../live/follow-reloads';
import { LiveStream } from '../live/live-stream';
import { Now } from '../ui/now';
import { parisDay } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { longestLog, newLines, withLines } from './today';
import { TodayApi } from './today-api';

/** Lines that come close together are painted together, this long after the first (milliseconds). */
const coalesceMs = 250;

/** Roles that see figures but no lines hear nothing of the stream: the day is asked again this often (milliseconds). */
const askAgainMs = 60_000;

/** Today's loans, returns and renewals: read once, then kept true by the stream; the reader may pause it. */
@Injectable()
export class TodayFeed {
  private readonly api = inject(TodayApi);
  private readonly now = inject(Now);
  private readonly resource = readResource({ stream: () => this.api.today() });
  private readonly current = signal<TodayView | null>(null);
  private readonly pausedAt = signal<TodayView | null>(null);
  /** Lines of the stream since the day was last asked for: the answer may be older than they are. */
  private received: ActivityLine[] = [];
  private day = parisDay(Date.now());
  private painting: ReturnType<typeof setTimeout> | undefined;

  /** What is on the screen; null until the first answer. */
  readonly shown = computed(() => this.pausedAt() ?? this.current());
  readonly isPaused = computed(() => this.pausedAt() !== null);
  /** New lines kept back by the pause. */
  readonly waiting = computed(() => {
    const [current, paused] = [this.current(), this.pausedAt()];
    return current && paused ? newLines(current, paused) : 0;
  });
  /** Something has happened today, but this role is shown counts only. */
  readonly isWithoutDetail = computed(() => {
    const today = this.shown();
    return today !== null && today.lines.length === 0 && Object.values(today.totals).some((n) => n > 0);
  });
  readonly error = this.resource.error;

  constructor() {
    followReloads(this.resource, { reload: () => this.reload(), everyMs: askAgainMs });
    effect(() => {
      if (!this.resource.hasValue()) return;
      const read = this.resource.value();
      untracked(() => this.current.set(withLines(read, this.received)));
    });
    effect(() => {
      const day = parisDay(this.now.ms());
      if (day !== this.day) untracked(() => this.beginDay(day)); // midnight in Paris: the counts start again
    });
    inject(LiveStream)
      .activity.pipe(takeUntilDestroyed())
      .subscribe((line) => this.receive(line));

    const paintWhenShown = () => this.paint();
    document.addEventListener('visibilitychange', paintWhenShown);
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.painting);
      document.removeEventListener('visibilitychange', paintWhenShown);
    });
  }

  reload(): void {
    if (this.resource.reload()) this.received = []; // false: the answer awaited, after which it asks again, may be older than they
  }

  pause(): void {
    this.pausedAt.set(this.current());
  }

  resume(): void {
    this.pausedAt.set(null);
  }

  private beginDay(day: string): void {
    this.day = day;
    this.received = []; // of the day before, whatever is awaited
    this.reload();
  }

  private receive(line: ActivityLine): void {
    this.received = [...this.received, line].slice(-longestLog);
    this.painting ??= setTimeout(() => this.paint(), coalesceMs);
  }

  /** A hidden tab paints nothing; it catches up when it is shown. */
  private paint(): void {
    clearTimeout(this.painting);
    this.painting = undefined;
    if (document.hidden) return;
    this.current.update((today) => today && withLines(today, this.received));
  }
}
