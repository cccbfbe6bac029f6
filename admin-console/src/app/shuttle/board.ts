import { CdkDrag, type CdkDragDrop, CdkDropList, CdkDropListGroup } from '@angular/cdk/drag-drop';
import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router, RouterLink } from '@angular/router';
import type { CrateSummaryView, DiscrepancyView, ResolutionRequest } from '../api/contract';
import { ActResult } from '../flow/act-result';
import { Acts } from '../flow/acts';
import { LibraryNames } from '../flow/library-names';
import { NoLibrary } from '../flow/no-library';
import { ScanBox } from '../flow/scan-box';
import { followReloads } from '../live/follow-reloads';
import { Messages } from '../messages/messages';
import { Post } from '../post/post';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { Now } from '../ui/now';
import { parisDate, parisDateTime, parisDay } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { type Column, type Move, boardOf, columns, movesOf, waitingByDestination } from './board-columns';
import { ShuttleApi } from './shuttle-api';
import { daysAfter } from './shuttle-days';
import { ShuttleTabs } from './shuttle-tabs';
import { columnWords, gapWords } from './shuttle-words';

/** Crates move at other desks too: the board is read again this often, besides the stream (milliseconds). */
const askAgainMs = 60_000;

/** What one library has to do with the van: crates from packing to unpacking, and what is amiss. */
@Component({
  selector: 'app-shuttle-board',
  imports: [
    ActResult,
    Badge,
    CdkDrag,
    CdkDropList,
    CdkDropListGroup,
    Failure,
    Icon,
    Loading,
    MatButton,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    NoLibrary,
    RouterLink,
    ScanBox,
    ShuttleTabs,
  ],
  providers: [Acts, LibraryNames],
  templateUrl: './board.html',
  styleUrl: './board.scss',
})
export class ShuttleBoard {
  private readonly api = inject(ShuttleApi);
  private readonly messages = inject(Messages);
  private readonly router = inject(Router);
  private readonly now = inject(Now);

  protected readonly post = inject(Post);
  protected readonly acts = inject(Acts);
  protected readonly names = inject(LibraryNames);
  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly columns = columns;
  protected readonly columnWords = columnWords;
  protected readonly gapWords = gapWords;
  protected readonly board = readResource({
    params: () => this.post.library() ?? undefined,
    stream: ({ params }) => this.api.board(params),
  });
  protected readonly view = computed(() => (this.board.hasValue() ? this.board.value() : null));
  private readonly today = computed(() => parisDay(this.now.ms()));
  private readonly runs = readResource({
    params: () => this.today(),
    stream: ({ params }) => this.api.runs(params, daysAfter(params, 14)),
  });
  private readonly knownRuns = computed(() => (this.runs.hasValue() ? this.runs.value().items : []));
  protected readonly crates = computed(() => {
    const library = this.post.library() ?? '';
    return boardOf(this.view()?.crates ?? [], { library, isHub: this.names.isHub(library) });
  });
  protected readonly waiting = computed(() => waitingByDestination(this.view()?.dispatch.items ?? []));
  /** Stops of the coming days that the van skips here, and runs that do not go. */
  protected readonly warnings = computed(() =>
    this.knownRuns().filter(
      ({ state, stops }) =>
        stops.some(({ library }) => library === this.post.library()) &&
        (state === 'CANCELLED' || stops.some(({ library, skipped }) => library === this.post.library() && skipped)),
    ),
  );

  constructor() {
    followReloads(this.board, { everyMs: askAgainMs });
  }

  protected at(time: string): string {
    return parisDateTime(time, this.messages.locale()).replace(/:\d\d$/, '');
  }

  protected day(date: string): string {
    return parisDate(date, this.messages.locale());
  }

  protected to(crate: CrateSummaryView): string {
    return crate.to === null ? this.say('crate.toSort') : this.names.commune(crate.to);
  }

  protected moves(column: Column, crate: CrateSummaryView): readonly Move[] {
    return movesOf(column, crate, this.knownRuns());
  }

  protected moveWords(move: Move): string {
    const word = this.say(columnWords[move.to]);
    return move.act === 'load' ? this.say('shuttle.toRun', { column: word, run: move.run.id }) : word;
  }

  protected move(crate: CrateSummaryView, move: Move): void {
    const act = move.act === 'load' ? this.api.load(crate.id, move.run.id) : this.api.change(crate.id, move.act);
    const said = (): string =>
      this.say('shuttle.done.moved', { crate: crate.code, column: this.say(columnWords[move.to]) });
    this.acts.run(`move ${crate.id}`, act, said, this.reload);
  }

  /** A crate laid on another column by hand: the same as its menu, or a word on why not. */
  protected dropped({ item, previousContainer, container }: CdkDragDrop<Column, Column, CrateSummaryView>): void {
    if (previousContainer === container) return;
    const move = this.moves(previousContainer.data, item.data).find(({ to }) => to === container.data);
    if (move) return this.move(item.data, move);
    if (previousContainer.data === 'receive') return void this.router.navigate(['/flux/navette/caisses', item.data.id]);
    const words = this.say('shuttle.noSuchMove', {
      crate: item.data.code,
      column: this.say(columnWords[container.data]),
    });
    this.acts.say({ tone: 'refused', words });
  }

  protected open(to: string | null): void {
    const from = this.post.library()!;
    this.acts.run(
      `open ${to}`,
      this.api.open({ from, to }),
      (crate) => {
        void this.router.navigate(['/flux/navette/caisses', crate.id]);
        return this.say('shuttle.done.opened', { crate: crate.code });
      },
      this.reload,
    );
  }

  /** The label of a box opens its page. */
  protected scanned(code: string): void {
    const crate = this.view()?.crates.find((one) => one.code === code.toUpperCase());
    if (crate) void this.router.navigate(['/flux/navette/caisses', crate.id]);
    else this.acts.say({ tone: 'refused', words: this.say('shuttle.noSuchCrate', { code }) });
  }

  protected resolve(gap: DiscrepancyView, resolution: ResolutionRequest['resolution']): void {
    const said = (): string => this.say('shuttle.done.resolved', { title: gap.title });
    this.acts.run(`resolve ${gap.id}`, this.api.resolve(gap.id, resolution), said, this.reload);
  }

  private readonly reload = (): void => {
    this.board.reload();
    this.runs.reload();
  };
}
