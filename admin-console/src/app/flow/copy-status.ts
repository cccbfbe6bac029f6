import type { MessageKey } from '../messages/catalogue';

const words: Readonly<Record<string, MessageKey>> = {
  IN_PROCESSING: 'flow.copy.IN_PROCESSING',
  AVAILABLE: 'flow.copy.AVAILABLE',
  ON_LOAN: 'flow.copy.ON_LOAN',
  ON_HOLD_SHELF: 'flow.copy.ON_HOLD_SHELF',
  TRANSIT_HOLD: 'flow.copy.TRANSIT_HOLD',
  TRANSIT_HOME: 'flow.copy.TRANSIT_HOME',
  RESHELVE: 'flow.copy.RESHELVE',
  AT_ILL_PARTNER: 'flow.copy.AT_ILL_PARTNER',
  CLAIMED_RETURNED: 'flow.copy.CLAIMED_RETURNED',
  LOST: 'flow.copy.LOST',
  MISSING: 'flow.copy.MISSING',
  ON_ORDER: 'flow.copy.ON_ORDER',
  WITHDRAWN: 'flow.copy.WITHDRAWN',
};

/** The state of a copy, in a librarian's words. */
export function copyStatusWord(status: string): MessageKey {
  return words[status] ?? 'flow.copy.other';
}
