import { Component, computed, inject } from '@angular/core';
import type { ShuttleRouteView } from '../api/contract';
import { LibraryNames } from '../flow/library-names';
import { followReloads } from '../live/follow-reloads';
import { Messages } from '../messages/messages';
import { Post } from '../post/post';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { mapOf, roadOf } from './route-map';
import { ShuttleApi } from './shuttle-api';
import { ShuttleTabs } from './shuttle-tabs';

/** The rounds of the van: a schematic map, and the same as lists. */
@Component({
  selector: 'app-shuttle-rounds',
  imports: [Failure, Loading, ShuttleTabs],
  providers: [LibraryNames],
  templateUrl: './rounds.html',
  styleUrl: './rounds.scss',
})
export class ShuttleRounds {
  private readonly api = inject(ShuttleApi);
  private readonly messages = inject(Messages);

  protected readonly post = inject(Post);
  protected readonly names = inject(LibraryNames);
  protected readonly say = this.messages.say;
  protected readonly roadOf = roadOf;
  protected readonly routes = readResource({ stream: () => this.api.routes() });
  protected readonly list = computed(() => (this.routes.hasValue() ? this.routes.value().items : null));
  protected readonly map = computed(() => mapOf(this.list() ?? []));
  protected readonly box = computed(() => `0 0 ${this.map().width} ${this.map().height}`);

  constructor() {
    followReloads(this.routes);
  }

  /** The days a round is made, in words: `mar., mer., ven.`. */
  protected days({ stops }: ShuttleRouteView): string {
    const weekdays = [...new Set(stops.map(({ weekday }) => weekday))].sort((one, other) => one - other);
    const format = new Intl.DateTimeFormat(this.messages.locale(), { weekday: 'long', timeZone: 'UTC' });
    // The 1st of January 2024 was a Monday.
    return weekdays.map((weekday) => format.format(Date.UTC(2024, 0, weekday))).join(', ');
  }
}
