import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { switchMap } from 'rxjs';
import type { CopySituationView, RecordSheetView } from '../../api/contract';
import { NetworkNames } from '../../home/network-names';
import { Messages } from '../../messages/messages';
import { Post } from '../../post/post';
import { circulates } from '../../session/roles';
import { Session } from '../../session/session';
import { Badge } from '../../ui/badge';
import { Failure } from '../../ui/failure';
import { Loading } from '../../ui/loading';
import { parisDate } from '../../ui/paris-time';
import { readResource } from '../../ui/read-resource';
import { ActResult, type Told } from '../act-result';
import { CatalogueApi, type CopyDescription } from '../catalogue-api';
import { whyNot } from '../catalogue-refusals';
import { headsLibrary } from '../catalogue-rights';
import { CatalogueTables } from '../catalogue-tables';
import { statusWords } from '../catalogue-words';
import { copySentence } from '../copy/copy-sentence';

/** The copies of a record: where each is, one more, several changed at once, some given a record of their own. */
@Component({
  selector: 'app-record-copies',
  imports: [ActResult, Badge, Failure, Loading, MatButton, RouterLink],
  templateUrl: './record-copies.html',
  styleUrls: ['./page.scss', './record-copies.scss'],
})
export class RecordCopies {
  private readonly api = inject(CatalogueApi);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  protected readonly post = inject(Post);
  protected readonly names = inject(NetworkNames);
  protected readonly tables = inject(CatalogueTables);

  readonly sheet = input.required<RecordSheetView>();
  /** The record, when copies left it. */
  readonly changed = output<RecordSheetView>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly statusWords = statusWords;
  protected readonly copies = readResource({
    params: () => this.sheet().record,
    stream: ({ params }) => this.api.copies(params),
  });
  protected readonly list = computed(() => (this.copies.hasValue() ? this.copies.value().items : null));
  private readonly user = this.session.user;
  protected readonly mayEdit = computed(() => {
    const role = this.user()?.role;
    return role !== undefined && circulates(role) && this.sheet().status === 'LIVE';
  });
  protected readonly maySplit = computed(() => {
    const role = this.user()?.role;
    return role !== undefined && headsLibrary(role);
  });
  /** Where a copy may be added: his own library, or any for whoever works for the whole network. */
  protected readonly homes = computed(() => {
    const own = this.user()?.library ?? null;
    return this.post.libraries().filter(({ code }) => own === null || code === own);
  });
  protected readonly chosen = signal<ReadonlySet<string>>(new Set());
  protected readonly told = signal<Told | null>(null);
  protected readonly isBusy = signal(false);

  protected sentence(copy: CopySituationView): string {
    return copySentence(copy, {
      say: this.say,
      library: (code) => this.names.commune(code),
      date: (at) => parisDate(at, this.messages.locale()),
    });
  }

  /** Whoever works for one library describes the copies of that library alone. */
  protected isMine(copy: CopySituationView): boolean {
    const own = this.user()?.library ?? null;
    return this.mayEdit() && (own === null || own === copy.home);
  }

  protected choose(barcode: string, isChosen: boolean): void {
    const chosen = new Set(this.chosen());
    if (isChosen) chosen.add(barcode);
    else chosen.delete(barcode);
    this.chosen.set(chosen);
  }

  protected add(form: { barcode: string; library: string; location: string; callNumber: string; type: string }): void {
    if (this.isBusy()) return;
    const barcode = form.barcode.trim();
    if (barcode === '') return this.told.set({ done: false, words: this.say('copies.barcodeNeeded') });
    this.isBusy.set(true);
    const copy = { ...form, barcode, type: form.type as CopySituationView['type'] };
    this.api.addCopy(this.sheet().record, copy).subscribe({
      next: (made) => this.done(this.say('copies.added', { barcode: made.barcode })),
      error: (error: unknown) => this.refuse(error),
    });
  }

  /** Changes what is said of the chosen copies; a field left empty stays as it is. */
  protected changeAll(location: string, callNumber: string, type: string, loanable: string): void {
    const change: CopyDescription = {
      ...(location.trim() && { location: location.trim() }),
      ...(callNumber.trim() && { callNumber: callNumber.trim() }),
      ...(type && { type: type as CopySituationView['type'] }),
      ...(loanable && { loanable: loanable === 'yes' }),
    };
    if (Object.keys(change).length === 0 || this.isBusy()) {
      return this.told.set({ done: false, words: this.say('copies.nothingToChange') });
    }
    this.isBusy.set(true);
    this.api
      .prepareChange([...this.chosen()], change)
      .pipe(switchMap(({ id }) => this.api.runChange(id)))
      .subscribe({
        next: ({ counts }) => {
          const { changed, unchanged, refused } = counts;
          this.done(this.say('copies.changed', { changed, unchanged, refused }));
        },
        error: (error: unknown) => this.refuse(error),
      });
  }

  /** Gives the chosen copies a record of their own, a copy of this one. */
  protected split(): void {
    if (this.isBusy() || this.chosen().size === 0) return;
    this.isBusy.set(true);
    const { record, version } = this.sheet();
    this.api.split(record, version, { items: [...this.chosen()] }).subscribe({
      next: ({ survivor, other, moved }) => {
        this.done(this.say('copies.split', { n: moved.length, number: other.record }));
        this.changed.emit(survivor);
      },
      error: (error: unknown) => this.refuse(error),
    });
  }

  private done(words: string): void {
    this.isBusy.set(false);
    this.chosen.set(new Set());
    this.told.set({ done: true, words });
    this.copies.reload();
  }

  private refuse(error: unknown): void {
    this.isBusy.set(false);
    this.told.set({ done: false, words: whyNot(error, this.messages) });
  }
}
