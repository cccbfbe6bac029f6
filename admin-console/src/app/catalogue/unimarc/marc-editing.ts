import { HttpErrorResponse } from '@angular/common/http';
import { DestroyRef, type Signal, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { type Observable, catchError, debounceTime, filter, map, of, switchMap } from 'rxjs';
import type { FindingView, ListView, MarcView } from '../../api/contract';
import { Drafts, type Edited } from './drafts';
import { edited, historyOf, redone, undone } from './edit-history';
import { type Grid, gridOf, marcOf } from './grid';
import { type Side, type ThreeWay, threeWay } from './three-way';

/** Milliseconds without a key before the record is judged. */
const judgedAfter = 400;

/**
 * The edit of one record, bibliographic or of authority, kept as a draft under its number: what the grid holds, each step
 * back and forth, what the rules say of it, and what somebody else saved meanwhile.
 */
export class MarcEditing {
  private readonly drafts = inject(Drafts);

  readonly draft = computed(() => this.drafts.of(this.number()));
  readonly isEditing = computed(() => this.draft() !== null);
  readonly grid = computed<Grid>(() => this.draft()?.history.present ?? gridOf(this.saved().marc));
  readonly isChanged = computed(() => (this.draft()?.history.past.length ?? 0) > 0);
  readonly findings = signal<readonly FindingView[]>([]);
  readonly errors = computed(() => this.findings().filter(({ severity }) => severity === 'error').length);
  /** Somebody saved it meanwhile: his record, and the two edits compared. */
  readonly meanwhile = signal<{ theirs: Edited; compared: ThreeWay } | null>(null);

  constructor(
    private readonly number: Signal<string>,
    /** As it was saved last. */
    private readonly saved: Signal<Edited>,
    judge: (marc: MarcView) => Observable<ListView<FindingView>>,
  ) {
    toObservable(computed(() => (this.isEditing() ? this.grid() : null)))
      .pipe(
        filter((grid) => grid !== null),
        debounceTime(judgedAfter),
        // The next edit asks again; a judge that does not answer stops nobody.
        switchMap((grid) =>
          judge(marcOf(grid)).pipe(
            map(({ items }) => items),
            catchError((error: unknown) => {
              if (error instanceof HttpErrorResponse) return of([]);
              throw error;
            }),
          ),
        ),
        takeUntilDestroyed(inject(DestroyRef)),
      )
      .subscribe((items) => this.findings.set(items));
  }

  begin(): void {
    const base = this.saved();
    this.drafts.keep(this.number(), { base, history: historyOf(gridOf(base.marc)) });
  }

  /** An edit at this place; null: a step of its own. */
  change(grid: Grid, place: string | null): void {
    const draft = this.draft();
    if (draft) this.drafts.keep(this.number(), { ...draft, history: edited(draft.history, grid, place) });
  }

  undo(): void {
    const draft = this.draft();
    if (draft) this.drafts.keep(this.number(), { ...draft, history: undone(draft.history) });
  }

  redo(): void {
    const draft = this.draft();
    if (draft) this.drafts.keep(this.number(), { ...draft, history: redone(draft.history) });
  }

  /** What this edit is to be compared with, since somebody saved it meanwhile. */
  compare(theirs: Edited): void {
    const draft = this.draft();
    if (!draft) return;
    const mine = marcOf(draft.history.present);
    this.meanwhile.set({ theirs, compared: threeWay(draft.base.marc, mine, theirs.marc) });
  }

  /** Both edits put together are edited on, over the version saved meanwhile. */
  putTogether(choices: Readonly<Record<string, Side>>): void {
    const meanwhile = this.meanwhile();
    const draft = this.draft();
    if (!meanwhile || !draft) return;
    const grid = gridOf(meanwhile.compared.merged(choices));
    this.drafts.keep(this.number(), { base: meanwhile.theirs, history: edited(draft.history, grid, null) });
    this.meanwhile.set(null);
  }

  /** Saved or given up: nothing is left of it. */
  end(): void {
    this.drafts.drop(this.number());
    this.forget();
  }

  /** What was said of another record is no longer true. */
  forget(): void {
    this.findings.set([]);
    this.meanwhile.set(null);
  }

  /** Ctrl+S saves, Ctrl+Z undoes, Ctrl+Y does again, wherever one is in the grid. */
  press(event: KeyboardEvent, save: () => void): void {
    if (!this.isEditing() || (!event.ctrlKey && !event.metaKey)) return;
    const key = event.key.toLowerCase();
    if (key === 's') save();
    else if (key === 'y' || (key === 'z' && event.shiftKey)) this.redo();
    else if (key === 'z') this.undo();
    else return;
    event.preventDefault();
  }
}
