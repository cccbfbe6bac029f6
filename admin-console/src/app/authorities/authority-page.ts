import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { AuthorityView } from '../api/contract';
import { ActResult, type Told } from '../catalogue/act-result';
import { whyNot } from '../catalogue/catalogue-refusals';
import { headsLibrary } from '../catalogue/catalogue-rights';
import { CatalogueTables, unimarcFormat } from '../catalogue/catalogue-tables';
import { isNotFound } from '../catalogue/not-found';
import { Drafts } from '../catalogue/unimarc/drafts';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { Session } from '../session/session';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { AuthoritiesApi } from './authorities-api';
import { AuthorityEditor } from './authority-editor';
import { AuthorityMerge } from './authority-merge';
import { AuthorityReadable } from './authority-readable';
import { AuthorityRecords } from './authority-records';
import { typeWords } from './authority-words';

const tabs = ['fiche', 'notices', 'unimarc', 'fusion'] as const;
type Tab = (typeof tabs)[number];
/** Milliseconds between two questions while a changed heading is on its way. */
const askAgainEvery = 1_000;

/** One authority: its names and numbers, the records that use it, its UNIMARC, its merging; the tab is in the address. */
@Component({
  selector: 'app-authority-page',
  imports: [
    ActResult,
    AuthorityEditor,
    AuthorityMerge,
    AuthorityReadable,
    AuthorityRecords,
    Badge,
    Failure,
    Icon,
    Loading,
    MatButton,
    RouterLink,
  ],
  providers: [CatalogueTables, { provide: unimarcFormat, useValue: 'A' }],
  templateUrl: './authority-page.html',
  styleUrls: ['../catalogue/record/page.scss', '../catalogue/record/record-page.scss'],
})
export class AuthorityPage {
  private readonly api = inject(AuthoritiesApi);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  private readonly drafts = inject(Drafts);

  /** From the address. */
  readonly number = input.required<string>();
  readonly tab = input<string>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly typeWords = typeWords;
  protected readonly tabWords: Record<Tab, MessageKey> = {
    fiche: 'authority.tab.fiche',
    notices: 'authority.tab.notices',
    unimarc: 'authority.tab.unimarc',
    fusion: 'authority.tab.fusion',
  };
  protected readonly loaded = readResource({
    params: () => this.number(),
    stream: ({ params }) => this.api.authority(params),
  });
  protected readonly sheet = computed(() => (this.loaded.hasValue() ? this.loaded.value() : null));
  protected readonly isUnknown = computed(() => isNotFound(this.loaded.error()));
  protected readonly mayEdit = computed(() => {
    const role = this.session.user()?.role;
    return role !== undefined && headsLibrary(role) && this.sheet()?.status === 'LIVE';
  });
  protected readonly tabs = computed(() => tabs.filter((tab) => tab !== 'fusion' || this.mayEdit()));
  protected readonly current = computed<Tab>(() => this.tabs().find((tab) => tab === this.tab()) ?? 'fiche');
  /** An edit was begun and is not saved. */
  protected readonly isDrafted = computed(() => this.drafts.of(this.number()) !== null);
  /** The change of heading that is on its way, or arrived last. */
  protected readonly propagation = computed(() => this.sheet()?.propagations[0] ?? null);
  protected readonly told = signal<Told | null>(null);
  protected readonly isBusy = signal(false);

  constructor() {
    effect((onCleanup) => {
      const under = this.propagation();
      if (under === null || under.finishedAt !== null) return;
      const timer = setTimeout(() => this.loaded.reload(), askAgainEvery);
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected replace(sheet: AuthorityView): void {
    this.loaded.set(sheet);
  }

  protected remove(): void {
    const sheet = this.sheet();
    if (!sheet || this.isBusy()) return;
    this.isBusy.set(true);
    this.api.remove(sheet.authority, sheet.version).subscribe({
      next: (removed) => {
        this.isBusy.set(false);
        this.told.set({ done: true, words: this.say('authority.removed') });
        this.replace(removed);
      },
      error: (error: unknown) => {
        this.isBusy.set(false);
        this.told.set({ done: false, words: whyNot(error, this.messages) });
      },
    });
  }
}
