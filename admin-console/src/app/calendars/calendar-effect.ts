import { Component, computed, inject, input, model } from '@angular/core';
import { MatRadioButton, MatRadioGroup } from '@angular/material/radio';
import type { CalendarImpactView, ClosingRequest } from '../api/contract';
import { Messages } from '../messages/messages';
import { type DayRange, rangesOf } from './calendar-draft';
import { dayWords } from './calendar-words';

/** Ranges of days shown before the rest is counted. */
const mostRanges = 12;

/** What new opening days touch: the days, the due dates that fall on a closed one with their documents, and the choice. */
@Component({
  selector: 'app-calendar-effect',
  imports: [MatRadioButton, MatRadioGroup],
  templateUrl: './calendar-effect.html',
  styleUrl: '../steering/steering.scss',
})
export class CalendarEffect {
  private readonly messages = inject(Messages);

  readonly impacts = input.required<readonly CalendarImpactView[]>();
  readonly libraryName = input.required<(code: string) => string>();
  readonly dueDates = model.required<ClosingRequest['dueDates']>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly figure = this.messages.figure;
  protected readonly places = computed(() =>
    this.impacts().map(({ library, days, due, loans }) => {
      const ranges = rangesOf(days);
      const opens = days.filter(({ change }) => change === 'opens').length;
      return {
        library,
        name: this.libraryName()(library),
        opens,
        closes: days.length - opens,
        ranges: ranges.slice(0, mostRanges).map((range) => this.range(range)),
        more: Math.max(0, ranges.length - mostRanges),
        due: due.map(({ date, next, loans: count }) => ({ date: this.day(date), next: this.day(next), count })),
        loans: loans.map((loan) => ({ ...loan, day: this.day(loan.date) })),
      };
    }),
  );
  protected readonly touched = computed(() =>
    this.impacts().reduce((sum, { due }) => sum + due.reduce((lent, { loans }) => lent + loans, 0), 0),
  );
  protected readonly touchedPlaces = computed(() => this.places().filter(({ ranges }) => ranges.length > 0).length);
  protected readonly sums = computed(() => ({
    opens: this.places().reduce((sum, { opens }) => sum + opens, 0),
    closes: this.places().reduce((sum, { closes }) => sum + closes, 0),
  }));
  protected readonly changesNothing = computed(() => this.impacts().every(({ days }) => days.length === 0));

  protected choose(value: ClosingRequest['dueDates']): void {
    this.dueDates.set(value);
  }

  protected changeWords({ opens, closes }: { readonly opens: number; readonly closes: number }): string {
    const words = [
      ...(closes > 0 ? [this.sayCount('calendars.closes', closes)] : []),
      ...(opens > 0 ? [this.sayCount('calendars.opens', opens)] : []),
    ];
    return `${words.join(', ')}.`;
  }

  private range({ from, until, change }: DayRange): string {
    const words = { from: this.day(from), until: this.day(until) };
    if (from === until) return this.say(change === 'opens' ? 'calendars.dayOpens' : 'calendars.dayCloses', words);
    return this.say(change === 'opens' ? 'calendars.daysOpen' : 'calendars.daysClose', words);
  }

  private day(date: string): string {
    return dayWords(this.messages, date);
  }
}
