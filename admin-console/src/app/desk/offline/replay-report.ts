import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { OfflineLineView, OfflineReportView } from '../../api/contract';
import type { MessageKey } from '../../messages/catalogue';
import { Messages } from '../../messages/messages';
import { Badge, type Tone } from '../../ui/badge';
import type { IconName } from '../../ui/icon';
import { parisDateTime } from '../../ui/paris-time';
import { kindWords } from './kept-list';
import { offlineReason } from './offline-reasons';

type Outcome = NonNullable<OfflineLineView['outcome']>;

/** How each outcome of the replay is said and looks. */
const outcomeWords: Record<Outcome, { readonly word: MessageKey; readonly icon: IconName; readonly tone: Tone }> = {
  applied: { word: 'offline.outcome.applied', icon: 'check', tone: 'shelf' },
  'already-true': { word: 'offline.outcome.already-true', icon: 'check', tone: 'neutral' },
  superseded: { word: 'offline.outcome.superseded', icon: 'renew', tone: 'shuttle' },
  exception: { word: 'offline.outcome.exception', icon: 'warning', tone: 'decide' },
};

/** What became of what was done without the server: four counts, and each line with its reason. */
@Component({
  selector: 'app-replay-report',
  imports: [Badge, MatButton],
  templateUrl: './replay-report.html',
  styleUrl: './replay-report.scss',
})
export class ReplayReport {
  private readonly messages = inject(Messages);

  readonly report = input.required<OfflineReportView>();
  /** Somebody has read it. */
  readonly read = output();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly outcomeWords = outcomeWords;
  protected readonly kindWords = kindWords;
  protected readonly counts = computed(() => {
    const { applied, alreadyTrue, superseded, exception } = this.report().counts;
    return [
      { ...outcomeWords.applied, n: applied },
      { ...outcomeWords['already-true'], n: alreadyTrue },
      { ...outcomeWords.superseded, n: superseded },
      { ...outcomeWords.exception, n: exception },
    ];
  });

  protected reasons({ reasons }: OfflineLineView): string {
    return reasons.map(({ code }) => this.say(offlineReason(code), { code })).join(' ');
  }

  protected time(at: string): string {
    return parisDateTime(at, this.messages.locale());
  }
}
