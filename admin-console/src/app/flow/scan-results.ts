import { Component, computed, inject } from '@angular/core';
import { destinationWords, reasonWords } from '../desk/row-sentences';
import { looks, outcomeOf, stateWord, titleOf } from '../desk/row-words';
import { Messages } from '../messages/messages';
import { Badge } from '../ui/badge';
import { ReturnScans } from './return-scans';

/** How many scans stay in sight. */
const shown = 8;

/** Where each scanned document goes and why, the last one first; every result is said once. */
@Component({
  selector: 'app-scan-results',
  imports: [Badge],
  template: `
    <div role="log" aria-live="polite" data-testid="live-log" [attr.aria-label]="say('flow.scans')">
      <ul>
        @for (line of lines(); track line.id) {
          <li data-testid="scan-row" [attr.data-state]="line.state" [attr.data-outcome]="line.outcome">
            <app-badge [icon]="line.look.icon" [tone]="line.look.tone">{{ line.headline }}</app-badge>
            <span>
              @if (line.title; as title) {
                <strong>{{ title }}</strong>
              }
              <span class="code">{{ line.code }}</span>
            </span>
            <span class="reason">{{ line.reason }}</span>
          </li>
        }
      </ul>
    </div>
  `,
  styles: `
    ul {
      display: grid;
      gap: 8px;
      margin: 0 0 20px;
      padding: 0;
      list-style: none;
    }
    ul:empty {
      margin: 0;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 12px;
    }
    .reason {
      color: var(--app-muted);
    }
    @media print {
      :host {
        display: none;
      }
    }
  `,
})
export class ScanResults {
  private readonly messages = inject(Messages);
  private readonly scans = inject(ReturnScans);

  protected readonly say = this.messages.say;
  protected readonly lines = computed(() => {
    const speaker = { say: this.messages.say, locale: this.messages.locale() };
    return this.scans
      .rows()
      .slice(-shown)
      .toReversed()
      .map((row) => {
        const outcome = outcomeOf(row);
        return {
          id: row.id,
          code: row.code,
          outcome,
          state: stateWord(outcome),
          look: looks[outcome],
          title: titleOf(row),
          headline: destinationWords(row, speaker),
          reason: reasonWords(row, speaker),
        };
      });
  });
}
