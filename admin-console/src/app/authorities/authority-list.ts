import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { headsLibrary } from '../catalogue/catalogue-rights';
import { Messages } from '../messages/messages';
import { Session } from '../session/session';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { AuthoritiesApi, type AuthoritiesAsked } from './authorities-api';
import { typeFrom, types, typeWords } from './authority-words';

/** The file of authorities, by heading from what is typed on, with how many headings of the catalogue each controls. */
@Component({
  selector: 'app-authority-list',
  imports: [Badge, Failure, Loading, MatButton, MatFormField, MatInput, MatLabel, RouterLink],
  templateUrl: './authority-list.html',
  styleUrl: './authority-list.scss',
})
export class AuthorityList {
  private readonly api = inject(AuthoritiesApi);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly messages = inject(Messages);

  /** Query parameters: how the heading begins, the type, what state, where the page begins. */
  readonly vedette = input<string>();
  readonly type = input<string>();
  readonly etat = input<string>();
  readonly apres = input<string>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly types = types;
  protected readonly typeWords = typeWords;
  protected readonly states = [
    ['', 'authority.everyState'],
    ['breves', 'authority.stubs'],
    ['sans-notice', 'authority.unused'],
  ] as const;
  protected readonly chosenType = computed(() => typeFrom(this.type()));
  private readonly asked = computed<AuthoritiesAsked>(() => {
    const [from, type, state, after] = [this.vedette(), this.chosenType(), this.etat(), this.apres()];
    return {
      ...(from && { from }),
      ...(type && { type }),
      ...(state === 'breves' && { stubs: 'true' as const }),
      ...(state === 'sans-notice' && { unused: 'true' as const }),
      ...(after && { after }),
    };
  });
  protected readonly found = readResource({
    params: () => this.asked(),
    stream: ({ params }) => this.api.browse(params),
  });
  protected readonly list = computed(() => (this.found.hasValue() ? this.found.value() : null));
  protected readonly isFiltered = computed(() => Object.keys(this.asked()).length > 0);
  protected readonly mayEdit = computed(() => {
    const role = this.session.user()?.role;
    return role !== undefined && headsLibrary(role);
  });

  protected filter(name: 'vedette' | 'type' | 'etat', value: string): void {
    const queryParams = { [name]: value || null, apres: null };
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}
