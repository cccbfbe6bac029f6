import { DestroyRef, Injectable, inject, signal } from '@angular/core';

/** How often what is relative to the present is said again, in milliseconds. */
const tickMs = 20_000;

/** The present, in UTC milliseconds; it moves by ticks, and not in a hidden tab, which catches up when shown. */
@Injectable({ providedIn: 'root' })
export class Now {
  private readonly time = signal(Date.now());

  readonly ms = this.time.asReadonly();

  constructor() {
    const tick = () => document.hidden || this.time.set(Date.now());
    const timer = setInterval(tick, tickMs);
    document.addEventListener('visibilitychange', tick);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    });
  }
}
