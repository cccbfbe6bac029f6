import type { BlockEffects, PatronActKind, PatronCategoryView, PatronLineView, PatronView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import type { Tone } from '../ui/badge';
import type { IconName } from '../ui/icon';

interface Look {
  readonly word: MessageKey;
  readonly icon: IconName;
  readonly tone: Tone;
}

/** A reader's state: a word, a shape and a colour. */
export const stateLooks: Record<PatronView['state'], Look> = {
  ACTIVE: { word: 'patron.ACTIVE', icon: 'check', tone: 'shelf' },
  EXPIRED: { word: 'patron.EXPIRED', icon: 'clock', tone: 'decide' },
  BLOCKED: { word: 'patron.BLOCKED', icon: 'close', tone: 'refused' },
  TO_ERASE: { word: 'patron.TO_ERASE', icon: 'minus', tone: 'neutral' },
};

/** What a hold has come to. Those that ended are on no page of a reader. */
export const holdLooks: Readonly<Record<string, Look>> = {
  PENDING: { word: 'readers.hold.PENDING', icon: 'clock', tone: 'neutral' },
  TARGETED: { word: 'readers.hold.TARGETED', icon: 'search', tone: 'neutral' },
  TRAPPED: { word: 'readers.hold.TRAPPED', icon: 'reserved', tone: 'reserved' },
  IN_TRANSIT: { word: 'readers.hold.IN_TRANSIT', icon: 'shuttle', tone: 'shuttle' },
  ON_SHELF: { word: 'readers.hold.ON_SHELF', icon: 'reserved', tone: 'reserved' },
};

export const cardReasonWords: Record<'LOST' | 'STOLEN' | 'DAMAGED' | 'MERGED', MessageKey> = {
  LOST: 'readers.card.LOST',
  STOLEN: 'readers.card.STOLEN',
  DAMAGED: 'readers.card.DAMAGED',
  MERGED: 'readers.card.MERGED',
};

export const categoryKindWords: Record<PatronCategoryView['kind'], MessageKey> = {
  PERSON: 'readers.kind.PERSON',
  CHILD: 'readers.kind.CHILD',
  COLLECTIVE: 'readers.kind.COLLECTIVE',
  LIBRARY: 'readers.kind.LIBRARY',
  STAFF: 'readers.kind.STAFF',
};

/** What a block stops, in the order staff ask for it. */
export const effects = ['checkOut', 'renewal', 'hold', 'digital'] as const satisfies readonly (keyof BlockEffects)[];
export const effectWords: Record<keyof BlockEffects, MessageKey> = {
  checkOut: 'readers.effect.checkOut',
  renewal: 'readers.effect.renewal',
  hold: 'readers.effect.hold',
  digital: 'readers.effect.digital',
};

export const actWords: Record<PatronActKind, MessageKey> = {
  PATRON_REGISTERED: 'readers.act.PATRON_REGISTERED',
  PATRON_CHANGED: 'readers.act.PATRON_CHANGED',
  CARD_REPLACED: 'readers.act.CARD_REPLACED',
  PIN_SET: 'readers.act.PIN_SET',
  PIN_LOCKED: 'readers.act.PIN_LOCKED',
  PIN_UNLOCKED: 'readers.act.PIN_UNLOCKED',
  MEMBERSHIP_RENEWED: 'readers.act.MEMBERSHIP_RENEWED',
  BLOCK_SET: 'readers.act.BLOCK_SET',
  BLOCK_LIFTED: 'readers.act.BLOCK_LIFTED',
  PATRONS_MERGED: 'readers.act.PATRONS_MERGED',
  PATRON_EXPORTED: 'readers.act.PATRON_EXPORTED',
};

/** What of a reader may have changed, as the journal names it. */
export const detailWords: Readonly<Record<string, MessageKey>> = {
  firstName: 'readers.firstName',
  lastName: 'readers.lastName',
  birthDate: 'readers.birthDate',
  email: 'readers.email',
  phone: 'readers.phone',
  address: 'readers.address',
  homeLibraryId: 'readers.homeLibrary',
  language: 'readers.language',
  guardianId: 'readers.guardian',
  guardianContact: 'readers.guardian',
};

/** `Zoé Lefèvre`; a school has no first name. */
export function fullName({ firstName, lastName }: Pick<PatronLineView, 'firstName' | 'lastName'>): string {
  return [firstName, lastName].filter(Boolean).join(' ');
}
