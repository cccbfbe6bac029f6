import { Component, computed, inject, input } from '@angular/core';
import type { PatronView } from '../api/contract';
import { Messages } from '../messages/messages';
import { Post } from '../post/post';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { Pager } from '../ui/pager';
import { pagingFrom } from '../ui/paging';
import { parisDate, parisTime } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { actSentence } from './act-sentence';
import { ReadersApi } from './readers-api';

/** What was done to a reader, by whom and when. What he borrowed is no part of it, and the page says why. */
@Component({
  selector: 'app-reader-history',
  imports: [Failure, Loading, Pager],
  template: `
    <p class="hint">{{ say('readers.noLoanHistory') }}</p>
    @if (history.error()) {
      <app-failure what="readers.historyFailure" [error]="history.error()" (retry)="history.reload()" />
    } @else if (list(); as told) {
      @if (told.items.length > 0) {
        <div class="table-frame" role="region" tabindex="0" [attr.aria-label]="say('readers.tab.historique')">
          <table class="data">
            <caption class="cdk-visually-hidden">
              {{
                say('readers.tab.historique')
              }}
            </caption>
            <thead>
              <tr>
                <th scope="col">{{ say('readers.when') }}</th>
                <th scope="col">{{ say('readers.what') }}</th>
                <th scope="col">{{ say('readers.who') }}</th>
                <th scope="col">{{ say('readers.where') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (act of told.items; track act.seq) {
                <tr data-testid="event-row">
                  <th scope="row">{{ moment(act.at) }}</th>
                  <td>{{ sentence(act) }}</td>
                  <td>{{ actor(act.actor) }}</td>
                  <td>{{ act.library ? libraryName(act.library) : say('readers.network') }}</td>
                </tr>
              }
            </tbody>
          </table>
        </div>
        <app-pager [paging]="paging()" [total]="told.total" />
      } @else {
        <p class="empty">{{ say('readers.noHistory') }}</p>
      }
    } @else {
      <app-loading />
    }
  `,
  styleUrl: './reader-tab.scss',
})
export class ReaderHistory {
  private readonly api = inject(ReadersApi);
  private readonly messages = inject(Messages);
  private readonly post = inject(Post);

  readonly reader = input.required<PatronView>();
  /** Of the address: which page, and how long. */
  readonly page = input<string>();
  readonly lines = input<string>();

  protected readonly say = this.messages.say;
  protected readonly paging = computed(() => pagingFrom(this.page(), this.lines()));
  protected readonly history = readResource({
    params: () => ({ id: this.reader().id, offset: this.paging().offset, limit: this.paging().size }),
    stream: ({ params: { id, ...page } }) => this.api.history(id, page),
  });
  protected readonly list = computed(() => (this.history.hasValue() ? this.history.value() : null));

  protected moment(at: string): string {
    return `${parisDate(at, this.messages.locale())} ${parisTime(at, this.messages.locale())}`;
  }

  protected sentence(act: Parameters<typeof actSentence>[0]): string {
    return actSentence(act, this.say, (at) => parisDate(at, this.messages.locale()));
  }

  /** `agent-lens`; the network itself says so. */
  protected actor(actor: string): string {
    const [kind, ...login] = actor.split(':');
    return kind === 'user' || kind === 'device' ? login.join(':') : this.say('readers.system');
  }

  protected libraryName(code: string): string {
    return this.post.libraries().find((library) => library.code === code)?.name ?? code;
  }
}
