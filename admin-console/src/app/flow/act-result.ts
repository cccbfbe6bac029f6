import { Component, inject } from '@angular/core';
import { Icon } from '../ui/icon';
import { Acts } from './acts';

/** What the last act of the page came to; said to a screen reader, and there until the next one. */
@Component({
  selector: 'app-act-result',
  imports: [Icon],
  template: `
    <div role="status">
      @if (acts.result(); as result) {
        <p [attr.data-tone]="result.tone">
          <app-icon [name]="result.tone === 'shelf' ? 'check' : 'warning'" />{{ result.words }}
        </p>
      }
    </div>
  `,
  styles: `
    p {
      display: flex;
      gap: 10px;
      max-inline-size: 80ch;
      margin: 0 0 16px;
      padding: 10px 14px;
      border: 1px solid transparent;
      border-radius: 8px;
      background: var(--tone-ground);
      color: var(--tone);
    }
    @media print {
      :host {
        display: none;
      }
    }
  `,
})
export class ActResult {
  protected readonly acts = inject(Acts);
}
