import { type ChainFault, walkChain } from '../../../../core/journal/chain.ts';
import type { Breach } from '../../../../core/ports/reading.ts';
import type { Sql } from '../../sql.ts';
import { journalHead } from '../journal-lines.ts';
import { journalReading } from '../journal.ts';

/** Walks the chain of the journal from its origin to its head and tells the first line that breaks it. */
export async function journalBreaches(sql: Sql): Promise<Breach[]> {
  const { sealedEvents } = journalReading(sql);
  const head = await journalHead(sql);
  const { broken, lines } = await walkChain(head, (after, limit) => sealedEvents(after, limit));
  if (!broken) return [];
  const { fault, position, found } = broken;
  const line = `position ${position}, line ${found?.seq}`;
  const details: Record<ChainFault, string> = {
    'head-lost': 'the journal has lost its head',
    'line-missing': `${line}: a line is missing, the next is ${found?.position}`,
    'does-not-follow': `${line}: it does not follow the line before it`,
    'reader-changed': `${line}: its reader is not the one it was sealed with`,
    'line-changed': `${line}: it is not what was sealed`,
    'end-cut': `the last lines are cut: ${lines} of ${position} are left`,
    'head-elsewhere': `the head of the chain is not its last line, ${position}`,
  };
  return [{ invariant: 'journal-chain', detail: details[fault] }];
}
