import { Component, DestroyRef, computed, inject, input, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { switchMap, takeWhile, timer } from 'rxjs';
import { type ExportOrder, type ExportView, apiRoot } from '../../api/contract';
import type { MessageKey } from '../../messages/catalogue';
import { Messages } from '../../messages/messages';
import { Session } from '../../session/session';
import { ActResult, type Told } from '../act-result';
import { CatalogueApi } from '../catalogue-api';
import { whyNot } from '../catalogue-refusals';

type Format = ExportOrder['format'];
/** Milliseconds between two questions about an export that is being made. */
const askAgainEvery = 1_000;

/** Takes out what a search found, or all of his library for whoever works for one: a file made in the background. */
@Component({
  selector: 'app-export-order',
  imports: [ActResult, MatButton],
  template: `
    <details>
      <summary>{{ say('catalogue.export') }}</summary>
      <form (submit)="$event.preventDefault(); order()">
        <p>{{ isOwnLibrary() ? say('catalogue.export.library') : sayCount('catalogue.export.result', total()) }}</p>
        <label>
          {{ say('catalogue.export.format') }}
          <select #choice (change)="choose(choice.value)">
            @for (each of formats; track each) {
              <option [value]="each" [selected]="each === format()">{{ say(formatWords[each]) }}</option>
            }
          </select>
        </label>
        <button mat-stroked-button type="submit" [disabled]="isRunning()">{{ say('catalogue.export.start') }}</button>
        @if (isRunning()) {
          <p role="status">
            {{ say('catalogue.export.running') }}
            @if (job()?.progress; as progress) {
              <progress
                data-testid="job-progress"
                [attr.aria-label]="say('catalogue.export.running')"
                [value]="progress.done"
                [max]="progress.total || 1"
              ></progress>
            }
          </p>
        }
        @if (file(); as address) {
          <p role="status">
            {{ sayCount('catalogue.export.done', job()!.records) }}
            <a [href]="address" download>{{ say('catalogue.export.file') }}</a>
          </p>
        }
        <app-act-result [told]="told()" />
      </form>
    </details>
  `,
  styles: `
    summary {
      min-block-size: 36px;
      display: list-item;
      align-content: center;
      cursor: pointer;
      color: var(--app-accent);
    }
    form {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 16px;
      padding-block: 8px;
    }
    p {
      margin: 0;
    }
    select {
      min-block-size: 36px;
      border: 1px solid var(--app-field);
      border-radius: 6px;
      background: var(--app-ground);
      color: inherit;
      font: inherit;
    }
  `,
})
export class ExportOrderForm {
  private readonly api = inject(CatalogueApi);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  private readonly gone = inject(DestroyRef);

  readonly cql = input.required<string>();
  readonly total = input.required<number>();

  protected readonly say = this.messages.say;
  protected readonly sayCount = this.messages.sayCount;
  protected readonly formats = ['iso2709', 'marcxchange', 'items-csv'] as const satisfies readonly Format[];
  protected readonly formatWords: Record<Format, MessageKey> = {
    iso2709: 'catalogue.export.iso2709',
    marcxchange: 'catalogue.export.marcxchange',
    'items-csv': 'catalogue.export.csv',
  };
  protected readonly format = signal<Format>('iso2709');
  protected readonly job = signal<ExportView | null>(null);
  protected readonly told = signal<Told | null>(null);
  protected readonly isOwnLibrary = computed(() => (this.session.user()?.library ?? null) !== null);
  protected readonly isRunning = computed(() => ['waiting', 'running'].includes(this.job()?.status ?? ''));
  protected readonly file = computed(() => {
    const job = this.job();
    return job?.status === 'done' ? `${apiRoot}/exports/${job.id}/file` : null;
  });

  protected choose(value: string): void {
    this.format.set(this.formats.find((format) => format === value) ?? 'iso2709');
  }

  protected order(): void {
    const own = this.session.user()?.library ?? null;
    const scope =
      own === null ? { kind: 'query' as const, cql: this.cql() } : { kind: 'library' as const, library: own };
    this.told.set(null);
    this.api
      .orderExport({ scope, format: this.format() })
      .pipe(
        switchMap((ordered) => {
          this.job.set(ordered);
          return timer(0, askAgainEvery).pipe(switchMap(() => this.api.export(ordered.id)));
        }),
        takeWhile(({ status }) => status === 'waiting' || status === 'running', true),
        takeUntilDestroyed(this.gone),
      )
      .subscribe({
        next: (job) => {
          this.job.set(job);
          if (job.status === 'failed') this.told.set({ done: false, words: this.say('catalogue.export.failed') });
        },
        error: (error: unknown) => {
          this.job.set(null);
          this.told.set({ done: false, words: whyNot(error, this.messages) });
        },
      });
  }
}
