import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { type PullLineView, apiRoot } from '../api/contract';
import { destinationWords } from '../desk/row-sentences';
import { looks, outcomeOf } from '../desk/row-words';
import type { ScanRow } from '../desk/scan-row';
import { ActResult } from '../flow/act-result';
import { Acts } from '../flow/acts';
import { LibraryNames } from '../flow/library-names';
import { NoLibrary } from '../flow/no-library';
import { ReturnScans } from '../flow/return-scans';
import { ScanBox } from '../flow/scan-box';
import { ScanResults } from '../flow/scan-results';
import { HoldsApi } from '../holds/holds-api';
import { followReloads } from '../live/follow-reloads';
import { Messages } from '../messages/messages';
import { Post } from '../post/post';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { ListDownload } from '../ui/list-download';
import { Loading } from '../ui/loading';
import { Pager } from '../ui/pager';
import { pagingFrom } from '../ui/paging';
import { parisDate, parisDateTime } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { isStillThere, standing } from './new-lines';

/** Readers ask at any time: the list is read again this often, besides the stream (milliseconds). */
const askAgainMs = 30_000;

/** One reading of the list of a library, of one of its pages. */
interface Reading {
  readonly place: string;
  readonly lines: readonly PullLineView[] | null;
}

/** Documents to fetch from the shelves of this library, in the order one walks along them. */
@Component({
  selector: 'app-pull-list',
  imports: [ActResult, Badge, Failure, ListDownload, Loading, MatButton, NoLibrary, Pager, ScanBox, ScanResults],
  providers: [Acts, LibraryNames, ReturnScans],
  templateUrl: './pull-list.html',
  styleUrl: './pull-list.scss',
})
export class PullList {
  private readonly api = inject(HoldsApi);
  private readonly messages = inject(Messages);

  readonly page = input<string>();
  readonly lignes = input<string>();

  protected readonly post = inject(Post);
  protected readonly acts = inject(Acts);
  protected readonly names = inject(LibraryNames);
  protected readonly scans = inject(ReturnScans);
  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly looks = looks;
  protected readonly paging = computed(() => pagingFrom(this.page(), this.lignes()));
  protected readonly list = readResource({
    params: () => {
      const library = this.post.library();
      return library === null ? undefined : { library, paging: this.paging() };
    },
    stream: ({ params }) => this.api.pullList(params.library, params.paging),
  });
  private readonly read = computed(() => (this.list.hasValue() ? this.list.value().items : null));
  /** What is on the screen: the list as first read, until somebody asks for the new lines. Null until it was read. */
  private readonly shown = linkedSignal<Reading, readonly PullLineView[] | null>({
    source: () => ({
      place: `${this.post.library()} ${this.paging().offset} ${this.paging().size}`,
      lines: this.read(),
    }),
    // Another library, another page: another list.
    computation: ({ place, lines }, before) => (before?.source.place === place && before.value) || lines,
  });
  protected readonly standing = computed(() => {
    const [shown, read] = [this.shown(), this.read()];
    return shown && read && standing(shown, read);
  });
  protected readonly total = computed(() => (this.list.hasValue() ? this.list.value().total : 0));
  /** What became of a line that was fetched, by its barcode. */
  private readonly fetched = signal<ReadonlyMap<string, ScanRow>>(new Map());
  protected readonly today = computed(() => parisDate(Date.now(), this.messages.locale()));

  protected readonly file = computed(() => {
    const library = this.post.library();
    return library === null ? null : `${apiRoot}/libraries/${encodeURIComponent(library)}/pull-list/file`;
  });

  constructor() {
    followReloads(this.list, { everyMs: askAgainMs });
    this.scans.settled.pipe(takeUntilDestroyed()).subscribe((row) => {
      this.fetched.update((before) => new Map(before).set(row.code.toUpperCase(), row));
      this.list.reload();
    });
  }

  /** Where a fetched document goes; null while it is to be fetched. */
  protected went(line: PullLineView): { words: string; look: (typeof looks)[keyof typeof looks] } | null {
    const row = this.fetched().get(line.barcode.toUpperCase());
    if (!row) return null;
    const words = destinationWords(row, { say: this.messages.say, locale: this.messages.locale() });
    return { words, look: looks[outcomeOf(row)] };
  }

  protected isGone(line: PullLineView): boolean {
    return !isStillThere(line, this.read() ?? []);
  }

  protected showNew(): void {
    this.shown.set(this.read());
  }

  protected printedAt(line: PullLineView): string {
    return parisDateTime(line.printedAt!, this.messages.locale()).replace(/:\d\d$/, '');
  }

  /** Prints what is on the screen, and notes that it is on paper. */
  protected print(): void {
    const lines = this.standing()?.lines.filter((line) => !this.isGone(line)) ?? [];
    const library = this.post.library();
    if (library === null || lines.length === 0) return;
    window.print();
    const act = this.api.printed(
      library,
      lines.map(({ hold }) => hold),
    );
    this.acts.run('print', act, ({ printed }) => this.sayCount('pull.done.printed', printed), this.reload);
  }

  protected notFound(line: PullLineView): void {
    const said = (answer: { state: string }): string =>
      this.say(answer.state === 'TARGETED' ? 'pull.done.notFoundElsewhere' : 'pull.done.notFound', {
        title: line.title,
      });
    this.acts.run(`not-found ${line.hold}`, this.api.notFound(line.hold), said, this.reload);
  }

  protected passOn(line: PullLineView): void {
    const said = (): string => this.say('pull.done.passedOn', { title: line.title });
    this.acts.run(`pass-on ${line.hold}`, this.api.passOn(line.hold), said, this.reload);
  }

  private readonly reload = (): void => {
    this.list.reload();
  };
}
