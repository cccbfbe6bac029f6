import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { CancelHoldRequest, HeldCopyView, HoldView } from '../api/contract';
import { ActResult } from '../flow/act-result';
import { Acts } from '../flow/acts';
import { copyStatusWord } from '../flow/copy-status';
import { LibraryNames } from '../flow/library-names';
import { followReloads } from '../live/follow-reloads';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { Now } from '../ui/now';
import { parisDate, parisTime } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { cancelWord, isLive, isSuspended, lookOf, mayBeFilled, obstacleWords, verdictLooks } from './hold-words';
import { HoldsApi } from './holds-api';
import { parisMidnight } from './paris-midnight';

const cancelReasons: readonly { readonly reason: CancelHoldRequest['reason']; readonly word: MessageKey }[] = [
  { reason: 'patron', word: 'flow.holds.cancel.patron' },
  { reason: 'staff', word: 'flow.holds.cancel.staff' },
  { reason: 'no-copy', word: 'flow.holds.cancel.no-copy' },
];

/** One hold: how it stands and why, what each copy is to it, and what may be done with it. */
@Component({
  selector: 'app-hold-page',
  imports: [ActResult, Badge, Failure, Icon, Loading, MatButton, RouterLink],
  providers: [Acts, LibraryNames],
  templateUrl: './hold-page.html',
  styleUrl: './hold-page.scss',
})
export class HoldPage {
  private readonly api = inject(HoldsApi);
  private readonly messages = inject(Messages);
  private readonly now = inject(Now);

  /** From the address. */
  readonly id = input.required<string>();

  protected readonly acts = inject(Acts);
  protected readonly names = inject(LibraryNames);
  protected readonly say = this.messages.say;
  protected readonly verdictLooks = verdictLooks;
  protected readonly obstacleWords = obstacleWords;
  protected readonly cancelReasons = cancelReasons;
  protected readonly cancelWord = cancelWord;
  protected readonly explained = readResource({
    params: () => Number(this.id()),
    stream: ({ params }) => this.api.explain(params),
  });
  protected readonly view = computed(() => (this.explained.hasValue() ? this.explained.value() : null));
  protected readonly hold = computed(() => this.view()?.hold ?? null);
  protected readonly look = computed(() => lookOf(this.hold()!, this.now.ms()));
  protected readonly isLive = computed(() => isLive(this.hold()!));
  protected readonly isSuspended = computed(() => isSuspended(this.hold()!, this.now.ms()));
  /** Nothing in the network will fill it: somebody must say so to the reader. */
  protected readonly isHopeless = computed(() => this.isLive() && !mayBeFilled(this.view()!.copies));
  /** “Third: two readers asked before, on …”. */
  protected readonly rankReason = computed(() => {
    const { hold, ahead } = this.view()!;
    const placed = this.say('flow.holds.placedOn', { date: this.day(hold.placedAt), time: this.time(hold.placedAt) });
    const before = ahead === 0 ? this.say('flow.holds.noneAhead') : this.messages.sayCount('flow.holds.ahead', ahead);
    return `${before} ${placed}.`;
  });

  constructor() {
    followReloads(this.explained);
  }

  protected day(at: string): string {
    return parisDate(at, this.messages.locale());
  }

  protected copyState(copy: HeldCopyView): string {
    if (copy.dueAt) return this.say('flow.holds.dueBack', { date: this.day(copy.dueAt) });
    return this.say(copyStatusWord(copy.status));
  }

  protected cancel(hold: HoldView, reason: CancelHoldRequest['reason']): void {
    this.acts.run('cancel', this.api.cancel(hold.id, reason), () => this.say('flow.holds.done.cancelled'), this.reload);
  }

  protected suspend(hold: HoldView, until: string): void {
    if (until === '') return;
    // That morning the hold is served again.
    const act = this.api.suspend(hold.id, parisMidnight(until));
    this.acts.run(
      'suspend',
      act,
      (now) => this.say('flow.holds.done.suspended', { date: this.day(now.suspendedUntil!) }),
      this.reload,
    );
  }

  protected resume(hold: HoldView): void {
    this.acts.run('suspend', this.api.suspend(hold.id, null), () => this.say('flow.holds.done.resumed'), this.reload);
  }

  protected move(hold: HoldView, library: string): void {
    if (library === '' || library === hold.pickup) return;
    const act = this.api.changePickup(hold.id, library);
    this.acts.run(
      'move',
      act,
      (now) => this.say('flow.holds.done.moved', { library: this.names.name(now.pickup) }),
      this.reload,
    );
  }

  private time(at: string): string {
    return parisTime(at, this.messages.locale());
  }

  private readonly reload = (): void => {
    this.explained.reload();
  };
}
