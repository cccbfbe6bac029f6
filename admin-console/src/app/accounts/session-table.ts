import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { SessionLineView } from '../api/contract';
import { Messages } from '../messages/messages';
import { Ago } from '../ui/ago';
import { parisDateTime } from '../ui/paris-time';

/** The consoles somebody is signed in at; each may be ended but the one that is looked from. */
@Component({
  selector: 'app-session-table',
  imports: [Ago, MatButton],
  template: `
    @if (sessions().length > 0) {
      <div class="table-frame" role="region" tabindex="0" [attr.aria-label]="say('accounts.sessions')">
        <table class="data">
          <caption class="cdk-visually-hidden">
            {{
              say('accounts.sessions')
            }}
          </caption>
          <thead>
            <tr>
              <th scope="col">{{ say('accounts.openedAt') }}</th>
              <th scope="col">{{ say('accounts.client') }}</th>
              <th scope="col">{{ say('accounts.lastSeen') }}</th>
              <th scope="col">{{ say('accounts.actions') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (session of lines(); track session.id) {
              <tr data-testid="session-row">
                <th scope="row">{{ session.opened }}</th>
                <td>{{ session.client || say('accounts.unknownClient') }}</td>
                <td><app-ago [at]="session.lastSeenAt" /></td>
                <td>
                  @if (session.isThis) {
                    {{ say('accounts.thisSession') }}
                  } @else if (mayEnd()) {
                    <button
                      mat-stroked-button
                      type="button"
                      [attr.aria-label]="say('accounts.endSessionOf', { at: session.opened })"
                      (click)="closing.emit(session.id)"
                    >
                      {{ say('accounts.endSession') }}
                    </button>
                  }
                </td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    } @else {
      <p>{{ say('accounts.noSession') }}</p>
    }
  `,
})
export class SessionTable {
  private readonly messages = inject(Messages);

  readonly sessions = input.required<readonly (SessionLineView & { readonly isThis?: boolean })[]>();
  readonly mayEnd = input(true);
  readonly closing = output<string>();

  protected readonly say = this.messages.say;
  protected readonly lines = computed(() =>
    this.sessions().map((session) => ({
      ...session,
      opened: parisDateTime(session.openedAt, this.messages.locale()),
    })),
  );
}
