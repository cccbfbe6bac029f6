import { Component, ElementRef, computed, inject, input, signal, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { ActivatedRoute, RouterLink } from '@angular/router';
import type { FilterScopeName, FilteredListName, SavedFilterView } from '../../api/contract';
import { problemOf } from '../../desk/desk-api';
import type { MessageKey } from '../../messages/catalogue';
import { Messages } from '../../messages/messages';
import { Post } from '../../post/post';
import { Badge, type Tone } from '../badge';
import { Failure } from '../failure';
import type { IconName } from '../icon';
import { Icon } from '../icon';
import { Loading } from '../loading';
import { readResource } from '../read-resource';
import { type Parameters, isSame, keptOf, saysMore } from './filter-address';
import { SavedFiltersApi } from './saved-filters-api';

const scopeLooks: Record<
  FilterScopeName,
  { readonly word: MessageKey; readonly forWhom: MessageKey; readonly icon: IconName; readonly tone: Tone }
> = {
  PRIVATE: { word: 'filters.PRIVATE', forWhom: 'filters.for.PRIVATE', icon: 'person', tone: 'neutral' },
  LIBRARY: { word: 'filters.LIBRARY', forWhom: 'filters.for.LIBRARY', icon: 'library', tone: 'reserved' },
  NETWORK: { word: 'filters.NETWORK', forWhom: 'filters.for.NETWORK', icon: 'bridge', tone: 'shuttle' },
};
const problems: Readonly<Record<string, MessageKey>> = {
  'filter-taken': 'filters.taken',
  'too-many-filters': 'filters.tooMany',
  'filter-not-yours': 'filters.notYours',
  'filter-unknown': 'filters.gone',
};

/** The filters of a list that are kept under a name: chosen, saved from the address as it stands, forgotten. */
@Component({
  selector: 'app-saved-filters',
  imports: [Badge, Failure, Icon, Loading, MatButton, RouterLink],
  templateUrl: './saved-filters.html',
  styleUrl: './saved-filters.scss',
  host: { '(keydown.escape)': 'shut($event)' },
})
export class SavedFilters {
  private readonly api = inject(SavedFiltersApi);
  private readonly post = inject(Post);
  private readonly messages = inject(Messages);
  private readonly address = toSignal(inject(ActivatedRoute).queryParams, { initialValue: {} as Parameters });
  private readonly opener = viewChild.required('opener', { read: ElementRef<HTMLElement> });
  private readonly nameBox = viewChild<ElementRef<HTMLInputElement>>('nameBox');

  readonly list = input.required<FilteredListName>();

  protected readonly say = this.messages.say;
  protected readonly looks = scopeLooks;
  protected readonly isOpen = signal(false);
  protected readonly filters = readResource({
    params: () => (this.isOpen() ? { list: this.list(), place: this.post.place() } : undefined),
    stream: ({ params }) => this.api.list(params.list, params.place),
  });
  protected readonly known = computed(() => (this.filters.hasValue() ? this.filters.value() : null));
  /** What would be kept of the address. */
  protected readonly current = computed(() => keptOf(this.address(), this.known()?.kept ?? []));
  protected readonly isNothing = computed(() => Object.keys(this.current()).length === 0);
  /** What was typed to find one reader stays out. */
  protected readonly leavesOut = computed(() => saysMore(this.address(), this.known()?.kept ?? []));
  /** For whom one may keep it here: for a library only where one is in one. */
  protected readonly scopes = computed(() =>
    (this.known()?.scopes ?? []).filter((scope) => scope !== 'LIBRARY' || this.post.library() !== null),
  );
  protected readonly report = signal<{ readonly tone: 'shelf' | 'refused'; readonly words: string } | null>(null);
  /** The filter forgotten last: it can be kept again. */
  protected readonly forgotten = signal<SavedFilterView | null>(null);

  protected turn(): void {
    this.isOpen.update((isOpen) => !isOpen);
    this.report.set(null);
    this.forgotten.set(null);
  }

  protected shut(event: Event): void {
    if (!this.isOpen()) return;
    event.stopPropagation();
    this.turn();
    this.opener().nativeElement.focus();
  }

  protected isCurrent({ parameters }: SavedFilterView): boolean {
    return isSame(parameters, this.current());
  }

  protected save(event: Event, scope: string): void {
    event.preventDefault();
    const box = this.nameBox()?.nativeElement;
    const name = box?.value.trim() ?? '';
    if (!box || name === '') return this.fail('filters.nameless');
    this.keep(name, scope as FilterScopeName, this.current(), () => (box.value = ''));
  }

  protected forget(filter: SavedFilterView): void {
    this.report.set(null);
    this.api.remove(filter.id).subscribe({
      next: () => {
        this.forgotten.set(filter);
        this.report.set({ tone: 'shelf', words: this.say('filters.forgotten', { name: filter.name }) });
        this.filters.reload();
        this.opener().nativeElement.focus();
      },
      error: (error: unknown) => this.refuse(error),
    });
  }

  /** Keeps again what was just forgotten. */
  protected restore({ name, scope, parameters }: SavedFilterView): void {
    this.keep(name, scope, parameters, () => this.opener().nativeElement.focus());
  }

  private keep(name: string, scope: FilterScopeName, parameters: Parameters, then: () => void): void {
    this.report.set(null);
    const place = scope === 'LIBRARY' ? this.post.place() : {};
    this.api.save({ list: this.list(), name, scope, parameters, ...place }).subscribe({
      next: () => {
        this.forgotten.set(null);
        this.report.set({ tone: 'shelf', words: this.say('filters.saved', { name }) });
        this.filters.reload();
        then();
      },
      error: (error: unknown) => this.refuse(error),
    });
  }

  private refuse(error: unknown): void {
    this.fail(problems[problemOf(error)?.code ?? ''] ?? 'filters.notSaved');
    this.filters.reload();
  }

  private fail(why: MessageKey): void {
    this.report.set({ tone: 'refused', words: this.say(why) });
  }
}
