import { DestroyRef, Injectable, inject } from '@angular/core';
import { Subject } from 'rxjs';
import { type HarvestRunView, apiRoot } from '../api/contract';
import { openExchangeStream } from '../conversation/exchange-stream';

/**
 * Harvests as they go, after each of their pages; provided by the page that shows them, and closed with it. After a cut
 * the browser comes back by itself, and is told first of those under way.
 */
@Injectable()
export class HarvestStream {
  readonly runs = new Subject<HarvestRunView>();

  constructor() {
    const source = inject(openExchangeStream)(`${apiRoot}/harvest-runs/stream`);
    source.addEventListener('run', ({ data }: MessageEvent<string>) => this.runs.next(JSON.parse(data)));
    inject(DestroyRef).onDestroy(() => source.close());
  }
}
