import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import type { SetEstimateView, SetRequest, SetView } from '../api/contract';
import { carrierWord } from '../catalogue/catalogue-words';
import { whyNot } from '../connections/refusals';
import { LibraryNames } from '../flow/library-names';
import { accessWords, accesses, resourceTypes, typeWords } from '../harvests/source-draft';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { problemOf } from '../steering/problem';
import { Icon } from '../ui/icon';
import { DisseminationApi } from './dissemination-api';
import { type SetDraft, carriers, conditionWords, draftOf, ruleOf } from './set-rule';

const wrongWords: Readonly<Record<string, MessageKey>> = {
  'set-spec': 'oai.wrong.set-spec',
  parent: 'oai.wrong.parent',
  audience: 'oai.wrong.audience',
  library: 'oai.wrong.library',
  year: 'oai.wrong.year',
  languages: 'oai.wrong.languages',
  fields: 'oai.wrong.fields',
};
const setSpecForm = /^[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*$/;

/** Makes a set by its conditions, or changes them: how many records that would be is seen before it is saved. */
@Component({
  selector: 'app-set-form',
  imports: [Icon, MatButton, MatCheckbox, MatFormField, MatHint, MatInput, MatLabel, MatOption, MatSelect],
  providers: [LibraryNames],
  templateUrl: './set-form.html',
  styleUrls: ['../steering/steering.scss', '../harvests/source-form.scss'],
})
export class SetForm {
  private readonly api = inject(DisseminationApi);
  private readonly messages = inject(Messages);

  /** The set to change; null: a new one. */
  readonly set = input.required<SetView | null>();
  readonly saved = output<SetView>();
  readonly abandoned = output();

  protected readonly names = inject(LibraryNames);
  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly carriers = carriers;
  protected readonly carrierWord = carrierWord;
  protected readonly resourceTypes = resourceTypes;
  protected readonly typeWords = typeWords;
  protected readonly accesses = accesses;
  protected readonly accessWords = accessWords;
  protected readonly words = [
    { field: 'languages', word: 'oai.languages', hint: 'oai.hint.languages' },
    { field: 'sources', word: 'oai.sources', hint: 'oai.hint.sources' },
    { field: 'fields', word: 'oai.fields', hint: 'oai.hint.fields' },
    { field: 'fromYear', word: 'oai.fromYear', hint: null },
    { field: 'untilYear', word: 'oai.untilYear', hint: null },
  ] as const;
  protected readonly draft = linkedSignal<SetDraft>(() => draftOf(this.set()));
  /** What the rule on the screen would come to; another rule is estimated anew. */
  protected readonly estimate = signal<SetEstimateView | null>(null);
  protected readonly isBusy = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly exceptions = computed(() => {
    const { except } = this.draft().kept;
    return except ? conditionWords(except, this.messages, this.names.name) : [];
  });

  protected change(change: Partial<SetDraft>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
    this.estimate.set(null);
  }

  protected fill(field: (typeof this.words)[number]['field'], text: string): void {
    this.change({ [field]: text });
  }

  protected toggle<Value>(list: readonly Value[], value: Value, isIn: boolean): Value[] {
    return isIn ? [...list, value] : list.filter((one) => one !== value);
  }

  protected look(): void {
    const asked = this.asked();
    if (!asked) return;
    this.isBusy.set(true);
    this.api.estimate(asked.spec, asked.request.rule).subscribe({
      next: (estimate) => {
        this.isBusy.set(false);
        this.estimate.set(estimate);
      },
      error: (error: unknown) => this.refuse(error),
    });
  }

  protected save(): void {
    const asked = this.asked();
    if (!asked) return;
    this.isBusy.set(true);
    this.api.saveSet(asked.spec, asked.request).subscribe({
      next: (set) => {
        this.isBusy.set(false);
        this.saved.emit(set);
      },
      error: (error: unknown) => this.refuse(error),
    });
  }

  /** What the form asks for; null, with a word about it, when it asks for nothing that can be. */
  private asked(): { readonly spec: string; readonly request: SetRequest } | null {
    this.refusal.set(null);
    const { spec: typed, name, description, audience } = this.draft();
    const spec = typed.trim();
    if (!setSpecForm.test(spec)) return this.wrong('oai.wrong.set-spec');
    if (name.trim() === '') return this.wrong('oai.wrong.name');
    const rule = ruleOf(this.draft());
    if (rule !== null && 'wrong' in rule) return this.wrong(wrongWords[rule.wrong]!);
    return { spec, request: { name: name.trim(), description: description.trim(), audience, rule } };
  }

  private wrong(word: MessageKey): null {
    this.refusal.set(this.say(word));
    return null;
  }

  private refuse(error: unknown): void {
    this.isBusy.set(false);
    const problem = problemOf(error);
    const what = (problem?.facts as { what?: unknown } | undefined)?.what;
    const word = problem?.code === 'set-not-valid' && typeof what === 'string' ? wrongWords[what] : undefined;
    this.refusal.set(word ? this.say(word) : this.say('connections.notDone', { reason: this.say(whyNot(error)) }));
  }
}
