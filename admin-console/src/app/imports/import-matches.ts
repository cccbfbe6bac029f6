import { Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { BatchLineView } from '../api/contract';
import { Messages } from '../messages/messages';
import { evidenceWord } from '../review/evidence-words';
import { ReviewApi } from '../review/review-api';
import { problemOf } from '../steering/problem';
import { Failure } from '../ui/failure';
import { refusalWord } from './import-words';
import { ImportsApi } from './imports-api';

/** Lines read at once. */
const atOnce = 50;

/** What a batch matched without asking, and on what grounds: somebody may say that two records are not the same. */
@Component({
  selector: 'app-import-matches',
  imports: [Failure, MatButton],
  template: `
    <details #details class="found" data-testid="matches" (toggle)="opened(details.open)">
      <summary>{{ say('imports.matches') }}</summary>
      <ul>
        @for (one of lines(); track one.line) {
          <li data-testid="match-row">
            {{ say('imports.atRow', { n: figure(one.line) }) }} {{ one.title }} ·
            @for (proof of one.proposals[0]?.evidence ?? []; track $index) {
              <span>{{ say(evidenceWord(proof.code)) }}{{ $last ? '' : ', ' }}</span>
            }
            @if (vetoed().has(one.line)) {
              <strong>{{ say('imports.vetoed') }}</strong>
            } @else {
              <button
                mat-button
                type="button"
                [attr.aria-label]="say('imports.vetoOne', { title: one.title ?? '' })"
                (click)="veto(one)"
              >
                {{ say('review.different') }}
              </button>
            }
          </li>
        } @empty {
          @if (isRead()) {
            <li>{{ say('imports.noMatch') }}</li>
          }
        }
      </ul>
      @if (hasMore()) {
        <button mat-stroked-button type="button" (click)="read()">{{ say('imports.moreMatches') }}</button>
      }
      @if (failure(); as error) {
        <app-failure what="imports.matchesFailure" [error]="error" (retry)="read()" />
      }
      <p role="alert" class="wrong">{{ refusal() }}</p>
    </details>
  `,
  styleUrl: './imports.scss',
})
export class ImportMatches {
  private readonly api = inject(ImportsApi);
  private readonly reviewApi = inject(ReviewApi);
  private readonly messages = inject(Messages);

  readonly batch = input.required<number>();

  protected readonly say = this.messages.say;
  protected readonly figure = this.messages.figure;
  protected readonly evidenceWord = evidenceWord;
  protected readonly lines = signal<readonly BatchLineView[]>([]);
  protected readonly isRead = signal(false);
  protected readonly hasMore = signal(false);
  protected readonly vetoed = signal<ReadonlySet<number>>(new Set());
  protected readonly failure = signal<unknown>(null);
  protected readonly refusal = signal('');

  protected opened(isOpen: boolean): void {
    if (isOpen && !this.isRead()) this.read();
  }

  protected read(): void {
    this.failure.set(null);
    this.api.matches(this.batch(), this.lines().at(-1)?.line ?? 0, atOnce).subscribe({
      next: (more) => {
        this.lines.update((lines) => [...lines, ...more]);
        this.isRead.set(true);
        this.hasMore.set(more.length === atOnce);
      },
      error: (error: unknown) => this.failure.set(error),
    });
  }

  /** They are not the same: the line becomes a record of its own. */
  protected veto({ line }: BatchLineView): void {
    this.refusal.set('');
    this.reviewApi.decide(this.batch(), line, { decision: 'NEW', seen: 'MERGE' }).subscribe({
      next: () => this.vetoed.update((vetoed) => new Set([...vetoed, line])),
      error: (error: unknown) => this.refusal.set(this.say(refusalWord(problemOf(error)?.code ?? ''))),
    });
  }
}
