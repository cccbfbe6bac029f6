import { signal } from '@angular/core';
import type { Observable } from 'rxjs';
import type { Messages } from '../messages/messages';
import { refusalSentence } from './refusal-words';

/** What became of an act, in words. */
export interface Report {
  readonly tone: 'done' | 'refused';
  readonly words: string;
  /** Of the row it was about; null for the whole page. */
  readonly about: string | null;
}

/** Acts of a page, one at a time: what is under way, and what became of the last one. */
export class Acting {
  private readonly say: Messages['say'];
  private readonly current = signal(false);
  private readonly last = signal<Report | null>(null);

  /** A second press while the first is under way does nothing. */
  readonly isBusy = this.current.asReadonly();
  readonly report = this.last.asReadonly();

  constructor(say: Messages['say']) {
    this.say = say;
  }

  /** Asks for it, says what became of it, and goes on when it was done. */
  run<Answer>(
    asked: Observable<Answer>,
    done: (answer: Answer) => string,
    { about = null, then }: { about?: string | null; then?: (answer: Answer) => void } = {},
  ): void {
    if (this.current()) return;
    this.current.set(true);
    this.last.set(null);
    asked.subscribe({
      next: (answer) => {
        this.current.set(false);
        this.last.set({ tone: 'done', words: done(answer), about });
        then?.(answer);
      },
      error: (error: unknown) => {
        this.current.set(false);
        this.last.set({ tone: 'refused', words: refusalSentence(error, this.say), about });
      },
    });
  }

  /** Says no without asking. */
  refuse(words: string): void {
    this.last.set({ tone: 'refused', words, about: null });
  }
}
