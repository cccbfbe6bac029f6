import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { forkJoin, map } from 'rxjs';
import type { CrateSummaryView, ShuttleRunView } from '../api/contract';
import { ActResult } from '../flow/act-result';
import { Acts } from '../flow/acts';
import { LibraryNames } from '../flow/library-names';
import { followReloads } from '../live/follow-reloads';
import { Messages } from '../messages/messages';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { Now } from '../ui/now';
import { parisDate, parisDay, parisTime } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { atEachStop } from './driver-stops';
import { ShuttleApi } from './shuttle-api';
import { daysAfter } from './shuttle-days';
import { ShuttleTabs } from './shuttle-tabs';
import { cancelWords, crateLooks, runLooks, skipWords } from './shuttle-words';

/** How many days around today a run is looked for when its day is not in the address. */
const around = 30;

/** One run as its driver needs it: stop by stop, what goes on board and what comes off. */
@Component({
  selector: 'app-run-page',
  imports: [ActResult, Badge, Failure, Loading, MatButton, RouterLink, ShuttleTabs],
  providers: [Acts, LibraryNames],
  templateUrl: './run-page.html',
  styleUrl: './run-page.scss',
})
export class RunPage {
  private readonly api = inject(ShuttleApi);
  private readonly messages = inject(Messages);
  private readonly now = inject(Now);

  /** The number of the run, from the address, and the day it is on. */
  readonly id = input.required<string>();
  readonly jour = input<string>();

  protected readonly acts = inject(Acts);
  protected readonly names = inject(LibraryNames);
  protected readonly say = this.messages.say;
  protected readonly runLooks = runLooks;
  protected readonly cancelWords = cancelWords;
  protected readonly skipWords = skipWords;
  protected readonly crateLooks = crateLooks;
  private readonly days = computed(() => {
    const day = this.jour();
    if (day !== undefined && /^\d{4}-\d\d-\d\d$/.test(day)) return { from: day, to: day };
    const today = parisDay(this.now.ms());
    return { from: daysAfter(today, -around), to: daysAfter(today, around) };
  });
  protected readonly loaded = readResource({
    params: () => ({ id: Number(this.id()), days: this.days() }),
    stream: ({ params: { id, days } }) =>
      forkJoin({
        run: this.api.runs(days.from, days.to).pipe(map(({ items }) => items.find((run) => run.id === id) ?? null)),
        routes: this.api.routes(),
        crates: this.api.cratesOf(id),
      }),
  });
  protected readonly view = computed(() => (this.loaded.hasValue() ? this.loaded.value() : null));
  protected readonly stops = computed(() => {
    const view = this.view();
    if (!view?.run) return [];
    const hub = view.routes.items.find(({ id }) => id === view.run!.route)?.hub ?? null;
    return atEachStop(view.run, view.crates.items, hub);
  });
  protected readonly routeName = computed(() => {
    const view = this.view();
    return view?.routes.items.find(({ id }) => id === view.run?.route)?.name ?? '';
  });

  constructor() {
    followReloads(this.loaded);
  }

  protected day(date: string): string {
    return parisDate(date, this.messages.locale());
  }

  protected time(at: string): string {
    return parisTime(at, this.messages.locale());
  }

  protected to(crate: CrateSummaryView): string {
    return crate.to === null ? this.say('crate.toSort') : this.names.commune(crate.to);
  }

  protected move(run: ShuttleRunView, move: 'start' | 'finish' | 'cancel'): void {
    const words = { start: 'run.done.start', finish: 'run.done.finish', cancel: 'run.done.cancel' } as const;
    this.acts.run(move, this.api.move(run.id, move), () => this.say(words[move]), this.reload);
  }

  protected load(run: ShuttleRunView, crate: CrateSummaryView): void {
    const said = (): string => this.say('run.done.loaded', { crate: crate.code });
    this.acts.run(`load ${crate.id}`, this.api.load(crate.id, run.id), said, this.reload);
  }

  protected unload(crate: CrateSummaryView): void {
    const said = (): string => this.say('run.done.left', { crate: crate.code });
    this.acts.run(`unload ${crate.id}`, this.api.change(crate.id, 'unload'), said, this.reload);
  }

  private readonly reload = (): void => {
    this.loaded.reload();
  };
}
