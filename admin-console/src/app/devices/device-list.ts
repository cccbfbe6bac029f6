import { Component, computed, inject, input } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { DeviceView } from '../api/contract';
import { followReloads } from '../live/follow-reloads';
import { LiveStream } from '../live/live-stream';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { editsConnections, readsRegistry } from '../session/connection-roles';
import { Session } from '../session/session';
import { Ago } from '../ui/ago';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { ariaSort, pressed, sortFrom } from '../ui/sort';
import { SortButton } from '../ui/sort-button';
import { type Column, columns, deviceRows, withChanges } from './device-table';
import { kindWords, stateWords, statusWords } from './device-words';
import { DevicesApi } from './devices-api';

/** A device grows silent without saying so: the list is asked again this often, besides the stream (milliseconds). */
const askAgainMs = 60_000;

/** The self-check terminals, sorters and gates: which ones speak, since when the others do not. */
@Component({
  selector: 'app-device-list',
  imports: [Ago, Badge, Failure, Icon, Loading, MatButton, RouterLink, SortButton],
  templateUrl: './device-list.html',
  styleUrl: './device-list.scss',
})
export class DeviceList {
  private readonly api = inject(DevicesApi);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);

  /** Query parameters: the column that orders, `desc` for the other way round. */
  readonly tri = input<string>();
  readonly ordre = input<string>();

  protected readonly say = this.messages.say;
  protected readonly stateWords = stateWords;
  protected readonly kindWords = kindWords;
  protected readonly statusWords = statusWords;
  protected readonly columns = columns;
  protected readonly columnWords: Record<Column, MessageKey> = {
    state: 'devices.state',
    name: 'devices.name',
    library: 'devices.library',
    seen: 'devices.seen',
  };

  /** What terminals say is for those who keep them running. */
  protected readonly mayFollow = computed(() => {
    const role = this.session.user()?.role;
    return role === 'NETWORK_ADMIN' || role === 'COORDINATOR' || role === 'IT_REFERENT';
  });
  protected readonly mayDeclare = computed(() => editsConnections(this.session.user()?.role ?? 'STAFF'));
  protected readonly devices = readResource({ stream: () => this.api.list() });
  protected readonly list = computed(() => (this.devices.hasValue() ? this.devices.value().items : null));
  protected readonly sort = computed(() => sortFrom(columns, this.tri(), this.ordre()));
  protected readonly rows = computed(() => deviceRows(this.list() ?? [], this.sort()));
  /** “3 connected, 1 never seen”. */
  protected readonly summary = computed(() => {
    const states: readonly DeviceView['state'][] = ['connected', 'silent', 'absent', 'never-seen'];
    return states
      .map((state) => ({ state, n: this.rows().filter((device) => device.state === state).length }))
      .filter(({ n }) => n > 0)
      .map(({ state, n }) => this.messages.sayCount(countWords[state], n))
      .join(', ');
  });

  constructor() {
    followReloads(this.devices, { everyMs: askAgainMs });
    inject(LiveStream)
      .devices.pipe(takeUntilDestroyed())
      .subscribe((changed) => this.receive(changed));
  }

  /** A manager, the devices of his library. */
  protected mayRead({ library }: DeviceView): boolean {
    const user = this.session.user();
    return user !== null && readsRegistry(user.role) && (user.library === null || user.library === library.code);
  }

  protected order(column: Column): void {
    const { by, direction } = pressed(this.sort(), column);
    const queryParams = { tri: by === columns[0] ? null : by, ordre: direction === 'desc' ? 'desc' : null };
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected ariaSort(column: Column): 'ascending' | 'descending' | null {
    return ariaSort(this.sort(), column);
  }

  private receive(changed: readonly DeviceView[]): void {
    if (!this.devices.hasValue()) return;
    const items = withChanges(this.devices.value().items, changed);
    this.devices.set({ items, total: items.length });
  }
}

const countWords = {
  connected: 'devices.connected',
  silent: 'devices.silent',
  absent: 'devices.absent',
  'never-seen': 'devices.neverSeen',
} as const;
