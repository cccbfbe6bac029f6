import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { type Observable, switchMap } from 'rxjs';
import type { UnlinkedView } from '../api/contract';
import { ActResult, type Told } from '../catalogue/act-result';
import { whyNot } from '../catalogue/catalogue-refusals';
import { headsLibrary } from '../catalogue/catalogue-rights';
import { Messages } from '../messages/messages';
import { Session } from '../session/session';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { Pager } from '../ui/pager';
import { pagingFrom } from '../ui/paging';
import { readResource } from '../ui/read-resource';
import { AuthoritiesApi } from './authorities-api';
import { reasonWords, typeFrom, types, typeWords } from './authority-words';

/** Headings of the catalogue that no authority controls, the most frequent first: each is linked to one, or given its own. */
@Component({
  selector: 'app-unlinked-headings',
  imports: [ActResult, Failure, Icon, Loading, MatButton, Pager, RouterLink],
  templateUrl: './unlinked-headings.html',
  styleUrls: ['../catalogue/record/page.scss', './authority-list.scss'],
})
export class UnlinkedHeadings {
  private readonly api = inject(AuthoritiesApi);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly messages = inject(Messages);

  /** Query parameters. */
  readonly type = input<string>();
  readonly page = input<string>();
  readonly lignes = input<string>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly types = types;
  protected readonly typeWords = typeWords;
  protected readonly reasonWords = reasonWords;
  protected readonly chosenType = computed(() => typeFrom(this.type()));
  protected readonly paging = computed(() => pagingFrom(this.page(), this.lignes()));
  protected readonly found = readResource({
    params: () => ({ type: this.chosenType(), paging: this.paging() }),
    stream: ({ params }) => this.api.unlinked(params.type, params.paging),
  });
  protected readonly list = computed(() => (this.found.hasValue() ? this.found.value() : null));
  protected readonly mayEdit = computed(() => {
    const role = this.session.user()?.role;
    return role !== undefined && headsLibrary(role);
  });
  /** Linked here, but their records are only looked at afterwards: they stay in the list until then. */
  private readonly settled = signal<ReadonlySet<string>>(new Set());
  protected readonly told = signal<Told | null>(null);
  protected readonly isBusy = signal(false);

  protected isSettled({ type, key }: UnlinkedView): boolean {
    return this.settled().has(`${type} ${key}`);
  }

  protected choose(type: string): void {
    const queryParams = { type: type || null, page: null };
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected adopt(line: UnlinkedView, { authority, heading }: UnlinkedView['proposals'][number]): void {
    const linked = this.api
      .authority(authority)
      .pipe(switchMap(({ version }) => this.api.adopt(authority, version, line.key)));
    this.act(line, linked, ({ records }) => this.sayCount('unlinked.adopted', records) + ' ' + heading);
  }

  protected create(line: UnlinkedView): void {
    this.act(line, this.api.createFrom(line), ({ heading }) => this.say('unlinked.created', { heading }));
  }

  private act<T>(line: UnlinkedView, what: Observable<T>, words: (done: T) => string): void {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.told.set(null);
    what.subscribe({
      next: (done) => {
        this.isBusy.set(false);
        this.settled.update((settled) => new Set(settled).add(`${line.type} ${line.key}`));
        this.told.set({ done: true, words: words(done) });
      },
      error: (error: unknown) => {
        this.isBusy.set(false);
        this.told.set({ done: false, words: whyNot(error, this.messages) });
      },
    });
  }
}
