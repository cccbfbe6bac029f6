import { patronDigest, sealHash } from '../circulation/journal.ts';
import type { SealedEvent } from '../ports/journal.ts';

/** Lines read at once: the event loop turns between two reads. */
const linesAtOnce = 1_000;

/** What is wrong with the chain of the journal. */
export type ChainFault =
  'head-lost' | 'line-missing' | 'does-not-follow' | 'reader-changed' | 'line-changed' | 'end-cut' | 'head-elsewhere';

/** What came of walking the chain from its origin to its head. */
export interface ChainVerdict {
  /** Lines that are whole. */
  readonly lines: number;
  /** When the last of them was told, UTC milliseconds; null when there is none. */
  readonly lastAt: number | null;
  /** Where it breaks; null: it is whole. */
  readonly broken: {
    readonly fault: ChainFault;
    readonly position: number;
    /** The line found there, by its number and its own position; null when none is. */
    readonly found: { readonly seq: number; readonly position: number } | null;
  } | null;
}

/** Walks the chain, and stops at the first line that breaks it. */
export async function walkChain(
  head: { position: number; hash: string } | null,
  sealedEvents: (afterPosition: number, limit: number) => Promise<SealedEvent[]>,
): Promise<ChainVerdict> {
  let last: { position: number; hash: string; at: number | null } = { position: 0, hash: '', at: null };
  const verdict = (fault: ChainFault | null, position = 0, line: SealedEvent | null = null): ChainVerdict => ({
    ...{ lines: last.position, lastAt: last.at },
    broken: fault && { fault, position, found: line && { seq: line.seq, position: line.position } },
  });
  if (!head) return verdict('head-lost');
  while (last.position < head.position) {
    const lines = await sealedEvents(last.position, Math.min(linesAtOnce, head.position - last.position));
    if (lines.length === 0) break;
    for (const line of lines) {
      const fault = faultOf(line, last);
      if (fault) return verdict(fault, last.position + 1, line);
      last = line;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (last.position !== head.position) return verdict('end-cut', head.position);
  return last.hash === head.hash ? verdict(null) : verdict('head-elsewhere', last.position);
}

function faultOf(line: SealedEvent, before: { position: number; hash: string }): ChainFault | null {
  if (line.position !== before.position + 1) return 'line-missing';
  if (line.prevHash !== before.hash) return 'does-not-follow';
  if (line.patronRef !== null && line.patronDigest !== patronDigest(line.patronSalt ?? '', line.patronRef)) {
    return 'reader-changed';
  }
  return line.hash === sealHash(line.prevHash, line) ? null : 'line-changed';
}
