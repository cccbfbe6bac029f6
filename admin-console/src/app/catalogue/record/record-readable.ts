import { Component, computed, inject, input } from '@angular/core';
import type { RecordSheetView } from '../../api/contract';
import { Messages } from '../../messages/messages';
import { CatalogueApi } from '../catalogue-api';
import { statusWords } from '../catalogue-words';
import { Badge } from '../../ui/badge';
import { NetworkNames } from '../../home/network-names';
import { readResource } from '../../ui/read-resource';
import { readable } from './readable';

/** A record in plain words, and how many of its copies stand where. */
@Component({
  selector: 'app-record-readable',
  imports: [Badge],
  template: `
    <div class="columns">
      <dl>
        @for (line of lines(); track line.word) {
          <dt>{{ say(line.word) }}</dt>
          <dd>
            @for (value of line.values; track $index) {
              <span class="value">{{ value }}</span>
            }
          </dd>
        }
      </dl>
      @if (places().length > 0) {
        <section [attr.aria-label]="say('record.where')">
          <h2>{{ say('record.where') }}</h2>
          <ul>
            @for (place of places(); track place.key) {
              <li>
                <span>{{ place.name }}</span>
                <app-badge [icon]="words[place.status].icon" [tone]="words[place.status].tone"
                  >{{ say(words[place.status].word) }}{{ place.copies > 1 ? ' × ' + place.copies : '' }}</app-badge
                >
              </li>
            }
          </ul>
        </section>
      }
    </div>
  `,
  styleUrls: ['./page.scss', './record-readable.scss'],
})
export class RecordReadable {
  private readonly api = inject(CatalogueApi);
  private readonly names = inject(NetworkNames);

  readonly sheet = input.required<RecordSheetView>();

  protected readonly say = inject(Messages).say;
  protected readonly words = statusWords;
  protected readonly lines = computed(() => readable(this.sheet().marc));
  private readonly copies = readResource({
    params: () => this.sheet().record,
    stream: ({ params }) => this.api.copies(params),
  });
  /** Copies counted by place and state; the tab of copies tells them one by one, and what failed. */
  protected readonly places = computed(() => {
    const counted = new Map<string, { key: string; name: string; status: keyof typeof statusWords; copies: number }>();
    for (const { holding, home, status } of this.copies.hasValue() ? this.copies.value().items : []) {
      if (status === 'WITHDRAWN') continue;
      const place = status === 'AVAILABLE' || status === 'RESHELVE' ? holding : home;
      const key = `${place} ${status}`;
      const before = counted.get(key)?.copies ?? 0;
      counted.set(key, { key, name: this.names.library(place), status, copies: before + 1 });
    }
    return [...counted.values()];
  });
}
