import { type Signal, computed, effect, inject, untracked } from '@angular/core';
import type { PatronAccountView, PatronView } from '../api/contract';
import { readResource } from '../ui/read-resource';
import { ReadersApi } from './readers-api';

/** What a reader has and waits for, asked again whenever his file was; what stood on the screen stays meanwhile. */
export function accountOf(reader: Signal<PatronView>) {
  const api = inject(ReadersApi);
  const id = computed(() => reader().id);
  const account = readResource({ params: () => id(), stream: ({ params }) => api.account(params) });
  let seen: PatronView | null = null;
  effect(() => {
    const now = reader();
    if (seen !== null && seen !== now && seen.id === now.id) untracked(() => account.reload());
    seen = now;
  });
  return {
    account,
    value: computed<PatronAccountView | null>(() => (account.hasValue() ? account.value() : null)),
  };
}
