import { Component, computed, inject, input } from '@angular/core';
import { followReloads } from '../live/follow-reloads';
import { Messages } from '../messages/messages';
import { runsConnections } from '../session/connection-roles';
import { Session } from '../session/session';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { type PageTab, PageTabs } from '../ui/page-tabs';
import { parisDateTime } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { ProtocolActivity } from './protocol-activity';
import { QueryTrial } from './query-trial';
import { ServedApi, askAgainMs } from './served-api';

const views = ['serveur', 'reglages', 'droits'] as const;
type View = (typeof views)[number];

/** Who queries the catalogue by Z39.50 and SRU, how fast, with which errors; how far partners may go, and who they are. */
@Component({
  selector: 'app-search-servers',
  imports: [Failure, Loading, PageTabs, ProtocolActivity, QueryTrial],
  templateUrl: './search-servers.html',
  styleUrls: ['../steering/steering.scss', './search-servers.scss'],
})
export class SearchServers {
  private readonly api = inject(ServedApi);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);

  /** Last segment of the address; absent: what is asked now. */
  readonly volet = input<string>();

  protected readonly say = this.messages.say;
  protected readonly figure = this.messages.figure;
  protected readonly tabs: readonly PageTab[] = [
    { path: '/connexions/z3950', word: 'served.server' },
    { path: '/connexions/z3950/reglages', word: 'served.settings' },
    { path: '/connexions/z3950/droits', word: 'served.rights' },
  ];
  protected readonly rights = [
    'served.right.read',
    'served.right.name',
    'served.right.update',
    'served.right.clear',
  ] as const;
  protected readonly view = computed<View>(() => views.find((one) => one === this.volet()) ?? 'serveur');
  protected readonly activity = readResource({ stream: () => this.api.served() });
  protected readonly told = computed(() => (this.activity.hasValue() ? this.activity.value() : null));
  protected readonly limits = readResource({ stream: () => this.api.settings() });
  protected readonly settings = computed(() => (this.limits.hasValue() ? this.limits.value() : null));
  protected readonly mayTry = computed(() => runsConnections(this.session.user()?.role ?? 'STAFF'));
  /** How far partners may go, in words. */
  protected readonly z3950Words = [
    { word: 'served.limit.sessions', fact: 'sessions' },
    { word: 'served.limit.sessionsPerClient', fact: 'sessionsPerClient' },
    { word: 'served.limit.requestsPerMinute', fact: 'requestsPerMinute' },
    { word: 'served.limit.recordsPerMinute', fact: 'recordsPerMinute' },
    { word: 'served.limit.recordsAtOnce', fact: 'recordsAtOnce' },
    { word: 'served.limit.deepestRecord', fact: 'deepestRecord' },
    { word: 'served.limit.idleMinutes', fact: 'idleMinutes' },
    { word: 'served.limit.failedSignIns', fact: 'failedSignIns' },
  ] as const;
  protected readonly sruWords = [
    { word: 'served.limit.requestsPerMinute', fact: 'requestsPerMinute' },
    { word: 'served.limit.recordsAtOnce', fact: 'recordsAtOnce' },
    { word: 'served.limit.deepestRecord', fact: 'deepestRecord' },
  ] as const;

  constructor() {
    followReloads(this.activity, { everyMs: askAgainMs });
  }

  protected moment(at: string): string {
    return parisDateTime(at, this.messages.locale());
  }
}
