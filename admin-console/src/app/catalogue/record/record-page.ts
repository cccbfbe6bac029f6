import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { Observable } from 'rxjs';
import type { RecordSheetView } from '../../api/contract';
import { NetworkNames } from '../../home/network-names';
import type { MessageKey } from '../../messages/catalogue';
import { Messages } from '../../messages/messages';
import { circulates } from '../../session/roles';
import { Session } from '../../session/session';
import { Badge } from '../../ui/badge';
import { Failure } from '../../ui/failure';
import { Icon } from '../../ui/icon';
import { Loading } from '../../ui/loading';
import { parisDate } from '../../ui/paris-time';
import { readResource } from '../../ui/read-resource';
import { ActResult, type Told } from '../act-result';
import { CatalogueApi } from '../catalogue-api';
import { whyNot } from '../catalogue-refusals';
import { headsLibrary } from '../catalogue-rights';
import { CatalogueTables } from '../catalogue-tables';
import { carrierWord, languageName, recordStateWords } from '../catalogue-words';
import { isNotFound } from '../not-found';
import { Drafts } from '../unimarc/drafts';
import { UnimarcEditor } from '../unimarc/unimarc-editor';
import { RecordCopies } from './record-copies';
import { RecordHistory } from './record-history';
import { RecordHolds } from './record-holds';
import { RecordLinks } from './record-links';
import { RecordReadable } from './record-readable';

const tabs = ['lisible', 'unimarc', 'exemplaires', 'reservations', 'historique', 'liens'] as const;
type Tab = (typeof tabs)[number];

/** One record: in plain words, as UNIMARC, its copies, its queue, its versions and its links; the tab is in the address. */
@Component({
  selector: 'app-record-page',
  imports: [
    ActResult,
    Badge,
    Failure,
    Icon,
    Loading,
    MatButton,
    RecordCopies,
    RecordHistory,
    RecordHolds,
    RecordLinks,
    RecordReadable,
    RouterLink,
    UnimarcEditor,
  ],
  providers: [CatalogueTables, NetworkNames],
  templateUrl: './record-page.html',
  styleUrls: ['./page.scss', './record-page.scss'],
})
export class RecordPage {
  private readonly api = inject(CatalogueApi);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  private readonly drafts = inject(Drafts);

  /** From the address; `depuis` is the number that led here, of a record merged into this one. */
  readonly number = input.required<string>();
  readonly tab = input<string>();
  readonly depuis = input<string>();

  protected readonly say = this.messages.say;
  protected readonly carrierWord = carrierWord;
  protected readonly stateWords = recordStateWords;
  protected readonly tabWords: Record<Tab, MessageKey> = {
    lisible: 'record.tab.lisible',
    unimarc: 'record.tab.unimarc',
    exemplaires: 'record.tab.exemplaires',
    reservations: 'record.tab.reservations',
    historique: 'record.tab.historique',
    liens: 'record.tab.liens',
  };
  protected readonly loaded = readResource({
    params: () => this.number(),
    stream: ({ params }) => this.api.record(params),
  });
  protected readonly sheet = computed(() => (this.loaded.hasValue() ? this.loaded.value() : null));
  protected readonly isUnknown = computed(() => isNotFound(this.loaded.error()));
  private readonly role = computed(() => this.session.user()?.role);
  protected readonly mayEdit = computed(() => {
    const role = this.role();
    return role !== undefined && circulates(role);
  });
  protected readonly mayDelete = computed(() => {
    const role = this.role();
    return role !== undefined && headsLibrary(role);
  });
  /** Queues name readers: those who serve none have no such tab. */
  protected readonly tabs = computed(() => tabs.filter((tab) => tab !== 'reservations' || this.mayEdit()));
  protected readonly current = computed<Tab>(() => this.tabs().find((tab) => tab === this.tab()) ?? 'lisible');
  /** An edit was begun and is not saved. */
  protected readonly isDrafted = computed(() => this.drafts.of(this.number()) !== null);
  protected readonly told = signal<Told | null>(null);
  protected readonly isBusy = signal(false);

  constructor() {
    // An old number leads to the record that took its place; its own pages stay under their tabs.
    effect(() => {
      const sheet = this.sheet();
      if (sheet?.status !== 'MERGED' || !sheet.mergedInto || this.tab() !== undefined) return;
      const queryParams = { depuis: sheet.record };
      void this.router.navigate(['/catalogue/notices', sheet.mergedInto], { queryParams, replaceUrl: true });
    });
  }

  protected date(at: string): string {
    return parisDate(at, this.messages.locale());
  }

  protected languageOf(code: string): string {
    return languageName(code, this.messages.locale());
  }

  protected replace(sheet: RecordSheetView): void {
    this.loaded.set(sheet);
  }

  protected hide(hidden: boolean): void {
    const sheet = this.sheet();
    if (sheet) this.act(this.api.hide(sheet.record, sheet.version, hidden), hidden ? 'record.hidden' : 'record.shown');
  }

  protected remove(): void {
    const sheet = this.sheet();
    if (sheet) this.act(this.api.remove(sheet.record, sheet.version), 'record.removed');
  }

  /** A deleted record comes back as it was: its last version again. */
  protected bringBack(): void {
    const sheet = this.sheet();
    if (sheet) this.act(this.api.restore(sheet.record, sheet.version, sheet.version), 'record.broughtBack');
  }

  protected duplicate(): void {
    const sheet = this.sheet();
    if (!sheet || this.isBusy()) return;
    this.isBusy.set(true);
    const fields = sheet.marc.fields.filter(({ tag }) => !['001', '003', '005'].includes(tag));
    this.api.duplicate({ ...sheet.marc, fields }).subscribe({
      next: ({ record }) => {
        this.isBusy.set(false);
        void this.router.navigate(['/catalogue/notices', record, 'unimarc']);
      },
      error: (error: unknown) => this.refuse(error),
    });
  }

  private act(asked: Observable<RecordSheetView>, done: MessageKey): void {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    asked.subscribe({
      next: (sheet) => {
        this.isBusy.set(false);
        this.replace(sheet);
        this.told.set({ done: true, words: this.say(done) });
      },
      error: (error: unknown) => this.refuse(error),
    });
  }

  private refuse(error: unknown): void {
    this.isBusy.set(false);
    this.told.set({ done: false, words: whyNot(error, this.messages) });
  }
}
