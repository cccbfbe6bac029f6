import type { MessageOf, RequestName, ResponseMessage } from '../codec/index.ts';
import type { Cause } from '../diagnostics.ts';
import { type Exchange, type Handler, say } from './handler.ts';
import { everythingDenied } from './patron-flags.ts';

/** Known messages that the library does not serve yet: BX says N, and each is answered by the response that says no. */
export const blockPatron = refusing<'BlockPatron'>((message, cause, exchange) => ({
  name: 'PatronStatusResponse',
  patronStatus: everythingDenied,
  language: '000',
  transactionDate: exchange.date,
  institutionId: exchange.institution,
  patronIdentifier: message.patronIdentifier.trim(),
  personalName: '',
  validPatron: 'N',
  screenMessage: say(cause, exchange),
}));

export const hold = refusing<'Hold'>((message, cause, exchange) => ({
  name: 'HoldResponse',
  ok: '0',
  available: 'N',
  transactionDate: exchange.date,
  institutionId: exchange.institution,
  patronIdentifier: message.patronIdentifier.trim(),
  screenMessage: say(cause, exchange),
}));

export const itemStatusUpdate = refusing<'ItemStatusUpdate'>((message, cause, exchange) => ({
  name: 'ItemStatusUpdateResponse',
  itemPropertiesOk: '0',
  transactionDate: exchange.date,
  itemIdentifier: message.itemIdentifier.trim(),
  screenMessage: say(cause, exchange),
}));

export const patronEnable = refusing<'PatronEnable'>((message, cause, exchange) => ({
  name: 'PatronEnableResponse',
  patronStatus: everythingDenied,
  language: '000',
  transactionDate: exchange.date,
  institutionId: exchange.institution,
  patronIdentifier: message.patronIdentifier.trim(),
  personalName: '',
  validPatron: 'N',
  screenMessage: say(cause, exchange),
}));

export const feePaid = refusing<'FeePaid'>((message, cause, exchange) => ({
  name: 'FeePaidResponse',
  paymentAccepted: 'N',
  transactionDate: exchange.date,
  institutionId: exchange.institution,
  patronIdentifier: message.patronIdentifier.trim(),
  screenMessage: say(cause, exchange),
}));

export const renewAll = refusing<'RenewAll'>((_message, cause, exchange) => ({
  name: 'RenewAllResponse',
  ok: '0',
  renewedCount: '0000',
  unrenewedCount: '0000',
  transactionDate: exchange.date,
  institutionId: exchange.institution,
  screenMessage: say(cause, exchange),
}));

function refusing<N extends RequestName>(
  refuse: (message: MessageOf<N>, cause: Cause, exchange: Exchange) => ResponseMessage,
): Handler<N> {
  return { refuse, answer: (message, desk) => refuse(message, 'message-not-supported', desk) };
}
