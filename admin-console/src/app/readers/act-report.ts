import { Component, input } from '@angular/core';
import { Icon } from '../ui/icon';
import type { Report } from './acting';

/** What became of the last act, beside its button; said by a screen reader too. */
@Component({
  selector: 'app-act-report',
  imports: [Icon],
  template: `
    <div role="status">
      @if (report(); as last) {
        <p [attr.data-tone]="last.tone === 'done' ? 'shelf' : 'refused'">
          <app-icon [name]="last.tone === 'done' ? 'check' : 'warning'" /><span>{{ last.words }}</span>
        </p>
      }
    </div>
  `,
  styles: `
    p {
      display: flex;
      gap: 8px;
      margin: 0;
      padding: 8px 12px;
      border: 1px solid transparent;
      border-radius: 8px;
      background: var(--tone-ground);
      color: var(--tone);
    }
  `,
})
export class ActReport {
  readonly report = input.required<Report | null>();
}
