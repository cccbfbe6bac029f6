import { Component, type ElementRef, computed, inject, input, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import type { BudgetsView, FigureFileForm } from '../api/contract';
import { followReloads } from '../live/follow-reloads';
import { Messages } from '../messages/messages';
import { Session } from '../session/session';
import { editsBudgets } from '../session/steering-roles';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { parisDay } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { BudgetForm } from './budget-form';
import { perInhabitant, promised, sumOf } from './budget-line';
import { budgetFileOf, fileForms, StatisticsApi } from './statistics-api';

type Commune = BudgetsView['communes'][number];
/** Years one may look back to. */
const yearsOffered = 8;

/** What each commune spends for its library in a year, for each inhabitant, beside what was promised. */
@Component({
  selector: 'app-budgets',
  imports: [Badge, BudgetForm, Failure, Icon, Loading, MatButton, MatFormField, MatInput, MatLabel, RouterLink],
  templateUrl: './budgets.html',
  styleUrls: ['../steering/steering.scss', './budgets.scss'],
})
export class Budgets {
  private readonly api = inject(StatisticsApi);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  private readonly result = viewChild<ElementRef<HTMLElement>>('result');

  /** Query parameter: the year. */
  readonly annee = input<string>();

  protected readonly say = this.messages.say;
  protected readonly figure = this.messages.figure;
  protected readonly current = Number(parisDay(Date.now()).slice(0, 4));
  protected readonly years = Array.from({ length: yearsOffered }, (_, before) => this.current + 1 - before);
  protected readonly year = computed(() => this.years.find((year) => String(year) === this.annee()) ?? this.current);
  protected readonly budgets = readResource({
    params: () => this.year(),
    stream: ({ params }) => this.api.budgets(params),
  });
  protected readonly shown = computed(() => (this.budgets.hasValue() ? this.budgets.value() : null));
  protected readonly edited = signal<string | null>(null);
  protected readonly told = signal<string | null>(null);
  protected readonly mayEdit = computed(() => {
    const role = this.session.user()?.role;
    return role !== undefined && editsBudgets(role);
  });
  protected readonly amounts = ['acquisitions', 'culture'] as const;
  protected readonly perInhabitant = perInhabitant;
  protected readonly promised = promised;
  protected readonly sumOf = sumOf;
  protected readonly forms = fileForms;

  constructor() {
    followReloads(this.budgets);
  }

  protected file(form: FigureFileForm): string {
    return budgetFileOf(this.year(), form);
  }

  protected look(year: string): void {
    this.edited.set(null);
    this.told.set(null);
    const annee = year === String(this.current) ? null : year;
    void this.router.navigate([], { queryParams: { annee }, queryParamsHandling: 'merge' });
  }

  protected edit(commune: Commune): void {
    this.told.set(null);
    this.edited.set(commune.inseeCode);
  }

  protected saved(commune: Commune): void {
    this.edited.set(null);
    this.told.set(this.say('budgets.saved', { commune: commune.commune, year: this.year() }));
    this.budgets.reload();
    this.result()?.nativeElement.focus();
  }

  /** `80 000 €`, with cents only where there are some. */
  protected euros(cents: number | null): string {
    if (cents === null) return '—';
    const whole = cents % 100 === 0;
    return this.money(cents, whole ? 0 : 2);
  }

  /** `2,50 €`. */
  protected each(cents: number | null): string {
    return cents === null ? '—' : this.money(cents, 2);
  }

  private money(cents: number, digits: number): string {
    const options = { style: 'currency', currency: 'EUR', minimumFractionDigits: digits } as const;
    return new Intl.NumberFormat(this.messages.locale(), { ...options, maximumFractionDigits: digits }).format(
      cents / 100,
    );
  }
}
