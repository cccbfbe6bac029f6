import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { CalendarImpactView, ClosingRequest, LibraryView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { problemOf } from '../steering/problem';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { CalendarEffect } from './calendar-effect';
import { calendarRefusal } from './calendar-words';
import { CalendarsApi } from './calendars-api';

/** Several libraries closed on the same days: which, when, why, what it touches; all of them or none. */
@Component({
  selector: 'app-common-closing',
  imports: [CalendarEffect, Failure, Icon, MatButton, MatCheckbox, MatFormField, MatInput, MatLabel],
  templateUrl: './common-closing.html',
  styleUrls: ['../steering/steering.scss', './common-closing.scss'],
})
export class CommonClosing {
  private readonly api = inject(CalendarsApi);
  private readonly messages = inject(Messages);

  readonly libraries = input.required<readonly LibraryView[]>();
  readonly libraryName = input.required<(code: string) => string>();
  readonly closed = output();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly chosen = signal<ReadonlySet<string>>(new Set());
  protected readonly from = signal('');
  protected readonly until = signal('');
  protected readonly reason = signal('');
  protected readonly dueDates = signal<ClosingRequest['dueDates']>('move');
  protected readonly impacts = signal<readonly CalendarImpactView[] | null>(null);
  protected readonly refusal = signal<string | null>(null);
  protected readonly failure = signal<{ readonly what: MessageKey; readonly error: unknown } | null>(null);
  protected readonly isBusy = signal(false);
  protected readonly hasAll = computed(() => this.chosen().size === this.libraries().length);

  protected choose(code: string, isIn: boolean): void {
    const chosen = new Set(this.chosen());
    if (isIn) chosen.add(code);
    else chosen.delete(code);
    this.chosen.set(chosen);
    this.forget();
  }

  protected chooseAll(isIn: boolean): void {
    this.chosen.set(new Set(isIn ? this.libraries().map(({ code }) => code) : []));
    this.forget();
  }

  protected fill(box: 'from' | 'until' | 'reason', text: string): void {
    this[box].set(text);
    this.forget();
  }

  protected preview(): void {
    this.forget();
    if (this.chosen().size === 0 || this.from() === '' || this.reason().trim() === '') {
      return this.refusal.set(this.say('calendars.closingIncomplete'));
    }
    this.isBusy.set(true);
    this.api.closingImpact(this.request()).subscribe({
      next: ({ items }) => {
        this.impacts.set(items);
        this.isBusy.set(false);
      },
      error: (error: unknown) => this.fail('calendars.effectFailed', error),
    });
  }

  protected close(): void {
    this.isBusy.set(true);
    this.api.close(this.request()).subscribe({
      next: () => {
        this.isBusy.set(false);
        this.impacts.set(null);
        this.closed.emit();
      },
      error: (error: unknown) => this.fail('calendars.saveFailed', error),
    });
  }

  private request(): ClosingRequest {
    const from = this.from();
    return {
      libraries: [...this.chosen()],
      from,
      until: this.until() || from,
      reason: this.reason().trim(),
      dueDates: this.dueDates(),
    };
  }

  private fail(what: MessageKey, error: unknown): void {
    this.isBusy.set(false);
    this.impacts.set(null);
    const problem = problemOf(error);
    if (problem) this.refusal.set(calendarRefusal(this.messages, problem, this.libraryName()));
    else this.failure.set({ what, error });
  }

  private forget(): void {
    this.impacts.set(null);
    this.refusal.set(null);
    this.failure.set(null);
  }
}
