import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { type Observable, forkJoin } from 'rxjs';
import type { ResourceDetailsRequest, ResourceSheetView } from '../api/contract';
import { ActResult, type Told } from '../catalogue/act-result';
import { isNotFound } from '../catalogue/not-found';
import { Messages } from '../messages/messages';
import { runsReaders } from '../session/roles';
import { Session } from '../session/session';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { parisDate } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { DetailsForm } from './details-form';
import { DigitalApi } from './digital-api';
import { whyNotDigital } from './digital-refusals';
import { accessWords, audienceWords, isWeb, linkWords, originWords, ownThumbnail, typeWords } from './digital-words';

/** One resource: what it is, who may open it, to whom it may be shown, the records it goes with, what partners would say. */
@Component({
  selector: 'app-resource-page',
  imports: [ActResult, Badge, DetailsForm, Failure, Icon, Loading, MatButton, RouterLink],
  templateUrl: './resource-page.html',
  styleUrls: ['../catalogue/record/page.scss', '../catalogue/record/record-page.scss', './resource-page.scss'],
})
export class ResourcePage {
  private readonly api = inject(DigitalApi);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);

  /** From the address. */
  readonly id = input.required<string>();

  protected readonly say = this.messages.say;
  protected readonly typeWords = typeWords;
  protected readonly accessWords = accessWords;
  protected readonly audienceWords = audienceWords;
  protected readonly originWords = originWords;
  protected readonly linkWords = linkWords;
  protected readonly isWeb = isWeb;
  protected readonly loaded = readResource({
    params: () => this.id(),
    stream: ({ params }) => this.api.resource(params),
  });
  protected readonly sheet = computed(() => (this.loaded.hasValue() ? this.loaded.value() : null));
  protected readonly isUnknown = computed(() => isNotFound(this.loaded.error()));
  protected readonly thumbnail = computed(() => ownThumbnail(this.sheet()?.thumbnail ?? '', location.origin));
  /** Asked again with each new state of the resource. */
  protected readonly readiness = readResource({
    params: () => this.sheet() ?? undefined,
    stream: ({ params: { id } }) => forkJoin([this.api.readiness(id, 'gallica'), this.api.readiness(id, 'europeana')]),
  });
  protected readonly partners = computed(() => (this.readiness.hasValue() ? this.readiness.value() : []));
  protected readonly mayEdit = computed(() => {
    const role = this.session.user()?.role;
    return role !== undefined && runsReaders(role) && this.sheet()?.status === 'LIVE';
  });
  protected readonly told = signal<Told | null>(null);
  protected readonly isBusy = signal(false);

  protected date(at: string): string {
    return parisDate(at, this.messages.locale());
  }

  protected inLanguage(words: { readonly fr: string; readonly en: string }): string {
    return words[this.messages.language()];
  }

  protected change(details: ResourceDetailsRequest): void {
    const sheet = this.sheet();
    if (sheet) this.act(this.api.change(sheet.id, details), this.say('digital.changed'));
  }

  protected link(record: string, state: 'LINKED' | 'REFUSED'): void {
    const sheet = this.sheet();
    const number = record.trim().toUpperCase();
    if (!sheet || number === '') return;
    const words = this.say(state === 'LINKED' ? 'digital.linkedTo' : 'digital.unlinkedFrom', { number });
    this.act(this.api.link(sheet.id, number, state), words);
  }

  protected withdraw(): void {
    const sheet = this.sheet();
    if (!sheet || this.isBusy()) return;
    this.isBusy.set(true);
    this.api.withdraw(sheet.id).subscribe({
      next: () => void this.router.navigate(['/catalogue/numerique'], { queryParams: { etat: 'WITHDRAWN' } }),
      error: (error: unknown) => this.refuse(error),
    });
  }

  private act(what: Observable<ResourceSheetView>, words: string): void {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.told.set(null);
    what.subscribe({
      next: (sheet) => {
        this.isBusy.set(false);
        this.loaded.set(sheet);
        this.told.set({ done: true, words });
      },
      error: (error: unknown) => this.refuse(error),
    });
  }

  private refuse(error: unknown): void {
    this.isBusy.set(false);
    this.told.set({ done: false, words: whyNotDigital(error, this.messages) });
  }
}
