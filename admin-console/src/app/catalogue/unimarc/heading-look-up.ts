import { HttpErrorResponse } from '@angular/common/http';
import { DestroyRef, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { catchError, debounceTime, filter, map, of, switchMap } from 'rxjs';
import type { HeadingProposalView } from '../../api/contract';
import { CatalogueApi } from '../catalogue-api';
import { type GridRow, dataFieldOf } from './grid';

/** Milliseconds without a key before authorities are looked for. */
const askedAfter = 250;

/** The fields of a record whose heading an authority may control. */
const linkable = /^(500|60[0-25-8]|604|616|70[0-2]|71[0-26]|72[0-2])$/;

export function isLinkable(tag: string): boolean {
  return linkable.test(tag);
}

/** The authorities proposed for the heading that is typed, and the one the arrows have come to. */
export class HeadingLookUp {
  private readonly api = inject(CatalogueApi);
  /** The row as it was when authorities were asked for; null: nothing is proposed. */
  private readonly asked = signal<GridRow | null>(null);
  private readonly found = signal<{ row: number; items: readonly HeadingProposalView[] } | null>(null);

  /** The row under which something is proposed. */
  readonly row = computed(() => {
    const found = this.found();
    return found && found.row === this.asked()?.key && found.items.length > 0 ? found.row : null;
  });
  readonly proposals = computed(() => (this.row() === null ? [] : (this.found()?.items ?? [])));
  /** How many were found, also none; null while nothing was asked or answered. */
  readonly count = computed(() =>
    this.found()?.row === this.asked()?.key ? (this.found()?.items.length ?? null) : null,
  );
  /** Its place in the list; -1: none yet. */
  readonly active = signal(-1);

  constructor() {
    toObservable(this.asked)
      .pipe(
        filter((row) => row !== null),
        debounceTime(askedAfter),
        switchMap((row) =>
          this.api.proposals(dataFieldOf(row)).pipe(
            map(({ items }) => ({ row: row.key, items })),
            // The next key asks again; a look-up that does not answer stops nobody.
            catchError((error: unknown) => {
              if (error instanceof HttpErrorResponse) return of(null);
              throw error;
            }),
          ),
        ),
        takeUntilDestroyed(inject(DestroyRef)),
      )
      .subscribe((found) => {
        this.active.set(-1);
        this.found.set(found);
      });
  }

  ask(row: GridRow): void {
    this.asked.set({ ...row });
  }

  close(): void {
    this.asked.set(null);
    this.found.set(null);
    this.active.set(-1);
  }

  /** Arrows go round the list. */
  move(step: 1 | -1): void {
    const last = this.proposals().length - 1;
    const next = this.active() + step;
    this.active.set(next > last ? 0 : next < 0 ? last : next);
  }
}
