import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { PatronAccountView, PatronView } from '../api/contract';
import { Messages } from '../messages/messages';
import { Post } from '../post/post';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { parisDate } from '../ui/paris-time';
import { ActReport } from './act-report';
import { Acting } from './acting';
import { accountOf } from './reader-account';
import { ReadersApi } from './readers-api';
import { readerRefusalWord } from './refusal-words';

/** What a reader has: each loan, or all of them, renewed, with a result beside each. */
@Component({
  selector: 'app-reader-loans',
  imports: [ActReport, Badge, Failure, Loading, MatButton],
  templateUrl: './reader-loans.html',
  styleUrl: './reader-tab.scss',
})
export class ReaderLoans {
  private readonly api = inject(ReadersApi);
  private readonly messages = inject(Messages);
  private readonly post = inject(Post);

  readonly reader = input.required<PatronView>();
  readonly done = output();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly figure = this.messages.figure;
  protected readonly acting = new Acting(this.say);
  private readonly asked = accountOf(this.reader);
  protected readonly account = this.asked.account;
  protected readonly loans = computed(() => this.asked.value()?.loans ?? null);
  /** What became of the renewal of each document, by its barcode. */
  protected readonly results = signal<ReadonlyMap<string, { readonly isDone: boolean; readonly words: string }>>(
    new Map(),
  );

  protected date(at: string): string {
    return parisDate(at, this.messages.locale());
  }

  protected libraryName(code: string): string {
    return this.post.libraries().find((library) => library.code === code)?.name ?? code;
  }

  protected renew({ barcode, title }: PatronAccountView['loans'][number]): void {
    const library = this.post.library();
    if (library === null) return this.acting.refuse(this.say('readers.noLibrary'));
    const asked = this.api.renew({ card: this.reader().cardNumber, item: barcode, library });
    this.acting.run(asked, ({ dueAt }) => `${title} — ${this.say('readers.renewedTo', { date: this.date(dueAt) })}`, {
      then: () => this.done.emit(),
    });
  }

  protected renewAll(): void {
    const library = this.post.library();
    if (library === null) return this.acting.refuse(this.say('readers.noLibrary'));
    const told = ({ dueAt, refusal }: { dueAt: string | null; refusal: string | null }) =>
      dueAt !== null
        ? { isDone: true, words: this.say('readers.renewedTo', { date: this.date(dueAt) }) }
        : { isDone: false, words: this.say(readerRefusalWord(refusal ?? ''), { code: refusal ?? '' }) };
    const count = (results: readonly { dueAt: string | null }[]) => {
      const renewed = results.filter(({ dueAt }) => dueAt !== null).length;
      return this.say('readers.renewedCount', { done: this.figure(renewed), all: this.figure(results.length) });
    };
    this.acting.run(this.api.renewAll({ card: this.reader().cardNumber, library }), ({ results }) => count(results), {
      then: ({ results }) => {
        this.results.set(new Map(results.map((result) => [result.barcode, told(result)])));
        this.done.emit();
      },
    });
  }
}
