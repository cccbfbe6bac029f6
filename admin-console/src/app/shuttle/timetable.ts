import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ShuttleRunView } from '../api/contract';
import { LibraryNames } from '../flow/library-names';
import { followReloads } from '../live/follow-reloads';
import { Messages } from '../messages/messages';
import { Post } from '../post/post';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { Now } from '../ui/now';
import { parisDate, parisDay, parisTime } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { ShuttleApi } from './shuttle-api';
import { daysAfter } from './shuttle-days';
import { ShuttleTabs } from './shuttle-tabs';
import { cancelWords, runLooks } from './shuttle-words';

/** How far the timetable looks ahead, and back for what was not finished, in days. */
const daysAhead = 14;
const daysBack = 2;

/** The runs of the van in the coming days: which go, which do not and why, and where they do not stop. */
@Component({
  selector: 'app-shuttle-timetable',
  imports: [Badge, Failure, Loading, RouterLink, ShuttleTabs],
  providers: [LibraryNames],
  templateUrl: './timetable.html',
  styles: `
    .passage {
      margin: 0 0 8px;
    }
    .hours {
      white-space: nowrap;
    }
    .note {
      color: var(--app-muted);
      font-size: 0.9375rem;
    }
  `,
})
export class ShuttleTimetable {
  private readonly api = inject(ShuttleApi);
  private readonly messages = inject(Messages);
  private readonly now = inject(Now);

  /** Query parameter: `ici`. */
  readonly passage = input<string>();

  protected readonly post = inject(Post);
  protected readonly names = inject(LibraryNames);
  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly runLooks = runLooks;
  protected readonly cancelWords = cancelWords;
  private readonly today = computed(() => parisDay(this.now.ms()));
  protected readonly runs = readResource({
    params: () => this.today(),
    stream: ({ params }) => this.api.runs(daysAfter(params, -daysBack), daysAfter(params, daysAhead)),
  });
  private readonly routes = readResource({ stream: () => this.api.routes() });
  /** Only the runs that pass by this library, when the address says so and one is known. */
  protected readonly list = computed(() => {
    if (!this.runs.hasValue()) return null;
    const { items } = this.runs.value();
    const here = this.post.library();
    return this.passage() === 'ici' && here
      ? items.filter(({ stops }) => stops.some(({ library }) => library === here))
      : items;
  });

  constructor() {
    followReloads(this.runs);
  }

  protected routeName(run: ShuttleRunView): string {
    const routes = this.routes.hasValue() ? this.routes.value().items : [];
    return routes.find(({ id }) => id === run.route)?.name ?? String(run.route);
  }

  protected day(date: string): string {
    return parisDate(date, this.messages.locale());
  }

  /** From when to when the van is on the road; a run without a stop says nothing. */
  protected hours({ stops }: ShuttleRunView): string {
    const [first, last] = [stops[0], stops.at(-1)];
    if (!first || !last) return '';
    const { locale } = this.messages;
    return `${parisTime(first.opensAt, locale())} – ${parisTime(last.closesAt, locale())}`;
  }

  protected served({ stops }: ShuttleRunView): string {
    const communes = stops.filter(({ skipped }) => skipped === null).map(({ library }) => this.names.commune(library));
    return communes.join(' → ');
  }

  protected skipped({ stops }: ShuttleRunView): string {
    const communes = stops.filter(({ skipped }) => skipped !== null).map(({ library }) => this.names.commune(library));
    return [...new Set(communes)].join(', ');
  }
}
