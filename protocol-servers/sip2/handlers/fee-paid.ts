import type { MessageOf } from '../codec/index.ts';
import { type Exchange, type Handler, pinOf, say } from './handler.ts';

/** 37 → 38: a payment, kept once; refused while the network charges nothing. */
export const feePaid: Handler<'FeePaid'> = {
  async answer(message, desk) {
    const outcome = await desk.library.circulation.pay({
      device: desk.device,
      card: message.patronIdentifier.trim(),
      pin: pinOf(message.patronPassword),
      amount: message.feeAmount,
      currency: message.currencyType,
      feeType: message.feeType,
      paymentType: message.paymentType,
      transactionId: message.transactionId,
      feeIdentifier: message.feeIdentifier,
      transactionDate: message.transactionDate,
    });
    if (!outcome.granted) return feePaid.refuse(message, outcome.refusal, desk);
    return { ...head(message, desk), paymentAccepted: 'Y' };
  },

  refuse: (message, cause, exchange) => ({
    ...head(message, exchange),
    paymentAccepted: 'N',
    screenMessage: say(cause, exchange),
  }),
};

function head(message: MessageOf<'FeePaid'>, { institution, date }: Exchange) {
  return {
    name: 'FeePaidResponse',
    transactionDate: date,
    institutionId: institution,
    patronIdentifier: message.patronIdentifier.trim(),
    transactionId: message.transactionId,
  } as const;
}
