import {
  Component,
  type ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { BudgetsView, CommuneBudgetRequest } from '../api/contract';
import { failureWords } from '../api/failure-words';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { centsTyped, euroTyped, wholeTyped } from './budget-line';
import { StatisticsApi } from './statistics-api';

const fields = ['population', 'populationYear', 'acquisitions', 'culture'] as const;
type Field = (typeof fields)[number];

/** Inhabitants and budgets of one commune for one year. */
@Component({
  selector: 'app-budget-form',
  imports: [MatButton, MatFormField, MatHint, MatInput, MatLabel],
  template: `
    <form class="panel" (submit)="$event.preventDefault(); save()" novalidate>
      <h2 #heading tabindex="-1">{{ say('budgets.form', { commune: commune().commune, year: year() }) }}</h2>
      <div class="fields">
        @for (field of fields; track field) {
          <mat-form-field appearance="outline">
            <mat-label>{{ say(fieldWords[field]) }}</mat-label>
            <input
              #box
              matInput
              inputmode="decimal"
              autocomplete="off"
              [name]="field"
              [value]="initial()[field]"
              [attr.aria-invalid]="wrong().includes(field)"
              (input)="type(field, box.value)"
            />
            <mat-hint [class.wrong]="wrong().includes(field)">{{
              say(wrong().includes(field) ? errorWords[field] : hintWords[field])
            }}</mat-hint>
          </mat-form-field>
        }
      </div>
      @if (failure(); as words) {
        <p class="note" data-tone="refused" role="alert">{{ say('budgets.notSaved') }} {{ words }}</p>
      }
      <div class="actions">
        <button mat-flat-button type="submit" [disabled]="isSaving()">{{ say('budgets.save') }}</button>
        <button mat-stroked-button type="button" (click)="closed.emit()">{{ say('budgets.cancel') }}</button>
      </div>
    </form>
  `,
  styleUrl: '../steering/steering.scss',
  styles: `
    .wrong {
      color: var(--app-refused);
      font-weight: 600;
    }
  `,
})
export class BudgetForm {
  private readonly api = inject(StatisticsApi);
  private readonly messages = inject(Messages);
  private readonly heading = viewChild.required<ElementRef<HTMLElement>>('heading');

  readonly year = input.required<number>();
  readonly commune = input.required<BudgetsView['communes'][number]>();
  readonly saved = output();
  readonly closed = output();

  protected readonly say = this.messages.say;
  protected readonly fields = fields;
  protected readonly fieldWords: Record<Field, MessageKey> = {
    population: 'budgets.population',
    populationYear: 'budgets.populationYear',
    acquisitions: 'budgets.acquisitions',
    culture: 'budgets.culture',
  };
  protected readonly hintWords: Record<Field, MessageKey> = {
    population: 'budgets.population.hint',
    populationYear: 'budgets.populationYear.hint',
    acquisitions: 'budgets.amount.hint',
    culture: 'budgets.amount.hint',
  };
  protected readonly errorWords: Record<Field, MessageKey> = {
    population: 'budgets.population.wrong',
    populationYear: 'budgets.populationYear.wrong',
    acquisitions: 'budgets.amount.wrong',
    culture: 'budgets.amount.wrong',
  };
  protected readonly initial = computed<Record<Field, string>>(() => {
    const said = this.commune().budget;
    return {
      population: said ? String(said.population) : '',
      populationYear: said ? String(said.populationYear) : '',
      acquisitions: euroTyped(said?.acquisitions ?? null),
      culture: euroTyped(said?.culture ?? null),
    };
  });
  private readonly typed = signal<Partial<Record<Field, string>>>({});
  private readonly asSaid = computed(() => budgetTyped({ ...this.initial(), ...this.typed() }));
  private readonly wasSent = signal(false);
  /** What is wrong, once saving was tried. */
  protected readonly wrong = computed<readonly Field[]>(() => (this.wasSent() ? this.asSaid().wrong : []));
  protected readonly failure = signal<string | null>(null);
  protected readonly isSaving = signal(false);

  constructor() {
    afterNextRender(() => this.heading().nativeElement.focus());
  }

  protected type(field: Field, text: string): void {
    this.typed.update((typed) => ({ ...typed, [field]: text }));
  }

  protected save(): void {
    this.wasSent.set(true);
    const { budget } = this.asSaid();
    if (budget === null || this.isSaving()) return;
    this.failure.set(null);
    this.isSaving.set(true);
    this.api.setBudget(this.year(), this.commune().inseeCode, budget).subscribe({
      complete: () => this.saved.emit(),
      error: (error: unknown) => {
        this.isSaving.set(false);
        this.failure.set(this.say(failureWords(error).reason));
      },
    });
  }
}

/** The budget that was typed, or the fields that are wrong. */
export function budgetTyped(typed: Readonly<Record<Field, string>>): {
  readonly budget: CommuneBudgetRequest | null;
  readonly wrong: readonly Field[];
} {
  const population = wholeTyped(typed.population, 1, 5_000_000);
  const populationYear = wholeTyped(typed.populationYear, 1990, 2100);
  const acquisitions = centsTyped(typed.acquisitions);
  const culture = centsTyped(typed.culture);
  const said = { population, populationYear, acquisitions, culture };
  const wrong = fields.filter((field) => said[field] === undefined);
  if (population === undefined || populationYear === undefined) return { budget: null, wrong };
  if (acquisitions === undefined || culture === undefined) return { budget: null, wrong };
  return { budget: { population, populationYear, acquisitions, culture }, wrong };
}
