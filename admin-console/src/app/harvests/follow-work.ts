import { effect, type Signal } from '@angular/core';

/** While this server is at work, what became of it is asked this often: no stream tells that it is idle again (milliseconds). */
const askAgainMs = 2_000;

/** Asks again and again while there is work under way, and no longer. */
export function followWork(isAtWork: Signal<boolean>, reload: () => void): void {
  effect((onCleanup) => {
    if (!isAtWork()) return;
    const timer = setInterval(reload, askAgainMs);
    onCleanup(() => clearInterval(timer));
  });
}
