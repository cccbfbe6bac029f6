import { Component, ElementRef, computed, inject, input, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { type EndedOnShelfView, type HoldView, apiRoot } from '../api/contract';
import { code128 } from '../desk/bars';
import { Slip, type SlipPaper } from '../desk/slip';
import { slipForms } from '../desk/slip-form';
import { storedChoice } from '../display/stored-choice';
import { ActResult } from '../flow/act-result';
import { Acts } from '../flow/acts';
import { LibraryNames } from '../flow/library-names';
import { NoLibrary } from '../flow/no-library';
import { ReturnScans } from '../flow/return-scans';
import { ScanBox } from '../flow/scan-box';
import { ScanResults } from '../flow/scan-results';
import { cancelWord, slipNumber, stateLooks } from '../holds/hold-words';
import { HoldsApi } from '../holds/holds-api';
import { followReloads } from '../live/follow-reloads';
import { Messages } from '../messages/messages';
import { Post } from '../post/post';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { ListDownload } from '../ui/list-download';
import { Loading } from '../ui/loading';
import { Now } from '../ui/now';
import { Pager } from '../ui/pager';
import { pagingFrom } from '../ui/paging';
import { parisDate } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';

/** From how near a deadline is a matter of hours (milliseconds). */
const soonMs = 2 * 86_400_000;

/** The hold shelf of this library: what waits for whom and until when, and what is to be taken away by scanning it. */
@Component({
  selector: 'app-hold-shelf',
  imports: [
    ActResult,
    Badge,
    Failure,
    ListDownload,
    Loading,
    MatButton,
    NoLibrary,
    Pager,
    RouterLink,
    ScanBox,
    ScanResults,
    Slip,
  ],
  providers: [Acts, LibraryNames, ReturnScans],
  templateUrl: './hold-shelf.html',
  styleUrl: './hold-shelf.scss',
  host: { '(window:afterprint)': 'paper.set(null)' },
})
export class HoldShelf {
  private readonly api = inject(HoldsApi);
  private readonly messages = inject(Messages);
  private readonly now = inject(Now);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly page = input<string>();
  readonly lignes = input<string>();

  protected readonly post = inject(Post);
  protected readonly acts = inject(Acts);
  protected readonly scans = inject(ReturnScans);
  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly slipNumber = slipNumber;
  protected readonly paper = signal<SlipPaper | null>(null);
  protected readonly form = storedChoice('passerelle.slips', slipForms, '80mm').read();
  protected readonly paging = computed(() => pagingFrom(this.page(), this.lignes()));
  protected readonly shelf = readResource({
    params: () => {
      const library = this.post.library();
      return library === null ? undefined : { library, paging: this.paging() };
    },
    stream: ({ params }) => this.api.shelf(params.library, params.paging),
  });
  protected readonly ended = readResource({
    params: () => this.post.library() ?? undefined,
    stream: ({ params }) => this.api.ended(params),
  });
  protected readonly list = computed(() => (this.shelf.hasValue() ? this.shelf.value() : null));
  protected readonly toRemove = computed(() => (this.ended.hasValue() ? this.ended.value() : null));

  protected readonly file = computed(() => {
    const library = this.post.library();
    return library === null ? null : `${apiRoot}/libraries/${encodeURIComponent(library)}/hold-shelf/file`;
  });

  constructor() {
    followReloads(this.shelf);
    this.scans.settled.pipe(takeUntilDestroyed()).subscribe(() => this.reload());
  }

  protected day(at: string): string {
    return parisDate(at, this.messages.locale());
  }

  protected deadlineTone(hold: HoldView): 'neutral' | 'decide' | 'refused' {
    const left = Date.parse(hold.pickupDeadline ?? '') - this.now.ms();
    if (left < 0) return 'refused';
    return left < soonMs ? 'decide' : 'neutral';
  }

  /** Why a document is to be taken away. */
  protected why(line: EndedOnShelfView): string {
    if (line.state === 'PENDING') return this.say('shelf.moved');
    return this.say(line.cancelReason === null ? stateLooks[line.state].word : cancelWord(line.cancelReason));
  }

  protected extend(hold: HoldView): void {
    const said = (now: HoldView): string =>
      this.say('shelf.done.extended', { title: hold.title, date: this.day(now.pickupDeadline!) });
    this.acts.run(`extend ${hold.id}`, this.api.extend(hold.id), said, this.reload);
  }

  protected call(hold: HoldView): void {
    const said = (): string => this.say('shelf.done.called', { title: hold.title });
    this.acts.run(`call ${hold.id}`, this.api.callAgain(hold.id), said, this.reload);
  }

  protected release(hold: HoldView): void {
    const said = (): string => this.say('shelf.done.released', { title: hold.title });
    this.acts.run(`release ${hold.id}`, this.api.cancel(hold.id, 'staff'), said, this.reload);
  }

  protected async print(hold: HoldView): Promise<void> {
    const { n, letters } = slipNumber(hold);
    const until = this.say('shelf.slipUntil', { date: this.day(hold.pickupDeadline!) });
    this.paper.set({
      headline: this.say('shelf.slip', { n, letters }),
      lines: [hold.title, this.post.name() ?? '', until],
      code: hold.barcode,
      modules: hold.barcode === null ? '' : await code128(hold.barcode),
      at: Date.now(),
    });
    setTimeout(() => {
      window.print();
      this.element.nativeElement.querySelector<HTMLElement>('[data-testid=scan-input]')?.focus();
    });
  }

  private readonly reload = (): void => {
    this.shelf.reload();
    this.ended.reload();
  };
}
