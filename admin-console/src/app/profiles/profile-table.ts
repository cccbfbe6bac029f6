import { Component, computed, inject, input } from '@angular/core';
import type { ProfileView, WordsView } from '../api/contract';
import { Messages } from '../messages/messages';
import { Icon } from '../ui/icon';
import { choiceNames, choices, isSame, valueText } from './profile-choices';

/** Two profiles side by side, choice by choice: what differs is marked, and said why where that is known. */
@Component({
  selector: 'app-profile-table',
  imports: [Icon],
  template: `
    <div class="table-frame" role="region" tabindex="0" [attr.aria-label]="say('profiles.sideBySide')">
      <table class="data">
        <caption class="cdk-visually-hidden">
          {{
            say('profiles.sideBySide')
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col">{{ say('profiles.choice') }}</th>
            <th scope="col">{{ baseName() }}</th>
            <th scope="col">{{ ownName() }}</th>
            <th scope="col">{{ say('profiles.because') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.name) {
            <tr data-testid="choice-row" [attr.data-code]="row.name" [attr.data-differs]="row.differs">
              <th scope="row">{{ say(row.word) }}</th>
              <td class="code">{{ row.base }}</td>
              <td class="code">
                @if (row.differs) {
                  <strong><app-icon name="warning" /> {{ row.own }}</strong>
                  <span class="cdk-visually-hidden">({{ say('profiles.differs') }})</span>
                } @else {
                  {{ row.own }}
                }
              </td>
              <td>{{ row.because }}</td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styles: `
    td.code {
      overflow-wrap: anywhere;
    }
    strong {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      color: var(--app-decide);
    }
  `,
})
export class ProfileTable {
  private readonly messages = inject(Messages);

  readonly base = input.required<ProfileView>();
  readonly baseName = input.required<string>();
  readonly own = input.required<ProfileView>();
  readonly ownName = input.required<string>();
  /** Why each choice was made, by its name. */
  readonly because = input<Readonly<Record<string, WordsView>>>({});

  protected readonly say = this.messages.say;
  protected readonly rows = computed(() =>
    choiceNames.map((name) => ({
      ...{ name, word: choices[name].word, because: this.why(name) },
      base: valueText(this.base()[name]),
      own: valueText(this.own()[name]),
      differs: !isSame(this.base()[name], this.own()[name]),
    })),
  );

  private why(name: string): string {
    const words = this.because()[name];
    return words ? this.messages.told(words) : '';
  }
}
