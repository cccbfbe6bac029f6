import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Messages } from '../messages/messages';
import { DeskReader } from './desk-reader';
import { DeskWork } from './desk-work';
import { type Choice, choiceWords } from './desk-words';
import { RowViews } from './row-view';
import type { ScanRow } from './scan-row';

/** The rows that await a word of staff, beside the pile and never over it. */
@Component({
  selector: 'app-decision-list',
  imports: [MatButton],
  templateUrl: './decision-list.html',
  styleUrl: './decision-list.scss',
})
export class DecisionList {
  private readonly work = inject(DeskWork);
  private readonly reader = inject(DeskReader);
  private readonly views = inject(RowViews);
  private readonly messages = inject(Messages);

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly choiceWords = choiceWords;
  protected readonly lines = computed(() => this.work.decisions().map((row) => this.views.of(row)));

  protected decide(row: ScanRow, what: Choice): void {
    const { state } = row;
    const card = state.is === 'answered' ? state.card : this.reader.card();
    const decisions = {
      lend: { mode: 'lend', card },
      return: { mode: 'return' },
      renew: { renew: true, card },
      card: { meant: 'card' },
      item: { meant: 'item' },
    } as const;
    this.work.decide(row, decisions[what]);
  }

  /** What staff may do about a row that waits. */
  protected choices({ state }: ScanRow): readonly Choice[] {
    if (state.is === 'held-back') return this.reader.person() ? ['lend', 'return'] : ['return'];
    if (state.is !== 'answered') return [];
    if (state.answer.kind === 'renewable') return ['renew', 'return'];
    if (state.answer.kind === 'either') return ['card', 'item'];
    return state.answer.kind === 'card-first' ? ['return'] : [];
  }
}
