import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { catchError, of, switchMap, throwError } from 'rxjs';
import type { PatronAccountView, PatronView } from '../api/contract';
import { Messages } from '../messages/messages';
import { Post } from '../post/post';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { dayFrom } from '../ui/day-input';
import { parisDate, parisDay, parisStart } from '../ui/paris-time';
import { ActReport } from './act-report';
import { Acting } from './acting';
import { accountOf } from './reader-account';
import { holdLooks } from './reader-words';
import { ReadersApi } from './readers-api';
import { isNotFound } from './refusal-words';

type HoldLine = PatronAccountView['holds'][number];

/** What a reader waits for: cancelled, passed over until a day, picked up elsewhere; and one more. */
@Component({
  selector: 'app-reader-holds',
  imports: [ActReport, Badge, Failure, Loading, MatButton],
  templateUrl: './reader-holds.html',
  styleUrl: './reader-tab.scss',
})
export class ReaderHolds {
  private readonly api = inject(ReadersApi);
  private readonly messages = inject(Messages);

  readonly reader = input.required<PatronView>();
  readonly done = output();

  protected readonly post = inject(Post);
  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly holdLooks = holdLooks;
  protected readonly acting = new Acting(this.say);
  private readonly today = parisDay(Date.now());
  private readonly asked = accountOf(this.reader);
  protected readonly account = this.asked.account;
  protected readonly holds = computed(() => this.asked.value()?.holds ?? null);
  protected readonly pickups = computed(() => this.post.libraries().filter(({ isPickup }) => isPickup));

  protected date(at: string): string {
    return parisDate(at, this.messages.locale());
  }

  protected libraryName(code: string): string {
    return this.post.libraries().find((library) => library.code === code)?.name ?? code;
  }

  /** A document on its way or on the shelf is put off no more. */
  protected isBound({ status }: HoldLine): boolean {
    return status !== 'PENDING' && status !== 'TARGETED';
  }

  protected cancel({ id, title }: HoldLine): void {
    this.act(this.api.cancelHold(id), this.say('readers.holdCancelled', { title }));
  }

  protected suspend({ id, title }: HoldLine, day: string): void {
    const until = dayFrom(day, this.today);
    if (until === null || until <= this.today) return this.acting.refuse(this.say('readers.suspendDay'));
    const words = this.say('readers.holdSuspended', { title, date: this.date(parisStart(until)) });
    this.act(this.api.suspendHold(id, parisStart(until)), words);
  }

  protected resume({ id, title }: HoldLine): void {
    this.act(this.api.suspendHold(id, null), this.say('readers.holdResumed', { title }));
  }

  protected move({ id, title }: HoldLine, library: string): void {
    const words = this.say('readers.holdMoved', { title, library: this.libraryName(library) });
    this.act(this.api.changePickup(id, library), words);
  }

  /** The record of a copy that was scanned, or the number of a record that was typed. */
  protected place(event: Event, { what, volume, pickup }: Record<string, HTMLInputElement | HTMLSelectElement>): void {
    event.preventDefault();
    const typed = what?.value.trim() ?? '';
    const place = pickup?.value ?? '';
    if (typed === '' || place === '') return this.acting.refuse(this.say('readers.holdMissing'));
    const part = volume?.value.trim() ?? '';
    const asked = this.api.item(typed).pipe(
      catchError((error: unknown) => (isNotFound(error) ? of({ record: typed }) : throwError(() => error))),
      switchMap(({ record }) => {
        const hold = { card: this.reader().cardNumber, record, pickup: place };
        return this.api.placeHold(part === '' ? hold : { ...hold, volume: part });
      }),
    );
    this.acting.run(asked, () => this.say('readers.holdPlaced'), {
      then: () => {
        if (what) what.value = '';
        if (volume) volume.value = '';
        this.done.emit();
      },
    });
  }

  private act(asked: ReturnType<ReadersApi['cancelHold']>, words: string): void {
    this.acting.run(asked, () => words, { then: () => this.done.emit() });
  }
}
