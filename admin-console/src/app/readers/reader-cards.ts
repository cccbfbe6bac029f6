import { Component, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { PatronView } from '../api/contract';
import { Messages } from '../messages/messages';
import { parisDate, parisTime } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { ActReport } from './act-report';
import { Acting } from './acting';
import { cardReasonWords } from './reader-words';
import { ReadersApi } from './readers-api';

/** Why a card is replaced at the desk. */
const reasons = ['LOST', 'STOLEN', 'DAMAGED'] as const;

/** The card a reader has, those he had, his PIN and his membership. */
@Component({
  selector: 'app-reader-cards',
  imports: [ActReport, MatButton],
  templateUrl: './reader-cards.html',
  styleUrl: './reader-tab.scss',
})
export class ReaderCards {
  private readonly api = inject(ReadersApi);
  private readonly messages = inject(Messages);

  readonly reader = input.required<PatronView>();
  readonly done = output();

  protected readonly say = this.messages.say;
  protected readonly acting = new Acting(this.say);
  protected readonly reasons = reasons;
  protected readonly cardReasonWords = cardReasonWords;
  protected readonly categories = readResource({ stream: () => this.api.categories() });

  protected date(at: string): string {
    return parisDate(at, this.messages.locale());
  }

  protected time(at: string): string {
    return parisTime(at, this.messages.locale());
  }

  protected replace(event: Event, card: HTMLInputElement, reason: string): void {
    event.preventDefault();
    const cardNumber = card.value.trim();
    if (cardNumber === '') return this.acting.refuse(this.say('readers.cardMissing'));
    const why = reasons.find((one) => one === reason) ?? 'LOST';
    this.act(
      this.api.replaceCard(this.reader().id, { cardNumber, reason: why }),
      this.say('readers.cardReplaced'),
      card,
    );
  }

  protected setPin(event: Event, pin: HTMLInputElement): void {
    event.preventDefault();
    if (pin.value === '') return this.acting.refuse(this.say('readers.pinMissing'));
    this.act(this.api.setPin(this.reader().id, pin.value), this.say('readers.pinSet'), pin);
  }

  protected unlock(): void {
    this.act(this.api.unlockPin(this.reader().id), this.say('readers.pinUnlocked'), null);
  }

  protected renew(event: Event, category: string): void {
    event.preventDefault();
    const asked = this.api.renewMembership(this.reader().id, category === '' ? null : category);
    this.act(asked, this.say('readers.membershipRenewed'), null);
  }

  private act(asked: ReturnType<ReadersApi['setPin']>, words: string, field: HTMLInputElement | null): void {
    this.acting.run(asked, () => words, {
      then: () => {
        if (field) field.value = '';
        this.done.emit();
      },
    });
  }
}
