import type { MessageOf } from '../codec/index.ts';
import { loanOfFact, tellFact } from './fact-told.ts';
import { type Desk, type Handler, isYes, pinOf } from './handler.ts';
import { lent, notLent } from './loan-response.ts';

/** 29 → 30: extends a loan, named by its document (AB) or by its title (AJ). */
export const renew: Handler<'Renew'> = {
  async answer(message, desk) {
    if (isYes(message.noBlock)) return alreadyRenewed(message, desk);
    const { circulation } = desk.library;
    const itemBarcode = message.itemIdentifier.trim();
    const request = {
      device: desk.device,
      card: message.patronIdentifier.trim(),
      pin: pinOf(message.patronPassword),
      thirdParty: isYes(message.thirdPartyAllowed),
      transactionDate: message.transactionDate,
    };
    const byTitle = itemBarcode === '' && message.titleIdentifier !== undefined;
    const outcome = byTitle
      ? await circulation.renewTitle({ ...request, title: message.titleIdentifier })
      : await circulation.renew({ ...request, itemBarcode });
    if (!outcome.granted) return renew.refuse(message, outcome.refusal, desk);

    const { item, title, loan } = outcome.value;
    const told = { title, type: item.type, itemProperties: item.properties, dueAt: loan.dueAt } as const;
    const asked = { ...message, itemIdentifier: itemBarcode === '' ? item.barcode : itemBarcode };
    return lent('RenewResponse', asked, { ...told, renewed: true, desensitize: 'N' }, desk);
  },

  refuse: (message, cause, exchange) => notLent('RenewResponse', message, cause, exchange),
};

async function alreadyRenewed(message: MessageOf<'Renew'>, desk: Desk) {
  const outcome = await tellFact('renewal', message, message.transactionDate, desk);
  if (!outcome.granted) return renew.refuse(message, outcome.refusal, desk);
  const told = { ...loanOfFact(outcome.value, message, desk), renewed: true, desensitize: 'N' } as const;
  return lent('RenewResponse', message, told, desk);
}
