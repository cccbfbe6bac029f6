import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { QueryTrialRequest, QueryTrialView } from '../api/contract';
import { LibraryNames } from '../flow/library-names';
import { Messages } from '../messages/messages';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { ServedApi } from './served-api';
import { wrongWord } from './served-words';

/** A query as a partner would ask it: how many records, how long it takes, or what is wrong with it. */
@Component({
  selector: 'app-query-trial',
  imports: [Failure, Icon, MatButton, MatFormField, MatInput, MatLabel],
  providers: [LibraryNames],
  templateUrl: './query-trial.html',
  styleUrl: '../steering/steering.scss',
})
export class QueryTrial {
  private readonly api = inject(ServedApi);
  private readonly messages = inject(Messages);

  protected readonly names = inject(LibraryNames);
  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly wrongWord = wrongWord;
  protected readonly language = signal<QueryTrialRequest['language']>('cql');
  protected readonly query = signal('');
  protected readonly database = signal('catalogue');
  protected readonly isBusy = signal(false);
  protected readonly result = signal<QueryTrialView | null>(null);
  protected readonly failure = signal<unknown>(null);

  protected tryIt(): void {
    const query = this.query().trim();
    if (query === '') return;
    this.isBusy.set(true);
    this.result.set(null);
    this.failure.set(null);
    this.api.tryQuery({ language: this.language(), query, database: this.database() }).subscribe({
      next: (result) => {
        this.isBusy.set(false);
        this.result.set(result);
      },
      error: (error: unknown) => {
        this.isBusy.set(false);
        this.failure.set(error);
      },
    });
  }

  protected took({ milliseconds }: QueryTrialView): string {
    return milliseconds.toLocaleString(this.messages.locale(), { maximumFractionDigits: 1 });
  }
}
