import type { Directory } from '../../network/directory.ts';
import type { SearchIndex } from '../../ports/search-index.ts';
import type { Store } from '../../ports/store.ts';

/** What looking up stands on. */
export interface LookUpPorts {
  readonly store: Store;
  readonly index: SearchIndex;
  readonly directory: Directory;
}
