import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router, RouterLink } from '@angular/router';
import type { ExchangeView, LiveDeviceView } from '../api/contract';
import { followReloads } from '../live/follow-reloads';
import { LiveStream } from '../live/live-stream';
import { Messages } from '../messages/messages';
import { Ago } from '../ui/ago';
import { Badge } from '../ui/badge';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { Loading } from '../ui/loading';
import { SavedFilters } from '../ui/saved-filters/saved-filters';
import { parisDateTime, parisDay, parisSeconds } from '../ui/paris-time';
import { readResource } from '../ui/read-resource';
import { ConversationApi, type ExchangesAsked } from './conversation-api';
import { belongs, withExchange } from './exchange-list';
import { liveWords, outcomeWords, requestNames, requestWord, requestWords } from './exchange-words';
import { MessageDetail } from './message-detail';

const outcomes = ['ok', 'refused', 'malformed', 'fault'] as const;
/** What a transcript for a supplier goes back over, in milliseconds: a day. */
const transcriptPeriod = 24 * 3_600_000;

/** What one terminal says and is answered, as it happens and as it was: to understand one refused transaction. */
@Component({
  selector: 'app-conversation',
  imports: [
    Ago,
    Badge,
    Failure,
    Icon,
    Loading,
    MatButton,
    MatFormField,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    MessageDetail,
    RouterLink,
    SavedFilters,
  ],
  templateUrl: './conversation.html',
  styleUrls: ['./terminal-page.scss', './conversation.scss'],
})
export class Conversation {
  private readonly api = inject(ConversationApi);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly live = inject(LiveStream);

  /** The terminal's login, from the address; the filters, from its query. */
  readonly login = input.required<string>();
  readonly message = input<string>();
  readonly issue = input<string>();
  readonly exemplaire = input<string>();
  readonly carte = input<string>();

  protected readonly say = this.messages.say;
  protected readonly outcomeWords = outcomeWords;
  protected readonly outcomes = outcomes;
  protected readonly requestNames = requestNames;
  protected readonly requestWord = requestWord;
  protected readonly requestWords = requestWords;
  protected readonly liveWords = liveWords;

  protected readonly asked = computed<ExchangesAsked>(() => ({
    message: this.message() ?? '',
    outcome: this.issue() ?? '',
    item: this.exemplaire() ?? '',
    card: this.carte() ?? '',
  }));
  protected readonly page = readResource({
    params: () => ({ login: this.login(), asked: this.asked() }),
    stream: ({ params }) => this.api.exchanges(params.login, params.asked, null),
  });
  protected readonly list = signal<readonly ExchangeView[] | null>(null);
  protected readonly next = signal<string | null>(null);
  /** What came while the list stood still; it is shown when the list moves again. */
  protected readonly held = signal<readonly ExchangeView[]>([]);
  protected readonly isStill = signal(false);
  protected readonly opened = signal<number | null>(null);
  protected readonly terminal = signal<LiveDeviceView | null>(null);
  protected readonly olderFailed = signal(false);
  protected readonly transcriptFailed = signal(false);
  protected readonly isDeaf = computed(() => !['connecting', 'live'].includes(this.live.state()));
  protected readonly isFiltered = computed(() => Object.values(this.asked()).some((value) => value !== ''));

  constructor() {
    effect((onCleanup) => {
      this.terminal.set(null);
      onCleanup(this.live.follow(`exchanges:${this.login()}`));
    });
    followReloads(this.page);
    effect(() => {
      if (!this.page.hasValue()) return;
      const { items, next } = this.page.value();
      this.list.set(items);
      this.next.set(next);
      this.held.set([]);
    });
    this.live.exchanges.pipe(takeUntilDestroyed()).subscribe((one) => this.receive(one));
    // Windows share the stream: another may follow another terminal.
    this.live.terminals.pipe(takeUntilDestroyed()).subscribe(({ items }) => {
      const own = items.find(({ login }) => login === this.login());
      if (own) this.terminal.set(own);
    });
  }

  protected exactTime(at: string): string {
    return parisDateTime(at, this.messages.locale());
  }

  /** `14:32:05`, after its date when it is not today's. */
  protected clock(at: string): string {
    const time = parisSeconds(at, this.messages.locale());
    return parisDay(at) === parisDay(Date.now()) ? time : `${parisDay(at)} ${time}`;
  }

  /** `0,4 ms`, `672 ms`. */
  protected took(milliseconds: number): string {
    const digits = milliseconds < 10 ? 1 : 0;
    return `${milliseconds.toLocaleString(this.messages.locale(), { maximumFractionDigits: digits })}\u00a0ms`;
  }

  /** A filter is part of the address: it can be sent to a colleague, and the way back keeps it. */
  protected filter(name: 'message' | 'issue' | 'exemplaire' | 'carte', value: string): void {
    void this.router.navigate([], { queryParams: { [name]: value.trim() || null }, queryParamsHandling: 'merge' });
  }

  protected toggle(id: number): void {
    this.opened.update((open) => (open === id ? null : id));
  }

  /** Lets the list stand still, to read it, or move again. */
  protected hold(): void {
    this.isStill.update((still) => !still);
    if (this.isStill()) return;
    this.list.update((list) => this.held().reduce(withExchange, list ?? []));
    this.held.set([]);
  }

  protected older(): void {
    this.olderFailed.set(false);
    this.api.exchanges(this.login(), this.asked(), this.next()).subscribe({
      next: ({ items, next }) => {
        this.list.update((list) => [...(list ?? []), ...items]);
        this.next.set(next);
      },
      error: () => this.olderFailed.set(true),
    });
  }

  /** Saves the last day as a text for the supplier: no reader stands in it, whoever asks. */
  protected saveTranscript(): void {
    this.transcriptFailed.set(false);
    const until = Date.now();
    const [from, to] = [until - transcriptPeriod, until].map((at) => new Date(at).toISOString()) as [string, string];
    this.api.transcript(this.login(), from, to).subscribe({
      next: ({ text }) => save(`${this.login()}-${to.slice(0, 10)}.txt`, text),
      error: () => this.transcriptFailed.set(true),
    });
  }

  private receive(one: ExchangeView): void {
    if (one.device !== this.login() || !untracked(() => belongs(one, this.asked()))) return;
    if (this.isStill()) this.held.update((held) => [...held, one]);
    else this.list.update((list) => list && withExchange(list, one));
  }
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
