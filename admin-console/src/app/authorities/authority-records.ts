import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { LinkedRecordView } from '../api/contract';
import { ActResult, type Told } from '../catalogue/act-result';
import type { Continued } from '../catalogue/catalogue-api';
import { whyNot } from '../catalogue/catalogue-refusals';
import { Messages } from '../messages/messages';
import { Failure } from '../ui/failure';
import { Loading } from '../ui/loading';
import { readResource } from '../ui/read-resource';
import { AuthoritiesApi } from './authorities-api';

/** The records that bear a heading of an authority, a page after the other. */
@Component({
  selector: 'app-authority-records',
  imports: [ActResult, Failure, Loading, MatButton, RouterLink],
  template: `
    @if (lines(); as list) {
      <ul>
        @for (line of list; track line.record) {
          <li data-testid="linked-record" [attr.data-code]="line.record">
            <a [routerLink]="['/catalogue/notices', line.record]">{{ line.title || line.record }}</a>
            <span>{{ line.authors.join(' ; ') }}</span>
            @if (line.year) {
              <span>{{ line.year }}</span>
            }
          </li>
        } @empty {
          <li>{{ say('authority.noRecord') }}</li>
        }
      </ul>
      @if (next() !== null) {
        <button mat-stroked-button type="button" (click)="readOn()">{{ say('authority.moreRecords') }}</button>
      }
      <app-act-result [told]="told()" />
    } @else if (found.error()) {
      <app-failure what="authority.recordsFailure" [error]="found.error()" (retry)="found.reload()" />
    } @else {
      <app-loading />
    }
  `,
  styles: `
    ul {
      margin: 0 0 12px;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 12px;
      padding-block: 6px;
      border-block-end: 1px solid var(--app-line);
    }
    span {
      color: var(--app-muted);
    }
  `,
})
export class AuthorityRecords {
  private readonly api = inject(AuthoritiesApi);
  private readonly messages = inject(Messages);

  readonly number = input.required<string>();
  /** Headings it controls: the list is read again when they change. */
  readonly links = input.required<number>();

  protected readonly say = this.messages.say;
  protected readonly found = readResource({
    params: () => ({ number: this.number(), links: this.links() }),
    stream: ({ params }) => this.api.records(params.number, 0),
  });
  private readonly read = linkedSignal<Continued<LinkedRecordView> | null>(() =>
    this.found.hasValue() ? this.found.value() : null,
  );
  protected readonly lines = computed(() => this.read()?.items ?? null);
  protected readonly next = computed(() => this.read()?.next ?? null);
  protected readonly told = signal<Told | null>(null);

  protected readOn(): void {
    const next = this.next();
    if (next === null) return;
    this.api.records(this.number(), next).subscribe({
      next: (page) => this.read.update((read) => ({ items: [...(read?.items ?? []), ...page.items], next: page.next })),
      error: (error: unknown) => this.told.set({ done: false, words: whyNot(error, this.messages) }),
    });
  }
}
