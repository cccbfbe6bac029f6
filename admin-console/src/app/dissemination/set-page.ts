import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { ActResult } from '../catalogue/act-result';
import { ConnectionActs } from '../connections/connection-acts';
import { LibraryNames } from '../flow/library-names';
import { followReloads } from '../live/follow-reloads';
import { Messages } from '../messages/messages';
import { editsDissemination } from '../session/connection-roles';
import { Session } from '../session/session';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { parisDateTime } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { DisseminationApi } from './dissemination-api';
import { SetForm } from './set-form';
import { SetPreview } from './set-preview';
import { conditionWords } from './set-rule';

/** One set: what it holds and by which conditions, how its records are given out, and its end. */
@Component({
  selector: 'app-set-page',
  imports: [ActResult, Badge, Failure, Icon, Loading, MatButton, RouterLink, SetForm, SetPreview],
  providers: [ConnectionActs, LibraryNames],
  templateUrl: './set-page.html',
  styleUrls: ['../steering/steering.scss', '../harvests/source-page.scss'],
})
export class SetPage {
  private readonly api = inject(DisseminationApi);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  private readonly names = inject(LibraryNames);

  /** setSpec, from the address. */
  readonly spec = input.required<string>();

  protected readonly acts = inject(ConnectionActs);
  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly figure = this.messages.figure;
  protected readonly sets = readResource({ stream: () => this.api.sets() });
  /** Undefined while it is awaited; null: there is no such set. */
  protected readonly set = computed(() =>
    this.sets.hasValue() ? (this.sets.value().items.find(({ spec }) => spec === this.spec()) ?? null) : undefined,
  );
  protected readonly conditions = computed(() => {
    const rule = this.set()?.rule;
    return rule ? conditionWords(rule, this.messages, this.names.name) : [];
  });
  protected readonly exceptions = computed(() => {
    const except = this.set()?.rule?.except;
    return except ? conditionWords(except, this.messages, this.names.name) : [];
  });
  protected readonly isEditing = signal(false);
  protected readonly isRetiring = signal(false);
  protected readonly mayEdit = computed(() => editsDissemination(this.session.user()?.role ?? 'STAFF'));

  constructor() {
    followReloads(this.sets);
  }

  protected moment(at: string): string {
    return parisDateTime(at, this.messages.locale());
  }

  protected saved(): void {
    this.isEditing.set(false);
    this.acts.told.set({ done: true, words: this.say('oai.saved') });
    this.sets.reload();
  }

  protected retire(): void {
    this.acts.run(
      this.api.retireSet(this.spec()),
      () => this.say('oai.setRetired'),
      () => {
        this.isRetiring.set(false);
        this.sets.reload();
      },
    );
  }
}
