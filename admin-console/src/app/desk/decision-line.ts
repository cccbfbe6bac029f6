import { Component, computed, inject, input } from '@angular/core';
import type { ExplanationView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { Failure } from '../ui/failure';
import { readResource } from '../ui/read-resource';
import { DeskApi } from './desk-api';
import { refusalWord } from './refusal-words';

/** What a loan was decided on: the rule that applies, what was counted, each reason and what it entails at a desk. */
@Component({
  selector: 'app-decision-line',
  imports: [Failure],
  template: `
    @if (explanation.error()) {
      <app-failure what="desk.explain.failure" [error]="explanation.error()" (retry)="explanation.reload()" />
    }
    @if (told(); as why) {
      <ul>
        @for (reason of why.reasons; track reason.code) {
          <li data-testid="explain-line">
            {{ refusal(reason.code) }} <em>{{ say(verdictWords[reason.staff]) }}</em>
          </li>
        }
        <li data-testid="explain-line">
          {{ say('desk.explain.facts', { loans: why.facts.loans, overdue: why.facts.overdue }) }}
        </li>
        @if (why.policy; as rule) {
          <li data-testid="explain-line">
            {{ say('desk.explain.rule', { id: rule.id, days: rule.loanDays, max: rule.maxTotal }) }}
          </li>
        }
      </ul>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    ul {
      margin: 4px 0;
      padding-inline-start: 20px;
    }
  `,
})
export class DecisionLine {
  private readonly api = inject(DeskApi);
  private readonly messages = inject(Messages);

  readonly card = input.required<string>();
  readonly item = input.required<string>();
  readonly library = input.required<string>();

  protected readonly say = this.messages.say;
  protected readonly explanation = readResource({
    params: () => ({ card: this.card(), item: this.item(), library: this.library() }),
    stream: ({ params }) => this.api.explain(params),
  });
  protected readonly told = computed(() => (this.explanation.hasValue() ? this.explanation.value() : null));
  protected readonly verdictWords: Record<ExplanationView['reasons'][number]['staff'], MessageKey> = {
    refuse: 'desk.explain.refuse',
    override: 'desk.explain.override',
    warn: 'desk.explain.warn',
    flag: 'desk.explain.warn',
    accept: 'desk.explain.accept',
  };

  protected refusal(code: string): string {
    return this.say(refusalWord(code), { code });
  }
}
