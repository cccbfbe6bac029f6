import type { LibraryCheckView, LibraryLifeView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';

type State = LibraryLifeView['state'];

/** The life of a library, in its order. */
export const lifeLine: readonly State[] = ['PLANNED', 'MIGRATING', 'LIVE', 'LEAVING', 'LEFT'];

/** What must be so before a library enters a state, in words. */
export const checkWords: Record<LibraryCheckView, MessageKey> = {
  contact: 'library.check.contact',
  calendar: 'library.check.calendar',
  manager: 'library.check.manager',
  items: 'library.check.items',
  'batches-closed': 'library.check.batches-closed',
  device: 'library.check.device',
  'no-items': 'library.check.no-items',
  'not-hub': 'library.check.not-hub',
  'nothing-lent': 'library.check.nothing-lent',
  'nothing-away': 'library.check.nothing-away',
  'nothing-foreign': 'library.check.nothing-foreign',
  'nothing-in-transit': 'library.check.nothing-in-transit',
  'no-holds': 'library.check.no-holds',
  'devices-disabled': 'library.check.devices-disabled',
};

/** The button that moves a library to a state. */
export const moveWords: Record<State, MessageKey> = {
  PLANNED: 'library.move.PLANNED',
  MIGRATING: 'library.move.MIGRATING',
  LIVE: 'library.move.LIVE',
  LEAVING: 'library.move.LEAVING',
  LEFT: 'library.move.LEFT',
};

/** What entering a state entails, told before. */
export const entailWords: Record<State, MessageKey> = {
  PLANNED: 'library.entails.PLANNED',
  MIGRATING: 'library.entails.MIGRATING',
  LIVE: 'library.entails.LIVE',
  LEAVING: 'library.entails.LEAVING',
  LEFT: 'library.entails.LEFT',
};

/** Why a document keeps a library from leaving. */
export const blockingWords: Record<LibraryLifeView['blocking'][number]['why'], MessageKey> = {
  lent: 'library.blocks.lent',
  'in-transit': 'library.blocks.in-transit',
  away: 'library.blocks.away',
  foreign: 'library.blocks.foreign',
};

/** Each state of the life line: when it was last entered (null: not told), whether it is past, present or to come. */
export function lifeSteps({ state, states }: Pick<LibraryLifeView, 'state' | 'states'>) {
  const present = lifeLine.indexOf(state);
  return lifeLine.map((one, at) => ({
    state: one,
    since: at <= present ? (states.findLast((entry) => entry.state === one)?.since ?? null) : null,
    when: at < present ? ('past' as const) : at === present ? ('present' as const) : ('to-come' as const),
  }));
}

/** Whether nothing that is required is missing. */
export function isReady({ checks }: LibraryLifeView['next'][number]): boolean {
  return checks.every(({ met, required }) => met || !required);
}
