import type { PatronAccountSheet } from '../../../core/library.ts';
import type { BlockKind } from '../../../core/patrons/patron.ts';
import type { Cause } from '../diagnostics.ts';

/** Patron status of a card that may do nothing: unknown, or its PIN is wrong. */
export const everythingDenied = 'YYYY          ';

const length = 14;
const nothingDenied = ' '.repeat(length);
const chargeDenied = 0;
const renewalDenied = 1;
const recallDenied = 2;
const holdDenied = 3;
const tooManyCharged = 5;

/** The place of the patron status that says why, for the blocks that have one. */
const placeOfBlock: Readonly<Record<BlockKind, number | null>> = {
  MANUAL: null,
  OVERDUE: 6, // too many items overdue
  LOST_ITEM: 9, // too many items lost
  EXPIRED: null,
  CARD_LOST: 4, // card reported lost
  BEHAVIOUR: null,
  DATA_CHECK: null,
  SUSPENSION: null,
};

/** The 14 flags of 24 and 64: Y true, space false, never N. */
export function patronStatus(sheet: PatronAccountSheet): string {
  if (standing(sheet) === null && sheet.blocks.length === 0) return nothingDenied; // nearly everybody
  const flags: string[] = Array.from({ length }, () => ' ');
  const closed = sheet.expired || sheet.patron.state !== 'ACTIVE';
  const raise = (place: number, raised: boolean) => {
    if (raised) flags[place] = 'Y';
  };
  raise(chargeDenied, closed || sheet.blocks.some((block) => block.stopsCheckOut));
  raise(renewalDenied, closed || sheet.blocks.some((block) => block.stopsRenewal));
  raise(recallDenied, closed || sheet.blocks.some((block) => block.stopsHold));
  raise(holdDenied, closed || sheet.blocks.some((block) => block.stopsHold));
  raise(tooManyCharged, sheet.tooManyLoans);
  for (const block of sheet.blocks) {
    const place = placeOfBlock[block.kind];
    if (place !== null) flags[place] = 'Y';
  }
  return flags.join('');
}

/** Why this reader may not borrow, null when he may. */
export function standing(sheet: PatronAccountSheet): Cause | null {
  if (sheet.expired || sheet.patron.state === 'EXPIRED') return 'patron-expired';
  if (sheet.patron.state !== 'ACTIVE' || sheet.blocks.some((block) => block.stopsCheckOut)) return 'patron-blocked';
  return sheet.tooManyLoans ? 'loan-limit-reached' : null;
}
