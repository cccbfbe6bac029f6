import { hash as hashOf, randomBytes } from 'node:crypto';
import { granted } from '../outcome.ts';
import type { SealedEvent, StoredEvent } from '../ports/journal.ts';
import type { Store } from '../ports/store.ts';

/** What the hash of one event covers: all of it, the reader being known by a digest that survives his erasure. */
export type Sealable = Omit<SealedEvent, 'hash' | 'prevHash' | 'patronRef' | 'patronSalt'>;

/**
 * Hash of one journal line: SHA-256 of the hash before it and of the event in a canonical form, hexadecimal. The reader
 * enters as SHA-256(salt ‖ pseudonym), so that erasing pseudonym and salt leaves the chain verifiable.
 */
export function sealHash(prevHash: string, event: Sealable): string {
  const payload = Object.entries(event.payload).sort(([a], [b]) => (a < b ? -1 : 1));
  const canonical = JSON.stringify([
    event.position,
    event.seq,
    event.at,
    event.type,
    event.actor,
    event.libraryId,
    event.deviceId,
    event.itemId,
    event.patronDigest,
    payload,
  ]);
  return hashOf('sha256', prevHash + canonical, 'hex');
}

/** Digest under which the chain knows a reader. */
export function patronDigest(salt: string, patronRef: string): string {
  return hashOf('sha256', salt + patronRef, 'hex');
}

/**
 * Chains the journal lines committed since the last pass, at most `limit` of them, and returns how many. The chain is
 * made after the commit, in the order the sealer sees the lines, so that loans never wait for one another to be hashed.
 */
export async function sealJournal(store: Store, limit = 500): Promise<number> {
  const pass = await store.transaction(async (work) => {
    const head = await work.journal.lockHead();
    const events = await work.journal.unsealed(limit);
    if (events.length > 0) await work.journal.seal(chain(head, events));
    return granted(events.length);
  });
  return pass.granted ? pass.value : 0;
}

function chain(head: { position: number; hash: string }, events: readonly StoredEvent[]): SealedEvent[] {
  const sealed: SealedEvent[] = [];
  const salts = randomBytes(16 * events.length).toString('hex');
  let { position, hash } = head;
  for (const [index, event] of events.entries()) {
    position += 1;
    const patronSalt = event.patronRef === null ? null : salts.slice(32 * index, 32 * (index + 1));
    const digest = event.patronRef === null || patronSalt === null ? null : patronDigest(patronSalt, event.patronRef);
    const prevHash = hash;
    hash = sealHash(prevHash, { ...event, position, patronDigest: digest });
    sealed.push({ ...event, position, patronSalt, patronDigest: digest, prevHash, hash });
  }
  return sealed;
}
