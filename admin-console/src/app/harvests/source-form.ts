import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { HarvestSourceView, IdentifyView } from '../api/contract';
import { whyNot } from '../connections/refusals';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { problemOf } from '../steering/problem';
import { Icon } from '../ui/icon';
import { HarvestsApi } from './harvests-api';
import {
  type SourceDraft,
  type TextField,
  accessWords,
  accesses,
  audienceWords,
  audiences,
  draftOf,
  networksOf,
  requestOf,
  resourceTypes,
  typeWords,
  wrongWords,
} from './source-draft';

interface Field {
  readonly field: TextField;
  readonly word: MessageKey;
  readonly hint?: MessageKey;
  readonly type?: 'number' | 'url';
}
const fields: readonly Field[] = [
  { field: 'name', word: 'harvests.name' },
  { field: 'baseUrl', word: 'harvests.baseUrl', type: 'url' },
  { field: 'metadataPrefix', word: 'harvests.format', hint: 'harvests.hint.format' },
  { field: 'set', word: 'harvests.set', hint: 'harvests.hint.set' },
  { field: 'everyHours', word: 'harvests.everyField', hint: 'harvests.hint.every', type: 'number' },
  { field: 'overlapMinutes', word: 'harvests.overlap', hint: 'harvests.hint.overlap', type: 'number' },
  { field: 'sweepDays', word: 'harvests.sweepField', hint: 'harvests.hint.sweep', type: 'number' },
  { field: 'licence', word: 'harvests.licence' },
  { field: 'rightsUri', word: 'harvests.rightsUri', type: 'url' },
  { field: 'networks', word: 'harvests.networks', hint: 'harvests.hint.networks' },
];

/** Describes a repository to harvest; whether it answers can be tried before anything is kept. */
@Component({
  selector: 'app-source-form',
  imports: [Icon, MatButton, MatCheckbox, MatFormField, MatHint, MatInput, MatLabel],
  templateUrl: './source-form.html',
  styleUrls: ['../steering/steering.scss', './source-form.scss'],
})
export class SourceForm {
  private readonly api = inject(HarvestsApi);
  private readonly messages = inject(Messages);

  /** The source to describe anew; null: a new one. */
  readonly source = input.required<HarvestSourceView | null>();
  readonly saved = output<HarvestSourceView>();
  readonly abandoned = output();

  protected readonly say = this.messages.say;
  protected readonly fields = fields;
  protected readonly resourceTypes = resourceTypes;
  protected readonly accesses = accesses;
  protected readonly audiences = audiences;
  protected readonly typeWords = typeWords;
  protected readonly accessWords = accessWords;
  protected readonly audienceWords = audienceWords;
  protected readonly draft = linkedSignal<SourceDraft>(() => draftOf(this.source()));
  protected readonly isBusy = signal(false);
  protected readonly identified = signal<IdentifyView | null>(null);
  protected readonly refusal = signal<string | null>(null);
  protected readonly wrong = signal<string | null>(null);
  /** Whether another address, format or set makes everything be harvested again. */
  protected readonly beginsAgain = computed(() => {
    const [before, after] = [this.source(), this.draft()];
    if (before === null || before.lastCompleted === null) return false;
    const { baseUrl, metadataPrefix, set } = draftOf(before);
    return after.baseUrl !== baseUrl || after.metadataPrefix !== metadataPrefix || after.set !== set;
  });

  protected set(change: Partial<SourceDraft>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
  }

  protected choose(access: string): void {
    this.set({ access: accesses.find((one) => one === access) ?? 'FREE' });
  }

  protected fill(field: TextField, text: string): void {
    this.set({ [field]: text });
  }

  protected admit(audience: SourceDraft['audiences'][number], admitted: boolean): void {
    const others = this.draft().audiences.filter((one) => one !== audience);
    this.set({ audiences: admitted ? [...others, audience] : others });
  }

  /** Asks the repository who it is. */
  protected identify(): void {
    const { baseUrl, repair } = this.draft();
    this.begin();
    this.api.identify({ baseUrl: baseUrl.trim(), repair, networks: networksOf(this.draft()) }).subscribe({
      next: (told) => {
        this.isBusy.set(false);
        this.identified.set(told);
      },
      error: (error: unknown) => this.refuse(error),
    });
  }

  protected save(): void {
    const request = requestOf(this.draft());
    if ('wrong' in request) return this.refuseField(request.wrong);
    const code = this.draft().code.trim().toUpperCase();
    if (!/^[A-Z0-9][A-Z0-9-]{1,31}$/.test(code)) return this.refuseField('code');
    this.begin();
    this.api.save(code, request).subscribe({
      next: (source) => {
        this.isBusy.set(false);
        this.saved.emit(source);
      },
      error: (error: unknown) => this.refuse(error),
    });
  }

  private begin(): void {
    this.isBusy.set(true);
    this.identified.set(null);
    this.refusal.set(null);
    this.wrong.set(null);
  }

  private refuse(error: unknown): void {
    this.isBusy.set(false);
    const problem = problemOf(error);
    const field = (problem?.facts as { field?: unknown } | undefined)?.field;
    if (problem?.code === 'source-not-valid' && typeof field === 'string') return this.refuseField(field);
    this.refusal.set(this.say('connections.notDone', { reason: this.say(whyNot(error)) }));
  }

  private refuseField(field: string): void {
    this.wrong.set(field);
    this.refusal.set(this.say(wrongWords[field] ?? 'connections.refusal.source-not-valid'));
  }
}
