import { Component, computed, inject, input } from '@angular/core';
import type { CalendarView, OpeningsView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { type DayKind, type YearDay, monthsOf } from './calendar-draft';
import { dayWords, monthName, weekdayNames } from './calendar-words';

/** A year at a glance: each day open, at other hours, or closed and why; the particular days follow as a list. */
@Component({
  selector: 'app-year-view',
  templateUrl: './year-view.html',
  styleUrl: './year-view.scss',
})
export class YearView {
  private readonly messages = inject(Messages);

  readonly year = input.required<number>();
  readonly openings = input.required<OpeningsView>();
  readonly calendar = input.required<CalendarView>();

  protected readonly say = this.messages.say;
  protected readonly months = computed(() =>
    monthsOf(this.openings().days, this.calendar().weekly).map(({ month, weeks }) => ({
      name: monthName(this.messages.locale(), month),
      weeks,
    })),
  );
  protected readonly weekdays = computed(() => {
    const [long, narrow] = [weekdayNames(this.messages.locale()), weekdayNames(this.messages.locale(), 'narrow')];
    return long.map((name, at) => ({ name, letter: narrow[at]! }));
  });
  protected readonly legend: readonly { readonly kind: DayKind; readonly mark: string; readonly word: MessageKey }[] = [
    { kind: 'open', mark: '', word: 'calendars.kind.open' },
    { kind: 'special', mark: 'h', word: 'calendars.kind.special' },
    { kind: 'weekday', mark: '', word: 'calendars.kind.weekday' },
    { kind: 'holiday', mark: 'f', word: 'calendars.kind.holiday' },
    { kind: 'exception', mark: '×', word: 'calendars.kind.exception' },
  ];
  /** Days that are not as their week says. */
  protected readonly particular = computed(() =>
    this.months().flatMap(({ weeks }) =>
      weeks.flat().filter((day): day is YearDay => day !== null && day.kind !== 'open' && day.kind !== 'weekday'),
    ),
  );

  protected mark(kind: DayKind): string {
    return this.legend.find((one) => one.kind === kind)?.mark ?? '';
  }

  protected word({ kind, hours, reason }: YearDay): string {
    const said = this.legend.find((one) => one.kind === kind);
    const what = said ? this.say(said.word) : '';
    return [what, hours || reason].filter(Boolean).join(' : ');
  }

  protected number({ date }: YearDay): number {
    return Number(date.slice(8));
  }

  protected date({ date }: YearDay): string {
    return dayWords(this.messages, date);
  }
}
