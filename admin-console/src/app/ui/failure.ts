import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { failureWords } from '../api/failure-words';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { Icon } from './icon';

/** What could not be shown, why, and a button to try again. */
@Component({
  selector: 'app-failure',
  imports: [Icon, MatButton],
  template: `
    <div role="alert">
      <app-icon name="warning" />
      <p>
        {{ say(what()) }} {{ say(words().reason) }}
        @if (words().reference; as reference) {
          <small>{{ say('failure.reference', { reference }) }}</small>
        }
      </p>
    </div>
    <button mat-stroked-button type="button" (click)="retry.emit()">{{ say('failure.retry') }}</button>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: 12px;
      max-inline-size: 80ch;
    }
    div {
      display: flex;
      gap: 10px;
      padding: 12px 16px;
      border-radius: 8px;
      background: var(--app-refused-ground);
      color: var(--app-refused);
    }
    p {
      margin: 0;
    }
  `,
})
export class Failure {
  /** The sentence that says what is missing from the screen. */
  readonly what = input.required<MessageKey>();
  readonly error = input.required<unknown>();
  readonly retry = output();

  protected readonly say = inject(Messages).say;
  protected readonly words = computed(() => failureWords(this.error()));
}
