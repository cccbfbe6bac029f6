import type { PatronActView } from '../api/contract';
import { blockWords } from '../desk/desk-words';
import type { MessageKey } from '../messages/catalogue';
import type { Messages } from '../messages/messages';
import { actWords, cardReasonWords, detailWords } from './reader-words';

/** One line of a reader's history: what was done, and what of it the journal kept. */
export function actSentence(
  { kind, facts }: Pick<PatronActView, 'kind' | 'facts'>,
  say: Messages['say'],
  date: (at: string) => string,
): string {
  const word = (table: Readonly<Record<string, MessageKey>>, fact: string): string[] => {
    const key = Object.hasOwn(table, String(facts[fact])) ? table[String(facts[fact])] : undefined;
    return key ? [say(key)] : [];
  };
  const until = (fact: string): string[] => {
    const at = facts[fact];
    return typeof at === 'string' ? [say('readers.until', { date: date(at) })] : [];
  };
  const changed = (): string[] => {
    const keys = String(facts['changed'] ?? '')
      .split(' ')
      .flatMap((detail) => detailWords[detail] ?? []);
    return [...new Set(keys)].map((key) => say(key));
  };
  const details: Partial<Record<PatronActView['kind'], () => string[]>> = {
    PATRON_CHANGED: changed,
    CARD_REPLACED: () => word(cardReasonWords, 'reason'),
    MEMBERSHIP_RENEWED: () => until('expiresAt'),
    BLOCK_SET: () => [...word(blockWords, 'kind'), ...until('until')],
    BLOCK_LIFTED: () => word(blockWords, 'kind'),
    PIN_SET: () => (facts['by'] === 'reader' ? [say('readers.byReader')] : []),
  };
  const told = details[kind]?.() ?? [];
  return told.length === 0 ? say(actWords[kind]) : `${say(actWords[kind])} : ${told.join(', ')}`;
}
