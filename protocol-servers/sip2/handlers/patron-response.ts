import { profileOf } from '../../../core/network/device-profile.ts';
import type { PatronAccountSheet } from '../../../core/library.ts';
import type { Cause } from '../diagnostics.ts';
import { disclosure, validPatronPassword } from './disclosure.ts';
import { type Desk, type Exchange, say } from './handler.ts';
import { everythingDenied, patronStatus, standing } from './patron-flags.ts';
import { personalName } from './profile-choices.ts';

interface Asked {
  readonly patronIdentifier: string;
  readonly patronPassword?: string | undefined;
  readonly language: string;
}

/** What 24 and 26 say of a card: may it borrow? */
export function statusOf(asked: Asked, sheet: PatronAccountSheet, desk: Desk) {
  const seen = disclosure(desk.device, sheet.pin, asked.patronPassword);
  const wrongPin = seen === 'nothing';
  const cause: Cause | null = wrongPin ? 'pin-wrong' : standing(sheet);
  const named = seen === 'account' || seen === 'named';
  return {
    ...head(asked, desk),
    patronStatus: wrongPin ? everythingDenied : patronStatus(sheet),
    personalName: named ? personalName(sheet.patron, profileOf(desk.device)) : '',
    validPatron: 'Y',
    validPatronPassword: validPatronPassword(sheet.pin, asked.patronPassword),
    screenMessage: cause ? say(cause, desk) : undefined,
  } as const;
}

/** The same of a card that may do nothing. */
export function statusRefused(asked: Asked, cause: Cause, exchange: Exchange) {
  return {
    ...head(asked, exchange),
    patronStatus: everythingDenied,
    personalName: '',
    validPatron: 'N',
    validPatronPassword: asked.patronPassword === undefined ? undefined : 'N',
    screenMessage: say(cause, exchange),
  } as const;
}

function head({ patronIdentifier, language }: Asked, { institution, date }: Exchange) {
  return { language, transactionDate: date, institutionId: institution, patronIdentifier: patronIdentifier.trim() };
}
