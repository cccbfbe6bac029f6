import type { CopyEventView } from '../../api/contract';
import type { MessageKey } from '../../messages/catalogue';
import type { StateWords } from '../catalogue-words';
import type { IconName } from '../../ui/icon';

/** What happened to a copy, in words; what the console has no words for is “autre événement”. */
const words: Readonly<Record<string, { readonly word: MessageKey; readonly icon: IconName }>> = {
  LOAN: { word: 'event.LOAN', icon: 'lend' },
  RETURN: { word: 'event.RETURN', icon: 'takeBack' },
  RENEWAL: { word: 'event.RENEWAL', icon: 'renew' },
  SCAN: { word: 'event.SCAN', icon: 'search' },
  ARRIVAL: { word: 'event.ARRIVAL', icon: 'check' },
  TRANSIT: { word: 'event.TRANSIT', icon: 'shuttle' },
  CRATE: { word: 'event.CRATE', icon: 'shuttle' },
  DISCREPANCY: { word: 'event.DISCREPANCY', icon: 'warning' },
  HOLD_BOUND: { word: 'event.HOLD_BOUND', icon: 'reserved' },
  HOLD_FULFILLED: { word: 'event.HOLD_FULFILLED', icon: 'reserved' },
  HOLD_TARGETED: { word: 'event.HOLD_TARGETED', icon: 'reserved' },
  HOLD_NOT_FOUND: { word: 'event.HOLD_NOT_FOUND', icon: 'question' },
  HOLD_RELEASED: { word: 'event.HOLD_RELEASED', icon: 'reserved' },
  HOLD_CANCELLED: { word: 'event.HOLD_CANCELLED', icon: 'reserved' },
  HOLD_EXPIRED: { word: 'event.HOLD_EXPIRED', icon: 'reserved' },
  FOUND: { word: 'event.FOUND', icon: 'check' },
  ITEM_STATUS: { word: 'event.ITEM_STATUS', icon: 'warning' },
  ITEM_CREATED: { word: 'event.ITEM_CREATED', icon: 'book' },
  ITEM_CHANGED: { word: 'event.ITEM_CHANGED', icon: 'book' },
  ITEM_MOVED: { word: 'event.ITEM_MOVED', icon: 'book' },
  BACK_FROM_PARTNER: { word: 'event.BACK_FROM_PARTNER', icon: 'bridge' },
  UNDONE: { word: 'event.UNDONE', icon: 'renew' },
  IMPORT: { word: 'event.IMPORT', icon: 'book' },
};

export function eventWords(event: CopyEventView): Pick<StateWords, 'word' | 'icon'> {
  return words[event.type] ?? { word: 'event.other', icon: 'clock' };
}

/** Where a scan decided that the copy goes: a key, and the library it goes to. */
export function decisionOf({ facts }: CopyEventView): { readonly word: MessageKey; readonly to: string | null } | null {
  const routing = typeof facts['routing'] === 'string' ? facts['routing'] : null;
  if (routing === null) return null;
  const [kind = '', to = null] = routing.split(':');
  const word = decisions[kind];
  return word ? { word, to } : null;
}
const decisions: Readonly<Record<string, MessageKey>> = {
  'no-change': 'event.decision.noChange',
  shelf: 'event.decision.shelf',
  'hold-shelf': 'event.decision.holdShelf',
  'transit-hold': 'event.decision.transitHold',
  'transit-home': 'event.decision.transitHome',
};

/** `device:kiosk-lens` → the terminal; `user:agent-lens` → the person; `system` → nobody. */
export function actorOf(by: string): { readonly kind: 'device' | 'user' | 'system'; readonly login: string } {
  const [kind, ...login] = by.split(':');
  return kind === 'device' || kind === 'user' ? { kind, login: login.join(':') } : { kind: 'system', login: by };
}
