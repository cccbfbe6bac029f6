import { type ResourceRef, effect, inject, untracked } from '@angular/core';
import { Now } from '../ui/now';
import { LiveStream } from './live-stream';

export interface FollowOptions {
  /** How the list is asked again; `resource.reload()` unless told. */
  readonly reload?: () => void;
  /** Asks again this often even though the stream is open, for what the stream does not tell (milliseconds). */
  readonly everyMs?: number;
}

/** Keeps a list of the screen true: asks it again when the stream says so, and tells the stream what came of it. */
export function followReloads(resource: ResourceRef<unknown>, options: FollowOptions = {}): void {
  const { reload = () => resource.reload(), everyMs = Infinity } = options;
  const live = inject(LiveStream);
  const now = inject(Now);
  let seen = live.reloads();
  let askedAt = Date.now();
  effect(() => {
    const wanted = live.reloads();
    const isDue = now.ms() - askedAt >= everyMs;
    if (wanted === seen && !isDue) return;
    seen = wanted;
    askedAt = Date.now();
    untracked(reload);
  });
  effect(() => {
    const status = resource.status();
    if (status === 'resolved') live.reloaded('fresh');
    if (status === 'error') live.reloaded('failed');
  });
}
