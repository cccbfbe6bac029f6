import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { Observable } from 'rxjs';
import type { HoldView } from '../../api/contract';
import { NetworkNames } from '../../home/network-names';
import type { MessageKey } from '../../messages/catalogue';
import { Messages } from '../../messages/messages';
import { Post } from '../../post/post';
import { Badge } from '../../ui/badge';
import { Failure } from '../../ui/failure';
import { Loading } from '../../ui/loading';
import { parisDate } from '../../ui/paris-time';
import { readResource } from '../../ui/read-resource';
import { ActResult, type Told } from '../act-result';
import { CatalogueApi } from '../catalogue-api';
import { whyNot } from '../catalogue-refusals';
import { holdWords } from '../catalogue-words';
import { holdReason } from './hold-reason';

/** The queue of a record: rank, why, for whom and where; one more reader, one less. */
@Component({
  selector: 'app-record-holds',
  imports: [ActResult, Badge, Failure, Loading, MatButton],
  templateUrl: './record-holds.html',
  styleUrls: ['./page.scss', './record-copies.scss'],
})
export class RecordHolds {
  private readonly api = inject(CatalogueApi);
  private readonly messages = inject(Messages);
  protected readonly names = inject(NetworkNames);
  protected readonly post = inject(Post);

  readonly number = input.required<string>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly holdWords = holdWords;
  protected readonly holds = readResource({
    params: () => this.number(),
    stream: ({ params }) => this.api.holds(params),
  });
  /** Those that wait, by rank. */
  protected readonly queue = computed(() => {
    if (!this.holds.hasValue()) return null;
    const live = this.holds.value().items.filter(({ position }) => position !== null);
    return live.sort((one, other) => one.position! - other.position!);
  });
  protected readonly pickups = computed(() => this.post.libraries().filter(({ isPickup }) => isPickup));
  protected readonly told = signal<Told | null>(null);
  protected readonly isBusy = signal(false);

  protected reason(hold: HoldView): string {
    return holdReason(hold, Date.now(), {
      say: this.say,
      library: (code) => this.names.commune(code),
      date: (at) => parisDate(at, this.messages.locale()),
    });
  }

  protected mayCancel({ state }: HoldView): boolean {
    return state !== 'FULFILLED' && state !== 'CANCELLED';
  }

  protected place(card: string, pickup: string): void {
    if (card.trim() === '') return this.told.set({ done: false, words: this.say('queue.cardNeeded') });
    this.act(this.api.placeHold({ card: card.trim(), record: this.number(), pickup }), 'queue.placed');
  }

  protected cancel({ id }: HoldView): void {
    this.act(this.api.cancelHold(id), 'queue.cancelled');
  }

  private act(asked: Observable<HoldView>, done: MessageKey): void {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    asked.subscribe({
      next: () => {
        this.isBusy.set(false);
        this.told.set({ done: true, words: this.say(done) });
        this.holds.reload();
      },
      error: (error: unknown) => {
        this.isBusy.set(false);
        this.told.set({ done: false, words: whyNot(error, this.messages) });
      },
    });
  }
}
