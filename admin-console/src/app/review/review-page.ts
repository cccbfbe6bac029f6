import { Component, DestroyRef, computed, effect, inject, input, linkedSignal, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { ComparisonView } from '../api/contract';
import { refusalWord } from '../imports/import-words';
import { LibrariesApi } from '../libraries/libraries-api';
import { Messages } from '../messages/messages';
import { Shortcuts } from '../shell/shortcuts';
import { problemOf } from '../steering/problem';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { evidenceWord } from './evidence-words';
import { ReviewApi } from './review-api';
import { ReviewQueue } from './review-queue';
import { sideBySide } from './side-by-side';

/**
 * Records that may be the same, two by two, decided from the keyboard: one batch, or one after the other. The next
 * record is there before it is asked for, and the buttons stay where they are, with the focus.
 */
@Component({
  selector: 'app-review-page',
  imports: [Badge, Failure, Icon, Loading, MatButton, RouterLink],
  templateUrl: './review-page.html',
  styleUrls: ['../steering/steering.scss', './review.scss'],
  host: { '(document:keydown)': 'heard($event)', '(window:beforeunload)': 'leaving($event)' },
})
export class ReviewPage {
  private readonly api = inject(ReviewApi);
  private readonly librariesApi = inject(LibrariesApi);
  private readonly messages = inject(Messages);
  private readonly shortcuts = inject(Shortcuts);

  /** The number of the batch, from the address; without one, each batch in turn. */
  readonly id = input<string>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly figure = this.messages.figure;
  protected readonly evidenceWord = evidenceWord;
  protected readonly shortcut = { same: 'Alt+M', different: 'Alt+D', pass: 'Alt+P', undo: 'Alt+Z', next: 'Alt+C' };

  protected readonly queues = readResource({ stream: () => this.api.queues() });
  protected readonly list = computed(() => (this.queues.hasValue() ? this.queues.value() : null));
  private readonly names = readResource({ stream: () => this.librariesApi.list() });
  /** Batches that were gone through here, and have nothing more to decide now. */
  private readonly finished = signal<ReadonlySet<number>>(new Set());
  /** The batch one is at: that of the address, else the first that waits. */
  protected readonly batch = computed(() => {
    const id = this.id();
    if (id !== undefined) return Number(id);
    return this.list()?.find(({ batch }) => !this.finished().has(batch.id))?.batch.id ?? null;
  });
  protected readonly about = computed(() => this.list()?.find(({ batch }) => batch.id === this.batch())?.batch ?? null);
  protected readonly queue = signal<ReviewQueue | null>(null);
  protected readonly shown = computed(() => this.queue()?.current() ?? null);
  /** Which of the candidates is beside the record. */
  protected readonly at = linkedSignal({ source: () => this.shown(), computation: () => 0 });
  protected readonly candidate = computed(() => this.shown()?.candidates.at(this.at()) ?? null);
  protected readonly rows = computed(() => {
    const [shown, candidate] = [this.shown(), this.candidate()];
    return shown && candidate ? sideBySide(shown.fields, candidate.fields) : [];
  });
  protected readonly differences = computed(() => this.rows().filter(({ is }) => is !== 'same').length);
  /** Beside each other, fields that are the same may be hidden. */
  protected readonly isOnlyDifferent = signal(false);
  protected readonly refusal = computed(() => {
    const error = this.queue()?.refused();
    if (!error) return null;
    const problem = problemOf(error);
    return { word: refusalWord(problem?.code ?? ''), by: String(problem?.facts?.['by'] ?? '') };
  });

  constructor() {
    effect((onCleanup) => {
      const batch = this.batch();
      const queue = batch === null ? null : untracked(() => new ReviewQueue(this.api, batch));
      this.queue.set(queue);
      onCleanup(() => queue?.close());
    });
    inject(DestroyRef).onDestroy(() => this.queue.set(null));
  }

  /** Alt and a letter, as the buttons say; nothing else is heard, so that a scanner decides nothing. */
  protected heard(event: KeyboardEvent): void {
    if (!event.altKey || event.ctrlKey || event.metaKey || this.shortcuts.state() === 'off') return;
    const act = this.keys[event.key.toLowerCase()];
    if (!act || event.repeat) return;
    event.preventDefault();
    act();
  }
  private readonly keys: Readonly<Record<string, () => void>> = {
    m: () => this.same(),
    d: () => this.different(),
    p: () => this.queue()?.pass(),
    z: () => this.queue()?.undo(),
    c: () => this.nextCandidate(),
  };

  /** The browser asks before it loses decisions that are on their way. */
  protected leaving(event: BeforeUnloadEvent): void {
    if (this.queue()?.isTelling()) event.preventDefault();
  }

  protected same(): void {
    const candidate = this.candidate();
    if (candidate) this.queue()?.decide({ decision: 'MERGE', into: candidate.target });
  }

  protected different(): void {
    this.queue()?.decide({ decision: 'NEW' });
  }

  protected nextCandidate(): void {
    const count = this.shown()?.candidates.length ?? 0;
    if (count > 1) this.at.update((at) => (at + 1) % count);
  }

  /** The next batch that waits. */
  protected goOn(): void {
    const batch = this.batch();
    if (batch === null) return;
    this.finished.update((finished) => new Set([...finished, batch]));
    this.queues.reload();
  }

  protected nameOf(code: string): string {
    const items = this.names.hasValue() ? this.names.value().items : [];
    return items.find((library) => library.code === code)?.name ?? code;
  }

  protected lineOf(target: ComparisonView['candidates'][number]['target']): number {
    return 'line' in target ? target.line : target.record;
  }

  protected copies(copies: readonly { readonly library: string; readonly copies: number }[]): string {
    if (copies.length === 0) return this.say('review.noCopy');
    return copies.map(({ library, copies: n }) => `${this.nameOf(library)} (${this.figure(n)})`).join(', ');
  }
}
