import type { LibraryView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import type { Tone } from '../ui/badge';
import type { IconName } from '../ui/icon';

/** The life of a library, in its order: planned, migrating, live, leaving, left. */
export const stateWords: Record<
  LibraryView['state'],
  { readonly word: MessageKey; readonly icon: IconName; readonly tone: Tone; readonly rank: number }
> = {
  PLANNED: { word: 'library.PLANNED', icon: 'clock', tone: 'neutral', rank: 0 },
  MIGRATING: { word: 'library.MIGRATING', icon: 'renew', tone: 'shuttle', rank: 1 },
  LIVE: { word: 'library.LIVE', icon: 'check', tone: 'shelf', rank: 2 },
  LEAVING: { word: 'library.LEAVING', icon: 'signOut', tone: 'decide', rank: 3 },
  LEFT: { word: 'library.LEFT', icon: 'minus', tone: 'neutral', rank: 4 },
};

/** What a library is besides a branch. */
export const kindWords: Record<LibraryView['kind'], MessageKey | null> = {
  BRANCH: null,
  HUB: 'library.HUB',
  DEPARTMENT: 'library.DEPARTMENT',
  KIT_STORE: 'library.KIT_STORE',
  ILL_PARTNER: 'library.ILL_PARTNER',
};
