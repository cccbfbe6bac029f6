import type { SortKey } from '../../core/query/model.ts';
import type { WeighedQuery } from '../../core/query/rpn/index.ts';

/** What a name stands for: a search of the catalogue, or the one record that explains the server. */
export type ResultSet = CatalogueSet | ExplainSet;
export interface CatalogueSet extends WeighedQuery {
  readonly kind: 'catalogue';
  readonly total: number;
  readonly sort: readonly SortKey[];
  /** Database each record is given as coming from. */
  readonly database: string;
  /** Ids of the records from the first position on, as far as they were asked: never the records. */
  ids: readonly number[];
}
export interface ExplainSet {
  readonly kind: 'explain';
  readonly total: 1;
}

/** The named result sets of one association, the one used last at the end. */
export class ResultSets {
  readonly #sets = new Map<string, ResultSet>();
  readonly #limits: { readonly resultSets: number; readonly idsKept: number };

  constructor(limits: { readonly resultSets: number; readonly idsKept: number }) {
    this.#limits = limits;
  }

  has(name: string): boolean {
    return this.#sets.has(name);
  }

  /** True when another name cannot be added. */
  get full(): boolean {
    return this.#sets.size >= this.#limits.resultSets;
  }

  get(name: string): ResultSet | null {
    const set = this.#sets.get(name);
    if (!set) return null;
    this.#sets.delete(name);
    this.#sets.set(name, set);
    return set;
  }

  put(name: string, set: ResultSet): void {
    this.#sets.delete(name);
    this.#sets.set(name, set);
    this.#forgetIds();
  }

  /** Keeps ids that were asked for. */
  keep(set: CatalogueSet, ids: readonly number[]): void {
    set.ids = ids;
    this.#forgetIds();
  }

  delete(name: string): boolean {
    return this.#sets.delete(name);
  }

  clear(): void {
    this.#sets.clear();
  }

  /** Ids are a memory of the search: those of the sets longest unused go first, and can be asked again. */
  #forgetIds(): void {
    const sets = [...this.#sets.values()].filter((set) => set.kind === 'catalogue');
    let kept = sets.reduce((count, { ids }) => count + ids.length, 0);
    for (const set of sets) {
      if (kept <= this.#limits.idsKept) return;
      kept -= set.ids.length;
      set.ids = [];
    }
  }
}
