import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Messages } from '../messages/messages';
import { Post } from '../post/post';
import { Session } from '../session/session';
import { Badge } from '../ui/badge';
import { Now } from '../ui/now';
import { DecisionLine } from './decision-line';
import { DeskWork } from './desk-work';
import { type RowView, RowViews } from './row-view';
import { type ScanRow, undoable } from './scan-row';
import { SlipPrinter } from './slip-printer';

/** Reasons for which staff set a rule aside: none names a reader. */
const overrideReasons = ['desk.override.agreed', 'desk.override.error', 'desk.override.school'] as const;

/** The scans of the pile, the last one first: what became of each, why, and what may be done about it. */
@Component({
  selector: 'app-row-list',
  imports: [Badge, DecisionLine, MatButton],
  templateUrl: './row-list.html',
  styleUrl: './row-list.scss',
})
export class RowList {
  private readonly work = inject(DeskWork);
  private readonly views = inject(RowViews);
  private readonly post = inject(Post);
  private readonly session = inject(Session);
  private readonly now = inject(Now);
  private readonly printer = inject(SlipPrinter);

  protected readonly say = inject(Messages).say;
  protected readonly overrideReasons = overrideReasons;
  /** The row whose decision is explained; one at a time. */
  protected readonly explained = signal<number | null>(null);
  protected readonly lines = computed(() =>
    this.work
      .rows()
      .toReversed()
      .map((row) => this.views.of(row)),
  );
  protected readonly mayOverride = computed(() => {
    const role = this.session.user()?.role;
    return role === 'NETWORK_ADMIN' || role === 'COORDINATOR' || role === 'LIBRARY_MANAGER';
  });

  protected undo(row: ScanRow): void {
    this.work.undo(row);
  }

  protected override(row: ScanRow, why: string): void {
    const { state } = row;
    if (state.is !== 'answered' || state.answer.kind !== 'refused') return;
    this.work.decide(row, { card: state.card, mode: 'lend', override: { reasons: state.answer.reasons, why } });
  }

  protected print(line: RowView): void {
    void this.printer.slip(line);
  }

  protected turnWhy(row: ScanRow): void {
    this.explained.update((id) => (id === row.id ? null : row.id));
  }

  protected isUndoable(row: ScanRow): boolean {
    return undoable(this.work.rows(), row, Math.max(this.now.ms(), row.at)) !== null;
  }

  protected isPrintable({ outcome }: RowView): boolean {
    return outcome === 'HOLD_HERE' || outcome === 'TRANSIT';
  }

  /** A refused loan can be explained: to whom it was to go, and where. */
  protected explainable({ state }: ScanRow): { readonly card: string; readonly library: string } | null {
    const library = this.post.library();
    const isRefused = state.is === 'answered' && state.answer.kind === 'refused';
    return isRefused && state.card !== null && library ? { card: state.card, library } : null;
  }

  protected softReasons({ state }: ScanRow): readonly string[] {
    return state.is === 'answered' && state.answer.kind === 'refused' ? state.answer.reasons : [];
  }
}
