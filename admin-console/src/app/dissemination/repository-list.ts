import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import type { RepositoryView } from '../api/contract';
import { ActResult } from '../catalogue/act-result';
import { ConnectionActs } from '../connections/connection-acts';
import { followReloads } from '../live/follow-reloads';
import { Messages } from '../messages/messages';
import { editsDissemination } from '../session/connection-roles';
import { Session } from '../session/session';
import { audienceWords } from '../harvests/source-draft';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { DisseminationApi } from './dissemination-api';
import { OaiTabs } from './oai-tabs';

interface Draft {
  readonly isNew: boolean;
  readonly name: string;
  readonly title: string;
  readonly sets: readonly string[];
  readonly formats: readonly string[];
  readonly addresses: string;
  readonly audience: RepositoryView['audience'];
}
const audiences = ['harvesters', 'gallica', 'europeana'] as const;
const blank: Draft = {
  ...{ isNew: true, name: '', title: '', sets: [], formats: ['oai_dc'], addresses: '', audience: 'harvesters' },
};

/** The repositories of their own that partners harvest: their sets, their formats, from where. */
@Component({
  selector: 'app-repository-list',
  imports: [
    ActResult,
    Badge,
    Failure,
    Loading,
    MatButton,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    OaiTabs,
  ],
  providers: [ConnectionActs],
  templateUrl: './repository-list.html',
  styleUrls: ['../steering/steering.scss', '../harvests/source-list.scss'],
})
export class RepositoryList {
  private readonly api = inject(DisseminationApi);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);

  protected readonly acts = inject(ConnectionActs);
  protected readonly say = this.messages.say;
  protected readonly audiences = audiences;
  protected readonly audienceWords = audienceWords;
  protected readonly repositories = readResource({ stream: () => this.api.repositories() });
  protected readonly list = computed(() => (this.repositories.hasValue() ? this.repositories.value().items : null));
  private readonly sets = readResource({ stream: () => this.api.sets() });
  protected readonly setChoices = computed(() =>
    (this.sets.hasValue() ? this.sets.value().items : []).filter(({ retiredAt }) => retiredAt === null),
  );
  private readonly formats = readResource({ stream: () => this.api.formats() });
  protected readonly formatChoices = computed(() => (this.formats.hasValue() ? this.formats.value().items : []));
  protected readonly draft = signal<Draft | null>(null);
  protected readonly closing = signal<string | null>(null);
  protected readonly mayEdit = computed(() => editsDissemination(this.session.user()?.role ?? 'STAFF'));

  constructor() {
    followReloads(this.repositories);
  }

  protected add(): void {
    this.acts.told.set(null);
    this.draft.set(blank);
  }

  protected edit({ closedAt: _, addresses, ...repository }: RepositoryView): void {
    this.acts.told.set(null);
    this.draft.set({ ...repository, isNew: false, addresses: addresses.join(' ') });
  }

  protected change(change: Partial<Draft>): void {
    this.draft.update((draft) => draft && { ...draft, ...change });
  }

  protected save(): void {
    const draft = this.draft();
    if (!draft) return;
    const { name, title, sets, formats, audience } = draft;
    const addresses = draft.addresses.split(/[\s,;]+/).filter(Boolean);
    if (!/^[a-z0-9][a-z0-9-]{0,31}$/.test(name)) return this.wrong('oai.wrong.repository');
    if (title.trim() === '') return this.wrong('oai.wrong.title');
    if (sets.length === 0) return this.wrong('oai.wrong.noSet');
    this.acts.run(
      this.api.saveRepository(name, { title: title.trim(), sets, formats, addresses, audience }),
      () => this.say('oai.repositorySaved'),
      () => this.done(),
    );
  }

  protected close(name: string): void {
    this.acts.run(
      this.api.closeRepository(name),
      () => this.say('oai.repositoryClosed'),
      () => this.done(),
    );
  }

  private wrong(word: 'oai.wrong.repository' | 'oai.wrong.title' | 'oai.wrong.noSet'): void {
    this.acts.told.set({ done: false, words: this.say(word) });
  }

  private done(): void {
    this.draft.set(null);
    this.closing.set(null);
    this.repositories.reload();
  }
}
