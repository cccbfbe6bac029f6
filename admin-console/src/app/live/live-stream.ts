import { DestroyRef, Injectable, InjectionToken, computed, inject, signal } from '@angular/core';
import { Subject } from 'rxjs';
import { type ActivityLine, type BatchView, type DeviceView, apiRoot } from '../api/contract';
import { Session } from '../session/session';
import { type RetryLimits, retryDelay } from './retry-delay';
import { SharedSource } from './shared-source';

/**
 * How the console hears of the network: `live` (the stream is open), `reconnecting` (cut for a moment),
 * `polling` (cut for longer, lists are asked again at intervals), `frozen` (nothing answers).
 */
export type LinkState = 'connecting' | 'live' | 'reconnecting' | 'polling' | 'frozen';

/** What is used of an EventSource, and of one that windows share. */
export interface StreamSource {
  readonly readyState: number;
  addEventListener(name: string, listener: (event: Event) => void): void;
  close(): void;
}

/** The limits of the stream, all in milliseconds, and the two doors a test replaces. */
export interface LiveStreamOptions {
  readonly url: string;
  readonly retry: RetryLimits;
  /** Cut for this long, the lists are polled. */
  readonly pollAfterMs: number;
  readonly pollEveryMs: number;
  /** An open stream without a beat for this long is dead: the server beats every 15 s. */
  readonly silenceMs: number;
  readonly open: (url: string) => StreamSource;
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
    open: (url) => new SharedSource(url),
    random: Math.random,
  }),
});

/** The server's events, one stream a browser; when it is cut the lists are reloaded rather than patched. */
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
  private attempt = 0;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private pollTimer: ReturnType<typeof setTimeout> | undefined;
  private silenceTimer: ReturnType<typeof setTimeout> | undefined;

  readonly activity = new Subject<ActivityLine>();
  readonly devices = new Subject<readonly DeviceView[]>();
  /** Batches of imports that moved. */
  readonly batches = new Subject<readonly BatchView[]>();
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

  /** Stops listening and forgets the state of the link. */
  close(): void {
    this.disconnect();
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
    const source = this.options.open(this.options.url);
    this.source = source;
    source.addEventListener('open', () => this.opened());
    source.addEventListener('error', () => this.lost());
    source.addEventListener('beat', () => this.listenForSilence());
    source.addEventListener('activity', (event) => this.activity.next(this.read<ActivityLine>(event)));
    source.addEventListener('batches', (event) => this.batches.next(this.read<readonly BatchView[]>(event)));
    source.addEventListener('devices', (event) => this.devices.next(this.read<readonly DeviceView[]>(event)));
  }

  private read<Data>(event: Event): Data {
    this.freshTime.set(Date.now());
    return JSON.parse((event as MessageEvent<string>).data) as Data;
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
    this.reloadCount.update((count) => count + 1); // what was read before the stream opened may lack what came between
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
    this.reloadCount.update((count) => count + 1);
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
