import { Component, DestroyRef, computed, effect, inject, input, linkedSignal, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { type Observable, map } from 'rxjs';
import type { BatchStepCode, BatchView } from '../api/contract';
import { LibrariesApi } from '../libraries/libraries-api';
import { LiveStream } from '../live/live-stream';
import { followReloads } from '../live/follow-reloads';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { followsImports, runsImports } from '../session/import-roles';
import { Session } from '../session/session';
import { problemOf } from '../steering/problem';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { parisDateTime } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { fileSize } from './file-size';
import { ImportMatches } from './import-matches';
import { ImportReport } from './import-report';
import { ImportUndoing } from './import-undoing';
import {
  kindWords,
  phaseWords,
  progressOf,
  refusalWord,
  stageLine,
  stageWords,
  stateWords,
  stopWord,
} from './import-words';
import { ImportsApi } from './imports-api';
import { JobProgress } from './job-progress';
import { TypedDialog } from './typed-dialog';

/** One import from its file to its signature: where it stands, what comes next, how far it is, what was found, the way back. */
@Component({
  selector: 'app-import-page',
  imports: [
    ...[
      Badge,
      Failure,
      Icon,
      ImportMatches,
      ImportReport,
      ImportUndoing,
      JobProgress,
      Loading,
      MatButton,
      RouterLink,
      TypedDialog,
    ],
  ],
  templateUrl: './import-page.html',
  styleUrls: ['../steering/steering.scss', './imports.scss'],
})
export class ImportPage {
  private readonly api = inject(ImportsApi);
  private readonly librariesApi = inject(LibrariesApi);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);

  /** The number of the batch, from the address. */
  readonly id = input.required<string>();

  protected readonly say = this.messages.say;
  protected readonly stateWords = stateWords;
  protected readonly kindWords = kindWords;
  protected readonly phaseWords = phaseWords;
  protected readonly stageWords = stageWords;
  protected readonly stopWord = stopWord;

  protected readonly found = readResource({
    params: () => Number(this.id()),
    stream: ({ params }) => this.api.list().pipe(map((list) => list.find(({ id }) => id === params) ?? null)),
  });
  private readonly names = readResource({ stream: () => this.librariesApi.list() });
  /** As it was read, then as the stream tells it. */
  protected readonly batch = linkedSignal<BatchView | null>(() => (this.found.hasValue() ? this.found.value() : null));
  protected readonly stages = computed(() => stageLine(this.batch()?.state ?? 'UPLOADED'));
  protected readonly progress = computed(() => {
    const batch = this.batch();
    return batch && batch.step !== null ? progressOf(batch) : null;
  });
  protected readonly size = computed(() => fileSize(this.batch()?.size ?? 0, this.messages.locale()));
  protected readonly libraryName = computed(() => {
    const code = this.batch()?.library ?? '';
    const items = this.names.hasValue() ? this.names.value().items : [];
    return items.find((library) => library.code === code)?.name ?? code;
  });
  /** What the report is of: it is read again when the batch has moved on. */
  protected readonly reportOf = computed(
    () => {
      const batch = this.batch();
      if (!batch || batch.step !== null || batch.state === 'UPLOADED') return null;
      return { id: batch.id, state: batch.state };
    },
    { equal: (one, other) => one?.id === other?.id && one?.state === other?.state },
  );
  protected readonly mayRun = computed(() => this.may(runsImports));
  protected readonly maySign = computed(() => this.may(followsImports));
  /** The step asked for by a dialog that waits for the code of the library. */
  protected readonly asked = signal<'apply' | 'revert' | null>(null);
  protected readonly isUndoingShown = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly refusal = signal<MessageKey | null>(null);
  protected readonly failure = signal<unknown>(null);
  /** Reading is followed by analysing when both were asked for here. */
  private followedBy: BatchStepCode | null = null;

  constructor() {
    followReloads(this.found);
    const live = inject(LiveStream);
    inject(DestroyRef).onDestroy(live.follow('batches'));
    live.batches.pipe(takeUntilDestroyed()).subscribe((moved) => {
      const mine = moved.find(({ id }) => id === Number(this.id()));
      if (mine) this.batch.set(mine);
    });
    effect(() => {
      const batch = this.batch();
      const next = this.followedBy;
      if (!batch || next === null || batch.state !== 'PARSED' || batch.step !== null) return;
      this.followedBy = null;
      untracked(() => this.take(next));
    });
  }

  protected moment(at: string): string {
    return parisDateTime(at, this.messages.locale());
  }

  /** Reads the file, and says what would become of each line. */
  protected analyse(): void {
    if (this.batch()?.state === 'UPLOADED') {
      this.followedBy = 'analyse';
      this.take('parse');
    } else this.take('analyse');
  }

  /** Takes the step that stopped again; it goes on where it was. */
  protected resume(): void {
    const step = this.batch()?.step;
    if (!step) return;
    if (step === 'parse') this.followedBy = 'analyse';
    this.take(step);
  }

  protected take(step: BatchStepCode): void {
    this.asked.set(null);
    this.isUndoingShown.set(false);
    this.act(this.api.take(Number(this.id()), step));
  }

  protected sign(): void {
    this.act(this.api.sign(Number(this.id())));
  }

  private act(done: Observable<BatchView>): void {
    this.refusal.set(null);
    this.failure.set(null);
    this.isBusy.set(true);
    done.subscribe({
      next: (batch) => {
        this.isBusy.set(false);
        this.batch.set(batch);
      },
      error: (error: unknown) => {
        this.isBusy.set(false);
        this.followedBy = null;
        const problem = problemOf(error);
        if (problem) this.refusal.set(refusalWord(problem.code));
        else this.failure.set(error);
        this.found.reload();
      },
    });
  }

  private may(does: typeof runsImports): boolean {
    const user = this.session.user();
    return user !== null && does(user.role) && (user.library === null || user.library === this.batch()?.library);
  }
}
