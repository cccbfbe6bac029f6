import type { MessageOf } from '../codec/index.ts';
import { note } from '../diagnostics.ts';
import { loanOfFact, tellFact } from './fact-told.ts';
import { type Desk, type Handler, isYes, pinOf } from './handler.ts';
import { lent, notLent } from './loan-response.ts';

/** 11 → 12: lends an item; renews it when it is already lent to this reader and the terminal allows it. */
export const checkout: Handler<'Checkout'> = {
  async answer(message, desk) {
    if (isYes(message.cancel)) return cancelCheckin(message, desk);
    if (isYes(message.noBlock)) return alreadyLent(message, desk);
    const outcome = await desk.library.circulation.checkOut({
      device: desk.device,
      card: message.patronIdentifier.trim(),
      pin: pinOf(message.patronPassword),
      itemBarcode: message.itemIdentifier.trim(),
      renewalAllowed: isYes(message.scRenewalPolicy),
      transactionDate: message.transactionDate,
    });
    if (!outcome.granted) return checkout.refuse(message, outcome.refusal, desk);

    const { item, title, loan, renewed } = outcome.value;
    const told = { title, type: item.type, itemProperties: item.properties, dueAt: loan.dueAt, renewed } as const;
    return lent('CheckoutResponse', message, { ...told, desensitize: 'Y' }, desk);
  },

  refuse: (message, cause, exchange) => notLent('CheckoutResponse', message, cause, exchange),
};

/** BI Y: the check-in this terminal just made failed, the reader still has the document. */
async function cancelCheckin(message: MessageOf<'Checkout'>, desk: Desk) {
  const outcome = await desk.library.circulation.undo({
    device: desk.device,
    what: 'check-in',
    itemBarcode: message.itemIdentifier.trim(),
    card: message.patronIdentifier.trim(),
    pin: pinOf(message.patronPassword),
    transactionDate: message.transactionDate,
  });
  if (!outcome.granted) return checkout.refuse(message, outcome.refusal, desk);
  const { item, title, loan } = outcome.value;
  const told = {
    title,
    type: item.type,
    itemProperties: item.properties,
    dueAt: loan?.dueAt ?? null,
    renewed: false,
    desensitize: loan ? 'Y' : 'N',
    screenMessage: [note.returnUndone[desk.language]],
  } as const;
  return lent('CheckoutResponse', message, told, desk);
}

async function alreadyLent(message: MessageOf<'Checkout'>, desk: Desk) {
  const outcome = await tellFact('check-out', message, message.transactionDate, desk);
  if (!outcome.granted) return checkout.refuse(message, outcome.refusal, desk);
  const told = { ...loanOfFact(outcome.value, message, desk), renewed: false, desensitize: 'Y' } as const;
  return lent('CheckoutResponse', message, told, desk);
}
