import { Component, computed, inject } from '@angular/core';
import { followReloads } from '../live/follow-reloads';
import { Messages } from '../messages/messages';
import { ProtocolActivity } from '../served/protocol-activity';
import { ServedApi, askAgainMs } from '../served/served-api';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { parisDateTime } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { OaiTabs } from './oai-tabs';

/** Who harvests the catalogue, what they ask for, and how far they may go. */
@Component({
  selector: 'app-harvesters',
  imports: [Failure, Loading, OaiTabs, ProtocolActivity],
  template: `
    <h1 tabindex="-1">{{ say('oai.title') }}</h1>
    <app-oai-tabs />
    @if (told(); as loaded) {
      <p class="lead">{{ say('served.since', { at: moment(loaded.since) }) }}</p>
      <app-protocol-activity protocol="OAI-PMH" [activity]="loaded.oai" [slowFrom]="loaded.slowFrom" />
    } @else if (activity.error()) {
      <app-failure what="oai.harvestersFailure" [error]="activity.error()" (retry)="activity.reload()" />
    } @else {
      <app-loading />
    }
    @if (settings(); as oai) {
      <section class="panel">
        <h2>{{ say('served.settings') }}</h2>
        <dl class="facts">
          <dt>{{ say('served.address') }}</dt>
          <dd class="code">{{ oai.address }}</dd>
          @for (one of words; track one.fact) {
            <dt>{{ say(one.word) }}</dt>
            <dd>{{ figure(oai[one.fact]) }}</dd>
          }
        </dl>
      </section>
    } @else if (limits.error()) {
      <app-failure what="served.settingsFailure" [error]="limits.error()" (retry)="limits.reload()" />
    }
  `,
  styleUrl: '../steering/steering.scss',
})
export class Harvesters {
  private readonly api = inject(ServedApi);
  private readonly messages = inject(Messages);

  protected readonly say = this.messages.say;
  protected readonly figure = this.messages.figure;
  protected readonly words = [
    { word: 'served.limit.requestsPerMinute', fact: 'requestsPerMinute' },
    { word: 'served.limit.requestsAtOnce', fact: 'requestsAtOnce' },
    { word: 'served.limit.recordsAtOnce', fact: 'recordsAtOnce' },
    { word: 'served.limit.tokenDays', fact: 'tokenDays' },
  ] as const;
  protected readonly activity = readResource({ stream: () => this.api.served() });
  protected readonly told = computed(() => (this.activity.hasValue() ? this.activity.value() : null));
  protected readonly limits = readResource({ stream: () => this.api.settings() });
  protected readonly settings = computed(() => (this.limits.hasValue() ? this.limits.value().oai : null));

  constructor() {
    followReloads(this.activity, { everyMs: askAgainMs });
  }

  protected moment(at: string): string {
    return parisDateTime(at, this.messages.locale());
  }
}
