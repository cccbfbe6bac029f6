import { Component, computed, input, output } from '@angular/core';
import { Icon, type IconName } from './icon';

/** The button inside a sortable header; the header itself carries `aria-sort`. */
@Component({
  selector: 'app-sort-button',
  imports: [Icon],
  template: `
    <button type="button" (click)="pressed.emit()">
      <ng-content />
      <app-icon [class.idle]="!direction()" [name]="icon()" />
    </button>
  `,
  styles: `
    button {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      min-block-size: 40px;
      margin-inline: -8px;
      padding-inline: 8px;
      border: 0;
      border-radius: 6px;
      background: none;
      color: inherit;
      font: inherit;
      text-align: start;
      cursor: pointer;
    }
    button:hover {
      background: var(--app-neutral-ground);
    }
    app-icon {
      font-size: 0.8em;
    }
    .idle {
      color: var(--app-muted);
    }
  `,
})
export class SortButton {
  readonly direction = input<'ascending' | 'descending' | null>(null);
  readonly pressed = output();

  protected readonly icon = computed<IconName>(() => {
    if (this.direction() === null) return 'upDown';
    return this.direction() === 'ascending' ? 'up' : 'down';
  });
}
