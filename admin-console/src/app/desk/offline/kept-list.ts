import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { MessageKey } from '../../messages/catalogue';
import { Messages } from '../../messages/messages';
import { parisDateTime } from '../../ui/paris-time';
import { type OfflineLine, maskedCard } from './offline-line';
import { OfflineWork } from './offline-work';

/** What each kind of operation is called. */
export const kindWords: Record<OfflineLine['kind'], MessageKey> = {
  'check-out': 'offline.kind.check-out',
  'check-in': 'offline.kind.check-in',
  renewal: 'offline.kind.renewal',
};

/** The operations kept on this workstation, the last one first; on paper too. */
@Component({
  selector: 'app-kept-list',
  imports: [MatButton],
  template: `
    <h2 id="kept-title">{{ say('offline.list') }}</h2>
    @if (rows().length > 0) {
      <div class="table-frame" role="region" tabindex="0" aria-labelledby="kept-title">
        <table class="data">
          <caption class="cdk-visually-hidden">
            {{
              say('offline.caption')
            }}
          </caption>
          <thead>
            <tr>
              <th scope="col">{{ say('offline.column.item') }}</th>
              <th scope="col">{{ say('offline.column.kind') }}</th>
              <th scope="col">{{ say('offline.column.reader') }}</th>
              <th scope="col">{{ say('offline.column.at') }}</th>
              <th scope="col" class="act">
                <span class="cdk-visually-hidden">{{ say('offline.column.act') }}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            @for (row of rows(); track row.id) {
              <tr data-testid="kept-row" [attr.data-kind]="row.line.kind">
                <th scope="row" class="code">{{ row.line.item }}</th>
                <td>{{ say(kindWords[row.line.kind]) }}</td>
                <td>{{ row.line.card ? maskedCard(row.line.card) : '—' }}</td>
                <td>{{ time(row.line.at) }}</td>
                <td class="act">
                  @if (row.batch === null) {
                    <button mat-button type="button" (click)="remove(row.id)">
                      {{ say('offline.remove') }}<span class="cdk-visually-hidden"> {{ row.line.item }}</span>
                    </button>
                  } @else {
                    {{ say('offline.beingTold') }}
                  }
                </td>
              </tr>
            }
          </tbody>
        </table>
      </div>
    } @else {
      <p class="empty">{{ say('offline.empty') }}</p>
    }
  `,
  styles: `
    h2 {
      margin: 0 0 8px;
    }
    @media print {
      .act {
        display: none;
      }
    }
  `,
})
export class KeptList {
  private readonly work = inject(OfflineWork);
  private readonly messages = inject(Messages);

  protected readonly say = this.messages.say;
  protected readonly kindWords = kindWords;
  protected readonly maskedCard = maskedCard;
  protected readonly rows = computed(() => this.work.kept().toReversed());

  protected time(at: string): string {
    return parisDateTime(at, this.messages.locale());
  }

  protected remove(id: number): void {
    void this.work.remove(id);
  }
}
