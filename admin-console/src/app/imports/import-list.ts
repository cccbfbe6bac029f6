import { Component, DestroyRef, computed, inject, input } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { LibrariesApi } from '../libraries/libraries-api';
import { LiveStream } from '../live/live-stream';
import { followReloads } from '../live/follow-reloads';
import { Messages } from '../messages/messages';
import { runsImports } from '../session/import-roles';
import { Session } from '../session/session';
import { Ago } from '../ui/ago';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { Pager } from '../ui/pager';
import { pagingFrom } from '../ui/paging';
import { readResource } from '../ui/read-resource';
import { ImportsApi } from './imports-api';
import { kindWords, phaseWords, stateWords } from './import-words';

/** The batches that bring libraries into the catalogue, the newest first; each moves while it is looked at. */
@Component({
  selector: 'app-import-list',
  imports: [Ago, Badge, Failure, Loading, MatButton, Pager, RouterLink],
  templateUrl: './import-list.html',
  styleUrls: ['../steering/steering.scss', './imports.scss'],
})
export class ImportList {
  private readonly api = inject(ImportsApi);
  private readonly librariesApi = inject(LibrariesApi);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);

  /** Of the address: the page and its lines. */
  readonly page = input<string>();
  readonly lignes = input<string>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly figure = this.messages.figure;
  protected readonly stateWords = stateWords;
  protected readonly kindWords = kindWords;
  protected readonly phaseWords = phaseWords;

  protected readonly batches = readResource({ stream: () => this.api.list() });
  private readonly names = readResource({ stream: () => this.librariesApi.list() });
  protected readonly list = computed(() => (this.batches.hasValue() ? this.batches.value() : null));
  protected readonly paging = computed(() => pagingFrom(this.page(), this.lignes()));
  protected readonly rows = computed(() => {
    const { offset, size } = this.paging();
    return (this.list() ?? []).slice(offset, offset + size);
  });
  protected readonly mayRun = computed(() => {
    const user = this.session.user();
    return user !== null && runsImports(user.role);
  });

  constructor() {
    followReloads(this.batches);
    const live = inject(LiveStream);
    inject(DestroyRef).onDestroy(live.follow('batches'));
    live.batches.pipe(takeUntilDestroyed()).subscribe((moved) => {
      const list = this.list();
      if (!list) return;
      const byId = new Map(moved.map((batch) => [batch.id, batch]));
      const fresh = moved.filter(({ id }) => !list.some((batch) => batch.id === id)).sort((a, b) => b.id - a.id);
      this.batches.set([...fresh, ...list.map((batch) => byId.get(batch.id) ?? batch)]);
    });
  }

  protected nameOf(code: string): string {
    const items = this.names.hasValue() ? this.names.value().items : [];
    return items.find((library) => library.code === code)?.name ?? code;
  }
}
