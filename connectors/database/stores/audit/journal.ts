import { patronDigest, sealHash } from '../../../../core/circulation/journal.ts';
import type { SealedEvent } from '../../../../core/ports/journal.ts';
import type { Breach } from '../../../../core/ports/reading.ts';
import type { Sql } from '../../sql.ts';
import { journalReading } from '../journal.ts';

const linesAtOnce = 1_000;

/** Walks the chain of the journal from its origin to its head and tells the first line that breaks it. */
export async function journalBreaches(sql: Sql): Promise<Breach[]> {
  const head = await sql.one<{ position: number; hash: string }>(
    'SELECT position, hash FROM journal_head WHERE id = 1',
  );
  if (!head) return [broken('the journal has lost its head')];
  const { sealedEvents } = journalReading(sql);

  let last = { position: 0, hash: '' };
  while (last.position < head.position) {
    const lines = await sealedEvents(last.position, Math.min(linesAtOnce, head.position - last.position));
    if (lines.length === 0) break;
    for (const line of lines) {
      const fault = faultOf(line, last);
      if (fault) return [broken(`position ${last.position + 1}, line ${line.seq}: ${fault}`)];
      last = line;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (last.position !== head.position)
    return [broken(`the last lines are cut: ${last.position} of ${head.position} are left`)];
  if (last.hash !== head.hash) return [broken(`the head of the chain is not its last line, ${last.position}`)];
  return [];
}

function faultOf(line: SealedEvent, before: { position: number; hash: string }): string | null {
  if (line.position !== before.position + 1) return `a line is missing, the next is ${line.position}`;
  if (line.prevHash !== before.hash) return 'it does not follow the line before it';
  if (line.patronRef !== null && line.patronDigest !== patronDigest(line.patronSalt ?? '', line.patronRef)) {
    return 'its reader is not the one it was sealed with';
  }
  if (line.hash !== sealHash(line.prevHash, line)) return 'it is not what was sealed';
  return null;
}

function broken(detail: string): Breach {
  return { invariant: 'journal-chain', detail };
}
