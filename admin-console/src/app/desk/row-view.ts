import { Injectable, computed, inject } from '@angular/core';
import { Messages } from '../messages/messages';
import { parisTime } from '../ui/paris-time';
import { refusalWord } from './refusal-words';
import { destinationWords, reasonWords } from './row-sentences';
import { type Outcome, looks, outcomeOf, stateWord, titleOf } from './row-words';
import type { ScanRow } from './scan-row';

/** A row as it is painted. */
export interface RowView {
  readonly row: ScanRow;
  readonly outcome: Outcome;
  readonly look: (typeof looks)[Outcome];
  readonly state: ReturnType<typeof stateWord>;
  readonly headline: string;
  readonly reason: string;
  readonly title: string | null;
  readonly time: string;
  readonly undoProblem: string | null;
}

/** Rows in words, each worked out once for each state of it. */
@Injectable({ providedIn: 'root' })
export class RowViews {
  private readonly messages = inject(Messages);
  private readonly speaker = computed(() => ({ say: this.messages.say, locale: this.messages.locale() }));
  private readonly known = new WeakMap<ScanRow, { readonly locale: string; readonly view: RowView }>();

  of(row: ScanRow): RowView {
    const speaker = this.speaker();
    const known = this.known.get(row);
    if (known?.locale === speaker.locale) return known.view;
    const outcome = outcomeOf(row);
    const view = {
      row,
      outcome,
      look: looks[outcome],
      state: stateWord(outcome),
      headline: destinationWords(row, speaker),
      reason: reasonWords(row, speaker),
      title: titleOf(row),
      time: parisTime(row.at, speaker.locale),
      undoProblem: row.undoProblem && speaker.say(refusalWord(row.undoProblem), { code: row.undoProblem }),
    };
    this.known.set(row, { locale: speaker.locale, view });
    return view;
  }

  /** The whole of it in one sentence, as it is said aloud. */
  sentence(row: ScanRow): string {
    const { headline, title, reason } = this.of(row);
    return [headline, title, reason].filter(Boolean).join(' — ');
  }
}
