import type { CrateLineView, CrateView, DiscrepancyView, MovingItemView, ShuttleRunView } from '../api/contract';
import type { Look } from '../holds/hold-words';
import type { MessageKey } from '../messages/catalogue';
import type { Column } from './board-columns';

export const columnWords: Record<Column, MessageKey> = {
  prepare: 'shuttle.column.prepare',
  sealed: 'shuttle.column.sealed',
  onBoard: 'shuttle.column.onBoard',
  receive: 'shuttle.column.receive',
  gaps: 'shuttle.column.gaps',
};
export const crateLooks: Record<CrateView['state'], Look> = {
  OPEN: { word: 'crate.OPEN', icon: 'minus', tone: 'neutral' },
  SEALED: { word: 'crate.SEALED', icon: 'check', tone: 'decide' },
  ON_BOARD: { word: 'crate.ON_BOARD', icon: 'shuttle', tone: 'shuttle' },
  RECEIVED: { word: 'crate.RECEIVED', icon: 'check', tone: 'shelf' },
  DISCREPANT: { word: 'crate.DISCREPANT', icon: 'warning', tone: 'refused' },
};
export const lineLooks: Record<CrateLineView['state'], Look> = {
  IN_CRATE: { word: 'crate.line.IN_CRATE', icon: 'minus', tone: 'neutral' },
  SEEN: { word: 'crate.line.SEEN', icon: 'check', tone: 'shelf' },
  LEFT: { word: 'crate.line.LEFT', icon: 'signOut', tone: 'neutral' },
  MISSING: { word: 'crate.line.MISSING', icon: 'warning', tone: 'refused' },
  GIVEN_UP: { word: 'crate.line.GIVEN_UP', icon: 'close', tone: 'refused' },
};
export const runLooks: Record<ShuttleRunView['state'], Look> = {
  PLANNED: { word: 'run.PLANNED', icon: 'clock', tone: 'neutral' },
  EN_ROUTE: { word: 'run.EN_ROUTE', icon: 'shuttle', tone: 'shuttle' },
  DONE: { word: 'run.DONE', icon: 'check', tone: 'shelf' },
  CANCELLED: { word: 'run.CANCELLED', icon: 'close', tone: 'refused' },
};
export const cancelWords: Record<NonNullable<ShuttleRunView['cancelReason']>, MessageKey> = {
  PUBLIC_HOLIDAY: 'run.why.PUBLIC_HOLIDAY',
  NOTHING_TO_SERVE: 'run.why.NOTHING_TO_SERVE',
  ROUTE_CHANGED: 'run.why.ROUTE_CHANGED',
  BY_STAFF: 'run.why.BY_STAFF',
};
export const skipWords: Record<NonNullable<ShuttleRunView['stops'][number]['skipped']>, MessageKey> = {
  LIBRARY_CLOSED: 'run.skipped.LIBRARY_CLOSED',
  LIBRARY_NOT_LIVE: 'run.skipped.LIBRARY_NOT_LIVE',
};
export const gapWords: Record<DiscrepancyView['kind'], MessageKey> = {
  MISSING: 'shuttle.gap.MISSING',
  UNEXPECTED: 'shuttle.gap.UNEXPECTED',
};
const reasons: Record<MovingItemView['reason'], MessageKey> = {
  FILL_HOLD: 'shuttle.reason.FILL_HOLD',
  RETURN_HOME: 'shuttle.reason.RETURN_HOME',
  TO_OWNER: 'shuttle.reason.TO_OWNER',
  MANUAL: 'shuttle.reason.MANUAL',
  ILL: 'shuttle.reason.ILL',
  ROTATION: 'shuttle.reason.ROTATION',
};
/** Why a document travels; null when nothing says it any more. */
export function reasonWord(reason: string | null): MessageKey | null {
  return reason !== null && reason in reasons ? reasons[reason as MovingItemView['reason']] : null;
}
