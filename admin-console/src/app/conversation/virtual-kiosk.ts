import { type HttpErrorResponse } from '@angular/common/http';
import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { RouterLink } from '@angular/router';
import type { TrialView } from '../api/contract';
import { Messages } from '../messages/messages';
import { Session } from '../session/session';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { ConversationApi } from './conversation-api';
import { outcomeWords, requestWords } from './exchange-words';
import { MessageDetail } from './message-detail';
import { type Box, boxesOf, triedMessages, type TriedMessage, trialRequest } from './trial-form';

/** A kiosk without a kiosk: one message through the profile of a terminal, exactly as its socket would take it. */
@Component({
  selector: 'app-virtual-kiosk',
  imports: [
    Badge,
    Failure,
    Icon,
    MatButton,
    MatCheckbox,
    MatFormField,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    MessageDetail,
    RouterLink,
  ],
  templateUrl: './virtual-kiosk.html',
  styleUrls: ['./terminal-page.scss', './virtual-kiosk.scss'],
})
export class VirtualKiosk {
  private readonly api = inject(ConversationApi);
  private readonly session = inject(Session);

  /** The terminal's login, from the address. */
  readonly login = input.required<string>();

  protected readonly say = inject(Messages).say;
  protected readonly triedMessages = triedMessages;
  protected readonly requestWords = requestWords;
  protected readonly outcomeWords = outcomeWords;
  protected readonly message = signal<TriedMessage>('Checkout');
  protected readonly filled = signal<Readonly<Record<Box, string>>>({ card: '', pin: '', item: '' });
  protected readonly errorDetection = signal(false);
  protected readonly boxes = computed(() => boxesOf[this.message()]);
  protected readonly boxWords = { card: 'conversation.card', pin: 'trial.pin', item: 'conversation.item' } as const;
  protected readonly mayAct = computed(() => {
    const role = this.session.user()?.role;
    return role === 'NETWORK_ADMIN' || role === 'COORDINATOR';
  });
  protected readonly isAsking = signal(false);
  protected readonly done = signal<{ readonly trial: TrialView; readonly how: 'rehearsals' | 'trials' } | null>(null);
  protected readonly failure = signal<HttpErrorResponse | null>(null);
  /** A message for real is asked for twice: what it does stays done. */
  protected readonly toConfirm = signal(false);

  protected fill(box: Box, value: string): void {
    this.filled.update((filled) => ({ ...filled, [box]: value }));
    this.toConfirm.set(false);
  }

  protected choose(message: TriedMessage): void {
    this.message.set(message);
    this.toConfirm.set(false);
  }

  protected ask(how: 'rehearsals' | 'trials'): void {
    if (this.isAsking()) return;
    if (how === 'trials' && !this.toConfirm()) return this.toConfirm.set(true);
    this.toConfirm.set(false);
    this.isAsking.set(true);
    this.failure.set(null);
    const request = trialRequest(this.message(), this.filled(), this.errorDetection());
    this.api.attempt(this.login(), how, request).subscribe({
      next: (trial) => {
        this.done.set({ trial, how });
        this.isAsking.set(false);
      },
      error: (error: HttpErrorResponse) => {
        this.failure.set(error);
        this.isAsking.set(false);
      },
    });
  }
}
