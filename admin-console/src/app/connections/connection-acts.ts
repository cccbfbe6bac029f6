import { Injectable, inject, signal } from '@angular/core';
import type { Observable } from 'rxjs';
import type { Told } from '../catalogue/act-result';
import { Messages } from '../messages/messages';
import { whyNot } from './refusals';

/** The acts of one page, one at a time, each with its result in words; provided by the page. */
@Injectable()
export class ConnectionActs {
  private readonly messages = inject(Messages);

  readonly isBusy = signal(false);
  readonly told = signal<Told | null>(null);

  /** Does one thing, said by `done` once it is. A second press while it is under way is none. */
  run<Answer>(act: Observable<Answer>, done: (answer: Answer) => string | null, then?: () => void): void {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.told.set(null);
    act.subscribe({
      next: (answer) => {
        this.isBusy.set(false);
        const words = done(answer);
        this.told.set(words === null ? null : { done: true, words });
        then?.();
      },
      error: (error: unknown) => {
        this.isBusy.set(false);
        const reason = this.messages.say(whyNot(error));
        this.told.set({ done: false, words: this.messages.say('connections.notDone', { reason }) });
      },
    });
  }
}
