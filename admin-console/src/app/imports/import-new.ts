import { Component, type ElementRef, computed, inject, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { type Subscription, filter, map, switchMap, tap } from 'rxjs';
import type { BatchView } from '../api/contract';
import { LibrariesApi } from '../libraries/libraries-api';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { problemOf } from '../steering/problem';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { fileSize } from './file-size';
import { handOver, isTakenName } from './hand-over';
import { kindWords, refusalWord } from './import-words';
import { ImportsApi } from './imports-api';
import { JobProgress } from './job-progress';

/** A file is handed over for a library: which library, what is in it, by which profile it is read. */
@Component({
  selector: 'app-import-new',
  imports: [Failure, Icon, JobProgress, Loading, MatButton, MatFormField, MatHint, MatInput, MatLabel, RouterLink],
  templateUrl: './import-new.html',
  styleUrls: ['../steering/steering.scss', './imports.scss'],
})
export class ImportNew {
  private readonly api = inject(ImportsApi);
  private readonly librariesApi = inject(LibrariesApi);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly chooser = viewChild<ElementRef<HTMLInputElement>>('chooser');
  private sending: Subscription | null = null;
  /** The name of the file on the server, once it is whole. */
  private whole = '';

  protected readonly say = this.messages.say;
  protected readonly kinds = Object.keys(kindWords) as BatchView['kind'][];
  protected readonly kindWords = kindWords;
  protected readonly choices = readResource({
    stream: () =>
      this.api
        .profiles()
        .pipe(
          switchMap((profiles) =>
            this.librariesApi.list().pipe(map(({ items }) => ({ profiles, libraries: [...items].sort(byName) }))),
          ),
        ),
  });
  protected readonly loaded = computed(() => (this.choices.hasValue() ? this.choices.value() : null));

  protected readonly library = signal('');
  protected readonly profile = signal('');
  protected readonly kind = signal<BatchView['kind']>('RECORDS');
  protected readonly file = signal<File | null>(null);
  protected readonly isOver = signal(false);
  /** Bytes there; null while nothing is sent. */
  protected readonly sent = signal<number | null>(null);
  /** Where an attempt was cut. */
  protected readonly wasCut = signal(false);
  protected readonly wrong = signal<MessageKey | null>(null);
  /** The batch that brought the very same bytes. */
  protected readonly same = signal<{ readonly batch: number; readonly file: string } | null>(null);
  protected readonly error = signal<unknown>(null);
  protected readonly size = computed(() => {
    const file = this.file();
    return file && fileSize(file.size, this.messages.locale());
  });

  protected choose(files: FileList | null): void {
    const file = files?.item(0) ?? null;
    if (!file || this.sent() !== null) return;
    this.same.set(null);
    this.wasCut.set(false);
    this.wrong.set(!isTakenName(file.name) ? 'imports.wrongName' : file.size === 0 ? 'imports.fault.empty' : null);
    this.file.set(this.wrong() ? null : file);
  }

  protected browse(): void {
    this.chooser()?.nativeElement.click();
  }

  protected over(event: DragEvent): void {
    event.preventDefault();
    this.isOver.set(true);
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.isOver.set(false);
    this.choose(event.dataTransfer?.files ?? null);
  }

  protected send(): void {
    const file = this.file();
    if (this.library() === '') return this.wrong.set('imports.libraryMissing');
    if (this.profile() === '') return this.wrong.set('imports.profileMissing');
    if (!file) return this.wrong.set('imports.fileMissing');
    this.wrong.set(null);
    this.error.set(null);
    this.sent.set(0);
    this.sending = handOver(this.api, this.library(), file)
      .pipe(
        tap(({ received }) => this.sent.set(received)),
        map(({ file: whole }) => whole),
        filter((whole) => whole !== null),
        switchMap((whole) => this.opened(whole, 'once')),
      )
      .subscribe({ next: (batch) => this.show(batch), error: (error: unknown) => this.failed(error) });
  }

  /** Stops between two parts; what is there stays. */
  protected stop(): void {
    this.sending?.unsubscribe();
    this.sent.set(null);
    this.wasCut.set(true);
  }

  /** The file is there already: a second batch on it. */
  protected openAgain(file: string): void {
    this.same.set(null);
    this.opened(file, 'again').subscribe({
      next: (batch) => this.show(batch),
      error: (error: unknown) => this.failed(error),
    });
  }

  private opened(file: string, how: 'once' | 'again') {
    this.whole = file;
    const request = { kind: this.kind(), library: this.library(), profile: this.profile(), file };
    return this.api.open({ ...request, again: how === 'again' });
  }
  private show({ id }: BatchView): void {
    void this.router.navigate(['/catalogue/imports', id]);
  }

  private failed(error: unknown): void {
    this.sent.set(null);
    const problem = problemOf(error);
    if (problem?.code === 'batch-file-again') {
      this.same.set({ batch: Number(problem.facts?.['batch']), file: this.whole });
      return;
    }
    if (problem) return this.wrong.set(refusalWord(problem.code));
    this.wasCut.set(true);
    this.error.set(error);
  }
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name.localeCompare(b.name, 'fr');
}
