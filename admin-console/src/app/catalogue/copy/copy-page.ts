import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Observable } from 'rxjs';
import { Router } from '@angular/router';
import { forkJoin, map } from 'rxjs';
import type { ItemStatusRequest, ReturnView } from '../../api/contract';
import { NetworkNames } from '../../home/network-names';
import type { MessageKey } from '../../messages/catalogue';
import { Messages } from '../../messages/messages';
import { Post } from '../../post/post';
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
import { CatalogueTables } from '../catalogue-tables';
import { statusWords } from '../catalogue-words';
import { isNotFound } from '../not-found';
import { markWords, marksOf, mayBeWithdrawn } from './copy-acts';
import { copySentence } from './copy-sentence';
import { CopyTimeline } from './copy-timeline';

/** One copy: where it is and why, what it is, everything that happened to it, and what staff may do with it. */
@Component({
  selector: 'app-copy-page',
  imports: [ActResult, Badge, CopyTimeline, Failure, Icon, Loading, MatButton, RouterLink],
  providers: [CatalogueTables, NetworkNames],
  templateUrl: './copy-page.html',
  styleUrls: ['../record/page.scss', './copy-page.scss'],
})
export class CopyPage {
  private readonly api = inject(CatalogueApi);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  private readonly post = inject(Post);
  protected readonly names = inject(NetworkNames);
  protected readonly tables = inject(CatalogueTables);

  /** From the address. */
  readonly barcode = input.required<string>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly statusWords = statusWords;
  protected readonly markWords = markWords;
  protected readonly loaded = readResource({
    params: () => this.barcode(),
    stream: ({ params }) =>
      forkJoin([this.api.situation(params), this.api.copy(params)]).pipe(map(([copy, sheet]) => ({ copy, sheet }))),
  });
  protected readonly shown = computed(() => (this.loaded.hasValue() ? this.loaded.value() : null));
  protected readonly isUnknown = computed(() => isNotFound(this.loaded.error()));
  protected readonly sentence = computed(() => {
    const shown = this.shown();
    if (!shown) return '';
    return copySentence(shown.copy, {
      say: this.say,
      library: (code) => this.names.commune(code),
      date: (at) => this.date(at),
    });
  });
  protected readonly mayAct = computed(() => {
    const role = this.session.user()?.role;
    return role !== undefined && circulates(role);
  });
  /** Whoever works for one library describes the copies of that library alone. */
  protected readonly isMine = computed(() => {
    const own = this.session.user()?.library ?? null;
    return this.mayAct() && (own === null || own === this.shown()?.copy.home);
  });
  protected readonly marks = computed(() => marksOf(this.shown()?.copy.status ?? 'WITHDRAWN'));
  protected readonly canWithdraw = computed(() => {
    const shown = this.shown();
    return shown !== null && this.isMine() && mayBeWithdrawn(shown.copy.status);
  });
  protected readonly here = computed(() => this.post.name());
  protected readonly told = signal<Told | null>(null);
  protected readonly explained = signal<Told | null>(null);
  protected readonly isBusy = signal(false);
  protected readonly acts = signal(0);
  /** What cannot be undone is asked for twice. */
  protected readonly toConfirm = signal(false);

  protected date(at: string): string {
    return parisDate(at, this.messages.locale());
  }

  protected mark(mark: ItemStatusRequest['mark'], why: string): void {
    const library = this.post.library();
    if (library === null) return this.told.set({ done: false, words: this.say('copy.noPost') });
    if (why.trim() === '') return this.told.set({ done: false, words: this.say('copy.whyNeeded') });
    this.act(this.api.mark(this.barcode(), { mark, library, why: why.trim() }), () => this.say('copy.marked'));
  }

  protected withdraw(): void {
    const shown = this.shown();
    if (!shown) return;
    if (!this.toConfirm()) return this.toConfirm.set(true);
    this.act(this.api.withdraw(this.barcode(), shown.sheet.version), () => this.say('copy.withdrawn'));
  }

  protected replaceBarcode(given: string): void {
    const shown = this.shown();
    const barcode = given.trim();
    if (!shown || barcode === '' || barcode === shown.copy.barcode) return;
    this.isBusy.set(true);
    this.api.describe(this.barcode(), shown.sheet.version, { barcode }).subscribe({
      next: (sheet) => {
        this.isBusy.set(false);
        this.told.set({ done: true, words: this.say('copy.replaced', { barcode: sheet.barcode }) });
        this.acts.update((n) => n + 1);
        void this.router.navigate(['/catalogue/exemplaires', sheet.barcode], { replaceUrl: true });
      },
      error: (error: unknown) => this.refuse(error),
    });
  }

  protected describe(place: string, callNumber: string, type: string): void {
    const shown = this.shown();
    if (!shown) return;
    const copy = { location: place, callNumber, type: type as typeof shown.copy.type };
    this.act(this.api.describe(this.barcode(), shown.sheet.version, copy), () => this.say('copy.described'));
  }

  /** Where it would go if it were scanned at this post now; nothing changes. */
  protected explain(): void {
    const library = this.post.library();
    if (library === null) return this.explained.set({ done: false, words: this.say('copy.noPost') });
    this.api.nextDecision(library, this.barcode()).subscribe({
      next: (back) => this.explained.set({ done: true, words: this.decision(back) }),
      error: (error: unknown) => this.explained.set({ done: false, words: whyNot(error, this.messages) }),
    });
  }

  private decision({ routing, destination, bin, item }: ReturnView): string {
    const words: Record<ReturnView['routing'], MessageKey> = {
      'no-change': 'copy.next.noChange',
      shelf: 'copy.next.shelf',
      'hold-shelf': 'copy.next.holdShelf',
      'transit-hold': 'copy.next.transitHold',
      'transit-home': 'copy.next.transitHome',
    };
    const stays = routing === 'no-change' && item.status === 'AVAILABLE';
    const decided = this.say(stays ? 'copy.next.inPlace' : words[routing], { library: destination.name });
    return bin === null ? decided : `${decided} ${this.say('copy.next.bin', { bin })}`;
  }

  private act<T>(asked: Observable<T>, words: (answer: T) => string): void {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.toConfirm.set(false);
    asked.subscribe({
      next: (answer) => {
        this.isBusy.set(false);
        this.told.set({ done: true, words: words(answer) });
        this.acts.update((n) => n + 1);
        this.loaded.reload();
      },
      error: (error: unknown) => this.refuse(error),
    });
  }

  private refuse(error: unknown): void {
    this.isBusy.set(false);
    this.told.set({ done: false, words: whyNot(error, this.messages) });
  }
}
