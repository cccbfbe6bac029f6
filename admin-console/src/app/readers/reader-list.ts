import { Component, type ElementRef, computed, effect, inject, input, untracked, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { apiRoot } from '../api/contract';
import { StrayScan } from '../desk/stray-scan';
import { cleanScan } from '../desk/scan-input';
import type { MessageKey } from '../messages/catalogue';
import { Messages } from '../messages/messages';
import { Post } from '../post/post';
import { answersForReaders } from '../session/roles';
import { Session } from '../session/session';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { ListDownload } from '../ui/list-download';
import { Loading } from '../ui/loading';
import { Pager } from '../ui/pager';
import { pagingFrom } from '../ui/paging';
import { readResource } from '../ui/read-resource';
import { SavedFilters } from '../ui/saved-filters/saved-filters';
import { fullName, stateLooks } from './reader-words';
import { ReadersApi, type Worklist, worklists } from './readers-api';
import { isCard, isEditable } from './scanned';

/** Readers found by one box: card, name, birth date or address for letters; or a list staff work through. */
@Component({
  selector: 'app-reader-list',
  imports: [Badge, Failure, Icon, ListDownload, Loading, MatButton, Pager, RouterLink, SavedFilters],
  templateUrl: './reader-list.html',
  styleUrl: './reader-list.scss',
  host: { '(document:keydown)': 'heard($event)' },
})
export class ReaderList {
  private readonly api = inject(ReadersApi);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly post = inject(Post);
  private readonly session = inject(Session);
  private readonly stray = new StrayScan();
  private readonly box = viewChild<ElementRef<HTMLInputElement>>('box');

  /** Query parameters: what is looked for, or the list worked through; the page of it. */
  readonly q = input<string>();
  readonly liste = input<string>();
  /** `efface`: a reader was erased just before. */
  readonly fait = input<string>();
  readonly page = input<string>();
  readonly lignes = input<string>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly stateLooks = stateLooks;
  protected readonly fullName = fullName;
  protected readonly worklists = worklists;
  protected readonly worklistWords: Record<Worklist, MessageKey> = {
    duplicates: 'readers.list.duplicates',
    'come-of-age': 'readers.list.come-of-age',
    'to-erase': 'readers.list.to-erase',
  };
  protected readonly worklist = computed(() => worklists.find((list) => list === this.liste()) ?? null);
  protected readonly paging = computed(() => pagingFrom(this.page(), this.lignes()));
  protected readonly asked = computed(() => {
    const list = this.worklist();
    const q = this.q()?.trim() ?? '';
    const { offset, size: limit } = this.paging();
    if (list) return { what: { list }, page: { offset, limit } };
    return q.length < 2 ? null : { what: { q }, page: { offset, limit } };
  });
  protected readonly file = `${apiRoot}/patrons/file`;
  protected readonly mayTakeOut = computed(() => {
    const role = this.session.user()?.role;
    return role !== undefined && answersForReaders(role);
  });
  protected readonly found = readResource({
    params: () => this.asked() ?? undefined,
    stream: ({ params }) => this.api.find(params.what, params.page),
  });
  protected readonly list = computed(() => (this.asked() && this.found.hasValue() ? this.found.value() : null));
  protected readonly isTooShort = computed(() => (this.q()?.trim().length ?? 0) === 1);

  constructor() {
    // A card is one person: his file opens. A card that was replaced says so first.
    effect(() => {
      const list = this.list();
      const [only] = list?.items ?? [];
      const isDirect = list?.total === 1 && only && !list.byPastCard && isCard(this.q() ?? '');
      if (isDirect) untracked(() => void this.router.navigate(['/lecteurs', only.id], { replaceUrl: true }));
    });
  }

  protected libraryName(code: string): string {
    return this.post.libraries().find((library) => library.code === code)?.name ?? code;
  }

  protected search(event: Event): void {
    event.preventDefault();
    this.look(this.box()?.nativeElement.value ?? '');
  }

  protected look(text: string): void {
    const q = text.trim();
    void this.router.navigate([], { queryParams: { q: q || null } });
  }

  /** A scanner that fires anywhere on the page is heard. */
  protected heard(event: KeyboardEvent): void {
    if (isEditable(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
    const code = this.stray.hear({ key: event.key, at: event.timeStamp });
    const clean = code === null ? null : cleanScan(code);
    if (!clean) return;
    event.preventDefault();
    this.look(clean.code);
  }
}
