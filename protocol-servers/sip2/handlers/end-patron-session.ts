import type { MessageOf } from '../codec/index.ts';
import { type Exchange, type Handler, say } from './handler.ts';

/** 35 → 36: the reader leaves. The library keeps nothing of a visit, so that there is nothing to ask it. */
export const endPatronSession: Handler<'EndPatronSession'> = {
  answer: (message, desk) => ({ ...head(message, desk), endSession: 'Y' }),
  refuse: (message, cause, exchange) => ({
    ...head(message, exchange),
    endSession: 'N',
    screenMessage: say(cause, exchange),
  }),
};

function head(message: MessageOf<'EndPatronSession'>, { institution, date }: Exchange) {
  return {
    name: 'EndSessionResponse',
    transactionDate: date,
    institutionId: institution,
    patronIdentifier: message.patronIdentifier.trim(),
  } as const;
}
