import { Injectable, effect, inject, signal } from '@angular/core';
import type { RecordSheetView } from '../../api/contract';
import { Session } from '../../session/session';
import type { EditHistory } from './edit-history';
import type { Grid } from './grid';

/** A record as it was saved once, bibliographic or of authority. */
export type Edited = Pick<RecordSheetView, 'version' | 'marc'>;

/** A record being edited: what it was when it was opened, and what was made of it so far. */
export interface Draft {
  readonly base: Edited;
  readonly history: EditHistory<Grid>;
}

/**
 * The edits that are not saved yet. They stay while one looks elsewhere in the console, and through a session that ends
 * and begins again; who signs out leaves none.
 */
@Injectable({ providedIn: 'root' })
export class Drafts {
  private readonly kept = signal<ReadonlyMap<string, Draft>>(new Map());

  constructor() {
    const { user } = inject(Session);
    effect(() => {
      if (user() === null) this.kept.set(new Map());
    });
    addEventListener('beforeunload', (leaving) => {
      if (this.kept().size > 0) leaving.preventDefault();
    });
  }

  of(number: string): Draft | null {
    return this.kept().get(number) ?? null;
  }

  keep(number: string, draft: Draft): void {
    this.kept.update((kept) => new Map(kept).set(number, draft));
  }

  drop(number: string): void {
    this.kept.update((kept) => {
      const left = new Map(kept);
      left.delete(number);
      return left;
    });
  }
}
