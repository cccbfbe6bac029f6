import { mediaType } from '../codes.ts';
import { sipDate } from '../local-time.ts';
import { type Handler, isYes, pinOf, say } from './handler.ts';
import { offlineFact } from './offline-fact.ts';

/** 11 → 12: lends an item; renews it when it is already lent to this reader and the terminal allows it. */
export const checkout: Handler<'Checkout'> = {
  async answer(message, desk) {
    if (isYes(message.cancel)) return checkout.refuse(message, 'cancel-not-supported', desk);
    const outcome = await desk.library.circulation.checkOut({
      device: desk.device,
      card: message.patronIdentifier.trim(),
      pin: pinOf(message.patronPassword),
      itemBarcode: message.itemIdentifier.trim(),
      renewalAllowed: isYes(message.scRenewalPolicy),
      offline: offlineFact(message, desk.now),
      transactionDate: message.transactionDate,
    });
    if (!outcome.granted) return checkout.refuse(message, outcome.refusal, desk);

    const { item, title, loan, renewed } = outcome.value;
    return {
      name: 'CheckoutResponse',
      ok: '1',
      renewalOk: renewed ? 'Y' : 'N',
      magneticMedia: 'N',
      desensitize: 'Y',
      transactionDate: desk.date,
      institutionId: desk.institution,
      patronIdentifier: message.patronIdentifier.trim(),
      itemIdentifier: message.itemIdentifier.trim(),
      titleIdentifier: title,
      dueDate: sipDate(loan.dueAt),
      mediaType: mediaType[item.type],
    };
  },

  refuse: (message, cause, exchange) => ({
    name: 'CheckoutResponse',
    ok: '0',
    renewalOk: 'N',
    magneticMedia: 'U',
    desensitize: 'N',
    transactionDate: exchange.date,
    institutionId: exchange.institution,
    patronIdentifier: message.patronIdentifier.trim(),
    itemIdentifier: message.itemIdentifier.trim(),
    titleIdentifier: '',
    dueDate: '',
    screenMessage: say(cause, exchange),
  }),
};
