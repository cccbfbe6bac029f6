import { Component, computed, inject, input } from '@angular/core';
import { failureWords } from '../api/failure-words';
import { Messages } from '../messages/messages';
import { problemOf } from '../steering/problem';
import { Icon } from '../ui/icon';
import { parisTime } from '../ui/paris-time';
import { accessRefusal } from './access-words';

/** Why what one gave was not taken, and until when one waits. The place is there before the words: they are heard. */
@Component({
  selector: 'app-access-failure',
  imports: [Icon],
  template: `
    <div role="alert" [class.shown]="words()">
      @if (words(); as said) {
        <app-icon name="warning" /><span>{{ said }}</span>
      }
    </div>
  `,
  styles: `
    .shown {
      display: flex;
      gap: 8px;
      margin-block: 8px 16px;
      padding: 10px 12px;
      border-radius: 8px;
      background: var(--app-refused-ground);
      color: var(--app-refused);
    }
  `,
})
export class AccessFailure {
  private readonly messages = inject(Messages);

  /** What was thrown, null when nothing was. */
  readonly error = input.required<unknown>();

  protected readonly words = computed(() => {
    const error = this.error();
    if (error === null) return null;
    const refusal = accessRefusal(problemOf(error));
    if (!refusal) return this.messages.say(failureWords(error).reason);
    return this.messages.say(
      refusal.word,
      refusal.until === null ? {} : { time: parisTime(refusal.until, this.messages.locale()) },
    );
  });
}
