import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import type { AudienceCode } from '../api/contract';
import { Messages } from '../messages/messages';
import { runsReaders } from '../session/roles';
import { Session } from '../session/session';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { Pager } from '../ui/pager';
import { pagingFrom } from '../ui/paging';
import { readResource } from '../ui/read-resource';
import { DigitalApi, type ResourcesAsked } from './digital-api';
import { DigitalTabs } from './digital-tabs';
import { accesses, accessWords, audienceWords, origins, originWords, types, typeWords } from './digital-words';

/** What is read on line, by title: type, source, access, licence, to whom it may be shown, what it goes with. */
@Component({
  selector: 'app-resource-list',
  imports: [Badge, DigitalTabs, Failure, Loading, MatButton, MatFormField, MatInput, MatLabel, Pager, RouterLink],
  templateUrl: './resource-list.html',
  styleUrl: '../authorities/authority-list.scss',
})
export class ResourceList {
  private readonly api = inject(DigitalApi);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly messages = inject(Messages);

  /** Query parameters. */
  readonly q = input<string>();
  readonly type = input<string>();
  readonly acces = input<string>();
  readonly origine = input<string>();
  readonly lien = input<string>();
  readonly etat = input<string>();
  readonly page = input<string>();
  readonly lignes = input<string>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly typeWords = typeWords;
  protected readonly accessWords = accessWords;
  protected readonly originWords = originWords;
  protected readonly links = [
    ['true', 'digital.linked'],
    ['false', 'digital.unlinked'],
  ] as const;
  protected readonly states = [
    ['LIVE', 'digital.LIVE'],
    ['WITHDRAWN', 'digital.WITHDRAWN'],
  ] as const;
  protected readonly types = types;
  protected readonly accesses = accesses;
  protected readonly origins = origins;
  protected readonly paging = computed(() => pagingFrom(this.page(), this.lignes()));
  protected readonly asked = computed<ResourcesAsked>(() => {
    const type = types.find((one) => one === this.type());
    const access = accesses.find((one) => one === this.acces());
    const origin = origins.find((one) => one === this.origine());
    const linked = this.links.find(([one]) => one === this.lien())?.[0];
    const status = this.states.find(([one]) => one === this.etat())?.[0];
    return {
      ...(this.q() && { q: this.q()! }),
      ...(type && { type }),
      ...(access && { access }),
      ...(origin && { origin }),
      ...(linked && { linked }),
      ...(status && { status }),
    };
  });
  protected readonly found = readResource({
    params: () => ({ asked: this.asked(), paging: this.paging() }),
    stream: ({ params }) => this.api.find(params.asked, params.paging),
  });
  protected readonly list = computed(() => (this.found.hasValue() ? this.found.value() : null));
  protected readonly isFiltered = computed(() => Object.keys(this.asked()).length > 0);
  protected readonly mayEdit = computed(() => {
    const role = this.session.user()?.role;
    return role !== undefined && runsReaders(role);
  });

  protected shownTo(audiences: readonly AudienceCode[]): string {
    return audiences.map((one) => this.say(audienceWords[one])).join(', ') || this.say('digital.nobody');
  }

  protected filter(name: 'q' | 'type' | 'acces' | 'origine' | 'lien' | 'etat', value: string): void {
    const queryParams = { [name]: value || null, page: null };
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}
