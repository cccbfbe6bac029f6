import { mediaType } from '../codes.ts';
import { sipDate } from '../local-time.ts';
import { type Handler, pinOf, say } from './handler.ts';
import { offlineFact } from './offline-fact.ts';

/** 29 → 30: extends a loan of this reader. */
export const renew: Handler<'Renew'> = {
  async answer(message, desk) {
    const outcome = await desk.library.circulation.renew({
      device: desk.device,
      card: message.patronIdentifier.trim(),
      pin: pinOf(message.patronPassword),
      itemBarcode: message.itemIdentifier.trim(),
      offline: offlineFact(message, desk.now),
      transactionDate: message.transactionDate,
    });
    if (!outcome.granted) return renew.refuse(message, outcome.refusal, desk);

    const { item, title, loan } = outcome.value;
    return {
      name: 'RenewResponse',
      ok: '1',
      renewalOk: 'Y',
      magneticMedia: 'N',
      desensitize: 'N', // the document is already out
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
    name: 'RenewResponse',
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
