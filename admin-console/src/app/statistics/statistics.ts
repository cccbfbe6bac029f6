import { Component, computed, inject, input } from '@angular/core';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import type { FigureView, ItemTypeCode, PeriodFiguresView } from '../api/contract';
import { LibrariesApi } from '../libraries/libraries-api';
import { followReloads } from '../live/follow-reloads';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { itemTypeWords } from '../rules/rule-words';
import { Session } from '../session/session';
import { Ago } from '../ui/ago';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { parisDay } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { type FigureLine, FigureSection, type View } from './figure-section';
import { evolution, figureNames, figureText, figureWords, monthText } from './figure-words';
import {
  type Asked,
  type Comparison,
  comparedWith,
  comparisonFrom,
  comparisons,
  longestPeriod,
  monthCount,
  monthsOffered,
  nameOf,
  type Period,
  periodFrom,
  quickPeriod,
  quickPeriods,
} from './periods';
import { StatisticsApi } from './statistics-api';

/** What the network did in a period, beside another: by library, by month, by type of document. All of it in the address. */
@Component({
  selector: 'app-statistics',
  imports: [Ago, Failure, FigureSection, Icon, Loading, MatFormField, MatInput, MatLabel, RouterLink],
  templateUrl: './statistics.html',
  styleUrls: ['../steering/steering.scss', './statistics.scss'],
})
export class Statistics {
  private readonly api = inject(StatisticsApi);
  private readonly librariesApi = inject(LibrariesApi);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);

  /** Query parameters: the months, what they are compared with, the library, what is shown. */
  readonly de = input<string>();
  readonly a = input<string>();
  readonly avec = input<string>();
  readonly bibliotheque = input<string>();
  readonly vue = input<string>();
  readonly chiffre = input<string>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly names = figureNames;
  protected readonly words = figureWords;
  protected readonly quickPeriods = quickPeriods;
  protected readonly comparisons = comparisons;
  protected readonly comparisonWords: Record<Comparison, MessageKey> = {
    an: 'statistics.compare.year',
    avant: 'statistics.compare.before',
    rien: 'statistics.compare.nothing',
  };
  protected readonly quickWords: Record<(typeof quickPeriods)[number], MessageKey> = {
    year: 'statistics.period.year',
    month: 'statistics.period.month',
    lastMonth: 'statistics.period.lastMonth',
    lastYear: 'statistics.period.lastYear',
    twelve: 'statistics.period.twelve',
  };
  protected readonly current = parisDay(Date.now()).slice(0, 7);
  protected readonly comparison = computed(() => comparisonFrom(this.avec()));
  protected readonly view = computed<View>(() => (this.vue() === 'tableau' ? 'tableau' : 'graphique'));
  protected readonly figure = computed(() => figureNames.find((name) => name === this.chiffre()) ?? 'loans');
  protected readonly asked = computed<Asked>(() => {
    const period = periodFrom(this.de(), this.a(), this.current);
    const library = this.isOfOneLibrary() ? null : this.bibliotheque() || null;
    return { period, compared: comparedWith(period, this.comparison()), library };
  });
  protected readonly quick = computed(() => nameOf(this.asked().period, this.current));

  protected readonly report = readResource({
    params: () => this.asked(),
    stream: ({ params }) => this.api.report(params),
  });
  protected readonly shown = computed(() => (this.report.hasValue() ? this.report.value() : null));
  private readonly libraryList = readResource({ stream: () => this.librariesApi.list() });
  protected readonly libraries = computed(() =>
    this.libraryList.hasValue()
      ? [...this.libraryList.value().items].sort((one, other) => one.commune.localeCompare(other.commune, 'fr'))
      : [],
  );
  protected readonly isOfOneLibrary = computed(() => (this.session.user()?.library ?? null) !== null);
  protected readonly months = computed(() =>
    monthsOffered(this.shown()?.firstMonth ?? null, this.current, this.asked().period),
  );
  protected readonly isNothingKnown = computed(() => this.shown()?.firstMonth === null);
  protected readonly periodText = computed(() => this.textOf(this.asked().period));
  protected readonly comparedText = computed(() => {
    const { compared } = this.asked();
    return compared && this.textOf(compared);
  });

  protected readonly libraryLines = computed(() =>
    this.linesOf(({ libraries }) =>
      libraries.map(({ code, name, commune, figures }) => ({ key: code, label: commune, more: name, figures })),
    ),
  );
  /** Months are compared by their place: the third with the third. */
  protected readonly monthLines = computed<readonly FigureLine[]>(() => {
    const report = this.shown();
    if (!report) return [];
    return report.period.months.map(({ month, complete, figures }, at) => {
      const before = report.compared?.months[at];
      const more = before ? this.say('statistics.with', { month: this.month(before.month) }) : null;
      const compared = before?.figures ?? null;
      return { key: month, label: this.month(month), more, isComplete: complete, figures, compared };
    });
  });
  protected readonly typeLines = computed(() =>
    this.linesOf(({ types }) =>
      types.map(({ type, figures }) => ({ key: type ?? '', label: this.typeText(type), more: null, figures })),
    ),
  );

  constructor() {
    followReloads(this.report);
  }

  protected month(month: string): string {
    return monthText(month, this.messages.locale());
  }

  protected text(figure: FigureView | undefined): string {
    return figureText(figure, this.messages);
  }

  protected change(now: FigureView, before: FigureView | undefined): string | null {
    return evolution(now, before, this.messages.locale());
  }

  protected choose(name: string): void {
    const quick = quickPeriods.find((one) => one === name);
    if (quick) this.showPeriod(quickPeriod(quick, this.current));
  }

  /** The other end follows when the period would end before it begins, or be too long. */
  protected begin(from: string): void {
    const { until } = this.asked().period;
    this.showPeriod(fits({ from, until }) ? { from, until } : { from, until: from });
  }

  protected finish(until: string): void {
    const { from } = this.asked().period;
    this.showPeriod(fits({ from, until }) ? { from, until } : { from: until, until });
  }

  protected show(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  private showPeriod({ from, until }: Period): void {
    this.show({ de: from, a: until });
  }

  private textOf({ from, until }: Period): string {
    if (from === until) return this.month(from);
    return this.say('statistics.fromTo', { from: this.month(from), until: this.month(until) });
  }

  private typeText(type: string | null): string {
    const word = type === null ? undefined : itemTypeWords[type as ItemTypeCode];
    return word ? this.say(word) : this.say('statistics.unknownType');
  }

  /** The lines of both periods side by side, in the order of the first. */
  private linesOf(
    of: (period: PeriodFiguresView) => Pick<FigureLine, 'key' | 'label' | 'more' | 'figures'>[],
  ): readonly FigureLine[] {
    const report = this.shown();
    if (!report) return [];
    const before = report.compared ? of(report.compared) : null;
    return of(report.period).map((line) => ({
      ...line,
      isComplete: true,
      compared: before && (before.find(({ key }) => key === line.key)?.figures ?? {}),
    }));
  }
}

function fits(period: Period): boolean {
  return monthCount(period) >= 1 && monthCount(period) <= longestPeriod;
}
