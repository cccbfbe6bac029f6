import { Component, input } from '@angular/core';
import { Icon, type IconName } from './icon';

/** The colours of the states; each is always accompanied by a word and the shape of an icon. */
export type Tone = 'shelf' | 'reserved' | 'shuttle' | 'decide' | 'refused' | 'neutral';

/** A state in a word, an icon and a colour. */
@Component({
  selector: 'app-badge',
  imports: [Icon],
  template: '<app-icon [name]="icon()" /><span><ng-content /></span>',
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      padding: 2px 10px 2px 8px;
      border: 1px solid transparent;
      border-radius: 6px;
      background: var(--tone-ground);
      color: var(--tone);
      font-size: 0.9375rem;
      line-height: 1.4;
      vertical-align: middle;
      white-space: nowrap;
    }
    @media (max-width: 640px) {
      :host {
        white-space: normal;
      }
    }
  `,
  host: { '[attr.data-tone]': 'tone()' },
})
export class Badge {
  readonly tone = input.required<Tone>();
  readonly icon = input.required<IconName>();
}
