import type { PatronAccountSheet } from '../../../core/library.ts';
import { type DeviceProfile, profileOf } from '../../../core/network/device-profile.ts';
import type { HoldLine, LoanLine } from '../../../core/ports/reading.ts';
import type { MessageOf } from '../codec/index.ts';
import type { Cause } from '../diagnostics.ts';
import { sipDay } from '../local-time.ts';
import { type Disclosure, disclosure, validPatronPassword } from './disclosure.ts';
import { type Exchange, type Handler, say } from './handler.ts';
import { everythingDenied, patronStatus, standing } from './patron-flags.ts';
import { listsAsked, listText, personalName } from './profile-choices.ts';

/** 63 → 64: a reader's account, one list of it, paged by BP and BQ. */
export const patronInformation: Handler<'PatronInformation'> = {
  async answer(message, desk) {
    const card = message.patronIdentifier.trim();
    const outcome = await desk.library.patrons.account({ card, pin: message.patronPassword, device: desk.device });
    if (!outcome.granted) return patronInformation.refuse(message, outcome.refusal, desk);

    const sheet = outcome.value;
    const seen = disclosure(desk.device, sheet.pin, message.patronPassword);
    const withPassword = { validPatronPassword: validPatronPassword(sheet.pin, message.patronPassword) };
    if (seen === 'nothing') {
      return { ...patronInformation.refuse(message, 'pin-wrong', desk), ...withPassword, validPatron: 'Y' };
    }
    const cause: Cause | null = standing(sheet);
    return {
      ...head(message, desk),
      patronStatus: patronStatus(sheet),
      ...counts(sheet),
      holdItemsLimit: four(sheet.limits.holds),
      overdueItemsLimit: four(sheet.limits.overdue),
      chargedItemsLimit: four(sheet.limits.loans),
      validPatron: 'Y',
      ...withPassword,
      ...lists(message, sheet, seen, profileOf(desk.device)),
      ...identity(sheet, seen, profileOf(desk.device)),
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

/** All six counts are always filled, whatever page was asked. */
function counts(sheet: PatronAccountSheet) {
  return {
    ...noCounts,
    holdItemsCount: four(sheet.readyHolds.length),
    overdueItemsCount: four(sheet.overdue.length),
    chargedItemsCount: four(sheet.loans.length),
    unavailableHoldsCount: four(sheet.pendingHolds.length),
  };
}

function four(count: number): string {
  return String(Math.min(count, 9999)).padStart(4, '0');
}

/** The summary asks for a list by its place. */
function lists(
  message: MessageOf<'PatronInformation'>,
  sheet: PatronAccountSheet,
  seen: Disclosure,
  profile: DeviceProfile,
): Partial<MessageOf<'PatronInformationResponse'>> {
  if (seen === 'counted') return {};
  const page = (lines: readonly (LoanLine | HoldLine)[]) =>
    pageOf(lines, message).map((line) => listText(line, profile));
  const byPlace: Readonly<Record<number, () => Partial<MessageOf<'PatronInformationResponse'>>>> = {
    0: () => ({ holdItems: page(sheet.readyHolds) }),
    1: () => ({ overdueItems: page(sheet.overdue) }),
    2: () => ({ chargedItems: page(sheet.loans) }),
    5: () => ({ unavailableHoldItems: page(sheet.pendingHolds) }),
  };
  return Object.assign({}, ...listsAsked(message.summary, profile).map((place) => byPlace[place]?.())) as object;
}

/** BP and BQ: first and last line, from 1, both included; absent, empty or no number means all. */
function pageOf<T>(lines: readonly T[], { startItem, endItem }: MessageOf<'PatronInformation'>): readonly T[] {
  const start = placeOf(startItem) ?? 1;
  const end = placeOf(endItem) ?? lines.length;
  return end < start ? [] : lines.slice(Math.max(start, 1) - 1, end);
}

function placeOf(text: string | undefined): number | null {
  const digits = text?.trim() ?? '';
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}

function identity({ patron, homeLibrary }: PatronAccountSheet, seen: Disclosure, profile: DeviceProfile) {
  if (seen !== 'account' && seen !== 'named') return {};
  const named = { personalName: personalName(patron, profile) };
  if (seen === 'named') return named;
  return {
    ...named,
    homeAddress: patron.address ?? undefined,
    email: patron.email ?? undefined,
    homePhone: patron.phone ?? undefined,
    membershipExpiry: sipDay(patron.expiresAt),
    birthDate: patron.birthDate?.replaceAll('-', ''),
    patronClass: patron.categoryCode,
    homeLibrary: homeLibrary.code,
  };
}

function head(message: MessageOf<'PatronInformation'>, { institution, date }: Exchange) {
  return {
    name: 'PatronInformationResponse',
    language: message.language,
    transactionDate: date,
    institutionId: institution,
    patronIdentifier: message.patronIdentifier.trim(),
    personalName: '',
  } as const;
}
