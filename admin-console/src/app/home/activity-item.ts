import { Component, computed, inject, input } from '@angular/core';
import type { ActivityLine } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { Badge } from '../ui/badge';
import { Icon, type IconName } from '../ui/icon';
import { parisTime } from '../ui/paris-time';
import { NetworkNames } from './network-names';
import { routingOf } from './routing';

const kinds: Record<ActivityLine['type'], { readonly word: MessageKey; readonly icon: IconName }> = {
  LOAN: { word: 'activity.LOAN', icon: 'lend' },
  RETURN: { word: 'activity.RETURN', icon: 'takeBack' },
  RENEWAL: { word: 'activity.RENEWAL', icon: 'renew' },
};

/** One loan, return or renewal: when, what, where it happened, and where the document goes next. */
@Component({
  selector: 'app-activity-item',
  imports: [Badge, Icon],
  templateUrl: './activity-item.html',
  styleUrl: './activity-item.scss',
})
export class ActivityItem {
  private readonly names = inject(NetworkNames);
  private readonly messages = inject(Messages);

  readonly line = input.required<ActivityLine>();

  protected readonly say = this.messages.say;
  protected readonly kind = computed(() => kinds[this.line().type]);
  protected readonly time = computed(() => parisTime(this.line().at, this.messages.locale()));
  protected readonly place = computed(() => {
    const { library, device } = this.line();
    return [library && this.names.library(library), device && this.names.device(device)].filter(Boolean).join(' · ');
  });
  protected readonly routing = computed(() => {
    const routing = this.line().routing;
    if (routing === null) return null;
    const { word, icon, tone, towards } = routingOf(routing);
    return { icon, tone, words: this.say(word, { commune: this.names.commune(towards) }) };
  });
}
