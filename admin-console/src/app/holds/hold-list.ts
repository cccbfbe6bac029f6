import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { type HoldView, apiRoot } from '../api/contract';
import { LibraryNames } from '../flow/library-names';
import { followReloads } from '../live/follow-reloads';
import { Messages } from '../messages/messages';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { ListDownload } from '../ui/list-download';
import { Loading } from '../ui/loading';
import { Now } from '../ui/now';
import { Pager } from '../ui/pager';
import { pagingFrom } from '../ui/paging';
import { parisDate } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { SavedFilters } from '../ui/saved-filters/saved-filters';
import { stateLooks, lookOf } from './hold-words';
import { HoldsApi, type HoldsAsked } from './holds-api';

/** The states one may ask for: all those that want a document first. */
const choices = ['live', ...(Object.keys(stateLooks) as HoldView['state'][])] as const;
type Choice = (typeof choices)[number];

/** The holds of the network, by title, reader, pickup library and state; the oldest first, which is the order of service. */
@Component({
  selector: 'app-hold-list',
  imports: [
    Badge,
    Failure,
    ListDownload,
    Loading,
    MatButton,
    MatFormField,
    MatInput,
    MatLabel,
    Pager,
    RouterLink,
    SavedFilters,
  ],
  providers: [LibraryNames],
  templateUrl: './hold-list.html',
  styleUrl: './hold-list.scss',
})
export class HoldList {
  private readonly api = inject(HoldsApi);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly now = inject(Now);

  /** Query parameters: words of the title, the card of a reader, where it is picked up, the state, the page. */
  readonly titre = input<string>();
  readonly carte = input<string>();
  readonly retrait = input<string>();
  readonly etat = input<string>();
  readonly page = input<string>();
  readonly lignes = input<string>();

  protected readonly names = inject(LibraryNames);
  protected readonly say = this.messages.say;
  protected readonly choices = choices;
  protected readonly stateLooks = stateLooks;
  protected readonly state = computed<Choice>(() => choices.find((choice) => choice === this.etat()) ?? 'live');
  protected readonly paging = computed(() => pagingFrom(this.page(), this.lignes()));
  protected readonly file = `${apiRoot}/holds/file`;
  protected readonly asked = computed<HoldsAsked>(() => ({
    state: this.state(),
    ...(this.titre() && { title: this.titre()! }),
    ...(this.carte() && { card: this.carte()! }),
    ...(this.retrait() && { library: this.retrait()! }),
  }));
  protected readonly holds = readResource({
    params: () => ({ asked: this.asked(), paging: this.paging() }),
    stream: ({ params }) => this.api.find(params.asked, params.paging),
  });
  protected readonly list = computed(() => (this.holds.hasValue() ? this.holds.value() : null));
  protected readonly isFiltered = computed(() => Object.keys(this.asked()).length > 1 || this.state() !== 'live');
  protected readonly count = computed(() => this.messages.sayCount('flow.holds.count', this.list()?.total ?? 0));
  /** A card nobody has is an answer, not a failure. */
  protected readonly isCardUnknown = computed(() => String(this.holds.error()?.message).includes('404'));

  constructor() {
    followReloads(this.holds);
  }

  protected look(hold: HoldView) {
    return lookOf(hold, this.now.ms());
  }

  protected placed(hold: HoldView): string {
    const { locale } = this.messages;
    return this.say('flow.holds.since', { date: parisDate(hold.placedAt, locale()) });
  }

  protected filter(name: 'titre' | 'carte' | 'retrait' | 'etat', value: string): void {
    const queryParams = { [name]: value || null, page: null };
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected clear(): void {
    void this.router.navigate([], { queryParams: {} });
  }
}
