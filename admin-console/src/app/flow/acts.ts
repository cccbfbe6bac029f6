import { Injectable, inject, signal } from '@angular/core';
import type { Observable } from 'rxjs';
import { Messages } from '../messages/messages';
import { LibraryNames } from './library-names';
import { whyNot } from './refusals';

/** What the last act of a page came to, in words. */
export interface ActResult {
  readonly tone: 'shelf' | 'refused';
  readonly words: string;
}

/** The acts of one page: one at a time, each with its result in words. */
@Injectable()
export class Acts {
  private readonly messages = inject(Messages);
  private readonly names = inject(LibraryNames);
  private readonly running = signal<string | null>(null);
  private readonly last = signal<ActResult | null>(null);

  /** Which act is under way. */
  readonly busy = this.running.asReadonly();
  readonly result = this.last.asReadonly();

  /** Does one thing, said by `done` once it is; a second press while it is under way is none. */
  run<Answer>(name: string, act: Observable<Answer>, done: (answer: Answer) => string, then?: () => void): void {
    if (this.running() !== null) return;
    this.running.set(name);
    this.last.set(null);
    act.subscribe({
      next: (answer) => this.settle({ tone: 'shelf', words: done(answer) }, then),
      error: (error: unknown) => {
        const { key, facts } = whyNot(error, this.names.name);
        const reason = this.messages.say(key, facts);
        this.settle({ tone: 'refused', words: this.messages.say('flow.notDone', { reason }) }, then);
      },
    });
  }

  /** Says something that no request came to. */
  say(result: ActResult): void {
    this.last.set(result);
  }

  private settle(result: ActResult, then?: () => void): void {
    this.running.set(null);
    this.last.set(result);
    then?.();
  }
}
