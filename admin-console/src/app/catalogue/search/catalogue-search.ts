import { Component, type ElementRef, computed, effect, inject, input, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { FoundRecordView, NarrowingIndexCode } from '../../api/contract';
import { problemOf } from '../../desk/desk-api';
import { StrayScan } from '../../desk/stray-scan';
import type { MessageKey } from '../../messages/catalogue';
import { Messages } from '../../messages/messages';
import { Post } from '../../post/post';
import { Session } from '../../session/session';
import { Failure } from '../../ui/failure';
import { Icon } from '../../ui/icon';
import { Loading } from '../../ui/loading';
import { Pager } from '../../ui/pager';
import { pagingFrom } from '../../ui/paging';
import { readResource } from '../../ui/read-resource';
import { SavedFilters } from '../../ui/saved-filters/saved-filters';
import { CatalogueApi } from '../catalogue-api';
import { headsLibrary } from '../catalogue-rights';
import { carrierWord, facetWords, languageName } from '../catalogue-words';
import { ExportOrderForm } from './export-order';
import { placesTold } from './places-words';
import { type SearchSort, askedOf, facetIndexes, facetParameters, searchFrom, searchSorts } from './search-address';

/** The one box of the catalogue: words, an ISBN, a barcode; what it found, counted by facets and narrowed in the address. */
@Component({
  selector: 'app-catalogue-search',
  imports: [ExportOrderForm, Failure, Icon, Loading, MatButton, Pager, RouterLink, SavedFilters],
  templateUrl: './catalogue-search.html',
  styleUrl: './catalogue-search.scss',
  host: { '(document:keydown)': 'hear($event)' },
})
export class CatalogueSearch {
  private readonly api = inject(CatalogueApi);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  private readonly post = inject(Post);
  private readonly stray = new StrayScan();
  private readonly box = viewChild<ElementRef<HTMLInputElement>>('box');

  /** Query parameters. */
  readonly q = input<string>();
  readonly tri = input<string>();
  readonly page = input<string>();
  readonly lignes = input<string>();
  readonly bibliotheque = input<string>();
  readonly type = input<string>();
  readonly langue = input<string>();
  readonly annee = input<string>();
  readonly auteur = input<string>();
  readonly sujet = input<string>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly figure = this.messages.figure;
  protected readonly facetWords = facetWords;
  protected readonly carrierWord = carrierWord;
  protected readonly sorts = searchSorts;
  protected readonly sortWords: Record<SearchSort, MessageKey> = {
    relevance: 'catalogue.sort.relevance',
    title: 'catalogue.sort.title',
    author: 'catalogue.sort.author',
    date: 'catalogue.sort.date',
  };

  /** Beside the list facets are open; above it, on a narrow screen, they would hide it. */
  protected readonly isWide = matchMedia('(min-width: 901px)').matches;

  protected readonly address = computed(() =>
    searchFrom({
      q: this.q(),
      tri: this.tri(),
      bibliotheque: this.bibliotheque(),
      type: this.type(),
      langue: this.langue(),
      annee: this.annee(),
      auteur: this.auteur(),
      sujet: this.sujet(),
    }),
  );
  protected readonly paging = computed(() => pagingFrom(this.page(), this.lignes()));
  protected readonly search = readResource({
    params: () => askedOf(this.address(), this.paging()),
    stream: ({ params }) => this.api.search(params),
  });
  protected readonly found = computed(() => (this.search.hasValue() ? this.search.value() : null));
  protected readonly facets = computed(() => (this.found()?.facets ?? []).filter(({ values }) => values.length > 0));
  /** What narrows the search, as chips that can be taken off. */
  protected readonly chips = computed(() =>
    facetIndexes.flatMap((index) => {
      const value = this.address().narrowed[index];
      return value === undefined ? [] : { index, value, word: this.valueWord(index, value) };
    }),
  );
  /** The index is away: barcodes and numbers still lead to their pages. */
  protected readonly isAway = computed(() => {
    const problem = problemOf(causeOf(this.search.error()));
    return problem?.code === 'temporarily-unavailable';
  });
  protected readonly isBehindTheEnd = computed(
    () => problemOf(causeOf(this.search.error()))?.code === 'result-out-of-range',
  );
  protected readonly mayExport = computed(() => {
    const user = this.session.user();
    return user !== null && headsLibrary(user.role);
  });

  constructor() {
    // A scanned number that names one document opens it; Back does not come through here again.
    effect(() => {
      const direct = this.found()?.direct;
      if (!direct) return;
      const path = direct.barcode === null ? ['notices', direct.record] : ['exemplaires', direct.barcode];
      void this.router.navigate(['/catalogue', ...path], { replaceUrl: true });
    });
  }

  protected ask(text: string): void {
    const queryParams = { q: text.trim() || null, page: null };
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected order(sort: string): void {
    const queryParams = { tri: sort === 'relevance' ? null : sort, page: null };
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  /** The address with a facet chosen, or taken off. */
  protected narrowed(index: NarrowingIndexCode, value: string | null): Record<string, string | null> {
    return { [facetParameters[index]]: value, page: null };
  }

  protected isChosen(index: NarrowingIndexCode, value: string): boolean {
    return this.address().narrowed[index] === value;
  }

  protected readonly nothingNarrowed = computed(() =>
    Object.fromEntries([...Object.values(facetParameters), 'page'].map((parameter) => [parameter, null])),
  );

  /** A facet's value as it is read; a code never shows. */
  protected valueWord(index: NarrowingIndexCode, term: string, display?: string): string {
    if (index === 'carrier') return this.say(carrierWord(term));
    if (index === 'language') return languageName(term, this.messages.locale());
    const known = this.found()?.facets.find((facet) => facet.index === index)?.values;
    return display ?? known?.find((value) => value.term === term)?.display ?? this.libraryName(index, term);
  }

  protected places(record: FoundRecordView) {
    return placesTold(record.places, this.post.library());
  }

  /** “Zola, Émile · Gallimard, 1977 · livre”. */
  protected line({ authors, publisher, year, carrier, language }: FoundRecordView): string {
    const published = [publisher, year === null ? '' : String(year)].filter(Boolean).join(', ');
    const foreign = language && language !== 'fre' ? languageName(language, this.messages.locale()) : '';
    return [authors.slice(0, 2).join(' ; '), published, this.say(carrierWord(carrier)), foreign]
      .filter(Boolean)
      .join(' · ');
  }

  /** A scanner that fires where there is no field is heard. */
  protected hear(event: KeyboardEvent): void {
    const isElsewhere = !(event.target instanceof HTMLElement) || !event.target.closest('input, select, textarea');
    const code = isElsewhere ? this.stray.hear({ key: event.key, at: event.timeStamp }) : null;
    if (code === null) return;
    event.preventDefault();
    const box = this.box()?.nativeElement;
    if (box) box.value = code;
    this.ask(code);
  }

  private libraryName(index: NarrowingIndexCode, term: string): string {
    if (index !== 'library') return term;
    return this.post.libraries().find(({ code }) => code.toLowerCase() === term)?.name ?? term.toUpperCase();
  }
}

/** What a resource's error wraps. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause ? error.cause : error;
}
