import type { BlockKind } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import type { DeskMode } from './desk-work';
import type { HeldBack } from './scan-row';
import type { SlipForm } from './slip-form';

/** What staff may decide about a row that waits. */
export type Choice = 'lend' | 'return' | 'renew' | 'card' | 'item';

/** The words of the desk's small lists. */
export const choiceWords: Record<Choice, MessageKey> = {
  lend: 'desk.choice.lend',
  return: 'desk.choice.return',
  renew: 'desk.choice.renew',
  card: 'desk.choice.card',
  item: 'desk.choice.item',
};
export const modeWords: Record<DeskMode, MessageKey> = {
  auto: 'desk.mode.auto',
  return: 'desk.mode.return',
  lend: 'desk.mode.lend',
};
export const formWords: Record<SlipForm, MessageKey> = {
  '80mm': 'desk.form.80mm',
  '58mm': 'desk.form.58mm',
  a4: 'desk.form.a4',
  label: 'desk.form.label',
};
export const heldBackWords: Record<HeldBack, MessageKey> = {
  'card-refused': 'desk.why.card-refused',
  'reader-blocked': 'desk.why.reader-blocked',
  idle: 'desk.why.idle',
};
export const alertWords: Record<'found' | 'withdrawn-item-seen', MessageKey> = {
  found: 'desk.alert.found',
  'withdrawn-item-seen': 'desk.alert.withdrawn-item-seen',
};
export const blockWords: Record<BlockKind, MessageKey> = {
  MANUAL: 'block.MANUAL',
  OVERDUE: 'block.OVERDUE',
  LOST_ITEM: 'block.LOST_ITEM',
  EXPIRED: 'block.EXPIRED',
  CARD_LOST: 'block.CARD_LOST',
  BEHAVIOUR: 'block.BEHAVIOUR',
  DATA_CHECK: 'block.DATA_CHECK',
  SUSPENSION: 'block.SUSPENSION',
};
