import { Component, DestroyRef, computed, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { HarvestSourceView } from '../api/contract';
import { followReloads } from '../live/follow-reloads';
import { LiveStream } from '../live/live-stream';
import { Messages } from '../messages/messages';
import { editsConnections } from '../session/connection-roles';
import { Session } from '../session/session';
import { Ago } from '../ui/ago';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { parisDateTime } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { followWork } from './follow-work';
import { HarvestsApi } from './harvests-api';
import { counters, gapOf, verdictOf } from './run-words';

/** What a server does by itself is asked again this often, besides the stream (milliseconds). */
const askAgainMs = 60_000;

/** The repositories that are harvested, a card each: what came of the last harvest, in words and in figures. */
@Component({
  selector: 'app-source-list',
  imports: [Ago, Badge, Failure, Loading, MatButton, RouterLink],
  templateUrl: './source-list.html',
  styleUrls: ['../steering/steering.scss', './source-list.scss'],
})
export class SourceList {
  private readonly api = inject(HarvestsApi);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);

  protected readonly say = this.messages.say;
  protected readonly figure = this.messages.figure;
  protected readonly counters = counters;
  protected readonly gapOf = gapOf;
  protected readonly sources = readResource({ stream: () => this.api.sources() });
  protected readonly list = computed(() => (this.sources.hasValue() ? this.sources.value().items : null));
  protected readonly count = computed(() => this.messages.sayCount('harvests.count', this.list()?.length ?? 0));
  protected readonly mayEdit = computed(() => editsConnections(this.session.user()?.role ?? 'STAFF'));

  constructor() {
    followReloads(this.sources, { everyMs: askAgainMs });
    followWork(
      computed(() => (this.list() ?? []).some(({ work }) => work !== 'idle')),
      () => this.sources.reload(),
    );
    // Another run, or another state of one, may change all of its card; a page more, its figures alone.
    const live = inject(LiveStream);
    inject(DestroyRef).onDestroy(live.follow('harvests'));
    live.runs.pipe(takeUntilDestroyed()).subscribe((run) => {
      const items = this.list();
      const known = items?.find(({ code }) => code === run.source);
      if (!items || !known) return;
      if (known.lastRun?.id !== run.id || known.lastRun.state !== run.state) this.sources.reload();
      else {
        const changed = items.map((one) => (one === known ? { ...one, lastRun: run } : one));
        this.sources.set({ items: changed, total: changed.length });
      }
    });
  }

  protected verdict(source: HarvestSourceView) {
    return verdictOf(source.lastRun, source.work, this.messages);
  }

  protected moment(at: string): string {
    return parisDateTime(at, this.messages.locale());
  }
}
