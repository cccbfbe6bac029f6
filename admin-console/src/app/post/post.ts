import { Injectable, computed, effect, inject, signal } from '@angular/core';
import type { LibraryView } from '../api/contract';
import { storage } from '../display/stored-choice';
import { LibrariesApi } from '../libraries/libraries-api';
import { Session } from '../session/session';
import { readResource } from '../ui/read-resource';

/** Under which name this workstation remembers where it stands. */
const storedAs = 'passerelle.library';

/** Where this workstation stands. Whoever works for one library is there; the others choose, once for the workstation. */
@Injectable({ providedIn: 'root' })
export class Post {
  private readonly session = inject(Session);
  private readonly api = inject(LibrariesApi);
  private readonly chosen = signal(storage()?.getItem(storedAs) ?? null);
  private readonly list = readResource({
    params: () => this.session.user()?.login,
    stream: () => this.api.list(),
  });

  constructor() {
    // Remembered for whoever comes next, and for the day when the server does not answer.
    effect(() => {
      const own = this.session.user()?.library;
      if (own) this.choose(own);
    });
  }

  /** Those that lend, by name. */
  readonly libraries = computed<readonly LibraryView[]>(() => {
    const items = this.list.hasValue() ? this.list.value().items : [];
    return items.filter(({ state, kind }) => state === 'LIVE' && kind !== 'ILL_PARTNER');
  });
  readonly isFixed = computed(() => (this.session.user()?.library ?? null) !== null);
  /** Code of the library; null until somebody of the whole network has said where he is. */
  readonly library = computed(() => this.session.user()?.library ?? this.chosen());
  readonly name = computed(() => this.libraries().find(({ code }) => code === this.library())?.name ?? this.library());

  /** The library as requests name it: nothing while it is not known. */
  readonly place = computed<{ library?: string }>(() => {
    const library = this.library();
    return library ? { library } : {};
  });

  /** Asks again for the libraries when they could not be had. */
  refresh(): void {
    if (this.list.error()) this.list.reload();
  }

  choose(code: string): void {
    this.chosen.set(code);
    storage()?.setItem(storedAs, code);
  }
}
