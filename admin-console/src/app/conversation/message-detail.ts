import { Component, inject, input } from '@angular/core';
import type { MessageView } from '../api/contract';
import { Messages } from '../messages/messages';
import { Badge } from '../ui/badge';

/** One message of a terminal or of the library, taken apart: fields by their letters and words, then the line itself. */
@Component({
  selector: 'app-message-detail',
  imports: [Badge],
  template: `
    <h3>
      {{ heading() }} <span class="code">{{ message().code }} {{ message().name }}</span>
    </h3>
    <dl>
      @for (field of message().fields; track $index) {
        <div [class.fixed]="field.identifier === null">
          <dt>
            <span class="code">{{ field.identifier ?? '·' }}</span> {{ field.name ?? say('conversation.unknownField') }}
          </dt>
          <dd>
            @if (field.shown === 'withheld') {
              <app-badge tone="neutral" icon="cut">{{ say('conversation.withheld') }}</app-badge>
            } @else {
              <span class="value">{{ field.value }}</span>
              @if (field.shown === 'masked') {
                <app-badge tone="neutral" icon="cut">{{ say('conversation.masked') }}</app-badge>
              }
            }
          </dd>
        </div>
      }
    </dl>
    @if (message().unread > 0) {
      <p class="unread">{{ say('conversation.unread', { n: message().unread }) }}</p>
    }
    <pre tabindex="0" [attr.aria-label]="say('conversation.line')">{{ message().text }}</pre>
  `,
  styleUrl: './message-detail.scss',
})
export class MessageDetail {
  readonly heading = input.required<string>();
  readonly message = input.required<MessageView>();

  protected readonly say = inject(Messages).say;
}
