import { Component, type ElementRef, computed, inject, input, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { blockWords } from '../desk/desk-words';
import { StrayScan } from '../desk/stray-scan';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { answersForReaders, circulates } from '../session/roles';
import { Session } from '../session/session';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { parisDate } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { ReaderBlocks } from './reader-blocks';
import { ReaderCards } from './reader-cards';
import { ReaderData } from './reader-data';
import { ReaderHistory } from './reader-history';
import { ReaderHolds } from './reader-holds';
import { ReaderLoans } from './reader-loans';
import { ReaderScans } from './reader-scans';
import { effectWords, effects, fullName, stateLooks } from './reader-words';
import { ReadersApi } from './readers-api';
import { isNotFound } from './refusal-words';
import { isEditable } from './scanned';

/** The tabs of a file; an auditor has those that name no document. */
const tabs = ['prets', 'reservations', 'blocages', 'cartes', 'donnees', 'historique'] as const;
type Tab = (typeof tabs)[number];
const maskedTabs: readonly Tab[] = ['blocages', 'historique'];

/** One reader: who he is, what stops him, and behind tabs with an address each all that can be done. */
@Component({
  selector: 'app-reader-file',
  imports: [
    Badge,
    Failure,
    Icon,
    Loading,
    MatButton,
    ReaderBlocks,
    ReaderCards,
    ReaderData,
    ReaderHistory,
    ReaderHolds,
    ReaderLoans,
    ReaderScans,
    RouterLink,
  ],
  templateUrl: './reader-file.html',
  styleUrl: './reader-file.scss',
  host: { '(document:keydown)': 'heard($event)', '(document:focusout)': 'keepFocus($event)' },
})
export class ReaderFile {
  private readonly api = inject(ReadersApi);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly stray = new StrayScan();

  /** Of the address: the reader, and the tab. */
  readonly id = input.required<string>();
  readonly volet = input<string>();
  /** Query parameters of the history. */
  readonly page = input<string>();
  readonly lignes = input<string>();

  protected readonly say = this.messages.say;
  protected readonly stateLooks = stateLooks;
  protected readonly blockWords = blockWords;
  protected readonly fullName = fullName;
  protected readonly tabWords: Record<Tab, MessageKey> = {
    prets: 'readers.tab.prets',
    reservations: 'readers.tab.reservations',
    blocages: 'readers.tab.blocages',
    cartes: 'readers.tab.cartes',
    donnees: 'readers.tab.donnees',
    historique: 'readers.tab.historique',
  };
  private readonly role = computed(() => this.session.user()?.role ?? null);
  protected readonly mayAct = computed(() => this.role() !== null && circulates(this.role()!));
  protected readonly mayMerge = computed(() => this.role() !== null && answersForReaders(this.role()!));
  protected readonly tabs = computed(() => (this.mayAct() ? tabs : maskedTabs));
  protected readonly tab = computed(() => this.tabs().find((tab) => tab === this.volet()) ?? this.tabs()[0]!);
  protected readonly reader = readResource({
    params: () => this.id(),
    stream: ({ params }) => this.api.reader(params),
  });
  protected readonly file = computed(() => (this.reader.hasValue() ? this.reader.value() : null));
  protected readonly isUnknown = computed(() => isNotFound(this.reader.error()));
  private readonly scans = viewChild(ReaderScans);
  private readonly part = viewChild<ElementRef<HTMLElement>>('part');

  protected date(at: string): string {
    return parisDate(at, this.messages.locale());
  }

  /** What all blocks together stop, in words. */
  protected stopped(stops: Readonly<Record<(typeof effects)[number], boolean>>): string {
    return effects
      .filter((effect) => stops[effect])
      .map((effect) => this.say(effectWords[effect]))
      .join(', ');
  }

  protected changed(): void {
    this.reader.reload();
  }

  protected erased(): void {
    void this.router.navigate(['/lecteurs'], { queryParams: { fait: 'efface' } });
  }

  /** The row of what was cancelled or lifted is gone: its focus goes to the heading of the tab. */
  protected keepFocus({ target, relatedTarget }: FocusEvent): void {
    if (relatedTarget !== null || !(target instanceof Node)) return;
    setTimeout(() => {
      const isLost = document.activeElement === document.body && !target.isConnected;
      if (isLost) this.part()?.nativeElement.focus({ preventScroll: true });
    });
  }

  protected heard(event: KeyboardEvent): void {
    if (!this.mayAct() || isEditable(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
    const code = this.stray.hear({ key: event.key, at: event.timeStamp });
    if (code === null) return;
    event.preventDefault();
    this.scans()?.take(code);
  }
}
