import {
  Component,
  type ElementRef,
  afterRenderEffect,
  computed,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { LibraryView, PolicyImpactRequest, PolicyMatrixView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { RuleChange } from './rule-change';
import { requestOf } from './rule-form';
import type { Place } from './rule-matrix';
import type { RuleNames } from './rule-names';
import { itemTypeWords, termValue, terms, termWords } from './rule-words';

/** One place of the matrix: the rule that decides, what it says, where libraries say otherwise, and how to change it. */
@Component({
  selector: 'app-rule-panel',
  imports: [MatButton, RouterLink, RuleChange],
  templateUrl: './rule-panel.html',
  styleUrl: '../steering/steering.scss',
  host: { '(keydown.escape)': 'closed.emit()' },
})
export class RulePanel {
  private readonly messages = inject(Messages);
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');

  readonly place = input.required<Place>();
  readonly matrix = input.required<PolicyMatrixView>();
  readonly names = input.required<RuleNames>();
  readonly libraries = input.required<readonly LibraryView[]>();
  readonly mayEdit = input.required<boolean>();
  readonly closed = output();
  readonly done = output<MessageKey>();

  protected readonly say = this.messages.say;
  protected readonly change = signal<PolicyImpactRequest | null>(null);
  protected readonly heading = computed(() => {
    const { itemType, category } = this.place();
    return `${this.say(itemTypeWords[itemType])} · ${this.names().category(category)}`;
  });
  private readonly cell = computed(() =>
    this.matrix().cells.find(
      ({ category, itemType }) => category === this.place().category && itemType === this.place().itemType,
    ),
  );
  protected readonly policy = computed(
    () => this.matrix().policies.find(({ id }) => id === this.cell()?.policy) ?? null,
  );
  protected readonly elsewhere = computed(() => this.cell()?.elsewhere ?? []);
  protected readonly isFallback = computed(() => {
    const policy = this.policy();
    return policy?.category === null && policy.itemType === null && policy.library === null;
  });
  protected readonly facts = computed(() => {
    const policy = this.policy();
    if (!policy) return [];
    return terms.map((term) => ({
      word: this.say(termWords[term]),
      value: termValue(this.messages, term, policy[term]),
    }));
  });

  constructor() {
    // Whoever opens a place reads it next.
    afterRenderEffect(() => {
      this.place();
      this.title().nativeElement.focus();
    });
  }

  protected edit(): void {
    const policy = this.policy();
    if (policy) this.change.set({ id: policy.id, policy: requestOf(policy) });
  }

  /** A rule for this very place, with the terms in force there to begin with. */
  protected refine(): void {
    const policy = this.policy();
    if (!policy) return;
    const { category, itemType } = this.place();
    const library = this.matrix().library;
    this.change.set({ id: null, policy: { ...requestOf(policy), category, itemType, library } });
  }

  protected retire(): void {
    const policy = this.policy();
    if (policy) this.change.set({ id: policy.id, policy: null });
  }

  protected finish(sentence: MessageKey): void {
    this.change.set(null);
    this.done.emit(sentence);
  }
}
