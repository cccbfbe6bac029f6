import { Component, input } from '@angular/core';
import { Icon } from '../ui/icon';

/** What became of an act, in words. */
export interface Told {
  readonly done: boolean;
  readonly words: string;
}

/** The result of an act, beside its button: announced, and there until the next. */
@Component({
  selector: 'app-act-result',
  imports: [Icon],
  template: `
    <div role="status">
      @if (told(); as result) {
        @if (result.done) {
          <p class="done"><app-icon name="check" />{{ result.words }}</p>
        }
      }
    </div>
    @if (told(); as result) {
      @if (!result.done) {
        <p class="not-done" role="alert"><app-icon name="warning" />{{ result.words }}</p>
      }
    }
  `,
  styles: `
    p {
      display: flex;
      gap: 8px;
      max-inline-size: 80ch;
      margin: 8px 0;
      padding: 8px 12px;
      border-radius: 8px;
    }
    app-icon {
      margin-block-start: 2px;
    }
    .done {
      background: var(--app-shelf-ground);
      color: var(--app-shelf);
    }
    .not-done {
      background: var(--app-refused-ground);
      color: var(--app-refused);
    }
  `,
})
export class ActResult {
  readonly told = input.required<Told | null>();
}
