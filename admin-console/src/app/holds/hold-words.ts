import type { HeldCopyView, HoldExplanationView, HoldState, HoldView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import type { Tone } from '../ui/badge';
import type { IconName } from '../ui/icon';

export interface Look {
  readonly word: MessageKey;
  readonly icon: IconName;
  readonly tone: Tone;
}

/** The life of a hold, in its order. */
export const stateLooks: Record<HoldState, Look> = {
  PENDING: { word: 'flow.holds.PENDING', icon: 'clock', tone: 'neutral' },
  TARGETED: { word: 'flow.holds.TARGETED', icon: 'search', tone: 'decide' },
  TRAPPED: { word: 'flow.holds.TRAPPED', icon: 'reserved', tone: 'reserved' },
  IN_TRANSIT: { word: 'flow.holds.IN_TRANSIT', icon: 'shuttle', tone: 'shuttle' },
  ON_SHELF: { word: 'flow.holds.ON_SHELF', icon: 'reserved', tone: 'reserved' },
  FULFILLED: { word: 'flow.holds.FULFILLED', icon: 'check', tone: 'shelf' },
  CANCELLED: { word: 'flow.holds.CANCELLED', icon: 'close', tone: 'neutral' },
  EXPIRED_UNFILLED: { word: 'flow.holds.EXPIRED_UNFILLED', icon: 'minus', tone: 'neutral' },
  EXPIRED_ON_SHELF: { word: 'flow.holds.EXPIRED_ON_SHELF', icon: 'minus', tone: 'neutral' },
};
const suspended: Look = { word: 'flow.holds.suspended', icon: 'pause', tone: 'neutral' };

/** How a hold stands, for whoever reads the list: one that is passed over says so first. */
export function lookOf({ state, suspendedUntil }: Pick<HoldView, 'state' | 'suspendedUntil'>, now: number): Look {
  return isSuspended({ state, suspendedUntil }, now) ? suspended : stateLooks[state];
}

export function isSuspended(
  { state, suspendedUntil }: Pick<HoldView, 'state' | 'suspendedUntil'>,
  now: number,
): boolean {
  const waits = state === 'PENDING' || state === 'TARGETED';
  return waits && suspendedUntil !== null && Date.parse(suspendedUntil) > now;
}

/** Whether a hold still wants a document. */
export function isLive({ endedAt, state }: Pick<HoldView, 'endedAt' | 'state'>): boolean {
  return endedAt === null && !['FULFILLED', 'CANCELLED', 'EXPIRED_UNFILLED', 'EXPIRED_ON_SHELF'].includes(state);
}

/** Why a hold was cancelled. */
const cancelWords: Readonly<Record<string, MessageKey>> = {
  patron: 'flow.holds.cancelled.patron',
  staff: 'flow.holds.cancelled.staff',
  'no-copy': 'flow.holds.cancelled.no-copy',
  merged: 'flow.holds.cancelled.merged',
  'library-leaving': 'flow.holds.cancelled.library-leaving',
};
export function cancelWord(reason: string): MessageKey {
  return cancelWords[reason] ?? 'flow.holds.cancelled.staff';
}

/** Under what number and letters a document stands on the hold shelf. */
export function slipNumber({ id, patron }: Pick<HoldView, 'id' | 'patron'>): { n: number; letters: string } {
  return { n: id, letters: patron.lastName.slice(0, 3).toUpperCase() };
}

export const obstacleWords: Record<HoldExplanationView['obstacles'][number], MessageKey> = {
  ended: 'flow.holds.obstacle.ended',
  suspended: 'flow.holds.obstacle.suspended',
  'not-yet': 'flow.holds.obstacle.not-yet',
  expired: 'flow.holds.obstacle.expired',
  'pickup-closed': 'flow.holds.obstacle.pickup-closed',
};

/** What a copy is to a hold. */
export const verdictLooks: Record<HeldCopyView['verdict'], Look> = {
  bound: { word: 'flow.holds.copy.bound', icon: 'reserved', tone: 'reserved' },
  targeted: { word: 'flow.holds.copy.targeted', icon: 'search', tone: 'decide' },
  'would-do': { word: 'flow.holds.copy.would-do', icon: 'check', tone: 'shelf' },
  'another-copy-asked': { word: 'flow.holds.copy.another-copy-asked', icon: 'minus', tone: 'neutral' },
  'another-volume-asked': { word: 'flow.holds.copy.another-volume-asked', icon: 'minus', tone: 'neutral' },
  'not-loanable': { word: 'flow.holds.copy.not-loanable', icon: 'minus', tone: 'neutral' },
  'on-loan': { word: 'flow.holds.copy.on-loan', icon: 'lend', tone: 'neutral' },
  'kept-for-another': { word: 'flow.holds.copy.kept-for-another', icon: 'reserved', tone: 'neutral' },
  'fetched-for-another': { word: 'flow.holds.copy.fetched-for-another', icon: 'search', tone: 'neutral' },
  moving: { word: 'flow.holds.copy.moving', icon: 'shuttle', tone: 'neutral' },
  'not-on-shelf': { word: 'flow.holds.copy.not-on-shelf', icon: 'minus', tone: 'refused' },
  'leaving-network': { word: 'flow.holds.copy.leaving-network', icon: 'signOut', tone: 'refused' },
  'rule-forbids': { word: 'flow.holds.copy.rule-forbids', icon: 'close', tone: 'refused' },
};

/** Whether some copy of a record has filled, fills or may yet fill the hold; lent ones come back. */
export function mayBeFilled(copies: readonly Pick<HeldCopyView, 'verdict'>[]): boolean {
  const hopeless: readonly HeldCopyView['verdict'][] = [
    'another-copy-asked',
    'another-volume-asked',
    'not-loanable',
    'not-on-shelf',
    'leaving-network',
    'rule-forbids',
  ];
  return copies.some(({ verdict }) => !hopeless.includes(verdict));
}
