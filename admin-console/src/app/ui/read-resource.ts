import { type ResourceRef, effect, signal, untracked } from '@angular/core';
import { type RxResourceOptions, rxResource } from '@angular/core/rxjs-interop';

/**
 * What a page reads of the server, as `rxResource` has it, but a `reload()` is never lost: asked for while an answer is
 * awaited, which may be older than the act just done, it is done once that answer is there. It returns false then, and when
 * there is nothing to ask.
 */
export function readResource<Answer, Asked>(
  options: RxResourceOptions<Answer, Asked> & { defaultValue: NoInfer<Answer> },
): ResourceRef<Answer>;
export function readResource<Answer, Asked>(options: RxResourceOptions<Answer, Asked>): ResourceRef<Answer | undefined>;
export function readResource<Answer, Asked>(
  options: RxResourceOptions<Answer, Asked>,
): ResourceRef<Answer | undefined> {
  const resource = rxResource(options);
  const reloadNow = resource.reload.bind(resource);
  const isOwed = signal(false);
  resource.reload = () => {
    isOwed.set(untracked(resource.isLoading));
    return reloadNow();
  };
  effect(() => {
    if (!isOwed() || resource.isLoading()) return;
    isOwed.set(false);
    untracked(reloadNow);
  });
  return resource;
}
