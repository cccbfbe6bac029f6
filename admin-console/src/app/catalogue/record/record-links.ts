import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { forkJoin } from 'rxjs';
import type { MarcFieldView, MergePreviewView, RecordSheetView } from '../../api/contract';
import { Messages } from '../../messages/messages';
import { readsReaders } from '../../session/roles';
import { Session } from '../../session/session';
import { Failure } from '../../ui/failure';
import { parisDate } from '../../ui/paris-time';
import { readResource } from '../../ui/read-resource';
import { ActResult, type Told } from '../act-result';
import { CatalogueApi } from '../catalogue-api';
import { whyNot } from '../catalogue-refusals';
import { headsLibrary } from '../catalogue-rights';
import { CatalogueTables } from '../catalogue-tables';
import { actorOf } from '../copy/event-words';
import { fieldLine } from '../unimarc/field-line';
import { linkedRecords } from './readable';

/** What a record is linked to: other records, authorities, what is read on line; and the records merged into it. */
@Component({
  selector: 'app-record-links',
  imports: [ActResult, Failure, MatButton, RouterLink],
  templateUrl: './record-links.html',
  styleUrls: ['./page.scss', './record-history.scss', './record-copies.scss'],
})
export class RecordLinks {
  private readonly api = inject(CatalogueApi);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  protected readonly tables = inject(CatalogueTables);

  readonly sheet = input.required<RecordSheetView>();
  readonly changed = output<RecordSheetView>();

  protected readonly say = this.messages.say;
  protected readonly records = computed(() => linkedRecords(this.sheet().marc));
  /** Asked again with each version: a saved record may be linked otherwise. */
  protected readonly authorities = readResource({
    params: () => ({ record: this.sheet().record, version: this.sheet().version }),
    stream: ({ params }) => this.api.authorities(params.record),
  });
  protected readonly headings = computed(() => (this.authorities.hasValue() ? this.authorities.value().items : []));
  protected readonly readsAuthorities = computed(() => {
    const role = this.session.user()?.role;
    return role !== undefined && readsReaders(role);
  });
  protected readonly resources = readResource({
    params: () => this.sheet().record,
    stream: ({ params }) => this.api.resources(params),
  });
  /** Those a person may follow: an address that is no web page is shown as text. */
  protected readonly online = computed(() =>
    (this.resources.hasValue() ? this.resources.value().items : []).filter(({ link }) => link !== 'REFUSED'),
  );
  protected readonly mayMerge = computed(() => {
    const role = this.session.user()?.role;
    return role !== undefined && headsLibrary(role) && this.sheet().status === 'LIVE';
  });
  protected readonly preview = signal<{ other: RecordSheetView; merged: MergePreviewView } | null>(null);
  protected readonly told = signal<Told | null>(null);
  protected readonly isBusy = signal(false);

  protected isWeb(url: string): boolean {
    return /^https?:\/\//.test(url);
  }

  protected by(actor: string): string {
    return actorOf(actor).login;
  }

  protected date(at: string): string {
    return parisDate(at, this.messages.locale());
  }

  protected line(field: MarcFieldView | null): string {
    return field ? fieldLine(field) : '';
  }

  /** What this record would be with the other in it; nothing is done yet. */
  protected look(number: string): void {
    const absorbed = number.trim().toUpperCase();
    if (absorbed === '' || this.isBusy()) return;
    this.isBusy.set(true);
    this.told.set(null);
    forkJoin([this.api.record(absorbed), this.api.mergePreview(this.sheet().record, absorbed)]).subscribe({
      next: ([other, merged]) => {
        this.isBusy.set(false);
        this.preview.set({ other, merged });
      },
      error: (error: unknown) => this.refuse(error),
    });
  }

  protected merge(): void {
    const preview = this.preview();
    if (!preview || this.isBusy()) return;
    this.isBusy.set(true);
    const { record, version } = this.sheet();
    this.api.merge(record, version, preview.other.record, preview.other.version).subscribe({
      next: (sheet) => this.done(sheet, this.say('links.merged', { number: preview.other.record })),
      error: (error: unknown) => this.refuse(error),
    });
  }

  protected undo(merge: number): void {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    const { record, version } = this.sheet();
    this.api.split(record, version, { merge }).subscribe({
      next: ({ survivor, other, moved }) =>
        this.done(survivor, this.say('links.undone', { number: other.record, n: moved.length })),
      error: (error: unknown) => this.refuse(error),
    });
  }

  private done(sheet: RecordSheetView, words: string): void {
    this.isBusy.set(false);
    this.preview.set(null);
    this.told.set({ done: true, words });
    this.changed.emit(sheet);
  }

  private refuse(error: unknown): void {
    this.isBusy.set(false);
    this.preview.set(null);
    this.told.set({ done: false, words: whyNot(error, this.messages) });
  }
}
