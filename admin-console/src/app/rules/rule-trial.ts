import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { ExplanationView, LibraryView, SimulationView } from '../api/contract';
import { refusalWord } from '../desk/refusal-words';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { Post } from '../post/post';
import { problemOf } from '../steering/problem';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { parisDate } from '../ui/paris-time';
import type { RuleNames } from './rule-names';
import { RulesApi } from './rules-api';

type Answer = ExplanationView['staff'];

/** What would happen for this reader, this document, here, on that day: the answer, and all it was decided on. */
@Component({
  selector: 'app-rule-trial',
  imports: [Badge, Failure, Icon, MatButton, MatFormField, MatInput, MatLabel],
  templateUrl: './rule-trial.html',
  styleUrl: '../steering/steering.scss',
})
export class RuleTrial {
  private readonly api = inject(RulesApi);
  private readonly messages = inject(Messages);
  private readonly post = inject(Post);

  readonly names = input.required<RuleNames>();
  readonly libraries = input.required<readonly LibraryView[]>();

  protected readonly say = this.messages.say;
  protected readonly operation = signal<'check-out' | 'renew'>('check-out');
  protected readonly card = signal('');
  protected readonly item = signal('');
  private readonly chosen = signal<string | null>(null);
  protected readonly library = computed(() => this.chosen() ?? this.post.library() ?? '');
  protected readonly date = signal('');
  /** What was counted to decide. */
  protected readonly counted = [
    { word: 'rules.fact.loans', fact: 'loans' },
    { word: 'rules.fact.loansOfType', fact: 'loansOfType' },
    { word: 'rules.fact.overdue', fact: 'overdue' },
    { word: 'rules.fact.holds', fact: 'holds' },
    { word: 'rules.fact.othersWaiting', fact: 'othersWaiting' },
  ] as const;
  protected readonly figure = this.messages.figure;
  protected readonly isAsking = signal(false);
  protected readonly explanation = signal<ExplanationView | null>(null);
  protected readonly renewal = signal<SimulationView | null>(null);
  protected readonly trouble = signal<MessageKey | null>(null);
  protected readonly failure = signal<unknown>(null);

  protected place(code: string): void {
    this.chosen.set(code);
  }

  protected ask(): void {
    const [card, item, library] = [this.card().trim(), this.item().trim(), this.library()];
    this.explanation.set(null);
    this.renewal.set(null);
    this.failure.set(null);
    this.trouble.set(card && item && library ? null : 'rules.incomplete');
    if (this.trouble() || this.isAsking()) return;
    this.isAsking.set(true);
    // At noon in Paris, whatever the season: the day is what was asked for.
    const at = this.date() ? { at: `${this.date()}T11:00:00Z` } : {};
    const error = (fault: unknown) => this.fail(fault);
    if (this.operation() === 'renew') {
      this.api.simulate({ operation: 'renew', card, item, library, as: 'STAFF', ...at }).subscribe({
        next: (told) => {
          this.renewal.set(told);
          this.isAsking.set(false);
        },
        error,
      });
      return;
    }
    this.api.explain({ card, item, library, ...at }).subscribe({
      next: (told) => {
        this.explanation.set(told);
        this.isAsking.set(false);
      },
      error,
    });
  }

  private fail(fault: unknown): void {
    this.isAsking.set(false);
    const code = problemOf(fault)?.code;
    if (code === 'patron-unknown') this.trouble.set('rules.cardUnknown');
    else if (code === 'item-unknown') this.trouble.set('rules.itemUnknown');
    else if (code === 'card-replaced') this.trouble.set('refusal.card-replaced');
    else this.failure.set(fault);
  }

  /** Why not, in words; what the console has no words for is said by the server. */
  protected reason({ code, title }: { readonly code: string | null; readonly title: string | null }): string {
    const word = refusalWord(code ?? '');
    return word === 'refusal.other' ? (title ?? '') : this.say(word);
  }

  protected answered(answer: Answer): string {
    if (answer.granted && answer.dueAt) return this.say('rules.yes', { date: this.day(answer.dueAt) });
    return `${this.say('rules.no')} · ${this.reason(answer)}`;
  }

  protected stepWords(step: NonNullable<ExplanationView['due']>['steps'][number]): string {
    if (step.step === 'membership-end') return this.say('rules.step.membership', { date: this.day(step.at) });
    const date = this.day(`${step.date}T12:00:00Z`);
    if (step.step === 'loan-days') return this.say('rules.step.loan', { days: step.days, date });
    if (step.step === 'hard-due-date') return this.say('rules.step.hard', { date });
    if (step.step === 'closed') return this.say('rules.step.closed', { date, reason: step.reason });
    return this.say('rules.step.opening', { date });
  }

  private day(at: string): string {
    return parisDate(at, this.messages.locale());
  }
}
