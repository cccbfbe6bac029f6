import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { Shortcuts } from '../shell/shortcuts';

/** The keys of the console: none is a single letter or digit, and the browser's own are left alone (RGAA 12.10). */
const keys: readonly { readonly key: string; readonly does: MessageKey }[] = [
  { key: 'Ctrl+K', does: 'help.search' },
  { key: 'F2', does: 'help.auto' },
  { key: 'F4', does: 'help.return' },
  { key: 'F8', does: 'help.renew' },
  { key: 'F9', does: 'help.slip' },
  { key: 'Alt+R', does: 'help.stay' },
];

/** The shortcuts, which can be turned off on this workstation, and where else help is found. */
@Component({
  selector: 'app-help',
  imports: [MatButton],
  template: `
    <h1 tabindex="-1">{{ say('help.title') }}</h1>
    <h2>{{ say('help.shortcuts') }}</h2>
    <p>{{ say(shortcuts.state() === 'on' ? 'help.on' : 'help.off') }}</p>
    <button mat-stroked-button type="button" (click)="shortcuts.turn()">
      {{ say(shortcuts.state() === 'on' ? 'help.turnOff' : 'help.turnOn') }}
    </button>
    <table class="data">
      <caption class="cdk-visually-hidden">
        {{
          say('help.shortcuts')
        }}
      </caption>
      <thead>
        <tr>
          <th scope="col">{{ say('help.key') }}</th>
          <th scope="col">{{ say('help.does') }}</th>
        </tr>
      </thead>
      <tbody>
        @for (one of keys; track one.key) {
          <tr>
            <th scope="row">
              <kbd>{{ one.key }}</kbd>
            </th>
            <td>{{ say(one.does) }}</td>
          </tr>
        }
      </tbody>
    </table>
    <p>{{ say('help.escape') }}</p>
    <h2>{{ say('help.scanner') }}</h2>
    <p>{{ say('help.scannerText') }}</p>
    <h2>{{ say('help.away') }}</h2>
    <p>{{ say('help.awayText') }}</p>
    <h2>{{ say('help.ended') }}</h2>
    <p>{{ say('help.endedText') }}</p>
  `,
  styles: `
    :host {
      display: block;
      max-inline-size: 80ch;
    }
    .data {
      margin-block-start: 16px;
    }
  `,
})
export class Help {
  protected readonly say = inject(Messages).say;
  protected readonly shortcuts = inject(Shortcuts);
  protected readonly keys = keys;
}
