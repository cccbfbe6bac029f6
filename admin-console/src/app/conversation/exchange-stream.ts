import { DestroyRef, Injectable, InjectionToken, inject, signal } from '@angular/core';
import { Subject } from 'rxjs';
import { type ExchangeView, type LiveDevicesView, apiRoot } from '../api/contract';

/** The door a test replaces. */
export const openExchangeStream = new InjectionToken<(url: string) => EventSource>('opens the stream of exchanges', {
  providedIn: 'root',
  factory: () => (url) => new EventSource(url),
});

/**
 * What one terminal says, as it happens; provided by the page that shows it, and closed with it. After a cut the browser
 * comes back by itself and resumes at the last exchange it was told.
 */
@Injectable()
export class ExchangeStream {
  private readonly open = inject(openExchangeStream);
  private source: EventSource | null = null;

  readonly exchanges = new Subject<ExchangeView>();
  readonly live = new Subject<LiveDevicesView>();
  /** `waiting`: the browser tries again; `closed`: the server said no. */
  readonly hearing = signal<'waiting' | 'open' | 'closed'>('waiting');

  constructor() {
    inject(DestroyRef).onDestroy(() => this.source?.close());
  }

  /** Follows this terminal, and no longer the one before. */
  follow(login: string): void {
    this.source?.close();
    const source = this.open(`${apiRoot}/exchanges/stream?device=${encodeURIComponent(login)}`);
    this.source = source;
    this.hearing.set('waiting');
    source.addEventListener('open', () => this.hearing.set('open'));
    source.addEventListener('error', () =>
      this.hearing.set(source.readyState === EventSource.CLOSED ? 'closed' : 'waiting'),
    );
    source.addEventListener('exchange', ({ data }: MessageEvent<string>) => this.exchanges.next(JSON.parse(data)));
    source.addEventListener('live', ({ data }: MessageEvent<string>) => this.live.next(JSON.parse(data)));
  }
}
