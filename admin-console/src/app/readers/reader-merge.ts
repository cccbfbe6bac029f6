import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { forkJoin } from 'rxjs';
import type { PatronAccountView, PatronView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { parisDate } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { ActReport } from './act-report';
import { Acting } from './acting';
import { MergeDialog } from './merge-dialog';
import { fullName, stateLooks } from './reader-words';
import { ReadersApi } from './readers-api';

/** Two accounts of one person side by side: what differs is marked, and one of them is kept. */
@Component({
  selector: 'app-reader-merge',
  imports: [ActReport, Failure, Icon, Loading, MatButton, MergeDialog, RouterLink],
  templateUrl: './reader-merge.html',
  styleUrl: './reader-tab.scss',
})
export class ReaderMerge {
  private readonly api = inject(ReadersApi);
  private readonly messages = inject(Messages);
  private readonly router = inject(Router);

  /** Of the address: the two readers. */
  readonly id = input.required<string>();
  readonly autre = input.required<string>();

  protected readonly say = this.messages.say;
  protected readonly fullName = fullName;
  protected readonly acting = new Acting(this.say);
  protected readonly pair = readResource({
    params: () => ({ one: this.id(), other: this.autre() }),
    stream: ({ params: { one, other } }) =>
      forkJoin({
        left: this.api.reader(one),
        right: this.api.reader(other),
        leftAccount: this.api.account(Number(one)),
        rightAccount: this.api.account(Number(other)),
      }),
  });
  protected readonly both = computed(() => (this.pair.hasValue() ? this.pair.value() : null));
  protected readonly lines = computed(() => {
    const both = this.both();
    if (!both) return [];
    const left = this.facts(both.left, both.leftAccount);
    const right = this.facts(both.right, both.rightAccount);
    return left.map(({ word, said }, n) => ({
      word,
      left: said,
      right: right[n]!.said,
      differs: said !== right[n]!.said,
    }));
  });

  /** Which account would go into which, while that is asked once more. */
  protected readonly asking = signal<{ readonly kept: PatronView; readonly merged: PatronView } | null>(null);

  protected ask(kept: PatronView, merged: PatronView): void {
    this.asking.set({ kept, merged });
  }

  /** The second account goes into the first, whole or not at all. */
  protected keep({ kept, merged }: { kept: PatronView; merged: PatronView }): void {
    this.asking.set(null);
    const words = () => this.say('readers.merged', { name: fullName(kept) });
    this.acting.run(this.api.merge(kept.id, merged.id), words, {
      then: () => void this.router.navigate(['/lecteurs', kept.id]),
    });
  }

  private facts(reader: PatronView, account: PatronAccountView): { word: MessageKey; said: string }[] {
    const date = (at: string | null) => (at === null ? '—' : parisDate(at, this.messages.locale()));
    return [
      { word: 'readers.lastName', said: reader.lastName },
      { word: 'readers.firstName', said: reader.firstName || '—' },
      { word: 'readers.birthDate', said: date(reader.birthDate) },
      { word: 'readers.cardNumber', said: reader.cardNumber },
      { word: 'readers.category', said: reader.category.label },
      { word: 'readers.state', said: this.say(stateLooks[reader.state].word) },
      { word: 'readers.validUntil', said: date(reader.expiresAt) },
      { word: 'readers.homeLibrary', said: reader.homeLibrary.name },
      { word: 'readers.email', said: reader.email ?? '—' },
      { word: 'readers.phone', said: reader.phone ?? '—' },
      { word: 'readers.address', said: reader.address ?? '—' },
      { word: 'readers.lastActivity', said: date(reader.lastActivityAt) },
      { word: 'readers.tab.prets', said: this.messages.figure(account.loans.length) },
      { word: 'readers.tab.reservations', said: this.messages.figure(account.holds.length) },
      { word: 'readers.tab.blocages', said: this.messages.figure(reader.blocks.length) },
    ];
  }
}
