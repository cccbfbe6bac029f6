import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router } from '@angular/router';
import { LibrariesApi } from '../libraries/libraries-api';
import { followReloads } from '../live/follow-reloads';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { Post } from '../post/post';
import { Session } from '../session/session';
import { editsCalendars, editsRules } from '../session/steering-roles';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { Now } from '../ui/now';
import { parisDay } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { CalendarForm } from './calendar-form';
import { hoursText } from './calendar-draft';
import { weekdayNames } from './calendar-words';
import { CalendarsApi } from './calendars-api';
import { CommonClosing } from './common-closing';
import { YearView } from './year-view';

/** When a library opens: its week, its year; edited by whoever may, with the due dates that moves; several closed alike. */
@Component({
  selector: 'app-calendars',
  imports: [CalendarForm, CommonClosing, Failure, Icon, Loading, MatButton, MatFormField, MatInput, MatLabel, YearView],
  templateUrl: './calendars.html',
  styleUrls: ['../steering/steering.scss', './calendars.scss'],
})
export class Calendars {
  private readonly api = inject(CalendarsApi);
  private readonly librariesApi = inject(LibrariesApi);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  private readonly post = inject(Post);
  private readonly now = inject(Now);

  /** Query parameters: the library, the year. */
  readonly bibliotheque = input<string>();
  readonly annee = input<string>();

  protected readonly say = this.messages.say;
  protected readonly isEditing = signal(false);
  protected readonly told = signal<MessageKey | null>(null);
  protected readonly libraryList = readResource({ stream: () => this.librariesApi.list() });
  protected readonly libraries = computed(() => {
    const items = this.libraryList.hasValue() ? this.libraryList.value().items : [];
    return items.filter(({ kind, state }) => kind !== 'ILL_PARTNER' && state !== 'LEFT');
  });
  /** That of the address, of the visitor, of this workstation, or the first. */
  protected readonly library = computed(() => {
    const codes = this.libraries().map(({ code }) => code);
    const wanted = [this.bibliotheque(), this.post.library()];
    return wanted.find((code) => code && codes.includes(code)) ?? codes[0] ?? null;
  });
  protected readonly year = computed(() => {
    const year = Number(this.annee());
    const present = Number(parisDay(this.now.ms()).slice(0, 4));
    return Number.isInteger(year) && Math.abs(year - present) <= 10 && this.annee() ? year : present;
  });
  protected readonly calendar = readResource({
    params: () => this.library() ?? undefined,
    stream: ({ params }) => this.api.calendar(params),
  });
  protected readonly openings = readResource({
    params: () => {
      const library = this.library();
      return library === null ? undefined : { library, year: this.year() };
    },
    stream: ({ params }) => this.api.year(params.library, params.year),
  });
  protected readonly shown = computed(() => (this.calendar.hasValue() ? this.calendar.value() : null));
  protected readonly days = computed(() => (this.openings.hasValue() ? this.openings.value() : null));
  protected readonly week = computed(() => {
    const names = weekdayNames(this.messages.locale());
    return (this.shown()?.weekly ?? []).map((hours, day) => ({ name: names[day]!, hours: hoursText(hours) }));
  });
  protected readonly mayEdit = computed(() => {
    const user = this.session.user();
    return user !== null && editsCalendars(user.role) && (user.library === null || user.library === this.library());
  });
  protected readonly mayCloseTogether = computed(() => {
    const user = this.session.user();
    return user !== null && editsRules(user.role) && user.library === null;
  });
  protected readonly nameOf = (code: string): string =>
    this.libraries().find((library) => library.code === code)?.name ?? code;

  constructor() {
    followReloads(this.calendar);
  }

  protected look(library: string): void {
    this.isEditing.set(false);
    this.told.set(null);
    this.show({ bibliotheque: library });
  }

  protected turn(years: number): void {
    this.show({ annee: String(this.year() + years) });
  }

  protected edit(): void {
    this.told.set(null);
    this.isEditing.set(true);
  }

  protected finish(sentence: MessageKey): void {
    this.isEditing.set(false);
    this.told.set(sentence);
    this.calendar.reload();
    this.openings.reload();
  }

  private show(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}
