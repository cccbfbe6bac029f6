import { HttpClient } from '@angular/common/http';
import { Component, type ElementRef, computed, effect, inject, signal, untracked, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { of, switchMap, timer } from 'rxjs';
import { type QuickSearchView, apiRoot } from '../../api/contract';
import { Messages } from '../../messages/messages';
import { Post } from '../../post/post';
import { Session } from '../../session/session';
import { Icon } from '../../ui/icon';
import { readResource } from '../../ui/read-resource';
import { Shortcuts } from '../shortcuts';
import { type Result, groupsOf, pagesNamed } from './results';

/** Keys that come closer than this are one question (milliseconds). */
const pauseMs = 200;
/** The fewest letters the server is asked for. */
const fewestLetters = 2;

/** The search of the whole console: one field, results by kind as one types, all of it by keyboard (ARIA combobox). */
@Component({
  selector: 'app-search-box',
  imports: [Icon],
  templateUrl: './search-box.html',
  styleUrl: './search-box.scss',
  host: { '(document:keydown)': 'heard($event)', '(focusout)': 'left($event)' },
})
export class SearchBox {
  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  private readonly post = inject(Post);
  private readonly shortcuts = inject(Shortcuts);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  protected readonly say = this.messages.say;
  protected readonly typed = signal('');
  protected readonly isOpen = signal(false);
  /** The result the arrows stand on; none at first: Enter then opens the first. */
  protected readonly active = signal<string | null>(null);
  protected readonly found = readResource({
    params: () => {
      const q = this.typed().trim();
      return this.isOpen() && q.length >= fewestLetters ? q : undefined;
    },
    stream: ({ params }) => timer(pauseMs).pipe(switchMap(() => (params ? this.ask(params) : of(null)))),
  });
  protected readonly groups = computed(() => {
    const role = this.session.user()?.role;
    const q = this.typed().trim();
    if (role === undefined || q === '') return [];
    const libraryName = (code: string) => this.post.libraries().find((one) => one.code === code)?.name ?? code;
    const words = { role, say: this.say, libraryName };
    const answer = this.found.hasValue() ? this.found.value() : null;
    const groups = [...(answer ? groupsOf(answer, words) : []), pagesNamed(q, words)];
    return groups.filter(({ results }) => results.length > 0);
  });
  protected readonly results = computed(() => this.groups().flatMap((group) => group.results));
  /** How many there are, or why there are none, said aloud. */
  protected readonly status = computed(() => {
    if (!this.isOpen() || this.typed().trim().length < fewestLetters) return '';
    if (this.found.error()) return this.say('search.failure');
    if (this.found.isLoading()) return this.say('search.busy');
    const isPartial = this.found.hasValue() && (this.found.value()?.missing.length ?? 0) > 0;
    const count = this.results().length;
    const said = count === 0 ? this.say('search.none') : this.messages.sayCount('search.count', count);
    return isPartial ? `${said} ${this.say('search.partial')}` : said;
  });

  constructor() {
    effect(() => {
      const results = this.results();
      const stands = untracked(this.active);
      if (stands && !results.some(({ id }) => id === stands)) this.active.set(null);
    });
  }

  /** Ctrl+K from anywhere. */
  protected heard(event: KeyboardEvent): void {
    if (
      this.shortcuts.state() === 'off' ||
      !(event.ctrlKey || event.metaKey) ||
      event.altKey ||
      event.key.toLowerCase() !== 'k'
    )
      return;
    event.preventDefault();
    const field = this.field().nativeElement;
    field.focus();
    field.select();
  }

  protected type(text: string): void {
    this.typed.set(text);
    this.isOpen.set(text.trim() !== '');
    this.active.set(null);
  }

  protected press(event: KeyboardEvent): void {
    const acts: Record<string, (() => void) | undefined> = {
      ArrowDown: () => this.move(1),
      ArrowUp: () => this.move(-1),
      Enter: () => this.openActive(),
      Escape: () => this.clear(),
    };
    const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined;
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  protected open({ address }: Result): void {
    this.clear();
    void this.router.navigateByUrl(address);
  }

  /** The focus is elsewhere: the list is put away, what was typed stays. */
  protected left({ relatedTarget, currentTarget }: FocusEvent): void {
    const isInside =
      currentTarget instanceof Node && relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
    if (!isInside) this.isOpen.set(false);
  }

  private ask(q: string) {
    return this.http.get<QuickSearchView>(`${apiRoot}/quick-search`, { params: { q } });
  }

  private move(step: 1 | -1): void {
    const results = this.results();
    if (results.length === 0) return;
    this.isOpen.set(true);
    const stands = results.findIndex(({ id }) => id === this.active());
    const next = stands < 0 && step < 0 ? results.length - 1 : (stands + step + results.length) % results.length;
    this.active.set(results[next]?.id ?? null);
  }

  private openActive(): void {
    const result = this.results().find(({ id }) => id === this.active()) ?? this.results()[0];
    if (result) this.open(result);
  }

  private clear(): void {
    this.typed.set('');
    this.field().nativeElement.value = '';
    this.isOpen.set(false);
    this.active.set(null);
  }
}
