import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ActivityLine } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { Failure } from '../ui/failure';
import { Icon, type IconName } from '../ui/icon';
import { Loading } from '../ui/loading';
import { ActivityItem } from './activity-item';
import { NetworkNames } from './network-names';
import { TodayFeed } from './today-feed';

/** Today in the network: three figures, and each loan, return and renewal as it happens. */
@Component({
  selector: 'app-home',
  imports: [ActivityItem, Failure, Icon, Loading, MatButton],
  providers: [NetworkNames, TodayFeed],
  templateUrl: './home.html',
  styleUrl: './home.scss',
})
export class Home {
  private readonly messages = inject(Messages);

  protected readonly feed = inject(TodayFeed);
  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly figures = computed<
    readonly { kind: ActivityLine['type']; word: MessageKey; icon: IconName; n: string }[]
  >(() => {
    const totals = this.feed.shown()?.totals;
    if (!totals) return [];
    return [
      { kind: 'LOAN', word: 'home.loans', icon: 'lend', n: this.messages.figure(totals.loans) },
      { kind: 'RETURN', word: 'home.returns', icon: 'takeBack', n: this.messages.figure(totals.returns) },
      { kind: 'RENEWAL', word: 'home.renewals', icon: 'renew', n: this.messages.figure(totals.renewals) },
    ];
  });

  protected togglePause(): void {
    if (this.feed.isPaused()) this.feed.resume();
    else this.feed.pause();
  }
}
