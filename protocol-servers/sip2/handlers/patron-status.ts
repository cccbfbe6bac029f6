import { profileOf } from '../../../core/network/device-profile.ts';
import type { MessageOf } from '../codec/index.ts';
import type { Cause } from '../diagnostics.ts';
import { disclosure, validPatronPassword } from './disclosure.ts';
import { type Exchange, type Handler, say } from './handler.ts';
import { everythingDenied, patronStatus, standing } from './patron-flags.ts';
import { personalName } from './profile-choices.ts';

/** 23 → 24: may this card borrow? */
export const patronStatusRequest: Handler<'PatronStatus'> = {
  async answer(message, desk) {
    const card = message.patronIdentifier.trim();
    const outcome = await desk.library.patrons.account({ card, pin: message.patronPassword, device: desk.device });
    if (!outcome.granted) return patronStatusRequest.refuse(message, outcome.refusal, desk);

    const sheet = outcome.value;
    const seen = disclosure(desk.device, sheet.pin, message.patronPassword);
    const wrongPin = seen === 'nothing';
    const cause: Cause | null = wrongPin ? 'pin-wrong' : standing(sheet);
    return {
      ...head(message, desk),
      patronStatus: wrongPin ? everythingDenied : patronStatus(sheet),
      personalName: seen === 'account' || seen === 'named' ? personalName(sheet.patron, profileOf(desk.device)) : '',
      validPatron: 'Y',
      validPatronPassword: validPatronPassword(sheet.pin, message.patronPassword),
      screenMessage: cause ? say(cause, desk) : undefined,
    };
  },

  refuse: (message, cause, exchange) => ({
    ...head(message, exchange),
    patronStatus: everythingDenied,
    validPatron: 'N',
    validPatronPassword: message.patronPassword === undefined ? undefined : 'N',
    screenMessage: say(cause, exchange),
  }),
};

function head(message: MessageOf<'PatronStatus'>, { institution, date }: Exchange) {
  return {
    name: 'PatronStatusResponse',
    language: message.language,
    transactionDate: date,
    institutionId: institution,
    patronIdentifier: message.patronIdentifier.trim(),
    personalName: '',
  } as const;
}
