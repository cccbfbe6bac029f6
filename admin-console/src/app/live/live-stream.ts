import { DestroyRef, Injectable, InjectionToken, computed, inject, signal } from '@angular/core';
import { Subject } from 'rxjs';
import {
  type ActivityLine,
  type BatchView,
  type DeviceView,
  type ExchangeView,
  type HarvestRunView,
  type LiveDevicesView,
  type StreamReady,
  type StreamTopicName,
  apiRoot,
} from '../api/contract';
import { Session } from '../session/session';
import { type RetryLimits, retryDelay } from './retry-delay';
import { SharedSource, type StreamAsked } from './shared-source';

/**
 * How the console hears of the network: `live` (the stream is open), `reconnecting` (cut for a moment),
 * `polling` (cut for longer, lists are asked again at intervals), `frozen` (nothing answers).
 */
export type LinkState = 'connecting' | 'live' | 'reconnecting' | 'polling' | 'frozen';

/** What is used of an EventSource, and of one that windows share. */
export interface StreamSource {
  readonly readyState: number;
  addEventListener(name: string, listener: (event: Event) => void): void;
  /** What is to be heard from now on. */
  want(topics: readonly StreamTopic[]): void;
  close(): void;
}

/** One thing the stream tells of; the exchanges of a terminal by its login. */
export type StreamTopic = StreamTopicName | `exchanges:${string}`;

/** What every page may need, whatever it shows. */
const always: readonly StreamTopic[] = ['activity', 'devices'];

/** The limits of the stream, all in milliseconds, and the two doors a test replaces. */
export interface LiveStreamOptions {
  readonly url: string;
  readonly retry: RetryLimits;
  /** Cut for this long, the lists are polled. */
  readonly pollAfterMs: number;
  readonly pollEveryMs: number;
  /** An open stream without a beat for this long is dead: the server beats every 15 s. */
  readonly silenceMs: number;
  readonly open: (asked: StreamAsked) => StreamSource;
  readonly random: () => number;
}

export const liveStreamOptions = new InjectionToken<LiveStreamOptions>('limits of the live stream', {
  providedIn: 'root',
  factory: () => ({
    url: `${apiRoot}/stream`,
    retry: { floorMs: 1_000, ceilingMs: 30_000 },
    pollAfterMs: 30_000,
    pollEveryMs: 15_000,
    silenceMs: 40_000,
    open: (asked) => new SharedSource(asked),
    random: Math.random,
  }),
});

/**
 * The server's events, one stream a browser. After a cut it goes on where it was; when the server cannot send again all that
 * was missed, the lists are asked again.
 */
@Injectable({ providedIn: 'root' })
export class LiveStream {
  private readonly options = inject(liveStreamOptions);
  private readonly session = inject(Session);
  private readonly isOpen = signal(false);
  private readonly wasLost = signal(false);
  private readonly isPolling = signal(false);
  private readonly lastReloadFailed = signal(false);
  private readonly reloadCount = signal(0);
  private readonly freshTime = signal<number | null>(null);
  private source: StreamSource | null = null;
  /** The id of the last event: where the stream goes on. */
  private position: string | null = null;
  /** What the pages on the screen want besides, and how many of them. */
  private readonly followed = new Map<StreamTopic, number>();
  private attempt = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private pollTimer: ReturnType<typeof setTimeout> | undefined;
  private silenceTimer: ReturnType<typeof setTimeout> | undefined;

  readonly activity = new Subject<ActivityLine>();
  readonly devices = new Subject<readonly DeviceView[]>();
  /** Harvests after each of their pages, batches that moved, what terminals say and how they are: told while followed. */
  readonly runs = new Subject<HarvestRunView>();
  readonly batches = new Subject<readonly BatchView[]>();
  readonly exchanges = new Subject<ExchangeView>();
  readonly terminals = new Subject<LiveDevicesView>();
  /** Grows each time what is on the screen must be asked again. */
  readonly reloads = this.reloadCount.asReadonly();
  /** When the screen was last known to be true, in UTC milliseconds. */
  readonly freshAt = this.freshTime.asReadonly();
  readonly state = computed<LinkState>(() => {
    if (this.isOpen()) return 'live';
    if (this.isPolling()) return this.lastReloadFailed() ? 'frozen' : 'polling';
    return this.wasLost() ? 'reconnecting' : 'connecting';
  });

  constructor() {
    const retryNow = () => this.retryTimer !== undefined && this.connect();
    window.addEventListener('online', retryNow);
    inject(DestroyRef).onDestroy(() => {
      window.removeEventListener('online', retryNow);
      this.close();
    });
  }

  /** Begins to listen. */
  open(): void {
    if (this.source ?? this.retryTimer) return;
    this.connect();
  }

  /** Hears one thing more, until what it returns is called. */
  follow(topic: StreamTopic): () => void {
    this.count(topic, 1);
    return () => this.count(topic, -1);
  }

  /** Stops listening and forgets the state of the link. */
  close(): void {
    this.disconnect();
    this.position = null;
    clearTimeout(this.pollTimer);
    this.pollTimer = undefined;
    this.attempt = 0;
    this.wasLost.set(false);
    this.isPolling.set(false);
    this.lastReloadFailed.set(false);
  }

  /** A list that followed `reloads` tells what came of it. */
  reloaded(outcome: 'fresh' | 'failed'): void {
    this.lastReloadFailed.set(outcome === 'failed');
    if (outcome === 'fresh') this.freshTime.set(Date.now());
  }

  private connect(): void {
    this.disconnect();
    const source = this.options.open({ url: this.options.url, topics: this.topics(), after: this.position });
    this.source = source;
    source.addEventListener('open', () => this.opened());
    source.addEventListener('error', () => this.lost());
    source.addEventListener('beat', () => this.listenForSilence());
    source.addEventListener('activity', (event) => this.activity.next(this.read<ActivityLine>(event)));
    source.addEventListener('batches', (event) => this.batches.next(this.read<readonly BatchView[]>(event)));
    source.addEventListener('devices', (event) => this.devices.next(this.read<readonly DeviceView[]>(event)));
    source.addEventListener('run', (event) => this.runs.next(this.read<HarvestRunView>(event)));
    source.addEventListener('exchange', (event) => this.exchanges.next(this.read<ExchangeView>(event)));
    source.addEventListener('live', (event) => this.terminals.next(this.read<LiveDevicesView>(event)));
    source.addEventListener('ready', (event) => this.ready(event));
  }

  private topics(): StreamTopic[] {
    return [...new Set([...always, ...this.followed.keys()])];
  }

  private count(topic: StreamTopic, more: 1 | -1): void {
    const followers = (this.followed.get(topic) ?? 0) + more;
    if (followers > 0) this.followed.set(topic, followers);
    else this.followed.delete(topic);
    this.source?.want(this.topics());
  }

  private read<Data>(event: Event): Data {
    this.freshTime.set(Date.now());
    const { data, lastEventId } = event as MessageEvent<string>;
    if (lastEventId !== '') this.position = lastEventId;
    return JSON.parse(data) as Data;
  }

  /** The server has said what it had to: was it all that was missed? A topic that is new here never is. */
  private ready(event: Event): void {
    if (!this.read<StreamReady>(event).resumed) this.reload();
  }

  private reload(): void {
    this.reloadCount.update((count) => count + 1);
  }

  private opened(): void {
    clearTimeout(this.pollTimer);
    this.pollTimer = undefined;
    this.attempt = 0;
    this.isOpen.set(true);
    this.isPolling.set(false);
    this.wasLost.set(false);
    this.lastReloadFailed.set(false);
    this.freshTime.set(Date.now());
    if (this.position === null) this.reload(); // what was read before the stream opened may lack what came between
  }

  private lost(): void {
    const wasRefused = this.source?.readyState === EventSource.CLOSED; // not a cut line: an answer other than 200
    if (this.isOpen()) this.freshTime.set(Date.now());
    this.disconnect();
    this.wasLost.set(true);
    this.pollTimer ??= setTimeout(() => this.poll(), this.options.pollAfterMs);
    this.retryTimer = setTimeout(
      () => this.connect(),
      retryDelay(this.attempt, this.options.retry, this.options.random),
    );
    this.attempt += 1;
    // An EventSource does not say which status it met; asking for the session tells, and a 401 leads to the sign-in page.
    if (wasRefused) this.session.verify().subscribe({ error: () => this.reloaded('failed') });
  }

  private poll(): void {
    this.isPolling.set(true);
    this.reload();
    this.pollTimer = setTimeout(() => this.poll(), this.options.pollEveryMs);
  }

  private listenForSilence(): void {
    this.freshTime.set(Date.now());
    clearTimeout(this.silenceTimer);
    this.silenceTimer = setTimeout(() => this.lost(), this.options.silenceMs);
  }

  private disconnect(): void {
    clearTimeout(this.retryTimer);
    clearTimeout(this.silenceTimer);
    this.retryTimer = undefined;
    this.source?.close();
    this.source = null;
    this.isOpen.set(false);
  }
}
