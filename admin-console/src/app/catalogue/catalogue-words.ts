import type { HoldState, ItemStatusCode, NarrowingIndexCode } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import type { Tone } from '../ui/badge';
import type { IconName } from '../ui/icon';

/** A state on the screen: word, shape and colour. */
export interface StateWords {
  readonly word: MessageKey;
  readonly icon: IconName;
  readonly tone: Tone;
}

/** What became of a copy. */
export const statusWords: Record<ItemStatusCode, StateWords> = {
  AVAILABLE: { word: 'status.AVAILABLE', icon: 'shelf', tone: 'shelf' },
  RESHELVE: { word: 'status.RESHELVE', icon: 'shelf', tone: 'shelf' },
  ON_LOAN: { word: 'status.ON_LOAN', icon: 'lend', tone: 'neutral' },
  ON_HOLD_SHELF: { word: 'status.ON_HOLD_SHELF', icon: 'reserved', tone: 'reserved' },
  TRANSIT_HOLD: { word: 'status.TRANSIT_HOLD', icon: 'shuttle', tone: 'shuttle' },
  TRANSIT_HOME: { word: 'status.TRANSIT_HOME', icon: 'shuttle', tone: 'shuttle' },
  IN_PROCESSING: { word: 'status.IN_PROCESSING', icon: 'clock', tone: 'decide' },
  ON_ORDER: { word: 'status.ON_ORDER', icon: 'clock', tone: 'neutral' },
  AT_ILL_PARTNER: { word: 'status.AT_ILL_PARTNER', icon: 'bridge', tone: 'shuttle' },
  CLAIMED_RETURNED: { word: 'status.CLAIMED_RETURNED', icon: 'question', tone: 'decide' },
  LOST: { word: 'status.LOST', icon: 'close', tone: 'refused' },
  MISSING: { word: 'status.MISSING', icon: 'question', tone: 'refused' },
  WITHDRAWN: { word: 'status.WITHDRAWN', icon: 'minus', tone: 'neutral' },
};

/** The state of a record that is not simply in service. */
export const recordStateWords: Record<'STAGED' | 'MERGED' | 'DELETED', StateWords> = {
  STAGED: { word: 'record.STAGED', icon: 'clock', tone: 'decide' },
  MERGED: { word: 'record.MERGED', icon: 'renew', tone: 'shuttle' },
  DELETED: { word: 'record.DELETED', icon: 'close', tone: 'refused' },
};

/** A reader's place in a queue. */
export const holdWords: Record<HoldState, StateWords> = {
  PENDING: { word: 'hold.PENDING', icon: 'clock', tone: 'neutral' },
  TARGETED: { word: 'hold.TARGETED', icon: 'search', tone: 'decide' },
  TRAPPED: { word: 'hold.TRAPPED', icon: 'reserved', tone: 'reserved' },
  IN_TRANSIT: { word: 'hold.IN_TRANSIT', icon: 'shuttle', tone: 'shuttle' },
  ON_SHELF: { word: 'hold.ON_SHELF', icon: 'reserved', tone: 'reserved' },
  FULFILLED: { word: 'hold.FULFILLED', icon: 'check', tone: 'shelf' },
  CANCELLED: { word: 'hold.CANCELLED', icon: 'close', tone: 'neutral' },
  EXPIRED_UNFILLED: { word: 'hold.EXPIRED_UNFILLED', icon: 'minus', tone: 'neutral' },
  EXPIRED_ON_SHELF: { word: 'hold.EXPIRED_ON_SHELF', icon: 'minus', tone: 'neutral' },
};

/** What carries a work. */
const carriers: Readonly<Record<string, MessageKey>> = {
  book: 'carrier.book',
  'large-print': 'carrier.large-print',
  comic: 'carrier.comic',
  score: 'carrier.score',
  map: 'carrier.map',
  'audio-book': 'carrier.audio-book',
  music: 'carrier.music',
  video: 'carrier.video',
  image: 'carrier.image',
  electronic: 'carrier.electronic',
  game: 'carrier.game',
  kit: 'carrier.kit',
  serial: 'carrier.serial',
  object: 'carrier.object',
};
export function carrierWord(carrier: string): MessageKey {
  return carriers[carrier] ?? 'carrier.other';
}

export const facetWords: Record<NarrowingIndexCode, MessageKey> = {
  library: 'catalogue.facet.library',
  carrier: 'catalogue.facet.carrier',
  language: 'catalogue.facet.language',
  date: 'catalogue.facet.date',
  author: 'catalogue.facet.author',
  subject: 'catalogue.facet.subject',
};

/** A language by its ISO 639-2 code, in words. */
export function languageName(code: string, locale: string): string {
  if (!/^[a-z]{3}$/.test(code)) return code;
  return new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' }).of(code) ?? code;
}
