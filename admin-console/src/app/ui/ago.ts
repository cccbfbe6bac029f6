import { Component, computed, inject, input } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { Messages } from '../messages/messages';
import { Now } from './now';
import { parisDateTime, timeAgo } from './paris-time';

/** “il y a 3 min”; the exact time of Paris shows on hover and on focus. */
@Component({
  selector: 'app-ago',
  imports: [MatTooltip],
  template: '<time tabindex="0" [attr.datetime]="at()" [matTooltip]="exact()">{{ relative() }}</time>',
  styles: `
    time {
      text-decoration: underline dotted;
      text-underline-offset: 3px;
      white-space: nowrap;
    }
  `,
})
export class Ago {
  private readonly messages = inject(Messages);
  private readonly now = inject(Now);

  /** ISO 8601, UTC. */
  readonly at = input.required<string>();

  protected readonly exact = computed(() => parisDateTime(this.at(), this.messages.locale()));
  protected readonly relative = computed(() =>
    timeAgo(this.at(), Math.max(this.now.ms(), Date.now()), this.messages.locale()),
  );
}
