import type { CopySituationView, ItemStatusCode } from '../../api/contract';
import type { MessageKey } from '../../messages/catalogue';

/** How names and moments are said. */
export interface SentenceWords {
  say(key: MessageKey, parameters?: Record<string, string | number>): string;
  library(code: string): string;
  /** `mar. 17 nov. 2026`. */
  date(at: string): string;
}

const beginnings: Record<ItemStatusCode, MessageKey> = {
  AVAILABLE: 'copy.is.AVAILABLE',
  RESHELVE: 'copy.is.RESHELVE',
  ON_LOAN: 'copy.is.ON_LOAN',
  ON_HOLD_SHELF: 'copy.is.ON_HOLD_SHELF',
  TRANSIT_HOLD: 'copy.is.TRANSIT',
  TRANSIT_HOME: 'copy.is.TRANSIT',
  IN_PROCESSING: 'copy.is.IN_PROCESSING',
  ON_ORDER: 'copy.is.ON_ORDER',
  AT_ILL_PARTNER: 'copy.is.AT_ILL_PARTNER',
  CLAIMED_RETURNED: 'copy.is.CLAIMED_RETURNED',
  LOST: 'copy.is.LOST',
  MISSING: 'copy.is.MISSING',
  WITHDRAWN: 'copy.is.WITHDRAWN',
};
const reasons: Record<NonNullable<CopySituationView['transit']>['reason'], MessageKey> = {
  FILL_HOLD: 'copy.because.FILL_HOLD',
  RETURN_HOME: 'copy.because.RETURN_HOME',
  TO_OWNER: 'copy.because.TO_OWNER',
  ILL: 'copy.because.ILL',
  ROTATION: 'copy.because.ROTATION',
  MANUAL: 'copy.because.MANUAL',
};

/**
 * Where a copy is and why, in one sentence: “En navette vers Liévin depuis le mar. 17 nov. 2026, caisse C-0412, pour une
 * réservation.” Never who has it.
 */
export function copySentence(copy: CopySituationView, { say, library, date }: SentenceWords): string {
  const place = library(copy.holding);
  const since = date(copy.transit?.since ?? copy.statusSince);
  const to = copy.transit ? library(copy.transit.to) : place;
  const parts = [
    say(beginnings[copy.status], { library: place, to, since, due: copy.loan ? date(copy.loan.dueAt) : '' }),
  ];
  if (copy.transit) {
    if (copy.transit.crate !== null) parts.push(say('copy.crate', { crate: copy.transit.crate }));
    parts.push(say(reasons[copy.transit.reason]));
  }
  if (copy.status === 'AVAILABLE' && !copy.loanable) parts.push(say('copy.notLoanable'));
  if (copy.status === 'AVAILABLE' && copy.holding !== copy.home)
    parts.push(say('copy.awayFrom', { home: library(copy.home) }));
  return `${parts.join(', ')}.`;
}
