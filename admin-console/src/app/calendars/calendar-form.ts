import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type {
  CalendarImpactView,
  CalendarRequest,
  CalendarView,
  ClosingRequest,
  HoursView,
  LibraryView,
} from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { problemOf } from '../steering/problem';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { type DayFields, weekFields, weeklyOf, wrongDay } from './calendar-draft';
import { CalendarEffect } from './calendar-effect';
import { calendarRefusal, weekdayNames } from './calendar-words';
import { CalendarsApi } from './calendars-api';

type Exception = CalendarRequest['exceptions'][number];

/** The week and the particular days of one library, edited; what that touches is shown before it can be saved. */
@Component({
  selector: 'app-calendar-form',
  imports: [CalendarEffect, Failure, Icon, MatButton, MatCheckbox, MatFormField, MatInput, MatLabel],
  templateUrl: './calendar-form.html',
  styleUrls: ['../steering/steering.scss', './calendar-form.scss'],
})
export class CalendarForm {
  private readonly api = inject(CalendarsApi);
  private readonly messages = inject(Messages);

  readonly calendar = input.required<CalendarView>();
  readonly libraries = input.required<readonly LibraryView[]>();
  readonly libraryName = input.required<(code: string) => string>();
  readonly saved = output();
  readonly abandoned = output();

  protected readonly say = this.messages.say;
  protected readonly weekdays = computed(() => weekdayNames(this.messages.locale()));
  protected readonly week = signal<readonly DayFields[]>([]);
  protected readonly exceptions = signal<readonly Exception[]>([]);
  protected readonly impact = signal<CalendarImpactView | null>(null);
  protected readonly dueDates = signal<ClosingRequest['dueDates']>('move');
  protected readonly refusal = signal<string | null>(null);
  protected readonly failure = signal<{ readonly what: MessageKey; readonly error: unknown } | null>(null);
  protected readonly isBusy = signal(false);
  private readonly draft = computed<CalendarRequest>(() => ({
    weekly: weeklyOf(this.week()),
    exceptions: this.exceptions(),
  }));

  constructor() {
    effect(() => {
      const calendar = this.calendar();
      untracked(() => this.begin(calendar));
    });
  }

  protected setHours(day: number, at: number, changes: Partial<HoursView>): void {
    this.week.update((week) =>
      week.map((fields, index) =>
        index === day ? fields.map((hours, place) => (place === at ? { ...hours, ...changes } : hours)) : fields,
      ),
    );
    this.forget();
  }

  protected setException(index: number, changes: Partial<Exception>): void {
    this.exceptions.update((all) => all.map((one, at) => (at === index ? { ...one, ...changes } : one)));
    this.forget();
  }

  /** One opening of a particular day; two blank times: closed. */
  protected setExceptionHours(index: number, changes: Partial<HoursView>): void {
    const [first = { from: '', to: '' }, ...rest] = this.exceptions()[index]?.hours ?? [];
    const changed = { ...first, ...changes };
    const hours = changed.from === '' && changed.to === '' ? rest : [changed, ...rest];
    this.setException(index, { hours });
  }

  protected addException(): void {
    const day = { date: '', until: null, weekday: null, yearly: false, hours: [], reason: '' };
    this.exceptions.update((all) => [...all, day]);
    this.forget();
  }

  protected removeException(index: number): void {
    this.exceptions.update((all) => all.filter((_, at) => at !== index));
    this.forget();
  }

  /** Proposes the calendar of another library; nothing is saved by it. */
  protected copyFrom(library: string): void {
    if (library === '') return;
    this.api.calendar(library).subscribe({
      next: (calendar) => this.begin(calendar),
      error: (error: unknown) => this.fail('calendars.copyFailed', error),
    });
  }

  protected preview(): void {
    this.forget();
    const day = wrongDay(this.draft().weekly);
    if (day !== null) return this.refusal.set(this.say('calendars.wrongDay', { day: this.weekdays()[day] ?? '' }));
    const incomplete = this.exceptions().findIndex(({ date, reason }) => date === '' || reason.trim() === '');
    if (incomplete >= 0) return this.refusal.set(this.say('calendars.wrongException', { n: incomplete + 1 }));
    this.isBusy.set(true);
    this.api.impact(this.calendar().library, this.draft()).subscribe({
      next: (impact) => {
        this.impact.set(impact);
        this.isBusy.set(false);
      },
      error: (error: unknown) => this.fail('calendars.effectFailed', error),
    });
  }

  protected save(): void {
    this.isBusy.set(true);
    this.api.save(this.calendar().library, this.draft(), this.dueDates()).subscribe({
      next: () => {
        this.isBusy.set(false);
        this.saved.emit();
      },
      error: (error: unknown) => this.fail('calendars.saveFailed', error),
    });
  }

  private begin({ weekly, exceptions }: CalendarRequest): void {
    this.week.set(weekFields(weekly));
    this.exceptions.set(exceptions);
    this.forget();
  }

  private fail(what: MessageKey, error: unknown): void {
    this.isBusy.set(false);
    this.impact.set(null);
    const problem = problemOf(error);
    if (problem) this.refusal.set(calendarRefusal(this.messages, problem, this.libraryName()));
    else this.failure.set({ what, error });
  }

  private forget(): void {
    this.impact.set(null);
    this.refusal.set(null);
    this.failure.set(null);
  }
}
