import { signal } from '@angular/core';
import type { Observable } from 'rxjs';
import type { Messages } from '../messages/messages';
import { refusalSentence } from './refusal-words';

/** What became of an act, in words. */
export interface Report {
  readonly tone: 'done' | 'refused';
  readonly words: string;
}

/** Acts of a page, one at a time: what became of the last one. */
export class Acting {
  private readonly say: Messages['say'];
  private isUnderWay = false;
  private readonly last = signal<Report | null>(null);

  readonly report = this.last.asReadonly();

  constructor(say: Messages['say']) {
    this.say = say;
  }

  /**
   * Asks for it, says what became of it, and goes on when it was done. A second press while the first is under way does
   * nothing; the button keeps the focus meanwhile.
   */
  run<Answer>(
    asked: Observable<Answer>,
    done: (answer: Answer) => string,
    { then }: { then?: (answer: Answer) => void } = {},
  ): void {
    if (this.isUnderWay) return;
    this.isUnderWay = true;
    this.last.set(null);
    asked.subscribe({
      next: (answer) => {
        this.isUnderWay = false;
        this.last.set({ tone: 'done', words: done(answer) });
        then?.(answer);
      },
      error: (error: unknown) => {
        this.isUnderWay = false;
        this.last.set({ tone: 'refused', words: refusalSentence(error, this.say) });
      },
    });
  }

  /** Says no without asking. */
  refuse(words: string): void {
    this.last.set({ tone: 'refused', words });
  }
}
