import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { MarcFieldView, RecordSheetView, VersionView } from '../../api/contract';
import type { MessageKey } from '../../messages/catalogue';
import { Messages } from '../../messages/messages';
import { circulates } from '../../session/roles';
import { Session } from '../../session/session';
import { Failure } from '../../ui/failure';
import { Loading } from '../../ui/loading';
import { parisDateTime } from '../../ui/paris-time';
import { readResource } from '../../ui/read-resource';
import { ActResult, type Told } from '../act-result';
import { CatalogueApi, type Continued } from '../catalogue-api';
import { whyNot } from '../catalogue-refusals';
import { CatalogueTables } from '../catalogue-tables';
import { actorOf } from '../copy/event-words';
import { fieldLine } from '../unimarc/field-line';

const actWords: Readonly<Record<string, MessageKey>> = {
  CREATED: 'version.CREATED',
  IMPORTED: 'version.IMPORTED',
  EDITED: 'version.EDITED',
  MERGED: 'version.MERGED',
  SPLIT: 'version.SPLIT',
  DELETED: 'version.DELETED',
  RESTORED: 'version.RESTORED',
  SUPPRESSED: 'version.SUPPRESSED',
  SHOWN: 'version.SHOWN',
  HEADING: 'version.HEADING',
  ABSORBED: 'version.ABSORBED',
};

/** The versions of a record, the last first; of the one chosen, what it changed side by side, and the way back to it. */
@Component({
  selector: 'app-record-history',
  imports: [ActResult, Failure, Loading, MatButton],
  templateUrl: './record-history.html',
  styleUrls: ['./page.scss', './record-history.scss'],
})
export class RecordHistory {
  private readonly api = inject(CatalogueApi);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  protected readonly tables = inject(CatalogueTables);

  readonly sheet = input.required<RecordSheetView>();
  readonly restored = output<RecordSheetView>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly versions = readResource({
    params: () => ({ number: this.sheet().record, version: this.sheet().version }),
    stream: ({ params }) => this.api.versions(params.number, null),
  });
  private readonly read = linkedSignal<Continued<VersionView> | null>(() =>
    this.versions.hasValue() ? this.versions.value() : null,
  );
  protected readonly lines = computed(() => this.read()?.items ?? null);
  protected readonly next = computed(() => this.read()?.next ?? null);
  /** The last one until another is chosen. */
  protected readonly chosen = linkedSignal(() => this.sheet().version);
  protected readonly shown = readResource({
    params: () => ({ number: this.sheet().record, version: this.chosen() }),
    stream: ({ params }) => this.api.version(params.number, params.version),
  });
  protected readonly version = computed(() => (this.shown.hasValue() ? this.shown.value() : null));
  protected readonly mayRestore = computed(() => {
    const role = this.session.user()?.role;
    const { status } = this.sheet();
    return role !== undefined && circulates(role) && (status === 'LIVE' || status === 'DELETED');
  });
  protected readonly told = signal<Told | null>(null);
  protected readonly isBusy = signal(false);

  protected act(version: VersionView): MessageKey {
    return actWords[version.act] ?? 'version.other';
  }

  protected by(version: VersionView): string {
    const actor = actorOf(version.by);
    return actor.kind === 'user' ? this.say('event.staff', { login: actor.login }) : this.say('event.system');
  }

  protected when(at: string): string {
    return parisDateTime(at, this.messages.locale());
  }

  protected line(field: MarcFieldView | null): string {
    return field ? fieldLine(field) : '';
  }

  protected readOn(): void {
    const before = this.next();
    if (before === null) return;
    this.api.versions(this.sheet().record, before).subscribe({
      next: ({ items, next }) => this.read.update((read) => ({ items: [...(read?.items ?? []), ...items], next })),
      error: (error: unknown) => this.told.set({ done: false, words: whyNot(error, this.messages) }),
    });
  }

  protected restore(version: number): void {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    const { record, version: current } = this.sheet();
    this.api.restore(record, current, version).subscribe({
      next: (sheet) => {
        this.isBusy.set(false);
        this.told.set({ done: true, words: this.say('version.restored', { version, now: sheet.version }) });
        this.restored.emit(sheet);
      },
      error: (error: unknown) => {
        this.isBusy.set(false);
        this.told.set({ done: false, words: whyNot(error, this.messages) });
      },
    });
  }
}
