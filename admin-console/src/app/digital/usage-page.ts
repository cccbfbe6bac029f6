import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import type { UsageCountsView } from '../api/contract';
import { LibraryNames } from '../flow/library-names';
import { Messages } from '../messages/messages';
import { runsReaders } from '../session/roles';
import { Session } from '../session/session';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { parisDateTime } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { DigitalApi, reportUrl } from './digital-api';
import { DigitalTabs } from './digital-tabs';
import { types, typeWords } from './digital-words';
import { UsageChart } from './usage-chart';
import { growth, librariesOf, monthsOf, type UsageShown, yearFrom } from './usage-figures';
import { UsageImport } from './usage-import';

/** Years one may look at, the present one first. */
const yearsBack = 6;

/** How much the digital library is used in a year, by month, library, type and platform: never by person. */
@Component({
  selector: 'app-usage-page',
  imports: [DigitalTabs, Failure, Loading, MatButton, UsageChart, UsageImport],
  providers: [LibraryNames],
  templateUrl: './usage-page.html',
  styleUrls: ['../authorities/authority-list.scss', './usage-page.scss'],
})
export class UsagePage {
  private readonly api = inject(DigitalApi);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly messages = inject(Messages);
  protected readonly names = inject(LibraryNames);

  /** Query parameters. */
  readonly annee = input<string>();
  readonly bibliotheque = input<string>();
  readonly type = input<string>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly figure = this.messages.figure;
  protected readonly types = types;
  protected readonly typeWords = typeWords;
  protected readonly reportUrl = reportUrl;
  private readonly thisYear = new Date().getFullYear();
  protected readonly year = computed(() => yearFrom(this.annee(), this.thisYear));
  protected readonly years = Array.from({ length: yearsBack }, (_, at) => this.thisYear - at);
  protected readonly shown = computed<UsageShown>(() => {
    const type = types.find((one) => one === this.type());
    return { ...(this.bibliotheque() && { library: this.bibliotheque()! }), ...(type && { type }) };
  });
  protected readonly usage = readResource({
    params: () => ({ year: this.year(), shown: this.shown() }),
    stream: ({ params }) => this.api.usage(params.year, params.shown),
  });
  protected readonly counted = computed(() => (this.usage.hasValue() ? this.usage.value() : null));
  protected readonly isEmpty = computed(() => (this.counted()?.byMonth.length ?? 0) === 0);
  protected readonly months = computed(() => {
    const year = this.counted();
    return year ? monthsOf(year) : [];
  });
  protected readonly libraries = computed(() => {
    const year = this.counted();
    return year ? librariesOf(year) : [];
  });
  protected readonly files = readResource({ stream: () => this.api.imports() });
  protected readonly imports = computed(() => (this.files.hasValue() ? this.files.value().items : []));
  protected readonly mayImport = computed(() => {
    const role = this.session.user()?.role;
    return role !== undefined && runsReaders(role);
  });
  protected readonly figures = [
    ['sessions', 'usage.sessions'],
    ['views', 'usage.views'],
    ['downloads', 'usage.downloads'],
  ] as const;

  protected month(month: string): string {
    const name = new Intl.DateTimeFormat(this.messages.locale(), { month: 'long', timeZone: 'UTC' });
    return name.format(new Date(`${month}-01T00:00:00Z`));
  }

  protected library(code: string | null): string {
    return code === null ? this.say('usage.notShared') : this.names.name(code);
  }

  protected when(at: string): string {
    return parisDateTime(at, this.messages.locale());
  }

  /** `+12 % sur 2025`; nothing when the year before had none. */
  protected change(measure: keyof UsageCountsView): string {
    const year = this.counted();
    const grown = year ? growth(year.total[measure], year.before[measure]) : null;
    if (year === null || grown === null) return '';
    const percent = new Intl.NumberFormat(this.messages.locale(), { style: 'percent', signDisplay: 'exceptZero' });
    return this.say('usage.than', { change: percent.format(grown / 100), year: year.year - 1 });
  }

  protected filter(name: 'annee' | 'bibliotheque' | 'type', value: string): void {
    void this.router.navigate([], { queryParams: { [name]: value || null }, queryParamsHandling: 'merge' });
  }

  protected readAgain(): void {
    this.usage.reload();
    this.files.reload();
  }
}
