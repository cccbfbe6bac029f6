import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { CopyEventView } from '../../api/contract';
import { NetworkNames } from '../../home/network-names';
import { Messages } from '../../messages/messages';
import { Failure } from '../../ui/failure';
import { Icon } from '../../ui/icon';
import { Loading } from '../../ui/loading';
import { parisDate, parisDateTime } from '../../ui/paris-time';
import { readResource } from '../../ui/read-resource';
import { type Continued, CatalogueApi } from '../catalogue-api';
import { actorOf, decisionOf, eventWords } from './event-words';

/** Everything the journal says of one copy, the last first: when, where, at which post, what was decided and by which rule. */
@Component({
  selector: 'app-copy-timeline',
  imports: [Failure, Icon, Loading, MatButton],
  template: `
    @if (lines(); as told) {
      @if (told.length > 0) {
        <ol [attr.aria-label]="say('copy.timeline')">
          @for (line of told; track line.seq) {
            <li data-testid="event-row" [attr.data-code]="line.type">
              <app-icon [name]="line.words.icon" />
              <div>
                <p class="what">
                  <strong>{{ say(line.words.word) }}</strong>
                  @if (line.place) {
                    <span>{{ line.place }}</span>
                  }
                  <time [attr.datetime]="line.at">{{ line.when }}</time>
                </p>
                @if (line.decision) {
                  <p class="decision">{{ line.decision }}</p>
                }
                <p class="by">{{ line.by }}</p>
              </div>
            </li>
          }
        </ol>
        @if (next() !== null) {
          <button mat-stroked-button type="button" [disabled]="isReadingOn()" (click)="readOn()">
            {{ say('copy.older') }}
          </button>
        }
      } @else {
        <p class="empty">{{ say('copy.noEvent') }}</p>
      }
    } @else if (history.error()) {
      <app-failure what="copy.timelineFailure" [error]="history.error()" (retry)="history.reload()" />
    } @else {
      <app-loading />
    }
    @if (olderFailed(); as error) {
      <app-failure what="copy.timelineFailure" [error]="error" (retry)="readOn()" />
    }
  `,
  styleUrl: './copy-timeline.scss',
})
export class CopyTimeline {
  private readonly api = inject(CatalogueApi);
  private readonly messages = inject(Messages);
  private readonly names = inject(NetworkNames);

  readonly barcode = input.required<string>();
  /** Grows when the copy was acted on: its journal is read again. */
  readonly acts = input(0);

  protected readonly say = this.messages.say;
  protected readonly history = readResource({
    params: () => ({ barcode: this.barcode(), acts: this.acts() }),
    stream: ({ params }) => this.api.history(params.barcode, null),
  });
  /** What was read so far: the first page, and those asked for since. */
  private readonly read = linkedSignal<Continued<CopyEventView> | null>(() =>
    this.history.hasValue() ? this.history.value() : null,
  );
  protected readonly next = computed(() => this.read()?.next ?? null);
  protected readonly isReadingOn = signal(false);
  protected readonly olderFailed = signal<unknown>(null);
  protected readonly lines = computed(() => this.read()?.items.map((event) => this.line(event)) ?? null);

  protected readOn(): void {
    const before = this.next();
    if (before === null || this.isReadingOn()) return;
    this.isReadingOn.set(true);
    this.olderFailed.set(null);
    this.api.history(this.barcode(), before).subscribe({
      next: ({ items, next }) => {
        this.read.update((read) => ({ items: [...(read?.items ?? []), ...items], next }));
        this.isReadingOn.set(false);
      },
      error: (error: unknown) => {
        this.olderFailed.set(error);
        this.isReadingOn.set(false);
      },
    });
  }

  private line(event: CopyEventView) {
    const { seq, at, type, library } = event;
    return {
      ...{ seq, at, type },
      words: eventWords(event),
      place: library === null ? '' : this.names.library(library),
      when: parisDateTime(at, this.messages.locale()),
      decision: this.decision(event),
      by: this.by(event),
    };
  }

  private decision(event: CopyEventView): string {
    const { policy, dueAt, why } = event.facts;
    const decided = decisionOf(event);
    const parts: string[] = [];
    if (decided) parts.push(this.say(decided.word, { library: decided.to ? this.names.library(decided.to) : '' }));
    if (typeof dueAt === 'number')
      parts.push(this.say('event.due', { date: parisDate(dueAt, this.messages.locale()) }));
    if (typeof policy === 'number') parts.push(this.say('event.rule', { id: policy }));
    if (typeof why === 'string' && why !== '') parts.push(this.say('event.why', { why }));
    return parts.join(' ');
  }

  private by({ by }: CopyEventView): string {
    const actor = actorOf(by);
    if (actor.kind === 'device') return this.names.device(actor.login);
    return actor.kind === 'user' ? this.say('event.staff', { login: actor.login }) : this.say('event.system');
  }
}
