import { Component, computed, inject, input } from '@angular/core';
import type { OneTimePasswordView } from '../api/contract';
import { Messages } from '../messages/messages';
import { Icon } from '../ui/icon';
import { parisDate } from '../ui/paris-time';

/** A password made for somebody, shown this once, to be handed to him. */
@Component({
  selector: 'app-one-time-password',
  imports: [Icon],
  template: `
    <div class="note" data-tone="decide">
      <app-icon name="warning" />
      <div>
        <p>{{ say('accounts.handOver', { login: login(), date: until() }) }}</p>
        <p class="code" data-testid="one-time-password">{{ password().secret }}</p>
      </div>
    </div>
  `,
  styleUrl: '../steering/steering.scss',
  styles: `
    .code {
      margin-block-start: 8px;
      font-size: 1.125rem;
      overflow-wrap: anywhere;
      user-select: all;
    }
  `,
})
export class OneTimePassword {
  private readonly messages = inject(Messages);

  readonly login = input.required<string>();
  readonly password = input.required<OneTimePasswordView>();

  protected readonly say = this.messages.say;
  protected readonly until = computed(() => parisDate(this.password().until, this.messages.locale()));
}
