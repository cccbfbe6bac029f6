import { Component, computed, inject, input } from '@angular/core';
import type { JournalVerdictView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { Icon } from '../ui/icon';
import { parisDateTime } from '../ui/paris-time';

const faultWords: Record<NonNullable<JournalVerdictView['broken']>['fault'], MessageKey> = {
  'head-lost': 'journal.fault.headLost',
  'line-missing': 'journal.fault.lineMissing',
  'does-not-follow': 'journal.fault.doesNotFollow',
  'reader-changed': 'journal.fault.readerChanged',
  'line-changed': 'journal.fault.lineChanged',
  'end-cut': 'journal.fault.endCut',
  'head-elsewhere': 'journal.fault.headElsewhere',
};

/** What came of checking the chain, in words: whole, or broken here for this reason. */
@Component({
  selector: 'app-journal-verdict',
  imports: [Icon],
  template: `
    <div class="note" data-testid="journal-verdict" [attr.data-tone]="verdict().broken ? 'refused' : 'shelf'">
      <app-icon [name]="verdict().broken ? 'warning' : 'check'" />
      <div>
        <p>{{ sentence() }}</p>
        <p>{{ lines() }}</p>
      </div>
    </div>
  `,
  styleUrl: '../steering/steering.scss',
})
export class JournalVerdict {
  private readonly messages = inject(Messages);

  readonly verdict = input.required<JournalVerdictView>();

  protected readonly sentence = computed(() => {
    const { broken } = this.verdict();
    if (!broken) return this.messages.say('journal.whole');
    const position = this.messages.figure(broken.position);
    const line = broken.found === null ? '' : this.messages.figure(broken.found.seq);
    return this.messages.say(faultWords[broken.fault], { position, line });
  });
  protected readonly lines = computed(() => {
    const { lines, lastAt, at, waiting } = this.verdict();
    const moment = (time: string) => parisDateTime(time, this.messages.locale());
    return [
      this.messages.sayCount('journal.linesWhole', lines),
      ...(lastAt === null ? [] : [this.messages.say('journal.lastOfThem', { at: moment(lastAt) })]),
      ...(waiting === 0 ? [] : [this.messages.sayCount('journal.waiting', waiting)]),
      this.messages.say('journal.verifiedAt', { at: moment(at) }),
    ].join(' ');
  });
}
