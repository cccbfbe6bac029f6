import { Injectable, computed, inject, signal } from '@angular/core';
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
 * and begins again; each is of one person.
 */
@Injectable({ providedIn: 'root' })
export class Drafts {
  private readonly session = inject(Session);
  private readonly kept = signal<ReadonlyMap<string, Draft>>(new Map());
  private readonly owner = computed(() => this.session.user()?.login ?? '');

  constructor() {
    addEventListener('beforeunload', (leaving) => {
      if (this.kept().size > 0) leaving.preventDefault();
    });
  }

  of(number: string): Draft | null {
    return this.kept().get(this.key(number)) ?? null;
  }

  keep(number: string, draft: Draft): void {
    this.kept.update((kept) => new Map(kept).set(this.key(number), draft));
  }

  drop(number: string): void {
    this.kept.update((kept) => {
      const left = new Map(kept);
      left.delete(this.key(number));
      return left;
    });
  }

  private key(number: string): string {
    return `${this.owner()} ${number}`;
  }
}
