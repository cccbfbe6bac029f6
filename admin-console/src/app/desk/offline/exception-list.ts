import { Component, effect, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { failureWords } from '../../api/failure-words';
import type { OfflineExceptionView } from '../../api/contract';
import { Messages } from '../../messages/messages';
import { Post } from '../../post/post';
import { Failure } from '../../ui/failure';
import { parisDateTime } from '../../ui/paris-time';
import { readResource } from '../../ui/read-resource';
import { problemOf } from '../desk-api';
import { refusalWord } from '../refusal-words';
import { OfflineApi } from './offline-api';
import { kindWords } from './kept-list';
import { offlineReason } from './offline-reasons';
import { OfflineWork } from './offline-work';

/** Exceptions shown at once; the oldest come first, and the others follow as they are settled. */
const shown = 50;

/** What was told afterwards and that somebody must look at: settled by a word of who looked. */
@Component({
  selector: 'app-exception-list',
  imports: [Failure, MatButton],
  templateUrl: './exception-list.html',
  styleUrl: './exception-list.scss',
})
export class ExceptionList {
  private readonly work = inject(OfflineWork);
  private readonly api = inject(OfflineApi);
  private readonly messages = inject(Messages);
  private readonly post = inject(Post);

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly kindWords = kindWords;
  protected readonly exceptions = readResource({
    params: () => ({ library: this.post.library() }),
    stream: ({ params }) => this.api.exceptions(params.library, shown),
  });
  protected readonly told = signal('');
  protected readonly problem = signal('');

  constructor() {
    // A replay may have brought new ones.
    effect(() => {
      if (this.work.report()) this.exceptions.reload();
    });
  }

  protected time(at: string): string {
    return parisDateTime(at, this.messages.locale());
  }

  protected reasons({ reasons, changed }: OfflineExceptionView): string {
    const because = reasons.map(({ code }) => this.say(offlineReason(code), { code }));
    return [...because, this.say(changed ? 'offline.recordedAnyway' : 'offline.notRecorded')].join(' ');
  }

  protected resolve(event: Event, { id, item }: OfflineExceptionView, note: string): void {
    event.preventDefault();
    this.told.set('');
    if (note.trim() === '') return this.problem.set(this.say('offline.noteMissing'));
    this.problem.set('');
    this.api.resolve(id, note.trim()).subscribe({
      next: () => {
        this.told.set(this.say('offline.resolved', { item }));
        this.exceptions.reload();
      },
      error: (error: unknown) => {
        const code = problemOf(error)?.code;
        const reason = code
          ? this.say(code === 'exception-resolved' ? 'offline.alreadyResolved' : refusalWord(code), { code })
          : this.say(failureWords(error).reason);
        this.problem.set(this.say('offline.notResolved', { reason }));
      },
    });
  }
}
