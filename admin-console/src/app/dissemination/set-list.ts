import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { followReloads } from '../live/follow-reloads';
import { Messages } from '../messages/messages';
import { editsDissemination } from '../session/connection-roles';
import { Session } from '../session/session';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { DisseminationApi } from './dissemination-api';
import { OaiTabs } from './oai-tabs';

/** Records are sorted into sets in the background: what each holds is asked again this often (milliseconds). */
const askAgainMs = 60_000;

/** The sets harvesters choose from, each after its parent, with what it holds now. */
@Component({
  selector: 'app-set-list',
  imports: [Badge, Failure, Loading, MatButton, MatFormField, MatInput, MatLabel, OaiTabs, RouterLink],
  templateUrl: './set-list.html',
  styleUrl: '../steering/steering.scss',
})
export class SetList {
  private readonly api = inject(DisseminationApi);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);

  /** Query parameter: words of the name or of the setSpec. */
  readonly q = input<string>();

  protected readonly say = this.messages.say;
  protected readonly figure = this.messages.figure;
  protected readonly sets = readResource({ stream: () => this.api.sets() });
  protected readonly list = computed(() => (this.sets.hasValue() ? this.sets.value().items : null));
  protected readonly rows = computed(() => {
    const wanted = (this.q() ?? '').toLocaleLowerCase('fr');
    return (this.list() ?? []).filter(({ spec, name }) => `${spec} ${name}`.toLocaleLowerCase('fr').includes(wanted));
  });
  protected readonly count = computed(() => this.messages.sayCount('oai.count', this.rows().length));
  protected readonly mayEdit = computed(() => editsDissemination(this.session.user()?.role ?? 'STAFF'));

  constructor() {
    followReloads(this.sets, { everyMs: askAgainMs });
  }

  /** How far below its ancestors a set stands. */
  protected depth(spec: string): number {
    return spec.split(':').length - 1;
  }

  protected filter(text: string): void {
    const queryParams = { q: text || null };
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }
}
