import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { Messages } from '../messages/messages';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { DisseminationApi, type Partner, readinessLines } from './dissemination-api';
import { OaiTabs } from './oai-tabs';

const partners: readonly Partner[] = ['gallica', 'europeana'];

/** What Gallica or Europeana would take of what is read on line, and what each other resource lacks. */
@Component({
  selector: 'app-readiness',
  imports: [Badge, Failure, Loading, MatButton, MatFormField, MatInput, MatLabel, OaiTabs, RouterLink],
  templateUrl: './readiness.html',
  styleUrl: '../steering/steering.scss',
})
export class PartnerReadiness {
  private readonly api = inject(DisseminationApi);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);

  /** Query parameter: the partner. */
  readonly partenaire = input<string>();

  protected readonly say = this.messages.say;
  protected readonly figure = this.messages.figure;
  protected readonly partners = partners;
  protected readonly partnerWords = { gallica: 'oai.gallica', europeana: 'oai.europeana' } as const;
  protected readonly partner = computed(() => partners.find((one) => one === this.partenaire()) ?? 'gallica');
  protected readonly summary = readResource({
    params: () => this.partner(),
    stream: ({ params }) => this.api.readiness(params),
  });
  protected readonly told = computed(() => (this.summary.hasValue() ? this.summary.value() : null));
  protected readonly first = readResource({
    params: () => this.partner(),
    stream: ({ params }) => this.api.readinessOfEach(params, 0),
  });
  protected readonly rows = linkedSignal(() => (this.first.hasValue() ? this.first.value() : null));
  protected readonly hasMore = linkedSignal(
    () => (this.first.hasValue() ? this.first.value() : []).length === readinessLines,
  );
  protected readonly moreFailure = signal<unknown>(null);

  /** A sentence of the server in the language of the moment. */
  protected words({ fr, en }: { readonly fr: string; readonly en: string }): string {
    return this.messages.language() === 'fr' ? fr : en;
  }

  protected choose(partner: string): void {
    const queryParams = { partenaire: partner === partners[0] ? null : partner };
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected again(): void {
    this.summary.reload();
    this.first.reload();
  }

  protected more(): void {
    this.moreFailure.set(null);
    this.api.readinessOfEach(this.partner(), this.rows()?.at(-1)?.resource ?? 0).subscribe({
      next: (rows) => {
        this.rows.update((before) => [...(before ?? []), ...rows]);
        this.hasMore.set(rows.length === readinessLines);
      },
      error: (error: unknown) => this.moreFailure.set(error),
    });
  }
}
