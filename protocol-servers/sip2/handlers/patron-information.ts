import type { PatronAccountSheet } from '../../../core/library.ts';
import { profileOf } from '../../../core/network/device-profile.ts';
import type { HoldLine, LoanLine } from '../../../core/ports/reading.ts';
import type { MessageOf } from '../codec/index.ts';
import type { Cause } from '../diagnostics.ts';
import { sipDay } from '../local-time.ts';
import { type Disclosure, disclosure, validPatronPassword } from './disclosure.ts';
import { type Desk, type Exchange, type Handler, say } from './handler.ts';
import { everythingDenied, patronStatus, standing } from './patron-flags.ts';
import { listsAsked, listText, personalName } from './profile-choices.ts';

type Asked = MessageOf<'PatronInformation'>;

/** 63 → 64: a reader's account, one list of it, paged by BP and BQ. */
export const patronInformation: Handler<'PatronInformation'> = {
  async answer(message, desk) {
    const card = message.patronIdentifier.trim();
    const outcome = await desk.library.patrons.account({ card, pin: message.patronPassword, device: desk.device });
    if (!outcome.granted) return patronInformation.refuse(message, outcome.refusal, desk);

    const sheet = outcome.value;
    const seen = disclosure(desk.device, sheet.pin, message.patronPassword);
    const password = validPatronPassword(sheet.pin, message.patronPassword);
    if (seen === 'nothing') {
      const refused = patronInformation.refuse(message, 'pin-wrong', desk);
      return { ...refused, validPatronPassword: password, validPatron: 'Y' };
    }
    const cause: Cause | null = standing(sheet);
    return {
      // One spread, and first: an answer made of several costs a microsecond more.
      ...withLists(message, sheet, seen, desk),
      patronStatus: patronStatus(sheet),
      holdItemsLimit: four(sheet.limits.holds),
      overdueItemsLimit: four(sheet.limits.overdue),
      chargedItemsLimit: four(sheet.limits.loans),
      validPatron: 'Y',
      validPatronPassword: password,
      screenMessage: cause ? say(cause, desk) : undefined,
    };
  },

  refuse: (message, cause, exchange) => ({
    ...head(message, exchange),
    patronStatus: everythingDenied,
    ...noCounts,
    validPatron: 'N',
    validPatronPassword: message.patronPassword === undefined ? undefined : 'N',
    screenMessage: say(cause, exchange),
  }),
};

const noCounts = {
  holdItemsCount: '0000',
  overdueItemsCount: '0000',
  chargedItemsCount: '0000',
  fineItemsCount: '0000', // no fine in this network
  recallItemsCount: '0000', // nor recall
  unavailableHoldsCount: '0000',
} as const;

function four(count: number): string {
  return String(Math.min(count, 9999)).padStart(4, '0');
}

/** The list asked for by its place in the summary; all six counts are always filled, whatever page was asked. */
function withLists(message: Asked, sheet: PatronAccountSheet, seen: Disclosure, desk: Desk) {
  const profile = profileOf(desk.device);
  const asked = seen === 'counted' ? [] : listsAsked(message.summary, profile);
  const list = (place: number, lines: readonly (LoanLine | HoldLine)[]) =>
    asked.includes(place) ? pageOf(lines, message).map((line) => listText(line, profile)) : undefined;
  return {
    ...withIdentity(message, sheet, seen, desk),
    holdItemsCount: four(sheet.readyHolds.length),
    overdueItemsCount: four(sheet.overdue.length),
    chargedItemsCount: four(sheet.loans.length),
    fineItemsCount: noCounts.fineItemsCount,
    recallItemsCount: noCounts.recallItemsCount,
    unavailableHoldsCount: four(sheet.pendingHolds.length),
    holdItems: list(0, sheet.readyHolds),
    overdueItems: list(1, sheet.overdue),
    chargedItems: list(2, sheet.loans),
    unavailableHoldItems: list(5, sheet.pendingHolds),
  };
}

/** BP and BQ: first and last line, from 1, both included; absent, empty or no number means all. */
function pageOf<T>(lines: readonly T[], { startItem, endItem }: Asked): readonly T[] {
  const start = placeOf(startItem) ?? 1;
  const end = placeOf(endItem) ?? lines.length;
  return end < start ? [] : lines.slice(Math.max(start, 1) - 1, end);
}

function placeOf(text: string | undefined): number | null {
  const digits = text?.trim() ?? '';
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}

function withIdentity(message: Asked, { patron, homeLibrary }: PatronAccountSheet, seen: Disclosure, desk: Desk) {
  const named = seen === 'account' || seen === 'named';
  const known = seen === 'account' ? patron : null;
  return {
    ...head(message, desk),
    personalName: named ? personalName(patron, profileOf(desk.device)) : '',
    homeAddress: known?.address ?? undefined,
    email: known?.email ?? undefined,
    homePhone: known?.phone ?? undefined,
    membershipExpiry: known ? sipDay(known.expiresAt) : undefined,
    birthDate: known?.birthDate?.replaceAll('-', ''),
    patronClass: known?.categoryCode,
    homeLibrary: known ? homeLibrary.code : undefined,
  };
}

function head(message: Asked, { institution, date }: Exchange) {
  return {
    name: 'PatronInformationResponse',
    language: message.language,
    transactionDate: date,
    institutionId: institution,
    patronIdentifier: message.patronIdentifier.trim(),
    personalName: '',
  } as const;
}
