import type { ItemStatusCode, ItemStatusRequest } from '../../api/contract';
import type { MessageKey } from '../../messages/catalogue';

type Mark = ItemStatusRequest['mark'];

/** What staff may say became of a copy, by what it is now. The server decides again. */
const marksFrom: Partial<Record<ItemStatusCode, readonly Mark[]>> = {
  AVAILABLE: ['MISSING', 'DAMAGED'],
  RESHELVE: ['MISSING', 'DAMAGED'],
  ON_HOLD_SHELF: ['MISSING', 'DAMAGED'],
  TRANSIT_HOLD: ['MISSING', 'DAMAGED'],
  TRANSIT_HOME: ['MISSING', 'DAMAGED'],
  ON_LOAN: ['LOST', 'CLAIMED_RETURNED'],
  LOST: ['FOUND', 'WITH_READER', 'CLAIMED_RETURNED'],
  CLAIMED_RETURNED: ['FOUND', 'WITH_READER', 'LOST'],
  MISSING: ['FOUND'],
};

/** The acts on the state of a copy, in the order of the page. */
export function marksOf(status: ItemStatusCode): readonly Mark[] {
  return marksFrom[status] ?? [];
}

/** Whether a copy may be withdrawn as it is. */
export function mayBeWithdrawn(status: ItemStatusCode): boolean {
  return ['IN_PROCESSING', 'ON_ORDER', 'AVAILABLE', 'RESHELVE', 'LOST', 'MISSING'].includes(status);
}

export const markWords: Record<Mark, MessageKey> = {
  LOST: 'copy.mark.LOST',
  MISSING: 'copy.mark.MISSING',
  CLAIMED_RETURNED: 'copy.mark.CLAIMED_RETURNED',
  DAMAGED: 'copy.mark.DAMAGED',
  WITHDRAWN: 'copy.mark.WITHDRAWN',
  WITH_READER: 'copy.mark.WITH_READER',
  FOUND: 'copy.mark.FOUND',
};
