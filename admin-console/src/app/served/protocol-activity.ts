import { Component, inject, input } from '@angular/core';
import type { ProtocolServedView } from '../api/contract';
import { Messages } from '../messages/messages';
import { Ago } from '../ui/ago';
import { operationWord } from './served-words';

/** What partners asked by one protocol since the server began: its clients, its requests, what was said no to, what was slow. */
@Component({
  selector: 'app-protocol-activity',
  imports: [Ago],
  templateUrl: './protocol-activity.html',
  styleUrls: ['../steering/steering.scss', './protocol-activity.scss'],
})
export class ProtocolActivity {
  private readonly messages = inject(Messages);

  readonly activity = input.required<ProtocolServedView>();
  /** The protocol's own name: `Z39.50`. */
  readonly protocol = input.required<string>();
  /** Milliseconds from which a request is slow. */
  readonly slowFrom = input.required<number>();

  protected readonly say = this.messages.say;
  protected readonly figure = this.messages.figure;

  /** `recherche`, or the word of the protocol where there is none. */
  protected operation(name: string): string {
    const word = operationWord(name);
    return word ? this.say(word) : name;
  }

  /** `4,2 ms`. */
  protected took(milliseconds: number): string {
    const digits = milliseconds < 10 ? 1 : 0;
    return `${milliseconds.toLocaleString(this.messages.locale(), { maximumFractionDigits: digits })}\u00a0ms`;
  }
}
