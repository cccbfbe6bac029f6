import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { followReloads } from '../live/follow-reloads';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { Session } from '../session/session';
import { readsLibraryLife } from '../session/steering-roles';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { ariaSort, pressed, sortFrom } from '../ui/sort';
import { SortButton } from '../ui/sort-button';
import { LibrariesApi } from './libraries-api';
import { type Column, columns, libraryRows } from './library-table';
import { kindWords, stateWords } from './library-words';

/** The libraries of the network, filtered and ordered; both live in the address, so that a view can be shared. */
@Component({
  selector: 'app-library-list',
  imports: [Badge, Failure, Loading, MatButton, MatFormField, MatInput, MatLabel, RouterLink, SortButton],
  templateUrl: './library-list.html',
  styleUrl: './library-list.scss',
})
export class LibraryList {
  private readonly api = inject(LibrariesApi);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);

  /** Query parameters: the filter, the column that orders, `desc` for the other way round. */
  readonly q = input<string>();
  readonly tri = input<string>();
  readonly ordre = input<string>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly figure = this.messages.figure;
  protected readonly stateWords = stateWords;
  protected readonly kindWords = kindWords;
  protected readonly columns = columns;
  protected readonly columnWords: Record<Column, MessageKey> = {
    name: 'libraries.name',
    commune: 'libraries.commune',
    state: 'libraries.state',
    pickup: 'libraries.pickup',
    devices: 'libraries.devices',
  };

  protected readonly libraries = readResource({ stream: () => this.api.list() });
  protected readonly list = computed(() => (this.libraries.hasValue() ? this.libraries.value() : null));
  protected readonly sort = computed(() => sortFrom(columns, this.tri(), this.ordre()));
  protected readonly rows = computed(() => libraryRows(this.list()?.items ?? [], this.q() ?? '', this.sort()));
  /** “3 libraries out of 36”. */
  protected readonly count = computed(() => {
    const total = this.list()?.total ?? 0;
    if (!this.q()) return this.sayCount('libraries.count', total);
    return this.say('libraries.filtered', {
      shown: this.sayCount('libraries.count', this.rows().length),
      total: this.figure(total),
    });
  });

  constructor() {
    followReloads(this.libraries);
  }

  /** Whether whoever looks may open this library: a manager, his own. */
  protected mayOpen(code: string): boolean {
    const user = this.session.user();
    return user !== null && readsLibraryLife(user.role) && (user.library === null || user.library === code);
  }

  protected filter(text: string): void {
    this.show({ q: text || null }, 'replace');
  }

  protected order(column: Column): void {
    const { by, direction } = pressed(this.sort(), column);
    this.show({ tri: by === columns[0] ? null : by, ordre: direction === 'desc' ? 'desc' : null }, 'push');
  }

  protected ariaSort(column: Column): 'ascending' | 'descending' | null {
    return ariaSort(this.sort(), column);
  }

  /** Typing replaces the address, an order adds to the history: Back undoes what one would call a step. */
  private show(queryParams: Record<string, string | null>, history: 'replace' | 'push'): void {
    const replaceUrl = history === 'replace';
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl });
  }
}
