import { Component, DestroyRef, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import type { HarvestRunView, HarvestSourceView, SweepDecisionRequest } from '../api/contract';
import { ActResult } from '../catalogue/act-result';
import { ConnectionActs } from '../connections/connection-acts';
import { followReloads } from '../live/follow-reloads';
import { LiveStream } from '../live/live-stream';
import { Messages } from '../messages/messages';
import { editsConnections, runsConnections } from '../session/connection-roles';
import { Session } from '../session/session';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { Now } from '../ui/now';
import { parisDate, parisDateTime, parisDay, parisStart } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { followWork } from './follow-work';
import { HarvestsApi, historyLines } from './harvests-api';
import { RunNotes } from './run-notes';
import { counters, gapOf, kindWords, vanishedOf, verdictOf } from './run-words';
import { SourceForm } from './source-form';

/** What a server does by itself is asked again this often, besides the stream (milliseconds). */
const askAgainMs = 60_000;

/** One repository that is harvested: what came of each harvest and why, how it is described, and what one does about it. */
@Component({
  selector: 'app-source-page',
  imports: [
    ActResult,
    Badge,
    Failure,
    Icon,
    Loading,
    MatButton,
    MatFormField,
    MatInput,
    MatLabel,
    RouterLink,
    RunNotes,
    SourceForm,
  ],
  providers: [ConnectionActs],
  templateUrl: './source-page.html',
  styleUrls: ['../steering/steering.scss', './source-list.scss', './source-page.scss'],
})
export class SourcePage {
  private readonly api = inject(HarvestsApi);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  private readonly now = inject(Now);

  /** The code of the source, from the address. */
  readonly code = input.required<string>();

  protected readonly acts = inject(ConnectionActs);
  protected readonly say = this.messages.say;
  protected readonly figure = this.messages.figure;
  protected readonly counters = counters;
  protected readonly kindWords = kindWords;
  protected readonly gapOf = gapOf;
  protected readonly vanishedOf = vanishedOf;

  protected readonly source = readResource({
    params: () => this.code(),
    stream: ({ params }) => this.api.source(params),
  });
  protected readonly shown = computed(() => (this.source.hasValue() ? this.source.value() : null));
  protected readonly runs = readResource({
    params: () => this.code(),
    stream: ({ params }) => this.api.runs(params, null),
  });
  /** The history on the screen: its first lines, and older ones as they are asked for. */
  protected readonly history = linkedSignal(() => (this.runs.hasValue() ? this.runs.value() : null));
  protected readonly hasOlder = linkedSignal(
    () => (this.runs.hasValue() ? this.runs.value() : []).length === historyLines,
  );
  protected readonly olderFailure = signal<unknown>(null);
  protected readonly opened = signal<number | null>(null);
  protected readonly isEditing = signal(false);
  protected readonly isReplaying = signal(false);
  protected readonly since = signal('');
  protected readonly today = computed(() => parisDay(this.now.ms()));
  protected readonly mayRun = computed(() => runsConnections(this.session.user()?.role ?? 'STAFF'));
  protected readonly mayEdit = computed(() => editsConnections(this.session.user()?.role ?? 'STAFF'));

  constructor() {
    followReloads(this.source, {
      everyMs: askAgainMs,
      reload: () => this.reload(),
    });
    followWork(
      computed(() => (this.shown()?.work ?? 'idle') !== 'idle'),
      () => this.source.reload(),
    );
    const live = inject(LiveStream);
    inject(DestroyRef).onDestroy(live.follow('harvests'));
    live.runs.pipe(takeUntilDestroyed()).subscribe((run) => this.receive(run));
  }

  protected verdict(run: HarvestRunView | null, work: HarvestSourceView['work']) {
    return verdictOf(run, work, this.messages);
  }

  protected moment(at: string): string {
    return parisDateTime(at, this.messages.locale());
  }

  /** Whether a harvest ordered now would go on with one that is not finished. */
  protected isUnfinished({ lastRun }: HarvestSourceView): boolean {
    return lastRun?.state === 'RUNNING' || lastRun?.state === 'PARKED';
  }

  protected harvest(kind: 'INCREMENTAL' | 'FULL' | 'SWEEP'): void {
    this.act(this.api.harvest(this.code(), { kind }), () => this.say('harvests.ordered'));
  }

  protected replay(): void {
    const day = this.since();
    if (day === '' || day > this.today()) {
      return this.acts.told.set({ done: false, words: this.say('harvests.sinceWrong') });
    }
    const from = parisStart(day);
    const words = this.say('harvests.replayed', { date: parisDate(from, this.messages.locale()) });
    this.act(this.api.harvest(this.code(), { kind: 'INCREMENTAL', from }), () => {
      this.isReplaying.set(false);
      return words;
    });
  }

  protected stop(): void {
    this.act(this.api.stop(this.code()), () => this.say('harvests.stopped'));
  }

  protected mapAgain(): void {
    this.act(this.api.mapAgain(this.code()), ({ waiting }) => this.messages.sayCount('harvests.mapped', waiting));
  }

  protected decide(run: HarvestRunView, decision: SweepDecisionRequest['decision']): void {
    const done = decision === 'take-away' ? 'harvests.takenAway' : 'harvests.left';
    this.act(this.api.decide(run.id, decision), () => this.say(done));
  }

  protected older(): void {
    const before = this.history()?.at(-1)?.id;
    if (before === undefined) return;
    this.olderFailure.set(null);
    this.api.runs(this.code(), before).subscribe({
      next: (runs) => {
        this.history.update((history) => [...(history ?? []), ...runs]);
        this.hasOlder.set(runs.length === historyLines);
      },
      error: (error: unknown) => this.olderFailure.set(error),
    });
  }

  protected toggle(run: number): void {
    this.opened.update((opened) => (opened === run ? null : run));
  }

  protected saved(source: HarvestSourceView): void {
    this.isEditing.set(false);
    this.source.set(source);
    this.acts.told.set({ done: true, words: this.say('harvests.saved') });
  }

  /** A page more changes the figures; another run, or another state of one, is read anew with all that goes with it. */
  private receive(run: HarvestRunView): void {
    const source = this.shown();
    if (!source || run.source !== source.code) return;
    if (source.lastRun?.id !== run.id || source.lastRun.state !== run.state || source.work !== 'running') {
      return this.reload();
    }
    this.source.set({ ...source, lastRun: run });
    this.history.update((history) => history?.map((one) => (one.id === run.id ? run : one)) ?? null);
  }

  private act<Answer>(act: Parameters<typeof this.acts.run<Answer>>[0], done: (answer: Answer) => string): void {
    this.acts.run(act, done, () => this.reload());
  }

  private reload(): void {
    this.source.reload();
    this.runs.reload();
  }
}
