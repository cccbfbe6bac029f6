import { granted } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

/** Requests that their callers named, and what they were answered. Kept as long as the answers to kiosks. */
export interface Replies {
  /**
   * Takes the name for this request. `new`: it is the caller's to answer. A kept reply: say it again. `other-request`: the
   * name was used for something else. `in-progress`: somebody is answering it just now.
   */
  begin(
    key: string,
    fingerprint: string,
  ): Promise<'new' | 'in-progress' | 'other-request' | { readonly reply: string }>;
  end(key: string, fingerprint: string, reply: string): Promise<void>;
  /** Nothing was answered: the name may be used again. */
  abandon(key: string): Promise<void>;
}

interface Kept {
  readonly fingerprint: string;
  /** Null while it is being answered. */
  readonly reply: string | null;
  readonly at: number;
}

/** Milliseconds after which a request that was never answered (its server was killed) may be made again. */
const givenUpAfter = 120_000;

/** The replies, over the store. */
export function namedReplies({ store, clock }: { readonly store: Store; readonly clock: Clock }): Replies {
  const keep = (key: string, kept: Kept) =>
    store.transaction(async (work) => granted(await work.answers.keep(key, JSON.stringify(kept), kept.at)));
  return {
    async begin(key, fingerprint) {
      const at = clock.now();
      const mine: Kept = { fingerprint, reply: null, at };
      const outcome = await store.transaction(async (work) => {
        const stored = await work.answers.claim(key, JSON.stringify(mine), at);
        const kept = stored === null ? null : (JSON.parse(stored) as Kept);
        const stale = kept !== null && kept.reply === null && at - kept.at > givenUpAfter;
        if (stale) await work.answers.keep(key, JSON.stringify(mine), at);
        return granted(stale ? null : kept);
      });
      const kept = outcome.granted ? outcome.value : null;
      if (kept === null) return 'new';
      if (kept.fingerprint !== fingerprint) return 'other-request';
      return kept.reply === null ? 'in-progress' : { reply: kept.reply };
    },
    async end(key, fingerprint, reply) {
      await keep(key, { fingerprint, reply, at: clock.now() });
    },
    async abandon(key) {
      await store.transaction(async (work) => granted(await work.answers.forget(key)));
    },
  };
}
