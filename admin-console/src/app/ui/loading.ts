import { Component, inject } from '@angular/core';
import { Messages } from '../messages/messages';

/** Grey rows where a list will be; they show after 200 ms, so that a quick answer does not flash. */
@Component({
  selector: 'app-loading',
  template: `
    <p role="status" class="cdk-visually-hidden">{{ say('loading') }}</p>
    @for (row of rows; track row) {
      <div class="row"></div>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
      animation: appear 1ms 200ms both;
    }
    .row {
      block-size: 32px;
      border-radius: 6px;
      background: var(--app-neutral-ground);
    }
    @keyframes appear {
      from {
        visibility: hidden;
      }
      to {
        visibility: visible;
      }
    }
  `,
})
export class Loading {
  protected readonly say = inject(Messages).say;
  protected readonly rows = [1, 2, 3, 4, 5, 6];
}
