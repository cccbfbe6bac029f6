import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type {
  ItemTypeCode,
  LibraryView,
  PolicyImpactRequest,
  PolicyImpactView,
  PolicyMatrixView,
  PolicyRequest,
} from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { problemOf } from '../steering/problem';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { numbers, typedNumber, wrongTerm } from './rule-form';
import { RuleImpact } from './rule-impact';
import type { RuleNames } from './rule-names';
import { type RuleRefusal, ruleRefusal } from './rule-refusal';
import { type Term, itemTypeWords, termWords } from './rule-words';
import { RulesApi } from './rules-api';

/** A rule changed, added or withdrawn: the terms, then what it would do, and only then the button that does it. */
@Component({
  selector: 'app-rule-change',
  imports: [Failure, Icon, MatButton, MatCheckbox, MatFormField, MatHint, MatInput, MatLabel, RuleImpact],
  templateUrl: './rule-change.html',
  styleUrl: '../steering/steering.scss',
})
export class RuleChange {
  private readonly api = inject(RulesApi);
  private readonly messages = inject(Messages);

  /** What is proposed at first; no terms: the row is to be withdrawn. */
  readonly start = input.required<PolicyImpactRequest>();
  readonly matrix = input.required<PolicyMatrixView>();
  readonly names = input.required<RuleNames>();
  readonly libraries = input.required<readonly LibraryView[]>();
  /** The sentence that says what was done. */
  readonly done = output<MessageKey>();
  readonly abandoned = output();

  protected readonly say = this.messages.say;
  protected readonly termWords = termWords;
  protected readonly typeWords = itemTypeWords;
  protected readonly numbers = numbers;
  protected readonly daysTerms: readonly Term[] = ['loanDays', 'renewDays', 'graceOpenDays'];
  protected readonly policy = signal<PolicyRequest | null>(null);
  protected readonly impact = signal<PolicyImpactView | null>(null);
  protected readonly refusal = signal<RuleRefusal | null>(null);
  protected readonly failure = signal<{ readonly what: MessageKey; readonly error: unknown } | null>(null);
  protected readonly isBusy = signal(false);
  protected readonly heading = computed(() => {
    const { id, policy } = this.start();
    if (id === null) return this.say('rules.adding');
    return this.say(policy ? 'rules.editing' : 'rules.retiring', { id });
  });
  protected readonly scope = computed(() => {
    const policy = this.policy();
    return policy && this.names().scope(policy);
  });

  constructor() {
    effect(() => {
      const { policy } = this.start();
      untracked(() => {
        this.policy.set(policy);
        this.forget();
        if (policy === null) this.preview();
      });
    });
  }

  protected set(changes: Partial<PolicyRequest>): void {
    this.policy.update((policy) => policy && { ...policy, ...changes });
    this.forget();
  }

  protected setNumber(term: Term, text: string): void {
    this.set({ [term]: typedNumber(text) });
  }

  protected setType(code: string): void {
    this.set({ itemType: (code || null) as ItemTypeCode | null });
  }

  protected shown(value: PolicyRequest[Term]): string {
    return value === null || Number.isNaN(value) ? '' : String(value);
  }

  /** Asks what the change would do. */
  protected preview(): void {
    this.forget();
    const policy = this.policy();
    const wrong = policy && wrongTerm(policy);
    if (wrong) {
      const sentence = this.say('rules.refusedTerm', { term: this.say(termWords[wrong]) });
      return this.refusal.set({ sentence, rows: [], advice: null });
    }
    this.isBusy.set(true);
    this.api.impact({ id: this.start().id, policy }).subscribe({
      next: (impact) => {
        this.impact.set(impact);
        this.isBusy.set(false);
      },
      error: (error: unknown) => this.fail('rules.impactFailed', error),
    });
  }

  /** Does it. */
  protected save(): void {
    const policy = this.policy();
    this.isBusy.set(true);
    this.api.save({ id: this.start().id, policy }).subscribe({
      next: () => {
        this.isBusy.set(false);
        this.done.emit(policy ? 'rules.saved' : 'rules.retired');
      },
      error: (error: unknown) => this.fail('rules.actFailed', error),
    });
  }

  private fail(what: MessageKey, error: unknown): void {
    this.isBusy.set(false);
    this.impact.set(null);
    const problem = problemOf(error);
    if (!problem) return this.failure.set({ what, error });
    const asked = { matrix: this.matrix(), names: this.names(), mine: this.scope() ?? '' };
    this.refusal.set(ruleRefusal(this.messages, problem, asked));
  }

  private forget(): void {
    this.impact.set(null);
    this.refusal.set(null);
    this.failure.set(null);
  }
}
