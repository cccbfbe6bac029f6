import { Injectable, computed, inject } from '@angular/core';
import type { LibraryView } from '../api/contract';
import { LibrariesApi } from '../libraries/libraries-api';
import { readResource } from '../ui/read-resource';

/** The libraries of the network by their codes, for lists that carry codes. A name not (yet) known is its code. */
@Injectable()
export class LibraryNames {
  private readonly api = inject(LibrariesApi);
  private readonly list = readResource({ stream: () => this.api.list() });

  readonly all = computed<readonly LibraryView[]>(() => (this.list.hasValue() ? this.list.value().items : []));
  /** Where readers may pick up. */
  readonly pickups = computed(() => this.all().filter(({ isPickup, state }) => isPickup && state === 'LIVE'));
  /** The network has none yet. */
  readonly areNone = computed(() => this.list.hasValue() && this.list.value().items.length === 0);
  private readonly byCode = computed(() => new Map(this.all().map((library) => [library.code, library])));

  /** Why they could not be had; undefined while they are there or on their way. */
  readonly error = this.list.error;

  readonly name = (code: string): string => this.byCode().get(code)?.name ?? code;
  /** Where the van goes, in the words of the driver: the commune. */
  readonly commune = (code: string): string => this.byCode().get(code)?.commune ?? code;
  /** Asks for them again. */
  readonly reload = (): boolean => this.list.reload();
  readonly isHub = (code: string): boolean => this.byCode().get(code)?.kind === 'HUB';
}
